// Which rows of a list are selected. It is about what is found: nobody means a row that they no longer see.
import type { ListedPledge } from '../../../data/desk.ts';
import { keyOf } from '../common/pledges.ts';

/** The selection of one list; `changed` is called when it is another. */
export class Selection {
  readonly #keys = new Set<string>();
  readonly #rows: () => readonly ListedPledge[];
  readonly #changed: () => void;
  /** From where Shift reaches. */
  #anchor: string | null = null;

  constructor(rows: () => readonly ListedPledge[], changed: () => void) {
    this.#rows = rows;
    this.#changed = changed;
  }

  has(row: ListedPledge): boolean {
    return this.#keys.has(keyOf(row));
  }

  /** Those that are selected, in the list's order. */
  get rows(): ListedPledge[] {
    return this.#keys.size === 0 ? [] : this.#rows().filter((row) => this.has(row));
  }

  /** Selects or lets go of a row; with Shift, all from the one that was touched before, in the way of that row. */
  toggle(row: ListedPledge, isRange = false): void {
    const on = !this.has(row);
    const rows = this.#rows();
    const [from, to] = [this.#anchor, keyOf(row)].map((key) => rows.findIndex((each) => keyOf(each) === key));
    if (isRange && from !== undefined && to !== undefined && from >= 0)
      this.set(rows.slice(Math.min(from, to), Math.max(from, to) + 1), on);
    else this.set([row], on);
    this.#anchor = keyOf(row);
  }

  set(rows: readonly ListedPledge[], on: boolean): void {
    for (const row of rows) this.#keys[on ? 'add' : 'delete'](keyOf(row));
    this.#changed();
  }

  clear(): void {
    this.#keys.clear();
    this.#anchor = null;
    this.#changed();
  }
}
