// The first screen: what there is to do. What is in it, and in which order, the endpoint has decided; here it is narrowed,
// shown and done.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Listed, ListedPledge, Today } from '../../../data/desk.ts';
import { isPrivate } from '../../../data/visibility.ts';
import { desk } from '../common/api.ts';
import { written } from '../common/in-language.ts';
import { keyOf, pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { waitingLine } from '../common/waiting.ts';
import { numberText } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import type { ColumnName } from './columns.ts';
import { isFor, mayDo } from './eligible.ts';
import { type Filter, filterFields } from './filters.ts';
import { ListScreen } from './list-screen.ts';
import { scheduledFor, titleLink, trackerOf, verdictOf } from './pledge-row.ts';
import { todayList } from './sources.ts';
import { unsavedWords } from './unsaved-words.ts';
import type { OwnView } from './view-tabs.ts';

/** How often to ask again as long as something waits for KV. */
const WAITING_MILLISECONDS = 3000;

/** Of a desk with more trackers whoever imports goes there by Find. */
const MOST_WAYS = 5;

const FILTERS: readonly Filter[] = ['tracker', 'category', 'facet', 'reason', 'owner'];

/** What is due, waits, is scheduled and has not reached readers. */
export class DeskTodayElement extends ListScreen<Today> {
  protected readonly list = todayList;
  protected readonly screen = 'today';
  protected readonly label = words.today.lists.due.title;
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override heading(): string {
    return words.today.heading;
  }

  protected override async count(query: URLSearchParams): Promise<number | null> {
    query.set('limit', '1');
    const answer = await desk.today(query);
    return answer.ok ? answer.value.due.count : null;
  }

  // Whose, with the other filters as they are.
  protected override get ownViews(): OwnView[] {
    return (['all', 'mine', 'unassigned'] as const).map((who) => {
      const query = new URLSearchParams(this.query);
      query.delete('who');
      if (who !== 'all') query.set('who', who);
      const isHere = (this.query.get('who') ?? 'all') === who;
      const href = query.size > 0 ? `/desk?${query}` : '/desk';
      return { name: words.today.views[who], href, isHere, count: this.list.got?.facets?.who[who] };
    });
  }

  protected override leads(act: string): boolean {
    return ['check', 'snooze', 'trash'].includes(act);
  }

  protected override async load(): Promise<void> {
    await super.load();
    this.#watchWaiting();
  }

  protected override body(): TemplateResult {
    const { got: today, problem } = this.list;
    if (!today || pledges.trackers.length === 0) return this.#waitingOrEmpty();
    const { review, drafts, scheduled } = today;
    const { count } = this.list;
    const isEmpty = count + review.count + drafts.count + scheduled.count === 0;
    return html`${this.tabs}
      ${problem ? html`<p class="problem" role="alert">${sentence(problem)}</p>` : nothing}
      ${unsavedWords(session.me?.name ?? '')}${privateTrackers()}
      <nav class="jump" aria-label=${words.today.jump}>
        ${(['review', 'drafts', 'scheduled'] as const).map(
          (kind) =>
            html`<a href="#${kind}">${words.today.lists[kind].title} ${numberText(today[kind].count)}</a>`,
        )}
      </nav>
      ${isEmpty && this.query.size === 0 ? waysToBegin() : nothing}
      <div class="day">
        <section aria-labelledby="due">
          ${this.#filters(today)} ${this.#due(count)}
        </section>
        <div class="beside">
          ${list('review', review, (row) => (row.own ? words.today.own : row.owner))}
          ${list('drafts', drafts, (row) => row.comment ?? nothing)}
          ${list('scheduled', scheduled, scheduledFor)} ${waitingLine(today.waiting)}
        </div>
      </div>`;
  }

  #filters({ facets }: Today): TemplateResult {
    return html`<div class="filters">
      ${filterFields(FILTERS, {
        query: this.query,
        people: this.people,
        counts: { ...facets, owner: facets?.person },
        choose: (filter, value) => this.narrow(filter, value),
      })}
    </div>`;
  }

  #due(count: number): TemplateResult {
    const { title, none, noneHere } = words.today.lists.due;
    const columns: ColumnName[] = [
      'verdict',
      'title',
      'reasons',
      ...(pledges.trackers.length > 1 && !this.query.has('tracker') ? (['tracker'] as const) : []),
      'assignee',
    ];
    const names = columns.map((name) => words.find.columnNames[name]);
    const act = mayDo('check') ? (row: ListedPledge) => this.#checkButton(row) : null;
    // Read, not seen: what stands in these columns speaks for itself.
    const head = html`<tr class="said">
      ${this.isSelectable ? html`<th scope="col">${words.lists.selectAll}</th>` : nothing}
      ${names.map((name) => html`<th scope="col">${name}</th>`)} ${act ? html`<th scope="col">${words.find.act}</th>` : nothing}
    </tr>`;
    const heading = html`<h2 id="due">${title} <span class="count">${numberText(count)}</span></h2>`;
    return html`${this.bar(heading, nothing)}
      ${
        this.list.rows.length === 0
          ? html`<p class="soft">${this.query.size > 0 ? noneHere : none}</p>`
          : this.table(columns, head, act)
      }`;
  }

  // In one place before and after, so that nothing moves under whoever goes through the list.
  #checkButton(row: ListedPledge): TemplateResult | typeof nothing {
    if (this.list.gone.has(keyOf(row)) || !isFor('check', row)) return nothing;
    return html`<button aria-label=${words.today.checkOf(row.title ?? row.slug)} @click=${() => this.check(row)}>
      ${words.today.check}
    </button>`;
  }

  protected override async check(row: ListedPledge): Promise<void> {
    await super.check(row);
    this.#watchWaiting(true);
  }

  #waitingOrEmpty(): TemplateResult {
    const problem = this.list.problem ?? pledges.problem;
    if (problem)
      return html`<p class="problem" role="alert">${sentence(problem)}</p>
        <button @click=${() => this.load()}>${words.shell.again}</button>`;
    if (this.list.got && session.may('POST /trackers'))
      return html`<p>${words.today.empty}</p>
        <p><a class="button primary" href="/desk/start">${words.start}</a></p>`;
    return html`<p class="soft">${this.list.got ? words.today.noTrackers : words.shell.loading}</p>`;
  }

  #watchWaiting(isNew = false): void {
    clearTimeout(this.#timer);
    const { got } = this.list;
    if (!got || (got.waiting.count === 0 && !isNew) || !this.isConnected) return;
    this.#timer = setTimeout(async () => {
      const answer = await desk.status();
      if (answer.ok && this.list.got) {
        this.list.got = { ...this.list.got, waiting: answer.value.waiting };
        this.requestUpdate();
      }
      this.#watchWaiting(!answer.ok);
    }, WAITING_MILLISECONDS);
  }
}

