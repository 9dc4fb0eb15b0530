// What readers suggest, by pledge: looked at, answered, accepted into a draft, declined with a reason.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Decision } from '../../../data/suggestion.ts';
import type { SuggestionGroup, SuggestionPage, SuggestionRecord } from '../../../data/suggestion-record.ts';
import type { Answer } from '../common/api.ts';
import { counts } from '../common/counts.ts';
import { languageIn } from '../common/in-language.ts';
import { hrefOf, keyOf } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { hear } from '../common/shortcuts.ts';
import { currentRow, moveBy, openRow } from '../lists/rows.ts';
import { suggestionWords } from '../words/inbox-words.ts';
import { words } from '../words/words.ts';
import { decide, draftWith } from './deciding.ts';
import { inboxApi } from './inbox-api.ts';
import { QueriedScreen } from './queried-screen.ts';
import { askedBy, filterFields } from './suggestion-filters.ts';
import { suggestionView } from './suggestion-view.ts';

const PATH = '/desk/suggestions';

/** The screen at `/desk/suggestions`; its filters are in the address. */
export class DeskSuggestionsElement extends QueriedScreen<SuggestionPage> {
  static override properties = {
    ...QueriedScreen.properties,
    page: { state: true },
    selected: { state: true },
  };

  declare page: SuggestionPage | null;
  declare selected: ReadonlySet<number>;
  protected readonly path = PATH;

  constructor() {
    super();
    this.page = null;
    this.selected = new Set();
    hear(this, {
      next: () => moveBy(this, 1),
      previous: () => moveBy(this, -1),
      open: openRow,
      select: () => this.#onCurrent((each) => this.#select([each], !this.selected.has(each.id))),
      accept: () => this.#onChosen('accepted'),
      decline: () => this.#onChosen('declined'),
    });
  }

  protected override heading(): string {
    return suggestionWords.heading;
  }

