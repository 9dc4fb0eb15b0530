// Saves a draft by itself: a moment after the last keystroke, one save at a time, each under the version that the one
// before it made. Until the endpoint has them, the words are kept in this browser.
import type { PledgeDraft } from '../../../data/pledge.ts';
import type { Answer, Problem } from '../common/api.ts';
import { isSame } from '../common/draft.ts';
import { session } from '../common/session.ts';

/** Long enough for a word, short enough to be forgotten about. */
const PAUSE_MILLISECONDS = 1200;
const BACK_OFF_FIRST_MILLISECONDS = 2000;
const BACK_OFF_MOST_MILLISECONDS = 30_000;

/**
 * Where the words are. `typed`: to be saved in a moment. `unreachable`: it is tried again by itself. `refused`: not
 * before something is changed, or somebody signs in. `stale`: somebody else changed the pledge, and the editor decides.
 */
export type Saving =
  | { is: 'saved' | 'typed' | 'saving' }
  | { is: 'unreachable' | 'refused' | 'stale'; problem: Problem };

/** What a save answers at the least: the version that the next one is under. */
export type Saved = { version: number };

type Ways<Result extends Saved> = {
  /** Sends a draft under a version. */
  save(version: number, draft: PledgeDraft): Promise<Answer<Result>>;
  /** A save was answered. */
  saved(result: Result): void;
  /** Keeps words in this browser, at once; with what was sent last, which may have arrived without an answer. */
  keep(draft: PledgeDraft, sent: PledgeDraft | null): void;
  /** The endpoint has all words now. */
  forget(): void;
};

/** The saving of one draft. `change` is fired whenever `state` is another. */
export class Autosave<Result extends Saved> extends EventTarget {
  state: Saving = { is: 'saved' };
  version: number;
  /** Whether anything was saved from here. */
  hasSaved = false;
  readonly #ways: Ways<Result>;
  #unsaved: PledgeDraft | null = null;
  #sentSinceAnswer: PledgeDraft[] = [];
  #sending: Promise<void> | null = null;
  #timer = 0;
  #tries = 0;
  #ended = new AbortController();

  constructor(version: number, ways: Ways<Result>) {
    super();
    this.version = version;
    this.#ways = ways;
    const { signal } = this.#ended;
    addEventListener('online', () => this.#soon(0), { signal });
    session.addEventListener('renewed', () => this.#renewed(), { signal });
    // A tab that is put away may be closed there.
    document.addEventListener('visibilitychange', () => document.hidden && this.#soon(0), { signal });
  }

  /** Whether there are words that the endpoint does not have. */
  get isUnsaved(): boolean {
    return this.#unsaved !== null;
  }

  /** The draft was changed. */
  changed(draft: PledgeDraft): void {
    this.#unsaved = draft;
    this.#keep();
    // Whoever has to choose between two versions chooses first, and whoever put signing in off is not asked at each word.
    if (this.state.is === 'stale' || isSignedOut(this.state)) return;
    this.#tries = 0;
    if (!this.#sending) this.#become({ is: 'typed' });
    this.#soon(PAUSE_MILLISECONDS);
  }

  /** Saves now; answers whether the endpoint has every word. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#sending;
    clearTimeout(this.#timer);
    if (this.#unsaved && this.state.is !== 'stale') await this.#send();
    return !this.#unsaved;
  }

  /** Notes a draft that was sent before this page was loaded, and may have arrived. */
  wasSent(draft: PledgeDraft): void {
    this.#sentSinceAnswer.push(draft);
  }

  /** Whether a draft is one that was sent from here: it may have been saved and the answer lost on its way. */
  isOurs(draft: PledgeDraft | null): boolean {
    return this.#sentSinceAnswer.some((sent) => isSame(sent, draft));
  }

  /** Goes on from another version: another act made it, or the editor has seen it and chosen. */
  goOnFrom(version: number): void {
    this.version = version;
    this.#tries = 0;
    this.#sentSinceAnswer = [];
    this.#become({ is: this.#unsaved ? 'typed' : 'saved' });
    this.#keep();
  }

  /** Two versions stand against each other: nothing is sent until the editor has chosen. */
  collided(mine: PledgeDraft): void {
    clearTimeout(this.#timer);
    this.#unsaved = mine;
    this.#become({ is: 'stale', problem: { slug: 'stale-version', title: '', status: 412 } });
    this.#keep();
  }

  /** What has to be known before anything can be saved could not be had: it is tried again. */
  failed(problem: Problem): void {
    this.#become({ is: 'unreachable', problem });
    this.#later();
  }

  /** Lets go of what is not saved. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#unsaved = null;
    this.#ways.forget();
    this.#become({ is: 'saved' });
  }

  /** Ends it; what is not saved stays in this browser. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  // Whoever has signed in again for something else is not asked for it once more.
  #renewed(): void {
    if (isSignedOut(this.state)) this.#soon(0);
  }

  #soon(pause: number): void {
    clearTimeout(this.#timer);
    if (this.#ended.signal.aborted || this.state.is === 'stale') return;
    this.#timer = setTimeout(() => void this.#send(), pause);
  }

  async #send(): Promise<void> {
    if (this.#sending || !this.#unsaved) return this.#sending ?? undefined;
    this.#sending = this.#sendOne(this.#unsaved);
    await this.#sending;
  }

  async #sendOne(draft: PledgeDraft): Promise<void> {
    this.#become({ is: 'saving' });
    if (this.#sentSinceAnswer.at(-1) !== draft) this.#sentSinceAnswer.push(draft);
    this.#keep();
    const answer = await this.#ways.save(this.version, draft);
    this.#sending = null;
    if (answer.ok) {
      this.version = answer.value.version;
      this.hasSaved = true;
      this.#ways.saved(answer.value);
      this.#tries = 0;
      this.#sentSinceAnswer = [];
      if (this.#unsaved === draft) this.#unsaved = null;
      if (this.#unsaved) this.#keep();
      else this.#ways.forget();
      this.#become({ is: this.#unsaved ? 'typed' : 'saved' });
      if (this.#unsaved) this.#soon(PAUSE_MILLISECONDS);
      return;
    }
    const { problem } = answer;
    if (problem.slug === 'stale-version') return this.#become({ is: 'stale', problem });
    if (!mayPass(problem)) return this.#become({ is: 'refused', problem });
    this.failed(problem);
  }

  #keep(): void {
    if (this.#unsaved) this.#ways.keep(this.#unsaved, this.#sentSinceAnswer.at(-1) ?? null);
  }

  #later(): void {
    const pause = BACK_OFF_FIRST_MILLISECONDS * 2 ** this.#tries;
    this.#tries += 1;
    this.#soon(Math.min(pause, BACK_OFF_MOST_MILLISECONDS));
  }

  #become(state: Saving): void {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}

function isSignedOut(state: Saving): boolean {
  return state.is === 'refused' && ['unauthenticated', 'other-person'].includes(state.problem.slug);
}

// No answer, or one that another moment may change.
function mayPass({ slug, status }: Problem): boolean {
  return slug === 'offline' || slug === 'unreadable' || status >= 500 || status === 429;
}
