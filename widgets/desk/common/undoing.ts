// What was done a moment ago and can be undone: said with a way back, and in the palette for as long as the way is open.
import { words } from '../words/words.ts';
import { desk, type Problem } from './api.ts';
import { sentence } from './problem.ts';
import { say } from './status.ts';

/** As long as the endpoint keeps what was before (worker/ledger/undo-steps.ts). All limits would be too much for the first screen. */
const UNDO_MS = 3_600_000;

/** More would bury what the palette has besides. */
const MOST_OFFERED = 5;

/** Something that was done, by one request or several, in the words in which it was said; `of` which pledge, for the palette. */
export type Done = { ids: readonly string[]; said: string; of?: string };

/** `isAgain`: it was asked for before, and no answer came: some of it may be undone. */
type Kept = Done & { at: number; isAgain: boolean };

/** What is asked for again, by the same person, with the network back: it may be done, though no answer said so. */
export const UNANSWERED = ['offline', 'unauthenticated'];

class Undoing extends EventTarget {
  #kept: Kept[] = [];

  /** Says what was done, and keeps the way back. */
  tell(done: Done): void {
    const kept = { ...done, at: Date.now(), isAgain: false };
    if (done.ids.length > 0) this.#kept = [kept, ...this.#kept].slice(0, MOST_OFFERED);
    say(done.said, done.ids.length > 0 ? () => this.#undo(kept) : undefined);
  }

  /** The ways back that are still open, the newest first, for the palette. */
  offers(): { does: string; run(): unknown }[] {
    const open = this.#kept.filter(({ at }) => Date.now() - at < UNDO_MS);
    return open.map((kept) => ({ does: words.undo.does(kept.said, kept.of), run: () => this.#undo(kept) }));
  }

  async #undo(kept: Kept): Promise<void> {
    if (!this.#kept.includes(kept)) return;
    this.#kept = this.#kept.filter((each) => each !== kept);
    let done = 0;
    let left = 0;
    let problem: Problem | null = null;
    const unanswered: string[] = [];
    for (const id of kept.ids) {
      const answer = await desk.undo(id);
      if (answer.ok) {
        done += answer.value.done.length;
        left += answer.value.refused.length;
      } else if (UNANSWERED.includes(answer.problem.slug)) {
        unanswered.push(id);
        problem = answer.problem;
      } else if (!kept.isAgain || answer.problem.slug !== 'not-undoable') problem = answer.problem;
    }
    const rest = { ...kept, ids: unanswered, isAgain: true };
    if (unanswered.length > 0) this.#kept = [rest, ...this.#kept];
    this.dispatchEvent(new Event('undone'));
    const again = unanswered.length > 0 ? () => this.#undo(rest) : undefined;
    say(problem ? sentence(problem) : words.undo.done(done, left), again);
  }
}

/** The one list of the page. `undone` is fired when something was put back, or has moved: screens show how it stands now. */
export const undoing = new Undoing();
