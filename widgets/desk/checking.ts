// "Checked, nothing changed": what became of it, row by row.
import type { ReactiveControllerHost } from 'lit';
import type { ListedPledge } from '../../data/desk.ts';
import { desk, type Problem } from './api.ts';
import { keyOf, pledges } from './pledges.ts';
import { say } from './status.ts';
import { undoing } from './undoing.ts';
import { words } from './words.ts';

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

  /** Says of the version in this row that it was looked at, and tells what came of it. */
  async check(row: ListedPledge): Promise<void> {
    const before = this.of(row);
    if (before === 'busy' || before === 'done') return;
    this.#note(row, 'busy');
    const title = row.title ?? row.slug;
    const answer = await desk.act(row, row.version, 'check');
    this.#note(row, answer.ok ? 'done' : answer.problem);
    if (!answer.ok) return say(words.today.saidRefused(title));
    pledges.take(row, answer.value);
    const { undo } = answer.value;
    undoing.tell({ ids: undo === undefined ? [] : [undo], said: words.today.saidChecked(title) });
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
