// What became of acts on rows, wherever they were begun: a run belongs to the app and not to a screen, so that whoever goes
// elsewhere meanwhile does not end it, and finds on their return what was done.

import type { ListedPledge } from '../../../data/desk.ts';
import type { PledgeName, Problem } from '../common/api.ts';
import type { BulkProgress } from '../common/bulk.ts';
import { keyOf } from '../common/pledges.ts';
import { undoing } from '../common/undoing.ts';

/** An act that was done, and what is said of it. */
export type DoneOutcome = { act: string; said: string };
/** `busy` until the endpoint has answered; then what was done, or why it refused. */
export type Outcome = 'busy' | DoneOutcome | Problem;

/** An act on many that is under way: what it is called, and how far it is. */
export type Running = BulkProgress & { name: string };

/** What was refused of the last act on many, and why in words. */
export type Refusals = { name: string; rows: readonly (PledgeName & { title: string; why: string })[] };

/** An act that was done on a row. */
export type DoneAct = { key: string; act: string };

type Noted = { version: number; outcome: Outcome };

class Outcomes extends EventTarget {
  running: Running | null = null;
  refusals: Refusals | null = null;
  #stop: AbortController | null = null;
  readonly #noted = new Map<string, Noted>();

  constructor() {
    super();
    undoing.addEventListener('undone', () => this.clear());
  }

  /** Of the version in this row; what became of one before tells nothing about it. */
  of(row: ListedPledge): Outcome | undefined {
    const noted = this.#noted.get(keyOf(row));
    return noted && (noted.outcome === 'busy' || noted.version === row.version) ? noted.outcome : undefined;
  }

  /** Notes one; `version` is the one that it came to, or was refused of. */
  note(row: PledgeName & { version: number }, outcome: Outcome): void {
    this.#noted.set(keyOf(row), { version: row.version, outcome });
    this.#changed();
  }

  /** Tells the lists that an act was done, which may lead a row out of them. */
  tellDone(row: PledgeName, act: string): void {
    const detail = { key: keyOf(row), act };
    this.dispatchEvent(new CustomEvent<DoneAct>('done', { detail }));
  }

  /** Begins an act on many; answers what tells that it was stopped. */
  begin(name: string, of: number): AbortSignal {
    this.#stop = new AbortController();
    this.refusals = null;
    this.goOn({ name, done: 0, refused: 0, of, isWaiting: false });
    return this.#stop.signal;
  }

  goOn(running: Running): void {
    this.running = running;
    this.#changed();
  }

  end(refusals: Refusals | null): void {
    this.running = null;
    this.refusals = refusals;
    this.#changed();
  }

  /** Ends it after the request that is under way. */
  stop(): void {
    this.#stop?.abort();
  }

  /** Forgets what became of acts: the rows are new, or it was undone. */
  clear(): void {
    for (const [key, { outcome }] of this.#noted) if (outcome !== 'busy') this.#noted.delete(key);
    this.refusals = null;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** The one of the page. `change` is fired when one is new, `done` with a `DoneAct` when an act was done. */
export const outcomes = new Outcomes();

/** Whether it is done. */
export function isDone(outcome: Outcome | undefined): outcome is DoneOutcome {
  return typeof outcome === 'object' && 'said' in outcome;
}
