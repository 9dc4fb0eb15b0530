// Every pledge and draft as a table: the endpoint searches, sorts and pages, and what was found before stays in sight until
// the newer answer is there.
import { html, nothing, type TemplateResult } from 'lit';
import type { Found } from '../../../data/desk.ts';
import { SEARCH_LIMIT } from '../../../data/limits.ts';
import { desk, type Problem } from '../common/api.ts';
import { store, stored } from '../common/browser-store.ts';
import { loadPart } from '../common/late-part.ts';
import { Debounced } from '../common/pledge-search.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { hear } from '../common/shortcuts.ts';
import { words } from '../words/words.ts';
import { COLUMNS, type Column, type ColumnName, isColumn } from './columns.ts';
import { type Filter, filterFields } from './filters.ts';
import { ListScreen } from './list-screen.ts';
import { forgetRow, moveBy, returnToRow } from './rows.ts';
import { foundList } from './sources.ts';

/** Those at hand, and those that one asks for. */
const FILTERS: readonly Filter[] = ['tracker', 'state', 'verdict', 'category', 'reason'];
const MORE_FILTERS: readonly Filter[] = ['facet', 'owner', 'due', 'day', 'snoozed'];

// Of several trackers it is to be told which; there is no room for a column more.
const USUAL_COLUMNS: readonly ColumnName[] = ['verdict', 'reasons', 'assignee', 'due', 'checked'];
const USUAL_OF_SEVERAL: readonly ColumnName[] = ['verdict', 'reasons', 'assignee', 'checked', 'tracker'];
const KEPT_COLUMNS = 'desk-find-columns';

// An address may ask for what no filter has.
function whatIsWrong({ errors = [] }: Problem): string {
  return errors.map(({ pointer, detail }) => `“${pointer.replace('/query/', '')}” ${detail}`).join('; ');
}

/** The list of everything, with its filters, order and columns; all of them are in the address. */
export class DeskFindElement extends ListScreen<Found> {
  static override properties = { ...ListScreen.properties, areMoreFilters: { state: true } };

  declare areMoreFilters: boolean;
  protected readonly list = foundList;
  protected readonly screen = 'find';
  protected readonly label = words.find.heading;
  readonly #typing = new Debounced();

