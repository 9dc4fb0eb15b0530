import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError, ListedPledge } from '../../data/desk.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import { noteQuestion, questionOf } from './act-questions.ts';
import { actsWords } from './acts-words.ts';
import { desk, type PledgeName, type Problem } from './api.ts';
import './collision-choice.ts';
import type { FormState } from './controls.ts';
import { DeskScreen } from './desk-screen.ts';
import { asked, type Question } from './dialogs.ts';
import { withValue } from './draft.ts';
import { faultsAt, focusFault } from './faults.ts';
import './live-preview.ts';
import { actsOn, type MoreAct, moreActsView, wordsOf } from './more-acts.ts';
import { offer } from './offers.ts';
import { pledgeForm } from './pledge-form.ts';
import { addressOf, openPledge, pledgeFrame, problemView, titleOf, titleView } from './pledge-frame.ts';
import { pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { router } from './router.ts';
import { RowWays } from './row-ways.ts';
import { savingText } from './saving-text.ts';
import { session } from './session.ts';
import { hear } from './shortcuts.ts';
import { say } from './status.ts';
import { undoing } from './undoing.ts';
import { words } from './words.ts';
import { ownPlace } from './words-place.ts';
import { type Collision, draftOf, Writing } from './writing.ts';
import { mayCheck, writingBar, writingNotices } from './writing-bar.ts';

/** Writing a pledge: the form, and beside it what readers would see. */
export class DeskWriteElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    writing: { state: true },
    problem: { state: true },
    errors: { state: true },
    pledges: { state: true },
  };

  declare writing: Writing | null;
  declare problem: Problem | null;
  /** What is wrong, by the pointer of its control. */
  declare errors: ReadonlyMap<string, string>;
  declare pledges: readonly ListedPledge[];
  #wasTroubled = false;
  #hasMet = false;
  readonly #editor = session.me?.name ?? '';
  #away = new AbortController();
  #unguard = () => {};
  readonly #rows = new RowWays(
    this,
    () => this.writing?.draft ?? {},
    (draft, touched) => this.#change(draft, touched),
  );

  constructor() {
    super();
    this.writing = null;
    this.problem = null;
    this.errors = new Map();
    this.pledges = [];
    const goTo = (section: string) => () => this.#goTo(section);
    hear(this, {
      save: () => this.writing?.autosave.flush(),
      forward: () => this.#forward(),
      ...(session.mayAct('check') ? { check: () => this.#checked() } : {}),
      promise: goTo('promise'),
      verdict: goTo('verdict'),
      evidence: goTo('evidence'),
      related: goTo('related'),
      responses: goTo('responses'),
      timeline: goTo('timeline'),
    });
    offer(this, () =>
      this.#acts.map((act) => ({ does: this.#wordsOf(act).open, run: () => this.#moreAct(act) })),
    );
  }

  #wordsOf(act: MoreAct) {
    return this.writing ? wordsOf(act, this.writing.opened) : actsWords[act];
  }

  get #acts(): MoreAct[] {
    return this.writing && !this.writing.collision ? actsOn(this.writing.opened.record) : [];
  }

  get #name(): PledgeName {
    return this.params as PledgeName;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    const { signal } = this.#away;
    addEventListener('beforeunload', (event) => this.#isUnsaved && this.#isHere && event.preventDefault(), {
      signal,
    });
    undoing.addEventListener('undone', () => void this.#undone(signal), { signal });
    addEventListener('storage', (event) => this.writing?.storageChanged(event), { signal });
    this.#unguard = router.guard(() => this.#mayLeave());
    void this.#open(signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
    this.#unguard();
    this.writing?.autosave.end();
  }

  protected override heading(): string {
    if (!this.writing) return words.pledge.write;
    return this.writing.draft.title || titleOf(this.writing.opened.record);
  }

  protected override headingView(): TemplateResult | string {
    return this.writing ? titleView(this.writing.opened, this.heading()) : this.heading();
  }

  async #open(signal: AbortSignal): Promise<void> {
    const answer = await openPledge(this.#name, signal);
    if (signal.aborted) return;
    if (!answer.ok) {
      this.problem = answer.problem;
      return;
    }
    const place = await ownPlace(this.#editor, this.#name, signal);
    if (signal.aborted) return;
    const writing = new Writing(this.#name, answer.value, place);
    writing.addEventListener('change', () => this.#changed(writing));
    this.writing = writing;
    this.#changed(writing);
    if (new URLSearchParams(location.search).has('check')) await this.#isReady();
    if (!pledges.rows) await pledges.load();
    const { tracker, slug } = this.#name;
    this.pledges = (pledges.rows ?? []).filter((row) => row.tracker === tracker && row.slug !== slug);
  }

  // Something was put back, perhaps here. Words that are not saved meet it at their next save.
  async #undone(signal: AbortSignal): Promise<void> {
    if (!this.writing || this.#isUnsaved) return;
    this.writing.autosave.end();
    await this.#open(signal);
  }

  // Whoever has signed in over somebody else's screen has nothing to lose on it.
  get #isHere(): boolean {
    return session.me?.name === this.#editor;
  }

  get #isUnsaved(): boolean {
    return this.writing?.autosave.isUnsaved ?? false;
  }

  // Something became of the words: it is drawn, and trouble and its end are said.
  #changed({ autosave, collision, isKept }: Writing): void {
    const { state } = autosave;
    this.requestUpdate();
    if (state.is === 'refused') this.#showErrors(state.problem.errors ?? []);
    // Two versions say so themselves.
    const isTroubled = 'problem' in state && state.is !== 'stale';
    if (isTroubled && !this.#wasTroubled) say(savingText(state, isKept));
    if (this.#wasTroubled && state.is === 'saved') say(words.saving.backAgain);
    if (isTroubled || state.is === 'saved') this.#wasTroubled = isTroubled;
    if (collision && !this.#hasMet)
      void this.updateComplete.then(() => this.querySelector('desk-collision')?.focusHeading());
    this.#hasMet = collision !== null;
  }

  #showErrors(errors: readonly FieldError[]): void {
    this.errors = faultsAt(this, errors);
  }

  #change(draft: PledgeDraft, touched: string): void {
    this.errors = new Map([...this.errors].filter(([at]) => at !== touched && !at.startsWith(`${touched}/`)));
    this.writing?.change(draft);
  }

  #set = (pointer: string, value: unknown): void => {
    if (this.writing) this.#change(withValue(this.writing.draft, pointer, value), pointer);
  };

  #goTo(section: string): void {
    const within = `section[aria-labelledby="section-${section}"]`;
    const chosen = this.querySelector<HTMLElement>(`${within} :checked`);
    const first = this.querySelector<HTMLElement>(`${within} :is(input, textarea, select, button)`);
    (section === 'verdict' && chosen ? chosen : first)?.focus();
  }

  /** Asks the endpoint what a publication would refuse, shows it at its field and goes to the first. */
  async #isReady(): Promise<boolean> {
    const isSaved = await this.writing?.autosave.flush();
    const answer = isSaved ? await desk.preview(this.#name, 'publish') : null;
    await this.updateComplete;
    if (answer && !answer.ok) say(sentence(answer.problem));
    if (answer?.ok) this.#showErrors(answer.value.errors);
    if (answer?.ok && this.errors.size > 0) say(words.write.notReady(this.errors.size));
    focusFault(this, this.errors);
    return Boolean(answer?.ok) && this.errors.size === 0;
  }

  /** On to what comes next: publishing, or for who may not publish, a second pair of eyes. */
  async #forward(): Promise<void> {
    if (!this.writing || this.writing.collision || this.writing.isReadOnly || !(await this.#isReady()))
      return;
    if (session.mayAct('publish')) return router.go(addressOf(this.#name, 'publish'));
    if (this.writing.opened.record.state !== 'draft') return;
    const problem = await this.writing.act('submit', {});
    if (problem) say(sentence(problem));
    else await this.#done(words.write.submitted);
  }

  /** Looked at, and as it is: what an editor opens most pledges for. */
  async #checked(): Promise<void> {
    if (!this.writing || !mayCheck(this.writing)) return;
    const problem = await this.writing.act('check', {});
    if (problem) say(sentence(problem));
    else await this.#done(words.write.checked, this.writing.undo);
  }

  #return(): Promise<void> {
    const question = noteQuestion(words.ask.return, this.#name, 'return', this.#send('return'));
    return this.#ask(question, words.ask.returned);
  }

  async #moreAct(act: MoreAct): Promise<void> {
    if (!this.writing) return;
    const { done } = this.#wordsOf(act);
    const question = await questionOf(act, this.#name, this.writing.opened, this.#send(act));
    if (question && this.isConnected) await this.#ask(question, done);
  }

  #send = (act: string) => async (told: object) => {
    const { writing } = this;
    if (!writing) return null;
    if (act === 'discard') return writing.discard();
    return act === 'trash' ? writing.moveToTrash() : writing.act(act, told);
  };

  async #ask(question: Question, told: string): Promise<void> {
    if (await asked(question)) await this.#done(told, this.writing?.undo);
    else this.querySelector('desk-collision')?.focusHeading();
  }

  /** An act was done: the screen is drawn anew, and the button may be gone with what it did. */
  async #done(told: string, undo: string | null = null): Promise<void> {
    undoing.tell({ ids: undo === null ? [] : [undo], said: told, of: this.heading() });
    if (!this.isConnected) return;
    if (this.writing?.isGone) return router.go('/desk');
    const { tracker, slug } = this.#name;
    const now = this.writing?.opened.record.slug ?? slug;
    if (now !== slug) return router.go(addressOf({ tracker, slug: now }));
    this.querySelector('details.more')?.removeAttribute('open');
    await this.updateComplete;
    this.querySelector('h1')?.focus();
  }

  async #settle(draft: PledgeDraft): Promise<void> {
    await this.writing?.settle(draft);
    await this.updateComplete;
    if (this.writing?.autosave.state.is !== 'stale') this.querySelector('h1')?.focus();
  }

  async #mayLeave(): Promise<boolean> {
    if (!this.#isUnsaved || (await this.writing?.autosave.flush())) return true;
    const { lost, ...leave } = words.leave;
    return asked(this.writing?.isKept ? leave : { ...leave, text: lost });
  }

  protected override body(): TemplateResult {
    const { writing } = this;
    if (this.problem) return problemView(this.problem);
    if (!writing) return html`<p class="waiting">${words.shell.loading}</p>`;
    const { collision, opened } = writing;
    return html`${pledgeFrame(this.#name, opened, 'write')}${writingNotices(writing)}
      ${moreActsView(this.#acts, opened, (act) => this.#moreAct(act))}
      ${collision ? this.#collision(collision, writing) : this.#form(writing)}`;
  }

  #collision({ base, mine, theirs, isAgain }: Collision, { autosave, opened }: Writing): TemplateResult {
    return html`<desk-collision .base=${base} .mine=${mine} .theirs=${draftOf(theirs)} .tracker=${opened.tracker}
      .isAgain=${isAgain} .isPublished=${theirs.draft === null}
      @choose=${({ detail }: CustomEvent<PledgeDraft>) => autosave.changed(detail)}
      @settle=${({ detail }: CustomEvent<PledgeDraft>) => this.#settle(detail)}></desk-collision>`;
  }

  #form(writing: Writing): TemplateResult {
    const { draft, isReadOnly, autosave, opened } = writing;
    const { language } = opened.tracker;
    const form: FormState = { draft, errors: this.errors, isReadOnly, set: this.#set, language };
    const ways = {
      sendBack: () => this.#return(),
      forward: () => this.#forward(),
      check: () => this.#checked(),
    };
    return html`<div class="writing">
      <div>${pledgeForm(form, opened.tracker, this.#rows, this.pledges)}${isReadOnly ? nothing : writingBar(writing, ways)}</div>
      <aside aria-labelledby="preview-heading">
        <desk-preview .name=${this.#name} .version=${autosave.version} .behind=${autosave.isUnsaved}></desk-preview>
      </aside>
    </div>`;
  }
}

customElements.define('desk-write', DeskWriteElement);
