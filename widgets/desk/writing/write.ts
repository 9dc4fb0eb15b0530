import { html, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import type { FieldError } from '../../../data/field-error.ts';
import type { PledgeDraft } from '../../../data/pledge.ts';
import { noteQuestion } from '../acts/act-questions.ts';
import { follow, PledgeActs } from '../acts/pledge-acts.ts';
import '../acts/pledge-problem.ts';
import { desk, type PledgeName, type PostedAct, type Problem } from '../common/api.ts';
import './collision-choice.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { withValue } from '../common/draft.ts';
import { faultsAt, focusFault } from '../common/faults.ts';
import { hearPlace } from '../common/list-place.ts';
import { addressOf } from '../common/pledge-address.ts';
import { openPledge, pledgeFrame, titleOf, titleView } from '../common/pledge-frame.ts';
import { PledgeSearch } from '../common/pledge-search.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { publishingWords } from '../words/publishing-words.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';
import { RowActions } from './row-actions.ts';
import { SavingTrouble } from './saving-text.ts';
import { ownPlace } from './words-place.ts';
import { type Collision, draftOf, Writing } from './writing.ts';
import { mayCheck, writingNotices } from './writing-bar.ts';
import { writingView } from './writing-view.ts';

/** How many pledges are offered for a related one: a list that is read at a glance. */
const MOST_RELATED = '20';
const RELATED_PLEDGE = /^\/related\/\d+\/pledge$/;

/** Writing a pledge: the form, and beside it what readers would see. */
export class DeskWriteElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    writing: { state: true },
    problem: { state: true },
    errors: { state: true },
    pledges: { state: true },
    isPreview: { state: true },
  };

  declare writing: Writing | null;
  declare problem: Problem | null;
  /** What is wrong, by the pointer of its control. */
  declare errors: ReadonlyMap<string, string>;
  /** Those that may be meant by what is typed for a related one. */
  declare pledges: readonly ListedPledge[];
  #others: PledgeSearch | null = null;
  /** Where there is room for one of both only: whether that is the preview. */
  declare isPreview: boolean;
  readonly #trouble = new SavingTrouble();
  #hasMet = false;
  readonly #editor = session.me?.name ?? '';
  #away = new AbortController();
  #unguard = () => {};
  readonly #rows = new RowActions(
    this,
    () => this.writing?.draft ?? {},
    (draft, touched) => this.#change(draft, touched),
  );

  readonly #acts = new PledgeActs(this, {
    name: () => this.#name,
    opened: () => (this.writing && !this.writing.collision ? this.writing.opened : null),
    send: (act, answers) => this.#send(act, answers),
    done: (said) => this.#done(said, this.writing?.undo),
    notDone: () => this.querySelector('desk-collision')?.focusHeading(),
  });

  constructor() {
    super();
    this.writing = null;
    this.problem = null;
    this.errors = new Map();
    this.pledges = [];
    this.isPreview = false;
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
    hearPlace(this, () => this.#name, 'write');
    this.addEventListener('add-source', ({ detail }) => this.#addSource(detail.url));
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
    await this.#followQuery();
    const { tracker, slug } = this.#name;
    const others = new PledgeSearch({ tracker, limit: MOST_RELATED }, () => {
      this.pledges = others.rows.filter((row) => row.slug !== slug);
    });
    this.#others = others;
  }

  async #again(): Promise<void> {
    this.problem = null;
    await this.#open(this.#away.signal);
    await this.updateComplete;
    this.focusHeading();
  }

  // What the link here asks for: what is missing, or sources that a reader has suggested, which are put in once.
  async #followQuery(): Promise<void> {
    const query = new URLSearchParams(location.search);
    if (query.has('check')) await this.#isReady();
    if (!query.has('source')) return;
    router.note(location.pathname);
    for (const url of query.getAll('source')) this.#addSource(url);
  }

  #addSource(url: string): void {
    const { writing } = this;
    const isClosed = !writing || writing.collision !== null || writing.isReadOnly;
    say(isClosed ? writingWords.write.sourceNotNow : this.#rows.addSource(url));
  }

  // Something was put back, perhaps here. Words that are not saved meet it at their next save.
  async #undone(signal: AbortSignal): Promise<void> {
    if (this.problem) return this.#again();
    if (!this.writing || this.#isUnsaved) return;
    const { writing } = this;
    const answer = await openPledge(this.#name, signal);
    if (signal.aborted || !answer.ok || this.#isUnsaved || this.writing !== writing) return;
    writing.goOn(answer.value.record, draftOf(answer.value.record));
  }

  // Whoever has signed in over somebody else's screen has nothing to lose on it.
  get #isHere(): boolean {
    return session.me?.name === this.#editor;
  }

  get #isUnsaved(): boolean {
    return this.writing?.autosave.isUnsaved ?? false;
  }

  // Something became of the words: it is drawn, and trouble and its end are heard.
  #changed({ autosave, collision, isKept }: Writing): void {
    const { state } = autosave;
    this.requestUpdate();
    if (state.is === 'refused') this.#showErrors(state.problem.errors ?? []);
    this.#trouble.tell(state, isKept);
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
    if (RELATED_PLEDGE.test(pointer)) this.#others?.ask(String(value ?? ''));
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
    if (answer?.ok && this.errors.size > 0) say(writingWords.write.notReady(this.errors.size));
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
    else await this.#done(writingWords.write.submitted);
  }

  /** Looked at, and as it is: what an editor opens most pledges for. */
  async #checked(): Promise<void> {
    if (!this.writing || !mayCheck(this.writing)) return;
    const problem = await this.writing.act('check', {});
    if (problem) say(sentence(problem));
    else await this.#done(writingWords.write.checked, this.writing.undo);
  }

  async #return(): Promise<void> {
    const send = (answers: object) => this.#send('return', answers);
    if (await asked(noteQuestion(publishingWords.ask.return, this.#name, 'return', send)))
      await this.#done(publishingWords.ask.returned, this.writing?.undo);
    else this.querySelector('desk-collision')?.focusHeading();
  }

  async #send(act: PostedAct | 'trash', answers: object): Promise<Problem | null> {
    const { writing } = this;
    if (!writing) return null;
    if (act === 'discard') return writing.discard();
    return act === 'trash' ? writing.moveToTrash() : writing.act(act, answers);
  }

  /** An act was done: the screen is drawn anew, and the button may be gone with what it did. */
  async #done(said: string, undo: string | null = null): Promise<void> {
    const { writing } = this;
    if (!writing) return;
    const record = writing.isGone ? null : writing.opened.record;
    if (follow(this, this.#name, writing.opened, { record, undo }, said, 'write')) return;
    this.querySelector('details.more')?.removeAttribute('open');
    await this.updateComplete;
    this.focusHeading();
  }

  async #settle(draft: PledgeDraft): Promise<void> {
    await this.writing?.settle(draft);
    await this.updateComplete;
    if (this.writing?.autosave.state.is !== 'stale') this.focusHeading();
  }

  async #mayLeave(): Promise<boolean> {
    if (!this.#isUnsaved || (await this.writing?.autosave.flush())) return true;
    const { lost, ...leave } = writingWords.leave;
    return asked(this.writing?.isKept ? leave : { ...leave, text: lost });
  }

  protected override body(): TemplateResult {
    const { writing, problem } = this;
    if (problem)
      return html`<desk-pledge-problem .name=${this.#name} .problem=${problem}
        .again=${() => this.#again()}></desk-pledge-problem>`;
    if (!writing) return html`<p class="waiting">${words.shell.loading}</p>`;
    const { collision, opened } = writing;
    return html`${pledgeFrame(this.#name, opened, 'write', this.#acts)}
      <desk-discussion .tracker=${opened.tracker.id} .slug=${opened.record.slug} .opened=${opened}></desk-discussion>
      ${writingNotices(writing)}
      <p class="said" role="status">${this.#trouble.text}</p>
      ${collision ? this.#collision(collision, writing) : this.#form(writing)}`;
  }

  #collision({ base, mine, theirs, isAgain }: Collision, { autosave, opened }: Writing): TemplateResult {
    return html`<desk-collision .base=${base} .mine=${mine} .theirs=${draftOf(theirs)} .tracker=${opened.tracker}
      .isAgain=${isAgain} .isPublished=${theirs.draft === null}
      @choose=${({ detail }: CustomEvent<PledgeDraft>) => autosave.changed(detail)}
      @settle=${({ detail }: CustomEvent<PledgeDraft>) => this.#settle(detail)}></desk-collision>`;
  }

  #form(writing: Writing): TemplateResult {
    return writingView(this.#name, writing, this.#rows, this.pledges, {
      errors: this.errors,
      set: this.#set,
      sendBack: () => this.#return(),
      forward: () => this.#forward(),
      check: () => this.#checked(),
      isPreview: this.isPreview,
      turn: () => this.#turn(),
    });
  }

  #turn(): void {
    this.isPreview = !this.isPreview;
    scrollTo(0, 0);
  }
}

customElements.define('desk-write', DeskWriteElement);

declare global {
  interface HTMLElementEventMap {
    /** A source that a reader suggested is to be put in. */
    'add-source': CustomEvent<{ url: string }>;
  }
}
