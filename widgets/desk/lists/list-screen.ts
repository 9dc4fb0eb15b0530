// What Today and Find have in common: a list that the address narrows, rows that are acted on by keys and by pointer, one or
// many, and drawn as one comes to them.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import { setOrder } from '../common/coming-from.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { keyOf, pledges } from '../common/pledges.ts';
import { matched, router } from '../common/router.ts';
import { hear } from '../common/shortcuts.ts';
import { undoing } from '../common/undoing.ts';
import { words } from '../words/words.ts';
import { checkRow } from './checking.ts';
import { type ColumnName, tracksOf } from './columns.ts';
import { isFor, mayDo, ROW_ACTS, type RowAct } from './eligible.ts';
import type { Filter } from './filters.ts';
import { ListActs } from './list-acts.ts';
import { askedBy, LIST_PATHS, type ListName, reviewHref } from './list-address.ts';
import { listBar } from './list-bar.ts';
import { type RowAction, tableView } from './list-table.ts';
import { type DoneAct, isDone, outcomes } from './outcomes.ts';
import { peopleOf } from './people-of.ts';
import type { RowList } from './row-list.ts';
import { currentRow, forgetRow, moveBy, noteRows, openRow, returnToRow } from './rows.ts';
import { Selection } from './selection.ts';
import { type OwnView, viewTabs } from './view-tabs.ts';
import { views } from './views.ts';

/** How many rows are drawn at first, and how many more each time. */
const ROWS_AT_ONCE = 100;
/** How old an answer may be when somebody comes back to the tab. */
const FRESH_MILLISECONDS = 60_000;

