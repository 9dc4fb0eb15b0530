// Every pledge and draft, narrowed as one types. The whole list is here already; only the rows that fit the screen are
// drawn, and more as one comes near the end.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { NOTE_LIMIT } from '../../data/limits.ts';
import { bulkChecks } from './bulk-checks.ts';
import { Checks, type Outcome } from './checking.ts';
import { textControl } from './controls.ts';
import { day, dayOf } from './dates.ts';
import { DeskScreen } from './desk-screen.ts';
import { asked } from './dialogs.ts';
import { type Filter, filterFields, found } from './filters.ts';
import { outcomeOf, stateOf, titleLink, trackerOf, verdictOf } from './pledge-row.ts';
import { type FoundPledge, keyOf, pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { router } from './router.ts';
import { currentRow, forgetRow, moveBy, noteRows, openRow, returnToRow } from './rows.ts';
import { session } from './session.ts';
import { hear } from './shortcuts.ts';
import { undoing } from './undoing.ts';
import { words } from './words.ts';

/** How many rows are drawn at first, and how many more each time. */
const ROWS_AT_ONCE = 100;

// As many as there were are drawn again for whoever comes back.
let drawnBefore = ROWS_AT_ONCE;

/** The list of everything, with its filters; the filters are in the address. */
export class DeskFindElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    drawn: { state: true },
  };

  declare drawn: number;
  readonly #checks = new Checks(this);
  readonly #selected = new Set<string>();
  #query = new URLSearchParams(location.search);
  #found: FoundPledge[] = [];
  readonly #end = new IntersectionObserver(
    // A busy machine tells several looks at once, the oldest first.
    (looks) => {
      if (looks.at(-1)?.isIntersecting) this.drawn += ROWS_AT_ONCE;
    },
    { rootMargin: '800px' },
  );

  constructor() {
    super();
    this.drawn = router.isReturn ? drawnBefore : ROWS_AT_ONCE;
    noteRows(this);
    hear(this, {
      find: () => this.#field?.focus(),
      next: () => moveBy(this, 1),
      previous: () => moveBy(this, -1),
      open: openRow,
      ...(session.mayAct('check')
        ? {
            select: () => this.#onCurrent((row) => this.#select([row], !this.#selected.has(keyOf(row)))),
            check: () => this.#onCurrent((row) => this.#check(row)),
          }
        : {}),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    pledges.addEventListener('change', this.#redraw);
    bulkChecks.addEventListener('change', this.#redraw);
    undoing.addEventListener('undone', this.#undone);
    void pledges.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    bulkChecks.removeEventListener('change', this.#redraw);
    undoing.removeEventListener('undone', this.#undone);
    drawnBefore = this.drawn;
    this.#end.disconnect();
    pledges.removeEventListener('change', this.#redraw);
  }

  override arrive(): void {
    if (!router.isReturn) forgetRow(this);
    if (!returnToRow(this)) this.#field?.focus({ preventScroll: true });
  }

  protected override heading(): string {
    return words.find.heading;
  }

  protected override updated(): void {
    super.updated();
    this.#end.disconnect();
    const end = this.querySelector('.end');
    if (end) this.#end.observe(end);
  }

  protected override body(): TemplateResult {
    const { rows, problem } = pledges;
    // A link to this screen with another query arrives at the same element.
    this.#query = new URLSearchParams(location.search);
    return html`<form class="filters" role="search" @submit=${(event: Event) => event.preventDefault()}>
        <label class="search">
          <span>${words.find.search}</span>
          <input type="search" autocomplete="off" spellcheck="false" .value=${this.#query.get('q') ?? ''}
            @input=${({ target }: Event) => this.#narrow('q', (target as HTMLInputElement).value)} />
        </label>
        ${filterFields(rows ?? [], this.#query, (filter, value) => this.#narrow(filter, value))}
      </form>
      ${this.#importLink()}
      ${
        problem
          ? html`<p class="problem" role="alert">${sentence(problem)}</p>
              <button @click=${() => pledges.load()}>${words.shell.again}</button>`
          : nothing
      }
      ${rows ? this.#list(rows) : problem ? nothing : html`<p class="soft">${words.shell.loading}</p>`}`;
  }

  // Into the tracker that is looked at, or the only one.
  #importLink(): TemplateResult | typeof nothing {
    const [only, another] = pledges.trackers;
    const tracker = this.#query.get('tracker') ?? (another ? null : only?.id);
    if (!tracker || !session.may('POST /trackers/:tracker/import')) return nothing;
    return html`<p class="ways"><a href="/desk/${tracker}/import">${words.find.importSheet}</a></p>`;
  }

  #list(rows: FoundPledge[]): TemplateResult {
    this.#found = found(rows, this.#query);
    const drawn = this.#found.slice(0, this.drawn);
    return html`${this.#bulk()}
      <ul class="rows found">
        ${repeat(drawn, keyOf, (row) => this.#row(row))}
      </ul>
      ${drawn.length < this.#found.length ? html`<div class="end"></div>` : nothing}`;
  }

  #row(row: FoundPledge): TemplateResult {
    const key = keyOf(row);
    const { due, checkedAt } = row;
    const title = row.title ?? row.slug;
    const box = html`<input type="checkbox" aria-label=${words.find.select(title)} .checked=${this.#selected.has(key)}
      @change=${({ target }: Event) => this.#select([row], (target as HTMLInputElement).checked)} />`;
    return html`<li data-row=${key}>
      <span class="box">${isCheckable(row) ? box : nothing}</span>
      ${verdictOf(row)} ${titleLink(row)}
      <span class="about">
        ${stateOf(row)} ${due ? html`<span>${words.find.dueOn} ${day(due)}</span>` : nothing}
        ${checkedAt ? html`<span>${words.find.checkedOn} ${dayOf(checkedAt, pledges.tracker(row.tracker))}</span>` : nothing}
        ${trackerOf(row)} ${outcomeOf(this.#outcome(row))}
      </span>
    </li>`;
  }

  // Of what is found: nobody means a row that they do not see.
  #bulk(): TemplateResult {
    const { progress } = bulkChecks;
    const checkable = this.#found.filter(isCheckable);
    const selected = checkable.filter((row) => this.#selected.has(keyOf(row)));
    const count = words.find.count(this.#found.length);
    return html`<div class="bulk">
      ${
        checkable.length > 0
          ? html`<label
              ><input
                type="checkbox"
                .checked=${selected.length === checkable.length}
                @change=${({ target }: Event) => this.#select(checkable, (target as HTMLInputElement).checked)}
              />
              ${words.find.selectAll}</label
            >`
          : nothing
      }
      <span role="status">${selected.length > 0 ? words.find.selectedOf(count, selected.length) : count}</span>
      ${
        progress
          ? html`<button @click=${() => bulkChecks.stop()}>${words.find.stop}</button>
              <progress value=${progress.done} max=${progress.of} aria-label=${words.find.checking}></progress>`
          : selected.length > 0
            ? html`<button class="primary" @click=${() => this.#checkAll(selected)}>
                ${words.find.check(selected.length)}
              </button>`
            : nothing
      }
    </div>`;
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector('input[type=search]');
  }

  #narrow(name: Filter | 'q', value: string): void {
    if (value) this.#query.set(name, value);
    else this.#query.delete(name);
    const query = this.#query.toString();
    router.note(query ? `/desk/find?${query}` : '/desk/find');
    this.drawn = ROWS_AT_ONCE;
    this.requestUpdate();
  }

  #onCurrent(act: (row: FoundPledge) => void): void {
    const row = this.#found.find((each) => keyOf(each) === currentRow());
    if (row && isCheckable(row)) act(row);
  }

  #select(rows: readonly FoundPledge[], on: boolean): void {
    for (const row of rows) this.#selected[on ? 'add' : 'delete'](keyOf(row));
    this.requestUpdate();
  }

  async #check(row: FoundPledge): Promise<void> {
    moveBy(this, 1);
    await this.#checks.check(row);
    this.#unselectDone([row]);
  }

  // A check is a public claim, so it is asked what was looked at; of how many, the heading says.
  async #checkAll(rows: readonly FoundPledge[]): Promise<void> {
    const { heading, looked, missing, ...how } = words.find.checkMany;
    let run: Promise<void> | null = null;
    const isDone = await asked({
      ...how,
      heading: heading(rows.length),
      missing: { '/looked': missing },
      controls: (form) => textControl(form, '/looked', { ...looked, lines: 2, limit: NOTE_LIMIT }),
      send: async (told) => {
        run = bulkChecks.run(rows, String(told.looked));
        return null;
      },
    });
    if (!isDone) return;
    await run;
    this.#unselectDone(rows);
  }

  // What was refused stays selected, to be looked at and tried again.
  #unselectDone(rows: readonly FoundPledge[]): void {
    this.#select(
      rows.filter((row) => this.#outcome(row) === 'done'),
      false,
    );
  }

  #outcome(row: FoundPledge): Outcome | undefined {
    return this.#checks.of(row) ?? bulkChecks.of(row);
  }

  #undone = (): void => {
    this.#checks.clear();
    bulkChecks.clear();
  };

  #redraw = (): void => this.requestUpdate();
}

function isCheckable({ status }: FoundPledge): boolean {
  return status === 'published' && session.mayAct('check');
}

customElements.define('desk-find', DeskFindElement);
