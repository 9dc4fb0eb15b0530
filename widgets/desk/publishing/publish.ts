import { html, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../../data/desk.ts';
import { noteQuestion } from '../acts/act-questions.ts';
import { doAct, follow, type Outcome, PledgeActs } from '../acts/pledge-acts.ts';
import '../acts/pledge-problem.ts';
import { desk, type PledgeName, type PostedAct, type Problem } from '../common/api.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { isSame } from '../common/draft.ts';
import { focusFault } from '../common/faults.ts';
import { keepAnswers, keptAnswers } from '../common/kept-words.ts';
import { hearPlace } from '../common/list-place.ts';
import { type Opened, openPledge, pledgeFrame, titleOf, titleView } from '../common/pledge-frame.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { draftView, mayPublish } from './draft-view.ts';
import { faultsOf, isLater, missingIn } from './publish-faults.ts';
import { mayCorrect, type Publication, publishForm } from './publish-form.ts';
import './published-notice.ts';
import { isPrivate } from '../../../data/visibility.ts';
import { session } from '../common/session.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { instantOf } from '../common/zone.ts';
import { publishingWords } from '../words/publishing-words.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';

/** What was done, for the screen that follows a publication. */
type Done = { preview: Preview; since: string; publishAt: string | null };

/** As in publish.css. */
const BESIDE = '(min-width: 68rem)';

const PLAIN: Publication = { isCorrection: false, note: '', isLater: false, time: '', breakGlass: '' };

/** Publishing: what exactly changes for readers, as what, with which note, and when. */
export class DeskPublishElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    opened: { state: true },
    preview: { state: true },
    problem: { state: true },
    how: { state: true },
    faults: { state: true },
    notice: { state: true },
    done: { state: true },
    isBusy: { state: true },
  };

  declare opened: Opened | null;
  declare preview: Preview | null;
  declare problem: Problem | null;
  declare how: Publication;
  /** What is wrong, by the pointer of its control. */
  declare faults: ReadonlyMap<string, string>;
  declare notice: string;
  declare done: Done | null;
  declare isBusy: boolean;
  #away = new AbortController();
  /** Whether it was sent and no answer came: it may be published. */
  #isUnanswered = false;
  /** What the last act came to. */
  #outcome: Outcome | null = null;
  readonly #acts = new PledgeActs(this, {
    name: () => this.#name,
    opened: () => this.opened,
    send: (act, answers) => this.#act(act, answers),
    done: (said) => this.#acted(said),
  });

  constructor() {
    super();
    this.opened = null;
    this.preview = null;
    this.problem = null;
    this.how = PLAIN;
    this.faults = new Map();
    this.notice = '';
    this.done = null;
    this.isBusy = false;
    hear(this, { forward: () => this.#publish() });
    hearPlace(this, () => this.#name, 'publish');
  }

  get #name(): PledgeName {
    return this.params as PledgeName;
  }

  get #editor(): string {
    return session.me?.name ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    this.how = { ...this.how, ...keptAnswers(this.#editor, this.#name, 'publish') };
    undoing.addEventListener('undone', this.#undone, { signal: this.#away.signal });
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  protected override heading(): string {
    if (!this.opened) return words.pledge.publish;
    return `${words.pledge.publish}: ${titleOf(this.opened.record)}`;
  }

  protected override headingView(): TemplateResult | string {
    if (!this.opened) return this.heading();
    return html`${words.pledge.publish}: ${titleView(this.opened)}`;
  }

  // On to what is to be said of it, where what changes is in sight beside it; otherwise one reads that first.
  async #begin(): Promise<void> {
    await this.#open();
    await this.updateComplete;
    const isAtHeading = document.activeElement?.closest('h1')?.parentElement === this;
    if (isAtHeading && matchMedia(BESIDE).matches)
      this.querySelector<HTMLElement>('form.publish :is(:checked, button)')?.focus({ preventScroll: true });
  }

  async #open(): Promise<void> {
    const { signal } = this.#away;
    const [opened, preview] = await Promise.all([openPledge(this.#name, signal), this.#ask()]);
    if (signal.aborted) return;
    const failed = [opened, preview].find((answer) => !answer.ok);
    this.problem = failed && !failed.ok ? failed.problem : null;
    if (!opened.ok || !preview.ok) return;
    this.opened = opened.value;
    this.preview = preview.value;
    if (this.how.isCorrection && !mayCorrect(preview.value)) await this.#set({ isCorrection: false });
    // It was published after all, or by somebody else: what was kept has nothing to stand at any more.
    if (!preview.value.next) this.#keep(null);
  }

  // Not the note alone: what was meant for next week must not be one key away from now after a reload.
  #keep(how: Publication | null): void {
    keepAnswers(this.#editor, this.#name, 'publish', how);
  }

  #ask() {
    return desk.preview(this.#name, this.how.isCorrection ? 'correct' : 'publish', this.#away.signal);
  }

  #set = async (change: Partial<Publication>): Promise<void> => {
    this.how = { ...this.how, ...change };
    this.#keep(isSame(this.how, PLAIN) ? null : this.how);
    this.faults = new Map([...this.faults].filter(([at]) => !(at.slice(1) in change)));
    const { isCorrection } = change;
    if (isCorrection === undefined) return;
    // Readers are told of a correction in other words.
    const preview = await this.#ask();
    if (preview.ok && this.how.isCorrection === isCorrection) this.preview = preview.value;
  };

  #publish = async (): Promise<void> => {
    const { opened, preview, how } = this;
    if (!opened || !preview?.next || this.done || this.isBusy || !mayPublish(opened, preview)) return;
    const publishAt = isLater(how) ? instantOf(how.time, opened.tracker.timezone) : null;
    const isUntold = isPrivate(opened.tracker);
    this.faults = missingIn(how, preview, publishAt, isUntold);
    if (this.faults.size > 0) return this.#focusFirst();
    this.isBusy = true;
    const { isCorrection, note, breakGlass } = how;
    // Nobody is told of what is only made ready.
    const body = {
      note: isUntold ? null : note.trim() || null,
      ...(breakGlass ? { breakGlass } : {}),
      ...(isCorrection || isUntold ? {} : { publishAt }),
    };
    const since = new Date().toISOString();
    const answer = await desk.act(this.#name, preview.version, isCorrection ? 'correct' : 'publish', body);
    this.isBusy = false;
    if (!answer.ok) return this.#refused(answer.problem);
    this.#keep(null);
    pledges.take(this.#name, answer.value);
    this.opened = { ...opened, record: answer.value };
    const { undo } = answer.value;
    if (undo) undoing.tell({ ids: [undo], said: publishingWords.done.ready, of: titleOf(answer.value) });
    this.done = {
      preview,
      since: answer.value.published?.updatedAt ?? since,
      publishAt: answer.value.publishAt,
    };
    await this.updateComplete;
    this.querySelector<HTMLElement>('desk-published h2')?.focus();
  };

  // What was made ready is a draft again.
  #undone = (): void => {
    this.done = null;
    void this.#open();
  };

  #look = async (): Promise<void> => {
    this.notice = '';
    await this.#open();
    await this.updateComplete;
    this.focusHeading();
  };

  async #refused(problem: Problem): Promise<void> {
    const { publish } = publishingWords;
    if (!this.isConnected) {
      const why = problem.slug === 'offline' ? words.ask.lost : sentence(problem);
      return say(`${words.pledge.publish}: ${this.opened ? titleOf(this.opened.record) : ''}. ${why}`);
    }
    if (problem.slug === 'stale-version') {
      await this.#open();
      this.notice = this.#isUnanswered ? words.ask.overtaken : publish.stale;
      this.#isUnanswered = false;
    } else if (problem.slug === 'offline') {
      this.#isUnanswered = true;
      this.notice = publish.lost;
    } else if (problem.errors?.length) {
      this.faults = faultsOf(problem.errors);
      return this.#focusFirst();
    } else this.notice = sentence(problem);
    await this.updateComplete;
    this.querySelector<HTMLElement>('.notice.said-here')?.focus();
  }

  async #focusFirst(): Promise<void> {
    await this.updateComplete;
    focusFault(this, this.faults);
  }

  /** Does an act that is no publication; done or overtaken, the screen shows how it stands now. */
  async #act(act: PostedAct | 'trash', answers: object): Promise<Problem | null> {
    const version = this.preview?.version ?? this.opened?.record.version ?? 0;
    const answer = await doAct(this.#name, version, act, answers);
    this.#outcome = answer.ok ? answer.value : null;
    const isHere = answer.ok && answer.value.record?.slug === this.#name.slug;
    if (isHere || (!answer.ok && answer.problem.slug === 'stale-version')) await this.#open();
    return answer.ok ? null : answer.problem;
  }

  async #acted(said: string): Promise<void> {
    if (!this.opened || !this.#outcome) return;
    if (follow(this, this.#name, this.opened, this.#outcome, said, 'publish')) return;
    await this.updateComplete;
    this.focusHeading();
  }

  async #submit(): Promise<void> {
    const problem = await this.#act('submit', {});
    await this.#tell(problem ? sentence(problem) : writingWords.write.submitted);
  }

  async #return(question: typeof publishingWords.ask.return, said: string): Promise<void> {
    const send = (body: object) => this.#act('return', body);
    if (await asked(noteQuestion(question, this.#name, 'return', send))) await this.#tell(said);
  }

  async #tell(said: string): Promise<void> {
    say(said);
    await this.updateComplete;
    this.focusHeading();
  }

  protected override body(): TemplateResult {
    const { opened, preview, done } = this;
    if (this.problem)
      return html`<desk-pledge-problem .name=${this.#name} .problem=${this.problem} .again=${this.#look}></desk-pledge-problem>`;
    if (!opened || !preview) return html`<p class="waiting">${words.shell.loading}</p>`;
    return html`${pledgeFrame(this.#name, opened, 'publish', this.#acts)}
      <desk-discussion .tracker=${opened.tracker.id} .slug=${opened.record.slug} .opened=${opened}></desk-discussion>
      ${
        done
          ? html`<desk-published .name=${this.#name} .tracker=${opened.tracker} .preview=${done.preview}
        .since=${done.since} .publishAt=${done.publishAt}></desk-published>`
          : this.#draftView(opened, preview)
      }`;
  }

  #draftView(opened: Opened, preview: Preview): TemplateResult {
    const { publish, ask } = publishingWords;
    const { notice } = this;
    return html`${
      notice
        ? html`<p class="notice said-here" tabindex="-1">${notice}
            ${notice === publish.lost ? html`<button @click=${this.#look}>${publish.look}</button>` : nothing}
          </p>`
        : nothing
    }
    ${draftView(opened, preview, {
      form: (others) => this.#form(opened, preview, others),
      submit: () => this.#submit(),
      sendBack: () => this.#return(ask.return, ask.returned),
      unschedule: () => this.#return(ask.unschedule, ask.unscheduled),
    })}`;
  }

  #form({ tracker }: Opened, preview: Preview, others: TemplateResult | typeof nothing): TemplateResult {
    const { how, faults, isBusy } = this;
    return publishForm({
      how,
      faults,
      preview,
      tracker,
      isBusy,
      set: this.#set,
      submit: this.#publish,
      others,
    });
  }
}

customElements.define('desk-publish', DeskPublishElement);
