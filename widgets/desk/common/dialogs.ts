// Questions over a screen: what an act does, what it has to be told, and why it was refused. The focus goes to the dialog
// and back by itself. What was typed is kept in this browser until the act is done.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import { words } from '../words/words.ts';
import type { PledgeName, Problem } from './api.ts';
import type { FormState } from './controls.ts';
import { isSame, valueAt, withValue } from './draft.ts';
import { faultsAt, focusFault } from './faults.ts';
import { keepAnswers, keptAnswers } from './kept-words.ts';
import { pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { router } from './router.ts';
import { session } from './session.ts';
import { say } from './status.ts';

/** What an act is told: the body that is sent. */
export type Answers = Readonly<Record<string, unknown>>;

/** One question. Without `controls` it is for yes or no. */
export type Question = {
  heading: string;
  /** What it does, for readers first. */
  text: string;
  yes: string;
  no?: string;
  controls?(form: FormState<Answers>): TemplateResult;
  /** By the pointer of its control: what is said where nothing was told. */
  missing?: Readonly<Record<string, string>>;
  /** What else is wrong in what was told, by the pointer of its control. */
  check?(answers: Answers): Readonly<Record<string, string>>;
  /** What is told to begin with. */
  given?: Answers;
  /** Under which name what is typed is kept. */
  keep?: { name: PledgeName; act: string };
  /** Does it. A refusal is told in the dialog; where somebody else was faster, the screen shows how it stands now. */
  send?(answers: Answers): Promise<Problem | null>;
};

/** Says by how much a note is too long before it is sent: a dialog that closes at once would lose the text. */
export function shortEnough(name: string): (answers: Answers) => Record<string, string> {
  return (answers) => {
    const over = String(answers[name] ?? '').length - NOTE_LIMIT;
    return over > 0 ? { [`/${name}`]: words.controls.over(over) } : {};
  };
}

/** Asks, and answers whether it was done; false where it was put away or somebody else was faster. One at a time. */
export function asked(question: Question): Promise<boolean> {
  if (document.querySelector('desk-question dialog[open]')) return Promise.resolve(false);
  const element = document.createElement('desk-question');
  element.question = question;
  document.body.append(element);
  return element.answer;
}

/** The dialog of one question; it goes when it is answered. */
export class DeskQuestionElement extends LitElement {
  static override properties = {
    answers: { state: true },
    faults: { state: true },
    refusal: { state: true },
    isBusy: { state: true },
  };

  question: Question = { heading: '', text: '', yes: '' };
  declare answers: Answers;
  /** What is wrong, by the pointer of its control. */
  declare faults: ReadonlyMap<string, string>;
  declare refusal: string;
  declare isBusy: boolean;
  /** Whether it was sent and no answer came: it may have been done. */
  #isUnanswered = false;
  #isKept = true;
  readonly #answer = Promise.withResolvers<boolean>();

  constructor() {
    super();
    this.answers = {};
    this.faults = new Map();
    this.refusal = '';
    this.isBusy = false;
    this.addEventListener('keydown', (event) => {
      // The screen below hears none of it: what publishes there only answers here.
      event.stopPropagation();
      const isAnswer = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      if (isAnswer && !event.repeat) this.querySelector('form')?.requestSubmit();
    });
  }

  get answer(): Promise<boolean> {
    return this.#answer.promise;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener('arrive', this.#putAway);
    const { keep, given } = this.question;
    this.answers = { ...given, ...(keep && keptAnswers(session.me?.name ?? '', keep.name, keep.act)) };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener('arrive', this.#putAway);
  }

  #putAway = (): void => this.querySelector('dialog')?.close();

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
    this.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }

  #set = (pointer: string, value: unknown): void => {
    this.answers = withValue(this.answers, pointer, value) ?? {};
    this.faults = new Map([...this.faults].filter(([at]) => at !== pointer));
    this.#keep(isSame(this.answers, this.question.given ?? {}) ? null : this.answers);
  };

  #keep(answers: Answers | null): void {
    const { keep } = this.question;
    if (keep) this.#isKept = keepAnswers(session.me?.name ?? '', keep.name, keep.act, answers);
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const { missing = {}, check, send } = this.question;
    const answers = trimmed(this.answers);
    this.refusal = '';
    const left = Object.entries(missing).filter(([at]) => isSame(valueAt(answers, at), null));
    this.faults = new Map([...left, ...Object.entries(check?.(answers) ?? {})]);
    if (this.faults.size > 0) return this.#focusFault();
    this.isBusy = true;
    const problem = (await send?.(answers)) ?? null;
    this.isBusy = false;
    if (!problem) this.#keep(null);
    if (problem && problem.slug !== 'stale-version') return this.#refused(problem);
    if (problem) say(this.#isUnanswered ? words.ask.overtaken : words.ask.stale);
    this.#putAway();
    this.#answer.resolve(problem === null);
  };

  #refused(problem: Problem): void {
    // A single name has one place, and the endpoint says so without a pointer.
    const errors =
      problem.slug === 'name-taken' && !this.answers.aliases
        ? [{ pointer: '/slug', detail: problem.detail ?? problem.title }]
        : (problem.errors ?? []);
    this.faults = faultsAt(this, errors);
    this.#isUnanswered ||= problem.slug === 'offline';
    this.refusal = this.faults.size > 0 ? '' : refusalOf(problem, this.#isKept);
    if (this.isConnected) return void this.#focusFault();
    say(this.refusal);
    this.#answer.resolve(false);
  }

  async #focusFault(): Promise<void> {
    await this.updateComplete;
    focusFault(this, this.faults);
  }

  #closed = (): void => {
    this.remove();
    // What is under way is waited for.
    if (!this.isBusy) this.#answer.resolve(false);
  };

  protected override render(): TemplateResult {
    const { heading, text, yes, no = words.ask.cancel, controls } = this.question;
    const { answers: draft, faults: errors, isBusy } = this;
    // What an act is told is told to the readers of its tracker.
    const language = pledges.tracker(this.question.keep?.name.tracker ?? '')?.language;
    return html`<dialog class="ask" aria-labelledby="ask-heading" @close=${this.#closed}>
      <form novalidate @submit=${this.#submit}>
        <h2 id="ask-heading">${heading}</h2>
        <p>${text}</p>
        ${controls?.({ draft, errors, isReadOnly: false, language, name: 'ask', set: this.#set }) ?? nothing}
        <p class="problem" role="alert">${this.refusal || nothing}</p>
        <p class="buttons">
          <button class="primary" aria-disabled=${isBusy ? 'true' : nothing}>${yes}</button>
          <button type="button" @click=${this.#putAway}>${no}</button>
        </p>
      </form>
    </dialog>`;
  }
}

function trimmed(answers: Answers): Answers {
  const trim = (value: unknown) => (typeof value === 'string' ? value.trim() : value);
  return Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, trim(value)]));
}

// An act names the version it is about, so that one which arrived after all is not done twice.
function refusalOf(problem: Problem, isKept: boolean): string {
  const details = problem.errors?.map(({ detail }) => detail).join('; ');
  const why = problem.slug === 'offline' ? words.ask.lost : sentence(problem);
  return [why, details, isKept && words.ask.kept].filter(Boolean).join(' ');
}

customElements.define('desk-question', DeskQuestionElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-question': DeskQuestionElement;
  }
}
