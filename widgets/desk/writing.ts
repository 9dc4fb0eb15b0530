// One pledge being written: the draft, where its words are, and what happens when somebody else changes it. The screen
// draws it and listens for `change`.
import type { PledgeRecord } from '../../data/desk.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import { desk, type PledgeName, type Problem } from './api.ts';
import { Autosave } from './autosave.ts';
import { contentOf, isSame, withEmptyParts } from './draft.ts';
import { forgetWords, keepWords, keptWords, wordsKey } from './kept-words.ts';
import type { Opened } from './pledge-frame.ts';
import { pledges } from './pledges.ts';
import { words } from './words.ts';

// Done to what readers see, and urgent where a verdict is wrong: a draft that cannot be saved as yet does not hold them up.
const LEAVES_THE_DRAFT: ReadonlySet<string> = new Set(['retract', 'dispute', 'settle']);

/** Two versions between which the editor has to choose; `base` is what both began from. */
export type Collision = { base: PledgeDraft; mine: PledgeDraft; theirs: PledgeRecord; isAgain: boolean };

/** Fires `change` when the draft, the saving or the collision is another. */
export class Writing extends EventTarget {
  opened: Opened;
  draft: PledgeDraft;
  collision: Collision | null = null;
  notice = '';
  readonly autosave: Autosave<PledgeRecord>;
  readonly #name: PledgeName;
  readonly #editor: string;
  /** What the unsaved words began from, and its version. */
  #base: PledgeDraft;
  #baseVersion: number;
  #hasChosen = false;

  constructor(name: PledgeName, editor: string, opened: Opened) {
    super();
    this.#name = name;
    this.#editor = editor;
    this.opened = opened;
    const { record } = opened;
    this.draft = this.#base = draftOf(record);
    this.#baseVersion = record.version;
    this.autosave = new Autosave<PledgeRecord>(record.version, {
      save: (version, draft) => desk.save(name, version, draft),
      saved: (record) => this.#from(record),
      keep: (draft) => this.#keep(draft),
      forget: () => forgetWords(editor, name),
    });
    this.autosave.addEventListener('change', () => this.#savingChanged());
    this.#restore(record);
  }

  /** Whether the state of the pledge, or its being merged, keeps it from being written. */
  get isReadOnly(): boolean {
    return !this.opened.record.acts.includes('save');
  }

  /** The draft was changed by the editor. */
  change(draft: PledgeDraft): void {
    this.draft = withEmptyParts(draft);
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
  async act(act: string, body: object): Promise<Problem | null> {
    const isSaved = await this.autosave.flush();
    const { state } = this.autosave;
    if (!isSaved && 'problem' in state && (state.is === 'stale' || !LEAVES_THE_DRAFT.has(act)))
      return state.problem.slug === 'invalid-fields'
        ? { ...state.problem, slug: 'not-saved', errors: [] }
        : state.problem;
    const answer = await desk.act(this.#name, this.autosave.version, act, body);
    if (answer.ok) this.goOn(answer.value, this.autosave.isUnsaved ? this.draft : draftOf(answer.value));
    else if (answer.problem.slug === 'stale-version') await this.#meet();
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

  /** Another tab wrote here. Where it had nothing more to keep, what is unsaved in this one is kept again. */
  storageChanged({ key, newValue }: StorageEvent): void {
    if (key !== wordsKey(this.#editor, this.#name)) return;
    this.notice = words.write.otherTab;
    if (newValue === null && this.autosave.isUnsaved) this.#keep(this.draft);
    this.#tell();
  }

  #from(record: PledgeRecord): void {
    pledges.take(this.#name, record);
    this.opened = { ...this.opened, record };
    this.#base = draftOf(record);
    this.#baseVersion = record.version;
  }

  // Words from before a reload, a crash or a sign-out. Where nobody changed the pledge meanwhile they simply go on.
  #restore(record: PledgeRecord): void {
    const kept = keptWords(this.#editor, this.#name);
    if (!kept) return;
    if (isSame(kept.draft, this.#base)) {
      forgetWords(this.#editor, this.#name);
      return;
    }
    const when = new Date(kept.at).toLocaleString('en-GB', { timeStyle: 'short', dateStyle: 'medium' });
    this.notice = words.write.restored(when);
    if (kept.version === record.version && !this.isReadOnly) {
      this.change(kept.draft);
      return;
    }
    [this.#base, this.#baseVersion] = [kept.base, kept.version];
    this.#collide(kept.draft, record);
  }

  #keep(draft: PledgeDraft): void {
    const kept = { version: this.#baseVersion, base: this.#base, draft, at: new Date().toISOString() };
    if (!keepWords(this.#editor, this.#name, kept)) this.notice = words.write.notKept;
  }

  #savingChanged(): void {
    if (this.autosave.state.is === 'stale' && !this.collision) void this.#meet();
    this.#tell();
  }

  // Somebody else has changed the pledge; unless it was this very screen, and the answer was lost on its way. Where the
  // words are the same on both sides there is nothing to choose.
  async #meet(): Promise<void> {
    const answer = await desk.pledge(this.#name);
    if (!answer.ok) return this.autosave.failed(answer.problem);
    const record = answer.value;
    const isOfWords = this.autosave.isUnsaved || !isSame(this.#base, draftOf(record));
    if (!isOfWords || this.autosave.isOurs(record.draft)) this.goOn(record, this.draft);
    else this.#collide(this.draft, record);
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

/** The draft as the endpoint has it, else what readers see as a draft. */
export function draftOf({ draft, published }: PledgeRecord): PledgeDraft {
  return draft ?? contentOf(published);
}
