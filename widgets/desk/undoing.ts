// What was done a moment ago and can be undone: said with a way back, and in the palette for as long as the way is open.
import type { Problem } from './api.ts';
import { desk } from './api.ts';
import { pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { say } from './status.ts';
import { words } from './words.ts';

/** As long as the endpoint keeps what was before. */
const UNDO_MILLISECONDS = 3_600_000;

/** More would bury what the palette has besides. */
const MOST_OFFERED = 5;

/** Something that was done, by one request or several, in the words in which it was said; `of` which pledge, for the palette. */
export type Done = { ids: readonly string[]; said: string; of?: string };

type Kept = Done & { at: number };

class Undoing extends EventTarget {
  #kept: Kept[] = [];

  /** Says what was done, and keeps the way back. */
  tell(done: Done): void {
    const kept = { ...done, at: Date.now() };
    if (done.ids.length > 0) this.#kept = [kept, ...this.#kept].slice(0, MOST_OFFERED);
    say(done.said, done.ids.length > 0 ? () => this.#undo(kept) : undefined);
  }

  /** The ways back that are still open, the newest first, for the palette. */
  offers(): { does: string; run(): unknown }[] {
    const open = this.#kept.filter(({ at }) => Date.now() - at < UNDO_MILLISECONDS);
    return open.map((kept) => ({ does: words.undo.does(kept.said, kept.of), run: () => this.#undo(kept) }));
  }

  async #undo(kept: Kept): Promise<void> {
    if (!this.#kept.includes(kept)) return;
    this.#kept = this.#kept.filter((each) => each !== kept);
    let done = 0;
    let left = 0;
    let problem: Problem | null = null;
    for (const id of kept.ids) {
      const answer = await desk.undo(id);
      if (answer.ok) {
        done += answer.value.done.length;
        left += answer.value.refused.length;
      } else problem = answer.problem;
    }
    // What no answer came of may be tried again: it is undone once.
    if (problem?.slug === 'offline') this.#kept = [kept, ...this.#kept];
    this.dispatchEvent(new Event('undone'));
    void pledges.load();
    say(problem ? sentence(problem) : words.undo.done(done, left));
  }
}

/** The one list of the page. `undone` is fired when something was put back: screens show how it stands now. */
export const undoing = new Undoing();
