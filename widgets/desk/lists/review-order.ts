// Which pledges are reviewed, and in which order: as the list was when the review began. More of it comes as one gets near
// its end, and what is dealt with meanwhile moves nothing.
import type { ListedPledge } from '../../../data/desk.ts';
import { keyOf } from '../common/pledges.ts';
import type { RowList } from './row-list.ts';

/** With fewer than so many left, more of the list is loaded. */
const AHEAD = 5;

/** The order of one review. */
export class ReviewOrder {
  keys: string[] = [];
  readonly #rows = new Map<string, ListedPledge>();
  readonly #list: RowList<unknown>;

  /** Of a list that is loaded; one that is asked for and not in it comes first. */
  constructor(list: RowList<unknown>, at: string | null) {
    this.#list = list;
    this.#take(list.rows.filter((row) => !list.gone.has(keyOf(row))));
    if (at && !this.keys.includes(at)) this.keys.unshift(at);
  }

  /** How one stood in the list. */
  row(key: string): ListedPledge | undefined {
    return this.#rows.get(key);
  }

  /** The next one (1), or the one before (-1). */
  from(key: string, step: 1 | -1): string | null {
    return this.keys[this.keys.indexOf(key) + step] ?? null;
  }

  /** The how manieth one is, from 1. */
  placeOf(key: string): number {
    return this.keys.indexOf(key) + 1;
  }

  /** How many there are in all. */
  get count(): number {
    const { count, rows, gone, hasMore } = this.#list;
    return this.keys.length + (hasMore ? Math.max(0, count - (rows.length - gone.size)) : 0);
  }

  /** Leaves one out, as there is nothing to do about it. */
  drop(key: string): void {
    this.keys = this.keys.filter((each) => each !== key);
  }

  /** Loads more of the list where one is near the end of what is loaded. */
  async loadAhead(key: string): Promise<void> {
    if (this.keys.length - this.placeOf(key) < AHEAD && this.#list.hasMore)
      this.#take(await this.#list.more());
  }

  #take(rows: readonly ListedPledge[]): void {
    for (const row of rows) {
      const key = keyOf(row);
      if (!this.#rows.has(key)) this.keys.push(key);
      this.#rows.set(key, row);
    }
  }
}
