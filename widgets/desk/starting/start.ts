// Founding a tracker: a few questions, each with what it makes beside it, and one request at the end. Each step is checked by
// the endpoint when it is left; what was typed is kept in this browser until the tracker is there.
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError } from '../../../data/field-error.ts';
import { desk, type Problem } from '../common/api.ts';
import type { FormState } from '../common/controls.ts';
import { momentText } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { valueAt, withValue } from '../common/draft.ts';
import { faultsAt, focusFault } from '../common/faults.ts';
import { OFFLINE } from '../common/late-part.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { startWords } from '../words/start-words.ts';
import type { Steps } from './fields.ts';
import { begun, changed, moved, STEPS, type Step, stepOf, type TrackerDraft, trackerOf } from './founding.ts';
import { checkFounding, wasFounded, withoutChanged, withTakenId } from './founding-check.ts';
import { keepFounding, keptFounding } from './kept-founding.ts';
import type { Look } from './sketch.ts';
import { hrefOf, PATH, sketchView, stepsView, unplacedView } from './start-view.ts';
import { controlsOf } from './steps.ts';

const { start, steps: stepWords, list: listWords } = startWords;

type Removed = { list: string; at: number; thing: unknown };

export class DeskStartElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    draft: { state: true },
    errors: { state: true },
    problem: { state: true },
    notice: { state: true },
    isBusy: { state: true },
    look: { state: true },
  };

  declare draft: TrackerDraft;
  /** What is wrong on this step, by the pointer of its control. */
  declare errors: ReadonlyMap<string, string>;
  declare problem: Problem | null;
  declare notice: string;
  declare isBusy: boolean;
  declare look: Look;
  readonly #editor = session.me?.name ?? '';
  #faults: readonly FieldError[] = [];
  /** The steps that were left once: before that nothing is wrong there, it is only not written yet. */
  readonly #left = new Set<Step>();
  #shown: Step | null = null;
  #restoredAt: string | null = null;
  #isKept = true;
  #isTouched = false;
  #isUnanswered = false;
  #removed: Removed | null = null;
  #away = new AbortController();
  #unguard = () => {};

  constructor() {
    super();
    const kept = keptFounding(this.#editor);
    this.draft = kept?.draft ?? anew();
    this.#restoredAt = kept?.at ?? null;
    this.errors = new Map();
    this.problem = null;
    this.notice = '';
    this.isBusy = false;
    this.look = ownLook();
    hear(this, { forward: () => this.#forward() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    const { signal } = this.#away;
    addEventListener('beforeunload', (event) => this.#isTouched && event.preventDefault(), { signal });
    this.#unguard = router.guard((to) => to === PATH || this.#mayLeave());
    void pledges.loadTrackers();
    void this.#mayFound();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
    this.#unguard();
  }

  protected override heading(): string {
    return start.heading;
  }

  get #step(): Step {
    const asked = new URLSearchParams(location.search).get('step');
    return STEPS.find((step) => step === asked) ?? 'desk';
  }

  // Where nothing can be founded here at all, that is said before anybody has typed for a quarter of an hour.
  async #mayFound(): Promise<void> {
    const { signal } = this.#away;
    const answer = await desk.found(trackerOf(this.draft), true, signal);
    if (signal.aborted || answer.ok) return;
    if (!['invalid-fields', 'name-taken', 'offline', 'aborted'].includes(answer.problem.slug))
      this.problem = answer.problem;
  }

  async #mayLeave(): Promise<boolean> {
    if (!this.#isTouched) return true;
    return asked(this.#isKept ? start.leave : { ...start.leave, text: start.leaveAndLose });
  }

  #change(draft: TrackerDraft, touched: string): void {
    this.draft = draft;
    this.#isTouched = true;
    this.notice = '';
    this.#isKept = keepFounding(this.#editor, { draft, at: new Date().toISOString() });
    this.#faults = withoutChanged(this.#faults, touched);
    void this.#mark();
  }

  #set = (pointer: string, value: unknown): void => {
    if (pointer.startsWith('/scheme') || pointer.startsWith('/language')) this.#removed = null;
    this.#change(changed(this.draft, pointer, value), pointer);
  };

  #steps(): Steps {
    const form: FormState<TrackerDraft> = {
      draft: this.draft,
      errors: this.errors,
      isReadOnly: false,
      language: this.draft.language,
      name: 'found',
      set: this.#set,
    };
    return {
      form,
      draft: this.draft,
      look: ownLook(),
      move: this.#move,
      remove: this.#remove,
      put: this.#put,
    };
  }

  #move = async (list: string, from: number, to: number, name: string): Promise<void> => {
    const things = (valueAt(this.draft, list) ?? []) as unknown[];
    const held = (document.activeElement as HTMLElement | null)?.dataset;
    const direction = held?.move?.split('/').at(-1);
    const pointer = held?.pointer;
    this.#removed = null;
    this.#change(withValue(this.draft, list, moved(things, from, to)), list);
    say(listWords.movedTo(name, to + 1, things.length));
    await this.updateComplete;
    // The focus goes with the row: to the same button, or the same field.
    const again = direction
      ? `[data-move="${list}/${to}/${direction}"]`
      : `[data-pointer="${pointer?.replace(`${list}/${from}`, `${list}/${to}`)}"]`;
    this.querySelector<HTMLElement>(again)?.focus();
  };

  #remove = async (list: string, at: number, name: string): Promise<void> => {
    const things = (valueAt(this.draft, list) ?? []) as unknown[];
    this.#removed = { list, at, thing: things[at] };
    this.#change(
      withValue(
        this.draft,
        list,
        things.filter((_, each) => each !== at),
      ),
      list,
    );
    say(listWords.removed(name));
    await this.updateComplete;
    this.querySelector<HTMLElement>('#put-back')?.focus();
  };

  #putBack = async (): Promise<void> => {
    if (!this.#removed) return;
    const { list, at, thing } = this.#removed;
    this.#removed = null;
    if (list === '/scheme') this.#change(withValue(this.draft, list, thing), list);
    else {
      const things = (valueAt(this.draft, list) ?? []) as unknown[];
      this.#change(withValue(this.draft, list, things.toSpliced(at, 0, thing)), list);
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>(
      list === '/scheme' ? '#preset' : `[data-pointer^="${list}/${at}/"]`,
    )?.focus();
  };

  #put = async (pointer: string, value: unknown, focus?: string): Promise<void> => {
    const before = pointer === '/scheme' ? this.draft.scheme : undefined;
    this.#removed = before ? { list: pointer, at: 0, thing: before } : null;
    this.#change(withValue(this.draft, pointer, value), pointer);
    if (before) say(listWords.replaced);
    await this.updateComplete;
    if (focus) this.querySelector<HTMLElement>(`[data-pointer="${focus}"]`)?.focus();
  };

  #faultsOf(step: Step): FieldError[] {
    return this.#left.has(step) ? this.#faults.filter(({ pointer }) => stepOf(pointer) === step) : [];
  }

  // The controls of the step have to be there before a fault finds its own.
  async #mark(): Promise<void> {
    await this.updateComplete;
    this.errors = faultsAt(this, this.#faultsOf(this.#step));
    this.requestUpdate();
    await this.updateComplete;
  }

  /** Asks the endpoint what is wrong, and answers whether nothing is; null where it could not be asked. */
  async #check(): Promise<boolean | null> {
    const checked = await checkFounding(this.draft, this.#away.signal);
    this.problem = checked.ok || checked.problem.slug === 'offline' ? null : checked.problem;
    if (!checked.ok) return null;
    // A tracker of this id may be this one, if a founding was not answered.
    this.#faults = this.#isUnanswered ? checked.faults : withTakenId(this.draft, checked.faults);
    return this.#faults.length === 0;
  }

  #forward = async (): Promise<void> => {
    if (this.isBusy) return;
    const step = this.#step;
    if (step === 'page') return this.#found();
    this.isBusy = true;
    this.#left.add(step);
    const isRight = await this.#check();
    this.isBusy = false;
    if (isRight === null && this.problem) return;
    if (isRight === null) say(start.unchecked);
    await this.#mark();
    if (this.#faultsOf(step).length > 0) return focusFault(this, this.errors);
    await router.go(hrefOf(STEPS[STEPS.indexOf(step) + 1] ?? 'page'));
  };

  async #found(): Promise<void> {
    this.isBusy = true;
    this.notice = '';
    for (const step of STEPS) this.#left.add(step);
    const isRight = await this.#check();
    if (isRight === null && !this.problem) this.notice = sentence(OFFLINE);
    const isFounded = isRight ? await this.#send() : this.#mayBeFounded && (await wasFounded(this.draft));
    this.isBusy = false;
    if (isFounded) return this.#go();
    const first = this.#faults[0];
    if (first && isRight === false) await this.#goTo(stepOf(first.pointer));
    else this.querySelector<HTMLElement>('.notice.said-here, .problem')?.focus();
  }

  async #send(): Promise<boolean> {
    const answer = await desk.found(trackerOf(this.draft), false);
    if (answer.ok) return true;
    this.#isUnanswered ||= answer.problem.slug === 'offline';
    if (answer.problem.slug === 'offline') this.notice = start.lost;
    else this.problem = answer.problem;
    return false;
  }

  // A request whose answer was lost may have done it.
  get #mayBeFounded(): boolean {
    return this.#isUnanswered && this.#faults.some(({ pointer }) => pointer === '/id');
  }

  async #go(): Promise<void> {
    const { id = '', name = '' } = this.draft;
    keepFounding(this.#editor, null);
    this.#isTouched = false;
    await pledges.loadTrackers();
    await router.go(`/desk/${id}/open`);
    say(start.founded(name));
  }

  async #goTo(step: Step): Promise<void> {
    if (step !== this.#step) await router.go(hrefOf(step));
    await this.updateComplete;
    await this.#mark();
    focusFault(this, this.errors);
  }

  #anew = async (): Promise<void> => {
    if (!(await asked(start.askAnew))) return;
    keepFounding(this.#editor, null);
    this.draft = anew();
    this.#faults = [];
    this.#left.clear();
    this.#restoredAt = null;
    this.#isTouched = false;
    this.errors = new Map();
    await router.go(PATH);
  };

  protected override updated(): void {
    super.updated();
    const step = this.#step;
    if (step === this.#shown) return;
    const isFirst = this.#shown === null;
    this.#shown = step;
    this.#removed = null;
    void this.#mark();
    if (isFirst) return;
    scrollTo(0, 0);
    this.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  protected override body(): TemplateResult {
    const step = this.#step;
    const at = STEPS.indexOf(step);
    const { heading, lead } = stepWords[step];
    return html`${this.#notices()}
      ${stepsView(step, (each) => this.#faultsOf(each))}
      <form class="writing founding" data-step=${step} novalidate @submit=${this.#submitted}>
        <div>
          <p class="where soft">${start.where(at + 1, STEPS.length)}</p>
          <h2 tabindex="-1">${heading}</h2>
          <p class="lead">${lead}</p>
          ${this.#shown === step ? unplacedView(this.#faultsOf(step), this.errors) : nothing}${step === 'page' ? this.#sketch(step) : controlsOf(step, this.#steps())}
          ${this.#removed ? html`<p><button type="button" id="put-back" @click=${this.#putBack}>${this.#removed.list === '/scheme' ? listWords.takeBack : listWords.putBack}</button></p>` : nothing}
          ${this.notice ? html`<p class="notice said-here" tabindex="-1" role="alert">${this.notice}</p>` : nothing}
          <div class="bar">
            <p class="soft">${this.#isKept ? start.kept : start.notKept}</p>
            ${at > 0 ? html`<a class="button" href=${hrefOf(STEPS[at - 1] ?? 'desk')}>${start.back}</a>` : nothing}
            <button class="primary" aria-disabled=${this.isBusy ? 'true' : nothing}>
              ${step === 'page' ? (this.isBusy ? start.founding : start.found) : start.next}
            </button>
          </div>
        </div>
        ${step === 'page' ? nothing : html`<aside aria-labelledby="sketch-heading">${this.#sketch(step)}</aside>`}
      </form>`;
  }

  #notices(): TemplateResult {
    return html`${this.problem ? html`<p class="problem" role="alert" tabindex="-1">${sentence(this.problem)}</p>` : nothing}
      ${
        this.#restoredAt
          ? html`<p class="notice">${start.restored(momentText(this.#restoredAt, undefined))}
              <button type="button" @click=${this.#anew}>${start.anew}</button></p>`
          : nothing
      }`;
  }

  #sketch(step: Step): TemplateResult {
    return sketchView(step, this.draft, this.look, (look) => {
      this.look = look;
    });
  }

  #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#forward();
  };
}

function anew(): TrackerDraft {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return begun(navigator.language.split('-')[0] ?? 'en', timeZone, new Date().toISOString());
}

function ownLook(): Look {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

customElements.define('desk-start', DeskStartElement);