// Nobody who works in one is to take it for published; the way to its opening is for whoever may.
function privateTrackers(): TemplateResult[] {
  const mayOpen = session.may('POST /trackers/:tracker/open');
  const mayImport = session.may('POST /trackers/:tracker/import');
  return pledges.trackers.filter(isPrivate).map(
    (tracker) =>
      html`<p class="notice">
        ${written(tracker.name, tracker)} ${words.today.isPrivate}
        ${mayOpen ? html`<a href="/desk/${tracker.id}/open">${words.today.toOpen}<span class="said"> ${tracker.name}</span></a>` : nothing}
        ${mayImport ? html`<a href="/desk/${tracker.id}/import">${words.find.importSheet}<span class="said"> ${words.today.into(tracker.name)}</span></a>` : nothing}
      </p>`,
  );
}

// Where there is nothing to do there is perhaps nothing at all: a sheet is the quickest way to something.
function waysToBegin(): TemplateResult | typeof nothing {
  const open = session.may('POST /trackers/:tracker/import')
    ? pledges.trackers.filter((tracker) => !isPrivate(tracker)).slice(0, MOST_WAYS)
    : [];
  if (open.length === 0) return nothing;
  return html`<p class="ways">${open.map(({ id, name }) => html`<a href="/desk/${id}/import">${words.find.importSheet} ${words.today.into(name)}</a> `)}</p>`;
}

type Shown = TemplateResult | string | typeof nothing;

function list<Of extends ListedPledge>(
  kind: 'review' | 'drafts' | 'scheduled',
  { count, pledges: rows }: Listed<Of>,
  about: (row: Of) => Shown,
): TemplateResult {
  const { title, none } = words.today.lists[kind];
  return html`<section aria-labelledby=${kind}>
    <h2 id=${kind}>${title} <span class="count">${numberText(count)}</span></h2>
    ${
      rows.length === 0
        ? html`<p class="soft">${none}</p>`
        : html`<ul class="rows">
            ${repeat(
              rows,
              keyOf,
              (row) => html`<li data-row=${keyOf(row)}>
                ${titleLink(row)} <span class="about">${verdictOf(row)} ${about(row)} ${trackerOf(row)}</span>
              </li>`,
            )}
          </ul>`
    }
    ${count > rows.length ? html`<p class="soft">${words.today.more(count - rows.length)} <a href="/desk/find?state=${STATE_OF[kind]}">${words.today.inFind}</a></p>` : nothing}
  </section>`;
}

const STATE_OF = { review: 'review', drafts: 'draft', scheduled: 'scheduled' };

customElements.define('desk-today', DeskTodayElement);
