// "Checked, nothing changed": what became of it, row by row. It cannot be undone, so it is told.
import type { ReactiveControllerHost } from 'lit';
import type { ListedPledge } from '../../data/desk.ts';
import { desk, type Problem } from './api.ts';
import { keyOf, pledges } from './pledges.ts';

/** `done` for good, `busy` until the endpoint has answered, or why it refused. */
export type Outcome = 'busy' | 'done' | Problem;

/** The checks of one screen. */
export class Checks {
  readonly #host: ReactiveControllerHost;
  readonly #outcomes = new Map<string, Outcome>();

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

  /** Says of the version of this row that it was looked at; answers whether the endpoint took it. */
  async check(row: ListedPledge): Promise<boolean> {
    if (this.of(row) === 'busy' || this.of(row) === 'done') return false;
    this.#note(row, 'busy');
    const answer = await desk.act(row, row.version, 'check');
    if (answer.ok) pledges.take(row, answer.value);
    this.#note(row, answer.ok ? 'done' : answer.problem);
    return answer.ok;
  }

  /** Forgets what was done, as the list is new. */
  clear(): void {
    this.#outcomes.clear();
  }

  #note(row: ListedPledge, outcome: Outcome): void {
    this.#outcomes.set(keyOf(row), outcome);
    this.#host.requestUpdate();
  }
}
