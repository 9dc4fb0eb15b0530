// Searches the desk's pledges while somebody types: a moment after the last key, with what was found before kept in sight
// until the newer answer is there.
import type { ListedPledge } from '../../../data/desk.ts';
import { desk, type Problem } from './api.ts';

/** How long nothing is typed before it is asked: as long as a fast typist takes for a letter. */
export const TYPING_MILLISECONDS = 150;

/** Runs only the last of several calls that follow each other closely. */
export class Debounced {
  #timer = 0;
  readonly #milliseconds: number;

  constructor(milliseconds = TYPING_MILLISECONDS) {
    this.#milliseconds = milliseconds;
  }

  run(act: () => void): void {
    this.cancel();
    this.#timer = setTimeout(act, this.#milliseconds);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}

/** One search field's. `given` is asked along, such as a tracker; `changed` is called when something new is there. */
export class PledgeSearch {
  rows: readonly ListedPledge[] = [];
  /** Everything that was found so far, by slug: what somebody has chosen stays known. */
  readonly known = new Map<string, ListedPledge>();
  problem: Problem | null = null;
  /** What `rows` were found by; null before the first answer. */
  found: string | null = null;
  #asked: string | null = null;
  #away = new AbortController();
  readonly #debounced = new Debounced();
  readonly #given: Record<string, string>;
  readonly #changed: () => void;

  constructor(given: Record<string, string>, changed: () => void) {
    this.#given = given;
    this.#changed = changed;
  }

  /** Asks for what has these words; the same again is not asked. */
  ask(q: string): void {
    if (q === this.#asked) return;
    const isFirst = this.#asked === null;
    this.#asked = q;
    if (isFirst) void this.#send(q);
    else this.#debounced.run(() => void this.#send(q));
  }

  /** Forgets what was found: it may be another by the next time. */
  clear(): void {
    this.#debounced.cancel();
    this.#away.abort();
    this.#asked = null;
    this.found = null;
    this.rows = [];
  }

  async #send(q: string): Promise<void> {
    this.#away.abort();
    this.#away = new AbortController();
    const { signal } = this.#away;
    const answer = await desk.find(new URLSearchParams({ ...this.#given, ...(q.trim() && { q }) }), signal);
    if (signal.aborted) return;
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.rows = answer.value.pledges;
    for (const row of this.rows) this.known.set(row.slug, row);
    this.found = q;
    this.#changed();
  }
}