  constructor() {
    super();
    this.areMoreFilters = false;
    hear(this, { find: () => this.#field?.focus() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#typing.cancel();
  }

  override arrive(): void {
    if (!router.isReturn) forgetRow(this);
    if (!returnToRow(this)) this.#field?.focus({ preventScroll: true });
  }

  protected override heading(): string {
    return words.find.heading;
  }

  protected override async count(query: URLSearchParams): Promise<number | null> {
    query.set('limit', '1');
    const answer = await desk.find(query);
    return answer.ok ? answer.value.count : null;
  }

  protected override body(): TemplateResult {
    const { got, problem, isLoading, count } = this.list;
    const counted = got
      ? html`<span role="status">${words.find.count(count)}${isLoading ? html` <span class="soft">${words.find.searching}</span>` : nothing}</span>`
      : problem
        ? ''
        : words.shell.loading;
    return html`${this.tabs}
      <form class="search-form" role="search" @submit=${this.#submit}>
        <input class="search" type="search" maxlength=${SEARCH_LIMIT} autocomplete="off" spellcheck="false" aria-label=${words.find.search}
          placeholder=${words.find.search} .value=${this.query.get('q') ?? ''} @input=${this.#type} @keydown=${this.#press} />
        <div class="filters">${this.#fields()}</div>
      </form>
      ${
        problem
          ? html`<p class="problem" role="alert">${sentence(problem)} ${whatIsWrong(problem)}</p>
              <p><button @click=${() => this.load()}>${words.shell.again}</button></p>`
          : nothing
      }
      ${this.bar(counted, this.#beside())}
      ${got && !problem && this.list.rows.length === 0 ? html`<p class="soft">${words.find.none}</p>` : nothing}
      ${this.list.rows.length > 0 ? this.table(this.#columns, this.#head(), null) : nothing}`;
  }

  #fields(): TemplateResult {
    const ways = {
      query: this.query,
      people: this.people,
      counts: {},
      choose: (filter: Filter, value: string) => this.narrow(filter, value),
    };
    const more = MORE_FILTERS.filter((filter) => this.areMoreFilters || this.query.has(filter));
    return html`${filterFields([...FILTERS, ...more], ways)}
      ${
        more.length < MORE_FILTERS.length
          ? html`<button type="button" class="quiet" @click=${this.#showMoreFilters}>${words.find.moreFilters}</button>`
          : nothing
      }`;
  }

  // The focus goes on to what has come.
  #showMoreFilters = async (): Promise<void> => {
    const before = this.querySelectorAll('select.filter').length;
    this.areMoreFilters = true;
    await this.updateComplete;
    this.querySelectorAll<HTMLElement>('select.filter')[before]?.focus();
  };

  #beside(): TemplateResult {
    const shown = this.#columns;
    return html`${this.#importLink()}
      ${this.list.rows.length > 0 ? html`<button type="button" class="quiet" @click=${this.#download}>${words.find.csv}</button>` : nothing}
      <button type="button" class="quiet opens" popovertarget="columns">${words.find.columns}</button>
      <span id="columns" class="menu here" popover>
        ${(Object.keys(COLUMNS) as ColumnName[]).map((name) =>
          name === 'title'
            ? nothing
            : html`<label class="choice"
                ><input type="checkbox" .checked=${shown.includes(name)}
                  @change=${({ target }: Event) => this.#show(name, (target as HTMLInputElement).checked)} />
                ${words.find.columnNames[name]}</label
              >`,
        )}
      </span>`;
  }

  // All that is found, not only what is loaded.
  #download = async (): Promise<void> => {
    if (!(await this.list.all())) return;
    const csv = await loadPart(() => import('./rows-csv.ts'));
    csv?.downloadCsv(this.list.rows, 'pledges.csv');
  };

  // Into the tracker that is looked at, or the only one.
  #importLink(): TemplateResult | typeof nothing {
    const [only, another] = pledges.trackers;
    const tracker = this.query.get('tracker') ?? (another ? null : only?.id);
    if (!tracker || !session.may('POST /trackers/:tracker/import')) return nothing;
    return html`<a class="button quiet" href="/desk/${tracker}/import">${words.find.importSheet}</a>`;
  }

  #head(): TemplateResult {
    return html`<tr>
      ${this.isSelectable ? html`<th scope="col"><span class="said">${words.lists.selectAll}</span></th>` : nothing}
      ${this.#columns.map((name) => {
        const { sort }: Column = COLUMNS[name];
        const text = words.find.columnNames[name];
        if (!sort) return html`<th scope="col">${text}</th>`;
        const isSorted = this.query.get('sort') === sort;
        const order = this.query.get('order') === 'desc' ? 'descending' : 'ascending';
        return html`<th scope="col" aria-sort=${isSorted ? order : nothing}>
          <button type="button" class="quiet" @click=${() => this.#sort(sort)}>${text}</button>
        </th>`;
      })}
    </tr>`;
  }

  // Upwards first, then downwards, then as it was: the newest work first.
  #sort(sort: string): void {
    const isSorted = this.query.get('sort') === sort;
    const isDown = this.query.get('order') === 'desc';
    this.narrow('sort', isSorted && isDown ? '' : sort);
    this.narrow('order', isSorted && !isDown ? 'desc' : '');
  }

  /** Those of the address, or as somebody had them last in this browser. */
  get #columns(): ColumnName[] {
    const usual = pledges.trackers.length > 1 ? USUAL_OF_SEVERAL : USUAL_COLUMNS;
    const named = this.query.get('columns')?.split(',') ?? stored<string[]>(KEPT_COLUMNS) ?? usual;
    const names = (Object.keys(COLUMNS) as ColumnName[]).filter(
      (name) => name === 'title' || named.includes(name),
    );
    return names.filter(isColumn);
  }

  #show(name: ColumnName, on: boolean): void {
    const names = this.#columns.filter((each) => each !== 'title' && each !== name);
    const shown = on ? [...names, name] : names;
    store(KEPT_COLUMNS, shown);
    this.narrow('columns', shown.join(','));
  }

  #type = ({ target }: Event): void => {
    const { value } = target as HTMLInputElement;
    this.#typing.run(() => this.narrow('q', value));
  };

  // From the field into the list: to the first of what is found by then.
  #press = (event: KeyboardEvent): void => {
    if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    void this.#goToFirst();
  };

  async #goToFirst(): Promise<void> {
    const value = this.#field?.value ?? '';
    this.#typing.cancel();
    if (value !== (this.query.get('q') ?? '')) this.narrow('q', value);
    await this.updateComplete;
    await this.list.settled;
    await this.updateComplete;
    // Unless somebody has gone on typing, or elsewhere.
    if (document.activeElement !== this.#field || this.#field?.value !== value) return;
    forgetRow(this);
    moveBy(this, 1);
  }

  #submit = (event: Event): void => event.preventDefault();

  get #field(): HTMLInputElement | null {
    return this.querySelector('input[type=search]');
  }
}

customElements.define('desk-find', DeskFindElement);
