// One pledge being written: the draft, where its words are, and what happens when somebody else changes it. The screen
// draws it and listens for `change`.
import type { PledgeRecord } from '../../../data/desk.ts';
import type { PledgeDraft } from '../../../data/pledge.ts';
import { desk, type PledgeName, type PostedAct, type Problem } from '../common/api.ts';
import { momentText } from '../common/dates.ts';
import { contentOf, isSame, withEmptyParts } from '../common/draft.ts';
import { forgetWords, keepWords, keptWords, placeOf } from '../common/kept-words.ts';
import type { Opened } from '../common/pledge-frame.ts';
import { pledges } from '../common/pledges.ts';
import { session } from '../common/session.ts';
import { writingWords } from '../words/writing-words.ts';
import { Autosave } from './autosave.ts';

// Done to what readers see, and urgent where a verdict is wrong, or to no words at all: a draft that cannot be saved as yet does
// not hold them up.
const LEAVES_THE_DRAFT: ReadonlySet<string> = new Set(['retract', 'dispute', 'settle', 'assign', 'snooze']);

const SAVE = 'PUT /trackers/:tracker/pledges/:slug';

/** Two versions between which the editor has to choose; `base` is what both began from. */
export type Collision = { base: PledgeDraft; mine: PledgeDraft; theirs: PledgeRecord; isAgain: boolean };

/** Fires `change` when the draft, the saving or the collision is another. */
export class Writing extends EventTarget {
  opened: Opened;
  draft: PledgeDraft;
  collision: Collision | null = null;
  notice = '';
  /** Whether this browser has taken the words that are not saved. */
  isKept = true;
  /** Whether it has gone to the trash. */
  isGone = false;
  /** Under which id the last act is undone; null where it is for good. */
  undo: string | null = null;
  readonly autosave: Autosave<PledgeRecord>;
  readonly #name: PledgeName;
  /** Where in this browser its words are kept: no other tab's are. */
  readonly #place: string;
  /** What the unsaved words began from, and its version. */
  #base: PledgeDraft;
  #baseVersion: number;
  #hasChosen = false;