  get #open(): SuggestionRecord[] {
    return this.page?.suggestions.filter(({ state }) => state === 'open') ?? [];
  }

  protected override ask(query: URLSearchParams, from: string | null): Promise<Answer<SuggestionPage>> {
    const asked = askedBy(query);
    if (from !== null) asked.set('before', from);
    return inboxApi.suggestions(asked);
  }

  protected override take(page: SuggestionPage): void {
    this.page = page;
    this.selected = new Set();
    if (location.search === '') counts.take({ suggestions: page.count ?? 0 });
  }

  async #loadMore(): Promise<void> {
    const { page } = this;
    if (!page?.next) return;
    await this.loadMore(String(page.next), ({ suggestions, next }) => {
      this.page = { ...page, suggestions: [...page.suggestions, ...suggestions], next };
      return suggestions[0]?.id;
    });
  }

  #narrow(name: string, value: string): void {
    const query = new URLSearchParams(location.search);
    if (value) query.set(name, value);
    else query.delete(name);
    router.note(query.size > 0 ? `${PATH}?${query}` : PATH);
    void this.load();
  }

  #onCurrent(act: (suggestion: SuggestionRecord) => void): void {
    const found = this.#open.find(({ id }) => String(id) === currentRow());
    if (found) act(found);
  }

  #select(suggestions: readonly SuggestionRecord[], on: boolean): void {
    const selected = new Set(this.selected);
    for (const { id } of suggestions) selected[on ? 'add' : 'delete'](id);
    this.selected = selected;
  }

  // What is selected, otherwise the row that has the focus.
  #onChosen(state: Decision['state']): void {
    const selected = this.#open.filter(({ id }) => this.selected.has(id));
    if (selected.length > 0) void this.#decide(selected, state);
    else this.#onCurrent((suggestion) => this.#decide([suggestion], state));
  }

  async #decide(suggestions: readonly SuggestionRecord[], state: Decision['state']): Promise<void> {
    const row = currentRow();
    if (!(await decide(suggestions, state, this.page?.reasons ?? []))) return;
    const [only] = suggestions;
    if (state === 'accepted' && only && suggestions.length === 1) return void router.go(draftWith(only));
    await this.#goOn(row, new Set(suggestions.map(({ id }) => String(id))));
  }

  // The focus goes to the first that is left, from where it was.
  async #goOn(row: string | null, closed: ReadonlySet<string>): Promise<void> {
    const rows = [...this.querySelectorAll<HTMLElement>('[data-row]')].map(
      ({ dataset }) => dataset.row ?? '',
    );
    const from = Math.max(0, rows.indexOf(row ?? [...closed][0] ?? ''));
    const next = [...rows.slice(from), ...rows.slice(0, from).reverse()].find((each) => !closed.has(each));
    await this.load();
    await this.updateComplete;
    const link = next === undefined ? null : this.querySelector<HTMLElement>(`[data-row="${next}"] a`);
    (link ?? this.querySelector<HTMLElement>('h1'))?.focus();
  }

  protected override body(): TemplateResult {
    const { page, problem } = this;
    const query = new URLSearchParams(location.search);
    return html`${filterFields(query, (name, value) => this.#narrow(name, value))}
      ${query.has('slug') ? html`<p>${suggestionWords.ofPledge} <a href=${PATH}>${suggestionWords.allPledges}</a></p>` : nothing}
      ${
        problem
          ? html`<p class="problem" role="alert">${sentence(problem)}</p>
              <button @click=${this.load}>${words.shell.again}</button>`
          : nothing
      }
      ${page ? this.#list(page, query.size > 0) : problem ? nothing : html`<p class="soft">${words.shell.loading}</p>`}`;
  }

  #list(page: SuggestionPage, isNarrowed: boolean): TemplateResult {
    const { suggestions, next, dropped } = page;
    return html`${this.#bulk(page)}
      ${suggestions.length === 0 ? html`<p class="soft">${isNarrowed ? suggestionWords.noneFound : suggestionWords.none}</p>` : nothing}
      ${repeat(
        grouped(page),
        ([{ tracker, slug }]) => keyOf({ tracker, slug }),
        ([group, rows]) => this.#group(group, rows),
      )}
      ${next === null ? nothing : html`<p><button @click=${() => this.#loadMore()}>${suggestionWords.more}</button></p>`}
      ${dropped.count > 0 ? html`<p class="soft">${suggestionWords.dropped(dropped.count)}</p>` : nothing}`;
  }

  #bulk({ count = 0 }: SuggestionPage): TemplateResult {
    const selected = this.#open.filter(({ id }) => this.selected.has(id));
    if (selected.length === 0) return html`<p class="bulk" role="status">${suggestionWords.count(count)}</p>`;
    return html`<div class="bulk">
      <span role="status">${suggestionWords.selected(selected.length)}</span>
      <button @click=${() => this.#decide(selected, 'accepted')}>${suggestionWords.accept}</button>
      <button @click=${() => this.#decide(selected, 'declined')}>${suggestionWords.decline}</button>
      <button @click=${() => this.#decide(selected, 'spam')}>${suggestionWords.spam}</button>
    </div>`;
  }

  #group(group: SuggestionGroup, rows: readonly SuggestionRecord[]): TemplateResult {
    const title = group.title ?? group.slug;
    const open = rows.filter(({ state }) => state === 'open');
    const isChosen = open.length > 0 && open.every(({ id }) => this.selected.has(id));
    const choose = ({ target }: Event) => this.#select(open, (target as HTMLInputElement).checked);
    return html`<section>
      <h2>
        ${open.length > 1 ? html`<input type="checkbox" aria-label=${suggestionWords.selectGroup(title)} .checked=${isChosen} @change=${choose} />` : nothing}
        <a href=${hrefOf(group)} lang=${languageIn(group.tracker)}>${title}</a>
        <span class="count">${group.count}</span>
      </h2>
      <ul>
        ${repeat(
          rows,
          ({ id }) => id,
          (row) => this.#row(row, title),
        )}
      </ul>
    </section>`;
  }

  #row(row: SuggestionRecord, title: string): TemplateResult {
    const { id, kind, state } = row;
    const what = suggestionWords.of(kind, title);
    const choose = ({ target }: Event) => this.#select([row], (target as HTMLInputElement).checked);
    return html`<li data-row=${id}>
      ${state === 'open' ? html`<input type="checkbox" aria-label=${suggestionWords.select(what)} .checked=${this.selected.has(id)} @change=${choose} />` : html`<span></span>`}
      <a class="kind" href=${hrefOf(row)} aria-label=${what}>${suggestionWords.kinds[kind]}</a>
      <div class="words">${suggestionView(row)}</div>
      ${state === 'open' ? this.#acts(row, what) : nothing}
    </li>`;
  }

  #acts(row: SuggestionRecord, what: string): TemplateResult {
    const { accept, acceptOf, decline, declineOf, spam, spamOf } = suggestionWords;
    return html`<p class="acts">
      <button aria-label=${acceptOf(what)} @click=${() => this.#decide([row], 'accepted')}>${accept}</button>
      <button aria-label=${declineOf(what)} @click=${() => this.#decide([row], 'declined')}>${decline}</button>
      <button class="quiet" aria-label=${spamOf(what)} @click=${() => this.#decide([row], 'spam')}>${spam}</button>
    </p>`;
  }
}

// What was loaded, in the order of the pledges, each with how many there are of it in all.
function grouped({ suggestions, groups = [] }: SuggestionPage): [SuggestionGroup, SuggestionRecord[]][] {
  const rows = Map.groupBy(suggestions, keyOf);
  const known = new Map(groups.map((group) => [keyOf(group), group]));
  return [...rows].map(([key, [first, ...others]]) => {
    const all = first ? [first, ...others] : others;
    const { tracker = '', slug = '', title = null, at = '' } = first ?? {};
    return [known.get(key) ?? { tracker, slug, title, count: all.length, newest: at }, all];
  });
}

customElements.define('desk-suggestions', DeskSuggestionsElement);
