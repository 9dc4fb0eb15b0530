// "Checked, nothing changed": what became of it, row by row. It cannot be undone, so it is told.
import type { ReactiveControllerHost } from 'lit';
import type { ListedPledge } from '../../data/desk.ts';
import { desk, type Problem } from './api.ts';
import { keyOf, pledges } from './pledges.ts';
import { say } from './status.ts';
import { words } from './words.ts';

/** `done` for good, `busy` until the endpoint has answered, or why it refused. */
export type Outcome = 'busy' | 'done' | Problem;

/** Where one check ends like this, the next would too. */
const ENDS_ALL = ['offline', 'unauthenticated', 'other-person'];

/** The checks of one screen. */
export class Checks {
  /** How far a run over many rows is; null while there is none. */
  progress: { done: number; of: number } | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #outcomes = new Map<string, Outcome>();
  #isStopped = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  of(row: ListedPledge): Outcome | undefined {
    return this.#outcomes.get(keyOf(row));
  }

  /** How many have been done here. */
  get done(): number {
    return [...this.#outcomes.values()].filter((outcome) => outcome === 'done').length;
  }

  /** Says of the version in this row that it was looked at, and tells what came of it. */
  async check(row: ListedPledge): Promise<void> {
    const outcome = await this.#check(row);
    const title = row.title ?? row.slug;
    if (outcome !== 'busy') say(words.today[outcome === 'done' ? 'saidChecked' : 'saidRefused'](title));
  }

  /** The same of many, one after the other, so that what is refused is told on its row and the rest goes on. */
  async checkAll(rows: readonly ListedPledge[]): Promise<void> {
    this.#isStopped = false;
    let done = 0;
    let refused = 0;
    for (const row of rows) {
      if (this.#isStopped) break;
      this.progress = { done: done + refused, of: rows.length };
      const outcome = await this.#check(row);
      if (outcome === 'done') done += 1;
      else refused += 1;
      if (typeof outcome === 'object' && ENDS_ALL.includes(outcome.slug)) break;
    }
    this.progress = null;
    this.#host.requestUpdate();
    say(words.find.saidChecked(done, refused));
  }

  /** Ends a run over many after the row that it is at. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Forgets what was done, as the list is new. */
  clear(): void {
    this.#outcomes.clear();
  }

  async #check(row: ListedPledge): Promise<Outcome> {
    const before = this.of(row);
    if (before === 'busy' || before === 'done') return before;
    this.#note(row, 'busy');
    const answer = await desk.act(row, row.version, 'check');
    if (answer.ok) pledges.take(row, answer.value);
    return this.#note(row, answer.ok ? 'done' : answer.problem);
  }

  #note(row: ListedPledge, outcome: Outcome): Outcome {
    this.#outcomes.set(keyOf(row), outcome);
    this.#host.requestUpdate();
    return outcome;
  }
}
