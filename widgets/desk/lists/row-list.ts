// The rows of a list that the endpoint finds, sorts and pages: what is in sight stays in sight until there is something newer,
// and nothing moves under whoever reads.

import type { ListedPledge } from '../../../data/desk.ts';
import type { Answer, Problem } from '../common/api.ts';
import { type ChangedRow, keyOf, pledges } from '../common/pledges.ts';

/** One page, of whichever answer it came in. */
export type Page = { count: number; pledges: ListedPledge[]; next: string | null };

/** How many rows are asked for at first and each time one comes near the end; and where all of them are wanted. */
const ROWS_AT_ONCE = 100;
const MOST_AT_ONCE = 1000;

/** How the answers of a list are asked for, and where their page is in them. */
type Source<Got> = {
  ask(query: URLSearchParams, signal: AbortSignal): Promise<Answer<Got>>;
  page(got: Got): Page;
};

/** `change` is fired when there is something to draw anew. */
export class RowList<Got> extends EventTarget {
  rows: readonly ListedPledge[] = [];
  /** How many there are in all. */
  count = 0;
  /** The last answer whole; null before the first. */
  got: Got | null = null;
  /** What the rows were found by. */
  query = '';
  problem: Problem | null = null;
  isLoading = false;
  /** How many of them its screen had drawn, for whoever comes back. */
  drawn = ROWS_AT_ONCE;
  /** Those that are no longer found, as they were done here or elsewhere: they keep their place until one comes anew. */
  readonly gone = new Set<string>();
  /** Fulfilled as soon as nothing newer is awaited. */
  settled: Promise<unknown> = Promise.resolve();
  #next: string | null = null;
  #away = new AbortController();
  #loadingMore: Promise<readonly ListedPledge[]> | null = null;
  readonly #source: Source<Got>;

  constructor(source: Source<Got>) {
    super();
    this.#source = source;
    pledges.addEventListener('row', (event) => this.#tell((event as CustomEvent<ChangedRow>).detail));
  }

  /** Whether there are rows that are not loaded. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Shows what a query finds; the rows of the one before stay until it is answered. */
  show(query: string): Promise<void> {
    const shown = this.#show(query);
    this.settled = shown;
    return shown;
  }

  async #show(query: string): Promise<void> {
    const got = await this.#ask(query, ROWS_AT_ONCE);
    if (!got) return;
    const page = this.#source.page(got);
    this.gone.clear();
    Object.assign(this, { got, query, rows: page.pledges, count: page.count });
    this.#next = page.next;
    this.#changed();
  }

  /** Brings the same rows up to date where they stand: what is no longer found is marked, what is new comes last. */
  async renew(): Promise<void> {
    const wanted = Math.max(this.rows.length - this.gone.size, ROWS_AT_ONCE);
    const got = await this.#ask(this.query, Math.min(wanted, MOST_AT_ONCE));
    if (!got) return;
    const page = this.#source.page(got);
    const now = new Map(page.pledges.map((row) => [keyOf(row), row]));
    const next = await this.#gather(now, page.next, wanted);
    if (next === undefined) return;
    // What comes after the last that was found may only have moved on to the next page.
    const last = next === null ? this.rows.length : this.rows.findLastIndex((row) => now.has(keyOf(row))) + 1;
    const stay = this.rows.slice(0, last);
    this.gone.clear();
    for (const row of stay) if (!now.has(keyOf(row))) this.gone.add(keyOf(row));
    const shown = stay.map((row) => now.get(keyOf(row)) ?? row);
    for (const row of stay) now.delete(keyOf(row));
    Object.assign(this, { got, rows: [...shown, ...now.values()], count: page.count });
    this.#next = next;
    this.#changed();
  }

  /** Loads the next page, and answers its rows. Asked for twice at once, it happens once. */
  more(limit = ROWS_AT_ONCE): Promise<readonly ListedPledge[]> {
    this.#loadingMore ??= this.#loadMore(limit).finally(() => {
      this.#loadingMore = null;
    });
    return this.#loadingMore;
  }

  /** Loads all there is, and answers whether it did: a newer query or a refusal ends it. */
  async all(): Promise<boolean> {
    const { query } = this;
    while (this.#next !== null && this.query === query) {
      const before = this.rows.length;
      await this.more(MOST_AT_ONCE);
      if (this.rows.length === before) break;
    }
    return this.#next === null && this.query === query;
  }

  /** Notes that a row is done with: it keeps its place, and counts no more. */
  done(key: string): void {
    if (this.gone.has(key) || !this.#has(key)) return;
    this.gone.add(key);
    this.count -= 1;
    this.#changed();
  }

  async #loadMore(limit: number): Promise<readonly ListedPledge[]> {
    if (this.#next === null) return [];
    const { signal } = this.#away;
    const answer = await this.#source.ask(this.#pageAfter(this.#next, limit), signal);
    if (signal.aborted) return [];
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) {
      this.#changed();
      return [];
    }
    const page = this.#source.page(answer.value);
    const known = new Set(this.rows.map(keyOf));
    const fresh = page.pledges.filter((row) => !known.has(keyOf(row)));
    this.rows = [...this.rows, ...fresh];
    this.#next = page.next;
    this.#changed();
    return fresh;
  }

  // The pages after the first, until there are as many rows as wanted. Answers where to go on; undefined where it failed.
  async #gather(
    rows: Map<string, ListedPledge>,
    from: string | null,
    wanted: number,
  ): Promise<string | null | undefined> {
    const { signal } = this.#away;
    let next = from;
    while (next !== null && rows.size < wanted) {
      const answer = await this.#source.ask(this.#pageAfter(next, MOST_AT_ONCE), signal);
      if (signal.aborted || !answer.ok) return;
      const page = this.#source.page(answer.value);
      for (const row of page.pledges) rows.set(keyOf(row), row);
      next = page.next;
    }
    return next;
  }

  #pageAfter(after: string, limit: number): URLSearchParams {
    const query = new URLSearchParams(this.query);
    query.set('after', after);
    query.set('limit', String(limit));
    return query;
  }

  async #ask(query: string, limit: number): Promise<Got | null> {
    this.#away.abort();
    this.#away = new AbortController();
    const { signal } = this.#away;
    this.isLoading = true;
    this.#changed();
    const asked = new URLSearchParams(query);
    asked.set('limit', String(limit));
    const answer = await this.#source.ask(asked, signal);
    if (signal.aborted) return null;
    this.isLoading = false;
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) return answer.value;
    this.#changed();
    return null;
  }

  #tell({ key, now }: ChangedRow): void {
    if (!this.#has(key)) return;
    if (now === null) {
      this.done(key);
      return;
    }
    this.rows = this.rows.map((row) => (keyOf(row) === key ? { ...row, ...now } : row));
    this.#changed();
  }

  #has(key: string): boolean {
    return this.rows.some((row) => keyOf(row) === key);
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
