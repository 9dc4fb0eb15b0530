// The checks of the review mode. Each is sent while somebody goes on to the next pledge; without a network it waits for one,
// and what was not done in the end is told and kept for a second look.
import { desk, type Problem } from '../common/api.ts';
import { untilAnswered } from '../common/bulk.ts';
import { keyOf, pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { reviewWords } from '../words/review-words.ts';
import { outcomes } from './outcomes.ts';
import type { ReviewedPledge } from './reviewed.ts';

/** One that was not checked, and why. */
export type Skipped = { key: string; title: string; why: string };

class ReviewChecks extends EventTarget {
  /** Those that were checked, by key. */
  readonly done = new Set<string>();
  /** Those of which no answer has come for want of a network. */
  readonly waiting = new Set<string>();
  readonly skipped = new Map<string, Skipped>();
  /** Fulfilled as soon as what came of each has been told. */
  inFlight: Promise<unknown> = Promise.resolve();

  /** Begins a new round. What waits goes on waiting. */
  begin(): void {
    this.done.clear();
    this.skipped.clear();
    this.#changed();
  }

  /** Says of this version that it was looked at, and takes care of what comes of it. */
  check(pledge: ReviewedPledge): void {
    this.inFlight = Promise.all([this.inFlight, this.#check(pledge)]);
  }

  async #check(pledge: ReviewedPledge): Promise<void> {
    const { name, record, title } = pledge;
    const key = keyOf(name);
    if (this.done.has(key) || this.waiting.has(key)) return;
    this.done.add(key);
    this.skipped.delete(key);
    const send = () => desk.act(name, record.version, 'check');
    const answer = await untilAnswered(send, () => this.#wait(key));
    this.waiting.delete(key);
    if (this.waiting.size === 0) removeEventListener('beforeunload', hold);
    if (answer.ok) {
      const { undo } = answer.value;
      pledges.take(name, answer.value);
      outcomes.tellDone(name, 'check');
      undoing.tell({ ids: undo === undefined ? [] : [undo], said: reviewWords.checked(title) });
    } else this.#refused(pledge, answer.problem);
    this.#changed();
  }

  #wait(key: string): void {
    if (this.waiting.size === 0) addEventListener('beforeunload', hold);
    this.waiting.add(key);
    this.#changed();
  }

  // Only what readers see makes a check stale: whoever has checked it meanwhile, or writes in it, does not.
  #refused({ name, title }: ReviewedPledge, problem: Problem): void {
    const key = keyOf(name);
    this.done.delete(key);
    const isStale = problem.slug === 'stale-version';
    const why = isStale ? reviewWords.changed(title) : `${reviewWords.refused(title)}. ${sentence(problem)}`;
    this.skipped.set(key, { key, title, why });
    say(why);
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function hold(event: Event): void {
  event.preventDefault();
}

/** Those of the page: they go on wherever somebody goes. `change` is fired when one has come further. */
export const reviewChecks = new ReviewChecks();
