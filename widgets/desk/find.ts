// Every pledge and draft, narrowed as one types. The whole list is here already; only the rows that fit the screen are
// drawn, and more as one comes near the end.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Checks } from './checking.ts';
import { day, dayOf } from './dates.ts';
import { DeskScreen } from './desk-screen.ts';
import { type Filter, filterFields, found } from './filters.ts';
import { outcomeOf, stateOf, titleLink, trackerOf, verdictOf } from './pledge-row.ts';
import { type FoundPledge, keyOf, pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { router } from './router.ts';
import { currentRow, forgetRow, moveBy, noteRows, openRow, returnToRow } from './rows.ts';
import { session } from './session.ts';
import { hear } from './shortcuts.ts';
import { say } from './status.ts';
import { words } from './words.ts';

/** How many rows are drawn at first, and how many more each time. */
const ROWS_AT_ONCE = 100;

// As many as there were are drawn again for whoever comes back.
let drawnBefore = ROWS_AT_ONCE;

export class DeskFindElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    drawn: { state: true },
    progress: { state: true },
  };

  declare drawn: number;
  /** How far a bulk check is; null while there is none. */
  declare progress: { done: number; of: number } | null;
  readonly #checks = new Checks(this);
  readonly #selected = new Set<string>();
  #query = new URLSearchParams(location.search);
  #found: FoundPledge[] = [];
  #isStopped = false;
  readonly #end = new IntersectionObserver(
    ([seen]) => {
      if (seen?.isIntersecting) this.drawn += ROWS_AT_ONCE;
    },
    { rootMargin: '800px' },
  );

  constructor() {
    super();
    this.drawn = router.isReturn ? drawnBefore : ROWS_AT_ONCE;
    noteRows(this);
    this.progress = null;
    hear(this, {
      find: () => this.#field?.focus(),
      next: () => moveBy(this, 1),
      previous: () => moveBy(this, -1),
      open: openRow,
      ...(session.mayAct('check')
        ? {
            select: () => this.#onCurrent((row) => this.#select(row, !this.#selected.has(keyOf(row)))),
            check: () => this.#onCurrent((row) => void this.#checkOne(row)),
          }
        : {}),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    pledges.addEventListener('change', this.#redraw);
    void pledges.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#isStopped = true;
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
      ${
        problem
          ? html`<p class="problem" role="alert">${sentence(problem)}</p>
              <button @click=${() => pledges.load()}>${words.shell.again}</button>`
          : nothing
      }
      ${rows ? this.#list(rows) : problem ? nothing : html`<p class="soft">${words.shell.loading}</p>`}`;
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
      @change=${({ target }: Event) => this.#select(row, (target as HTMLInputElement).checked)} />`;
    return html`<li data-row=${key}>
      <span class="box">${isCheckable(row) ? box : nothing}</span>
      ${verdictOf(row)} ${titleLink(row)}
      <span class="about">
        ${stateOf(row)} ${due ? html`<span>${words.find.dueOn} ${day(due)}</span>` : nothing}
        ${checkedAt ? html`<span>${words.find.checkedOn} ${dayOf(checkedAt, pledges.tracker(row.tracker))}</span>` : nothing}
        ${trackerOf(row)} ${outcomeOf(this.#checks.of(row))}
      </span>
    </li>`;
  }

  #bulk(): TemplateResult {
    const { progress } = this;
    const selected = this.#selected.size;
    const checkable = this.#found.filter(isCheckable);
    return html`<div class="bulk">
      ${
        checkable.length > 0
          ? html`<label
              ><input
                type="checkbox"
                .checked=${checkable.every((row) => this.#selected.has(keyOf(row)))}
                @change=${({ target }: Event) => this.#selectAll((target as HTMLInputElement).checked)}
              />
              ${words.find.selectAll}</label
            >`
          : nothing
      }
      <span role="status">${words.find.count(this.#found.length)}${selected > 0 ? `, ${words.find.selected(selected)}` : ''}</span>
      ${
        progress
          ? html`<button @click=${this.#stop}>${words.find.stop}</button>
              <progress value=${progress.done} max=${progress.of} aria-label=${words.find.checking}></progress>`
          : selected > 0
            ? html`<button class="primary" @click=${this.#checkSelected}>${words.find.check(selected)}</button>`
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

  #select(row: FoundPledge, on: boolean): void {
    this.#selected[on ? 'add' : 'delete'](keyOf(row));
    this.requestUpdate();
  }

  #selectAll(on: boolean): void {
    for (const row of this.#found.filter(isCheckable)) this.#selected[on ? 'add' : 'delete'](keyOf(row));
    this.requestUpdate();
  }

  async #checkOne(row: FoundPledge): Promise<boolean> {
    moveBy(this, 1);
    const isDone = await this.#checks.check(row);
    if (isDone) this.#selected.delete(keyOf(row));
    say(
      isDone
        ? words.today.saidChecked(row.title ?? row.slug)
        : words.today.saidRefused(row.title ?? row.slug),
    );
    return isDone;
  }

  // One after the other, so that what is refused is told on its row and the rest goes on.
  #checkSelected = async (): Promise<void> => {
    const rows = (pledges.rows ?? []).filter((row) => this.#selected.has(keyOf(row)));
    this.#isStopped = false;
    let done = 0;
    let refused = 0;
    for (const row of rows) {
      if (this.#isStopped) break;
      this.progress = { done: done + refused, of: rows.length };
      if (await this.#checks.check(row)) {
        this.#selected.delete(keyOf(row));
        done += 1;
      } else refused += 1;
    }
    this.progress = null;
    say(words.find.saidChecked(done, refused));
  };

  #stop = (): void => {
    this.#isStopped = true;
  };

  #redraw = (): void => this.requestUpdate();
}

function isCheckable({ status }: FoundPledge): boolean {
  return status === 'published' && session.mayAct('check');
}

customElements.define('desk-find', DeskFindElement);
