// What each editor is told: what was given to them, sent back, said to them, suggested by readers.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Inbox, InboxEntry } from '../../../data/inbox.ts';
import type { Answer } from '../common/api.ts';
import { counts } from '../common/counts.ts';
import { momentOf, momentText } from '../common/dates.ts';
import { written } from '../common/in-language.ts';
import { hrefOf, pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { currentRow, moveBy, openRow } from '../lists/rows.ts';
import { inboxWords } from '../words/inbox-words.ts';
import { words } from '../words/words.ts';
import { inboxApi } from './inbox-api.ts';
import './own-mail.ts';
import { QueriedScreen } from './queried-screen.ts';

/** The screen at `/desk/inbox`; `?all=true` shows what was read as well. */
export class DeskInboxElement extends QueriedScreen<Inbox> {
  static override properties = {
    ...QueriedScreen.properties,
    entries: { state: true },
    next: { state: true },
    selected: { state: true },
  };

  declare entries: readonly InboxEntry[] | null;
  declare next: string | null;
  declare selected: ReadonlySet<string>;
  /** The moment of what is shown: what comes later is not marked with it. */
  #at = '';
  protected readonly path = '/desk/inbox';

  constructor() {
    super();
    this.entries = null;
    this.next = null;
    this.selected = new Set();
    hear(this, {
      next: () => moveBy(this, 1),
      previous: () => moveBy(this, -1),
      open: openRow,
      select: () => this.#onCurrent(({ id }) => this.#select(id, !this.selected.has(id))),
      read: () => this.#toggle(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    counts.addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    counts.removeEventListener('change', this.#redraw);
  }

  #redraw = (): void => this.requestUpdate();

  protected override heading(): string {
    return inboxWords.heading;
  }

  protected override ask(query: URLSearchParams, from: string | null): Promise<Answer<Inbox>> {
    const unread = String(!isAll(query));
    return inboxApi.inbox(new URLSearchParams({ unread, ...(from === null ? {} : { after: from }) }));
  }

  protected override take({ entries, next, at }: Inbox): void {
    this.entries = entries;
    this.next = next;
    this.#at = at;
    this.selected = new Set();
  }

  async #loadMore(): Promise<void> {
    await this.loadMore(this.next ?? '', ({ entries, next }) => {
      this.entries = [...(this.entries ?? []), ...entries];
      this.next = next;
      return entries[0]?.id;
    });
  }

  #onCurrent(act: (entry: InboxEntry) => void): void {
    const entry = this.entries?.find(({ id }) => id === currentRow());
    if (entry) act(entry);
  }

  #select(id: string, on: boolean): void {
    this.selected = new Set([...this.selected].filter((each) => each !== id).concat(on ? [id] : []));
  }

  // What is selected, otherwise the row that has the focus, on which the next one takes it.
  #toggle(): void {
    const selected = this.entries?.filter(({ id }) => this.selected.has(id)) ?? [];
    if (selected.length > 0) return void this.#mark(selected, true);
    this.#onCurrent((entry) => {
      moveBy(this, 1);
      void this.#mark([entry], entry.readAt === null);
    });
  }

  async #mark(entries: readonly InboxEntry[], isRead: boolean): Promise<void> {
    const ids = new Set(entries.map(({ id }) => id));
    const readAt = isRead ? new Date().toISOString() : null;
    const before = this.entries;
    this.entries = before?.map((each) => (ids.has(each.id) ? { ...each, readAt } : each)) ?? null;
    this.selected = new Set();
    const answer = await inboxApi.mark({ [isRead ? 'read' : 'unread']: [...ids] });
    if (answer.ok) return;
    this.entries = before;
    say(sentence(answer.problem));
  }

  async #markAll(): Promise<void> {
    const answer = await inboxApi.mark({ read: 'all', until: this.#at });
    if (!answer.ok) return say(sentence(answer.problem));
    say(inboxWords.allRead);
    await this.load();
    this.focusHeading();
  }

  // It is read by being opened; the link goes on by itself.
  #opened = (entry: InboxEntry): void => {
    if (entry.readAt === null) void this.#mark([entry], true);
  };

  protected override body(): TemplateResult {
    const { entries, problem } = this;
    return html`${
      problem
        ? html`<p class="problem" role="alert">${sentence(problem)}</p>
            <button @click=${this.load}>${words.shell.again}</button>`
        : nothing
    }
      <div class="bar">
        <nav class="which" aria-label=${inboxWords.show}>
          <a href="/desk/inbox" aria-current=${isAll() ? nothing : 'true'}>${inboxWords.unread}</a>
          <a href="/desk/inbox?all=true" aria-current=${isAll() ? 'true' : nothing}>${inboxWords.all}</a>
        </nav>
        ${this.#bulk()}
      </div>
      ${entries ? this.#list(entries) : problem ? nothing : html`<p class="soft">${words.shell.loading}</p>`}
      <desk-own-mail></desk-own-mail>`;
  }

  #bulk(): TemplateResult | typeof nothing {
    const selected = this.entries?.filter(({ id }) => this.selected.has(id)) ?? [];
    if (selected.length > 0)
      return html`<span role="status">${inboxWords.selected(selected.length)}</span>
        <button @click=${() => this.#mark(selected, true)}>${inboxWords.read}</button>`;
    if (counts.inbox === 0) return nothing;
    return html`<button @click=${() => this.#markAll()}>${inboxWords.readAll}</button>`;
  }

  #list(entries: readonly InboxEntry[]): TemplateResult {
    if (entries.length === 0)
      return html`<p class="soft">${isAll() ? inboxWords.none : inboxWords.noneUnread}</p>`;
    return html`<ul class="entries">
        ${repeat(
          entries,
          ({ id }) => id,
          (entry) => this.#entry(entry),
        )}
      </ul>
      ${this.next === null ? nothing : html`<p><button @click=${() => this.#loadMore()}>${inboxWords.more}</button></p>`}`;
  }

  #entry(entry: InboxEntry): TemplateResult {
    const { id, at, readAt, tracker, publishAt } = entry;
    const isRead = readAt !== null;
    const what = titleOf(entry);
    const of = pledges.tracker(tracker ?? '');
    const change = ({ target }: Event) => this.#select(id, (target as HTMLInputElement).checked);
    return html`<li data-row=${id} class=${isRead ? 'read' : 'unread'}>
      <input type="checkbox" aria-label=${inboxWords.select(what)} .checked=${this.selected.has(id)} @change=${change} />
      <p class="what">
        ${isRead ? nothing : html`<span class="said">${inboxWords.isUnread}</span>`}${lead(entry)}
        <a class="title" href=${hrefTo(entry)} @click=${() => this.#opened(entry)}>${of && entry.title !== null ? written(what, of) : what}</a>
        ${said(entry)}
      </p>
      <p class="soft when">
        ${publishAt ? html`<span>${inboxWords.wasFor} ${momentText(publishAt, of)}</span> · ` : nothing}${of && pledges.trackers.length > 1 ? html`${written(of.name, of)} · ` : nothing}${momentOf(at, of)}
      </p>
      <button class="quiet" aria-label=${isRead ? inboxWords.unreadOf(what) : inboxWords.readOf(what)}
        @click=${() => this.#mark([entry], !isRead)}>${isRead ? inboxWords.unreadAgain : inboxWords.read}</button>
    </li>`;
  }
}

function isAll(query = new URLSearchParams(location.search)): boolean {
  return query.get('all') === 'true';
}

function lead({ kind, by, count }: InboxEntry): TemplateResult {
  const did = inboxWords.did[kind](count);
  return by === null ? html`${did} ` : html`<b>${by}</b> ${did} `;
}

function titleOf({ kind, title, slug, count, webhook }: InboxEntry): string {
  if (kind === 'webhook-off') return webhook?.name ?? '';
  return slug === null ? inboxWords.pledges(count) : (title ?? slug);
}

function said({ kind, text }: InboxEntry): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  const shown = kind === 'webhook-off' ? (inboxWords.off[text] ?? text) : text;
  return html`<span class="text" dir="auto">${shown}</span>`;
}

// Where there is something to do about it.
function hrefTo({ kind, tracker, slug, comment }: InboxEntry): string {
  if (kind === 'webhook-off') return '/desk/webhooks';
  if (tracker === null || slug === null) return '/desk?who=mine';
  if (kind === 'suggestion') return `/desk/suggestions?${new URLSearchParams({ tracker, slug })}`;
  return `${hrefOf({ tracker, slug })}${comment === null ? '' : '#discussion'}`;
}

customElements.define('desk-inbox', DeskInboxElement);