  constructor(name: PledgeName, opened: Opened, place: string) {
    super();
    this.#name = name;
    this.#place = place;
    this.opened = opened;
    const { record } = opened;
    this.draft = this.#base = draftOf(record);
    this.#baseVersion = record.version;
    this.autosave = new Autosave<PledgeRecord>(record.version, {
      save: (version, draft) => desk.save(name, version, draft),
      saved: (record) => this.#from(record),
      keep: (draft, sent) => this.#keep(draft, sent),
      forget: () => forgetWords(place),
    });
    this.autosave.addEventListener('change', () => this.#savingChanged());
    this.#restore(record);
  }

  /** Whether the state of the pledge, its being merged, or one's role keeps it from being written. */
  get isReadOnly(): boolean {
    return !this.opened.record.acts.includes('save') || !session.may(SAVE);
  }

  /** The draft was changed by the editor. */
  change(draft: PledgeDraft): void {
    this.draft = this.#asPublished(draft) ?? withEmptyParts(draft);
    this.autosave.changed(this.draft);
    this.#tell();
  }

  /** The editor has chosen between two versions; it is saved under the one they saw, which may be overtaken again. */
  async settle(draft: PledgeDraft): Promise<void> {
    if (!this.collision) return;
    this.#hasChosen = true;
    this.goOn(this.collision.theirs, draft);
    await this.autosave.flush();
    this.#hasChosen = this.autosave.state.is === 'stale';
  }

  /** Does an act under the version that is here; what is unsaved goes before it. */
  async act(act: PostedAct, body: object): Promise<Problem | null> {
    const isSaved = await this.autosave.flush();
    const { state } = this.autosave;
    if (!isSaved && 'problem' in state && (state.is === 'stale' || !LEAVES_THE_DRAFT.has(act)))
      return state.problem.slug === 'invalid-fields'
        ? { ...state.problem, slug: 'not-saved', errors: [] }
        : state.problem;
    const answer = await desk.act(this.#name, this.autosave.version, act, body);
    this.undo = (answer.ok && answer.value.undo) || null;
    if (answer.ok) this.goOn(answer.value, this.autosave.isUnsaved ? this.draft : draftOf(answer.value));
    else if (answer.problem.slug === 'stale-version') await this.#meet();
    return answer.ok ? null : answer.problem;
  }

  /**
   * Drops the draft and goes back to what readers see. What can be saved is saved first, so that undoing brings it back;
   * what cannot be is dropped with it.
   */
  async discard(): Promise<Problem | null> {
    await this.autosave.flush();
    const { record } = this.opened;
    if (!record.acts.includes('discard')) {
      this.goOn(record, draftOf(record));
      return null;
    }
    const answer = await desk.act(this.#name, this.autosave.version, 'discard');
    if (answer.ok) {
      this.goOn(answer.value, draftOf(answer.value));
      this.undo = answer.value.undo ?? null;
    } else if (answer.problem.slug === 'stale-version') await this.#meet();
    return answer.ok ? null : answer.problem;
  }

  /** Moves a pledge that readers have never seen to the trash, with all that can be saved of it. */
  async moveToTrash(): Promise<Problem | null> {
    await this.autosave.flush();
    const answer = await desk.remove(this.#name, this.autosave.version);
    if (answer.ok) {
      this.autosave.drop();
      this.isGone = true;
      this.undo = answer.value.undo;
      pledges.drop(this.#name);
    } else if (answer.problem.slug === 'stale-version') await this.#meet();
    return answer.ok ? null : answer.problem;
  }

  /** Goes on from a record that somebody made, with this draft upon it. */
  goOn(record: PledgeRecord, draft: PledgeDraft): void {
    this.collision = null;
    this.#from(record);
    this.autosave.goOnFrom(record.version);
    this.draft = withEmptyParts(draft);
    if (isSame(this.#base, draft)) this.autosave.drop();
    else this.autosave.changed(this.draft);
    this.#tell();
  }

  /** Something was kept in this browser by another tab. */
  storageChanged({ key, newValue }: StorageEvent): void {
    const [theirs, mine] = [placeOf(key ?? ''), placeOf(this.#place)];
    if (newValue === null || !isSame(theirs, mine)) return;
    this.notice = writingWords.write.otherTab;
    this.#tell();
  }

  // A letter typed and taken out again leaves nothing: what says what readers see, or what is ready, is sent just so.
  #asPublished(draft: PledgeDraft): PledgeDraft | null {
    const { status, published, ready } = this.opened.record;
    const content = ready?.content ?? contentOf(published);
    return (ready || status === 'published') && isSame(withEmptyParts(draft), withEmptyParts(content))
      ? content
      : null;
  }

  #from(record: PledgeRecord): void {
    pledges.take(this.#name, record);
    this.opened = { ...this.opened, record };
    this.#base = draftOf(record);
    this.#baseVersion = record.version;
  }

  // Words from before a reload, a crash or a sign-out. Where nobody changed the pledge's words meanwhile they simply go on.
  #restore(record: PledgeRecord): void {
    const kept = keptWords(this.#place);
    if (!kept) return;
    if (isSame(kept.draft, this.#base)) {
      forgetWords(this.#place);
      return;
    }
    const when = momentText(kept.at, this.opened.tracker);
    this.notice = writingWords.write.restored(when);
    if (kept.sent) this.autosave.wasSent(kept.sent);
    if (!this.isReadOnly && this.#isMine(record, kept.base)) {
      this.change(kept.draft);
      return;
    }
    [this.#base, this.#baseVersion] = [kept.base, kept.version];
    this.#collide(kept.draft, record);
  }

  #keep(draft: PledgeDraft, sent: PledgeDraft | null): void {
    const at = new Date().toISOString();
    const kept = { version: this.#baseVersion, base: this.#base, draft, sent, at };
    this.isKept = keepWords(this.#place, kept);
  }

  #savingChanged(): void {
    if (this.autosave.state.is === 'stale' && !this.collision) void this.#meet();
    this.#tell();
  }

  async #meet(): Promise<void> {
    const answer = await desk.pledge(this.#name);
    if (!answer.ok) return this.autosave.failed(answer.problem);
    const record = answer.value;
    if (!this.#isMine(record, this.#base)) return this.#collide(this.draft, record);
    this.#hasChosen = false;
    const { state, status } = this.opened.record;
    if (record.state !== state || record.status !== status) this.notice = writingWords.write.meanwhile;
    this.goOn(record, this.draft);
  }

  // Whether there is nothing to choose between: what the desk has is what these words began from, as somebody has done
  // something else with the pledge, or it was sent from here and the answer was lost on its way.
  #isMine(record: PledgeRecord, base: PledgeDraft): boolean {
    return isSame(draftOf(record), base) || this.autosave.isOurs(record.draft);
  }

  #collide(mine: PledgeDraft, theirs: PledgeRecord): void {
    this.draft = mine;
    this.collision = { base: this.#base, mine, theirs, isAgain: this.#hasChosen };
    this.autosave.collided(mine);
    this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** The draft as the endpoint has it, else what is ready, or what readers see, as a draft. */
export function draftOf({ draft, ready, published }: PledgeRecord): PledgeDraft {
  return draft ?? ready?.content ?? contentOf(published);
}