/** A screen with a list. */
export abstract class ListScreen<Got> extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    drawn: { state: true },
    people: { state: true },
  };

  declare drawn: number;
  declare people: readonly string[];
  protected readonly selection = new Selection(
    () => this.list.rows,
    () => this.requestUpdate(),
  );
  readonly #acts = new ListActs({
    list: () => this.list,
    selection: this.selection,
    check: (row) => this.check(row),
    done: async () => {
      if (this.isConnected) await this.renew();
    },
    changed: () => this.requestUpdate(),
  });
  /** The address's query. */
  protected query = new URLSearchParams(location.search);
  #asked: string | null = null;
  #widths = { tracks: '', least: '' };
  #loadedAt = 0;
  #away = new AbortController();
  readonly #end = new IntersectionObserver(
    // A busy machine tells several looks at once, the oldest first.
    (looks) => {
      if (looks.at(-1)?.isIntersecting) this.#drawMore();
    },
    { rootMargin: '800px' },
  );

  protected abstract readonly list: RowList<Got>;
  protected abstract readonly screen: ListName;
  /** What the list is called for whoever goes on from it. */
  protected abstract readonly label: string;
  /** How many are in a view, for its tab. */
  protected abstract count(query: URLSearchParams): Promise<number | null>;
  /** The views that are always there. */
  protected get ownViews(): OwnView[] {
    return [];
  }

  constructor() {
    super();
    this.drawn = ROWS_AT_ONCE;
    this.people = [];
    noteRows(this);
    const many = (act: RowAct) => (mayDo(act) ? { [act]: () => this.#acts.onChosen(act) } : {});
    hear(this, {
      next: () => moveBy(this, 1),
      previous: () => moveBy(this, -1),
      open: openRow,
      review: () => this.#review(),
      ...(this.isSelectable
        ? {
            select: () => this.#acts.onCurrent((row) => this.selection.toggle(row)),
            range: () => this.#acts.onCurrent((row) => this.selection.toggle(row, true)),
          }
        : {}),
      ...many('check'),
      ...many('assign'),
      ...many('snooze'),
    });
    this.addEventListener('click', (event) => this.#noteOrder(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    const { signal } = this.#away;
    const redraw = () => this.requestUpdate();
    this.list.addEventListener('change', redraw, { signal });
    outcomes.addEventListener('change', redraw, { signal });
    outcomes.addEventListener('done', (event) => this.#done((event as CustomEvent<DoneAct>).detail), {
      signal,
    });
    pledges.addEventListener('change', redraw, { signal });
    views.addEventListener('change', redraw, { signal });
    views.addEventListener('saved', () => void this.#countViews(), { signal });
    undoing.addEventListener('undone', () => void this.renew(), { signal });
    document.addEventListener('visibilitychange', () => this.#refresh(), { signal });
    // Shown at once to whoever comes back, as it was, and brought up to date behind it.
    if (router.isReturn && this.list.got !== null && this.list.query === this.#wanted()) {
      this.drawn = this.list.drawn;
      this.#asked = this.list.query;
      void this.renew();
    } else outcomes.clear();
    void this.#loadRest();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
    this.#end.disconnect();
    this.list.drawn = this.drawn;
  }

  override arrive(): void {
    if (!router.isReturn) forgetRow(this);
    if (!returnToRow(this)) super.arrive();
  }

  // A link to this screen with another query arrives at the same element.
  protected override willUpdate(): void {
    // Until the next screen's script is here, this one stands under that one's address.
    if (!matched(LIST_PATHS[this.screen], location.pathname)) return;
    const wanted = this.#wanted();
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.drawn = ROWS_AT_ONCE;
    void this.load();
  }

  protected override updated(): void {
    super.updated();
    this.#end.disconnect();
    const end = this.querySelector('.end');
    if (end) this.#end.observe(end);
    // The desk's policy allows no style in the markup.
    const table = this.querySelector<HTMLElement>('table.list');
    table?.style.setProperty('--tracks', this.#widths.tracks);
    table?.style.setProperty('--least', this.#widths.least);
  }

  /** Shows what the address asks for. */
  protected async load(): Promise<void> {
    if (pledges.trackers.length === 0) await pledges.loadTrackers();
    await this.list.show(this.#asked ?? '');
    this.#loadedAt = Date.now();
    void this.#countViews();
  }

  /** Brings what is shown up to date, without moving it. */
  protected async renew(): Promise<void> {
    await this.list.renew();
    this.#loadedAt = Date.now();
    void this.#countViews();
  }

  /** Notes a filter in the address, which narrows the list. */
  protected narrow(name: Filter | 'q' | 'sort' | 'order' | 'columns', value: string): void {
    const query = new URLSearchParams(location.search);
    if (value) query.set(name, value);
    else query.delete(name);
    const text = query.toString();
    router.note(text ? `${location.pathname}?${text}` : location.pathname);
    this.requestUpdate();
  }

  protected get tabs(): TemplateResult | typeof nothing {
    return viewTabs({ screen: this.screen, own: this.ownViews, query: this.query.toString() });
  }

  /** The line above the rows: what is selected, and what can be done with it. */
  protected bar(heading: TemplateResult | string, beside: TemplateResult | typeof nothing): TemplateResult {
    const selected = this.selection.rows;
    if (selected.length > 0) void this.#acts.want();
    return listBar({
      heading,
      beside: html`${beside}<a class="button quiet" href=${reviewHref(this.screen, this.query, null)}>${words.lists.review}</a>`,
      selected,
      isAll: this.list.rows.length > 0 && selected.length === this.list.rows.length && !this.list.hasMore,
      isSelectable: this.isSelectable && this.list.rows.length > 0,
      selectAll: (on) => void this.#selectAll(on),
      unselect: () => this.selection.clear(),
      act: (act) => void this.#acts.act(act, selected),
      acts: this.#acts.bar,
    });
  }

  /** The rows as a table of these columns, as far as they are drawn. */
  protected table(
    names: readonly ColumnName[],
    head: TemplateResult,
    action: RowAction | null,
  ): TemplateResult {
    const { rows, gone, isLoading, hasMore } = this.list;
    const drawn = rows.slice(0, this.drawn);
    this.#widths = tracksOf(names, { box: this.isSelectable, act: action !== null });
    const selection = this.isSelectable ? this.selection : null;
    return html`${tableView({ names, head, rows: drawn, gone, selection, action, isLoading }, this.screen)}
      ${drawn.length < rows.length || hasMore ? html`<div class="end"></div>` : nothing}`;
  }

  /** Whether somebody's role has anything to do with rows that are selected. */
  protected get isSelectable(): boolean {
    return ROW_ACTS.some(mayDo);
  }

  #wanted(): string {
    this.query = new URLSearchParams(location.search);
    return askedBy(this.query).toString();
  }

  /** On to the next at once: the answer comes to the row that it is about. */
  protected async check(row: ListedPledge): Promise<void> {
    if (!isFor('check', row)) return;
    moveBy(this, 1);
    await checkRow(row);
    if (isDone(outcomes.of(this.list.rows.find((each) => keyOf(each) === keyOf(row)) ?? row)))
      this.selection.set([row], false);
  }

  async #selectAll(on: boolean): Promise<void> {
    if (!on) return this.selection.clear();
    if (await this.list.all()) this.selection.set(this.list.rows, true);
  }

  #done({ key, act }: DoneAct): void {
    if (this.leads(act)) this.list.done(key);
  }

  /** Whether an act leads a row out of this list. */
  protected leads(act: string): boolean {
    return act === 'trash';
  }

  #drawMore(): void {
    if (this.drawn < this.list.rows.length) this.drawn += ROWS_AT_ONCE;
    else if (this.list.hasMore && !this.list.problem)
      void this.list.more().then((rows) => {
        if (rows.length > 0) this.drawn += ROWS_AT_ONCE;
      });
  }

  #refresh(): void {
    if (!document.hidden && Date.now() - this.#loadedAt > FRESH_MILLISECONDS) void this.renew();
  }

  async #loadRest(): Promise<void> {
    void views.load();
    await this.#acts.loadAhead();
    if (pledges.trackers.length === 0) await pledges.loadTrackers();
    this.people = await peopleOf(pledges.trackers.map(({ id }) => id));
  }

  async #countViews(): Promise<void> {
    const saved = views.of(this.screen).map(({ query }) => query);
    await views.count(this.screen, saved, async (query) =>
      this.isConnected ? this.count(askedBy(query)) : null,
    );
  }

  // From a row that is opened, one goes on to the next of this list.
  #noteOrder({ target }: Event): void {
    if ((target as Element).closest('table.list a.title')) this.noteOrder();
  }

  protected noteOrder(): void {
    const { list } = this;
    const loadMore = async () => (await list.more()).map(keyOf);
    const href = location.pathname + location.search;
    setOrder(list.rows.map(keyOf), this.label, href, { count: list.rows.length + this.#notLoaded, loadMore });
  }

  get #notLoaded(): number {
    return Math.max(0, this.list.count - (this.list.rows.length - this.list.gone.size));
  }

  #review(): void {
    void router.go(reviewHref(this.screen, this.query, this.#acts.current ? currentRow() : null));
  }
}
