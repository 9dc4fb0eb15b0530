// What is done to the rows of a list: to those that are selected, or else to the one that has the focus.
import type { ListedPledge } from '../../../data/desk.ts';
import { loadPart } from '../common/late-part.ts';
import { keyOf } from '../common/pledges.ts';
import type { RowAct } from './eligible.ts';
import type { BarActs } from './list-bar.ts';
import type { RowList } from './row-list.ts';
import { currentRow } from './rows.ts';
import type { Selection } from './selection.ts';

/** Nobody waits for it before the list is there. */
const loadActs = () => Promise.all([import('./bar-acts.ts'), import('./many.ts')]);

/** What they need of a screen. */
type Ways = {
  list(): RowList<unknown>;
  selection: Selection;
  check(row: ListedPledge): Promise<void>;
  /** Something was done to rows. */
  done(): Promise<void>;
  /** There is something to draw. */
  changed(): void;
};

/** The acts of one screen with a list. */
export class ListActs {
  /** Those of the bar above it; null until they are loaded. */
  bar: BarActs | null = null;
  readonly #ways: Ways;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** Loads them before somebody selects, and before the network may be gone. */
  async loadAhead(): Promise<void> {
    this.#take(await loadActs().catch(() => null));
  }

  /** Loads them where they could not be loaded ahead, and somebody wants them now. */
  async want(): Promise<void> {
    if (!this.bar) this.#take(await loadPart(loadActs));
  }

  /** The row that has the focus. */
  get current(): ListedPledge | undefined {
    return this.#ways.list().rows.find((each) => keyOf(each) === currentRow());
  }

  /** Does something with the row that has the focus, where one has it. */
  onCurrent(act: (row: ListedPledge) => void): void {
    const row = this.current;
    if (row) act(row);
  }

  /** An act by its key. */
  onChosen(act: RowAct): void {
    const selected = this.#ways.selection.rows;
    if (selected.length > 1 || (selected.length === 1 && act !== 'check')) void this.act(act, selected);
    else this.onCurrent((row) => void (act === 'check' ? this.#ways.check(row) : this.act(act, [row])));
  }

  /** Asks, and does it. What was refused, or not come to, stays selected, to be looked at and tried again. */
  async act(act: RowAct, rows: readonly ListedPledge[]): Promise<void> {
    const parts = await loadPart(loadActs);
    if (!parts) return;
    const [, { askAndAct }] = parts;
    const done = await askAndAct(act, rows);
    if (done.size === 0) return;
    this.#ways.selection.set(
      rows.filter((row) => done.has(keyOf(row))),
      false,
    );
    await this.#ways.done();
  }

  #take(parts: Awaited<ReturnType<typeof loadActs>> | null): void {
    if (!parts) return;
    [this.bar] = parts;
    this.#ways.changed();
  }
}
