import { html, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../data/desk.ts';
import { noteQuestion } from './act-questions.ts';
import { desk, type PledgeName, type Problem } from './api.ts';
import { momentText } from './dates.ts';
import { DeskScreen } from './desk-screen.ts';
import { asked } from './dialogs.ts';
import { difference } from './difference.ts';
import { differenceView } from './difference-view.ts';
import { isSame } from './draft.ts';
import { focusFault } from './faults.ts';
import { keepTold, keptTold } from './kept-words.ts';
import {
  addressOf,
  type Opened,
  openPledge,
  pledgeFrame,
  problemView,
  titleOf,
  titleView,
} from './pledge-frame.ts';
import { pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { faultsOf, isLater, missingIn, notReadyView } from './publish-faults.ts';
import { mayCorrect, type Publication, publishForm } from './publish-form.ts';
import './published-notice.ts';
import { readyDocument } from './ready-state.ts';
import { session } from './session.ts';
import { hear } from './shortcuts.ts';
import { say } from './status.ts';
import { undoing } from './undoing.ts';
import { isPrivate } from './visibility.ts';
import { words } from './words.ts';
import { instantOf } from './zone.ts';

/** What was done, for the screen that follows a publication. */
type Done = { preview: Preview; since: string; publishAt: string | null };

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
    this.how = { ...this.how, ...keptTold(this.#editor, this.#name, 'publish') };
    undoing.addEventListener('undone', this.#undone, { signal: this.#away.signal });
    void this.#open();
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
    keepTold(this.#editor, this.#name, 'publish', how);
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
    if (!opened || !preview?.next || this.done || this.isBusy || !this.#mayPublish(opened, preview)) return;
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
    if (undo) undoing.tell({ ids: [undo], said: words.done.ready, of: titleOf(answer.value) });
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
    this.querySelector('h1')?.focus();
  };

  async #refused(problem: Problem): Promise<void> {
    const { publish } = words;
    if (problem.slug === 'stale-version') {
      await this.#open();
      this.notice = publish.stale;
    } else if (problem.slug === 'offline') {
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

  #mayPublish({ record }: Opened, { errors, needsSecondPerson }: Preview): boolean {
    const isAllowed = session.mayAct('publish') && record.acts.includes('publish') && errors.length === 0;
    return isAllowed && (!needsSecondPerson || session.me?.role === 'admin');
  }

  /** Does an act that is no publication; done or overtaken, the screen shows how it stands now. */
  async #act(act: string, body: object): Promise<Problem | null> {
    const answer = await desk.act(this.#name, this.preview?.version ?? 0, act, body);
    if (answer.ok) pledges.take(this.#name, answer.value);
    if (answer.ok || answer.problem.slug === 'stale-version') await this.#open();
    return answer.ok ? null : answer.problem;
  }

  async #submit(): Promise<void> {
    const problem = await this.#act('submit', {});
    await this.#tell(problem ? sentence(problem) : words.write.submitted);
  }

  async #return(question: typeof words.ask.return, told: string): Promise<void> {
    const send = (body: object) => this.#act('return', body);
    if (await asked(noteQuestion(question, this.#name, 'return', send))) await this.#tell(told);
  }

  async #tell(told: string): Promise<void> {
    say(told);
    await this.updateComplete;
    this.querySelector('h1')?.focus();
  }

  protected override body(): TemplateResult {
    const { opened, preview, done } = this;
    if (this.problem) return problemView(this.problem, this.#look);
    if (!opened || !preview) return html`<p class="waiting">${words.shell.loading}</p>`;
    return html`${pledgeFrame(this.#name, opened, 'publish')}
      ${
        done
          ? html`<desk-published .name=${this.#name} .tracker=${opened.tracker} .preview=${done.preview}
        .since=${done.since} .publishAt=${done.publishAt}></desk-published>`
          : this.#draftView(opened, preview)
      }`;
  }

  #draftView(opened: Opened, preview: Preview): TemplateResult {
    const { publish } = words;
    const { notice } = this;
    const noticeView = notice
      ? html`<p class="notice said-here" tabindex="-1">${notice}
          ${notice === publish.lost ? html`<button @click=${this.#look}>${publish.look}</button>` : nothing}
        </p>`
      : nothing;
    if (!preview.next) return html`${noticeView}<p>${publish.none}</p>`;
    const { ready, draft } = opened.record;
    if (ready && !draft)
      return html`${noticeView}
        <p>${publish.isReady(ready.by)}</p>
        ${preview.errors.length > 0 ? notReadyView(preview.errors, this.#mend, publish.readyMisfit) : nothing}
        ${
          session.may('POST /trackers/:tracker/open')
            ? html`<p><a href="/desk/${opened.tracker.id}/open">${publish.toOpen}</a></p>`
            : nothing
        }`;
    const unseen = isPrivate(opened.tracker);
    const before = unseen ? readyDocument(opened.record, preview) : (preview.now?.pledge ?? null);
    const rows = difference(before, preview.next.pledge, opened.tracker);
    return html`${noticeView}
      <section aria-labelledby="changes-heading">
        <h2 id="changes-heading">${unseen ? publish.readyChanges : publish.changes}</h2>
        ${(unseen ? opened.record.ready : before) ? nothing : html`<p>${unseen ? publish.readyFirst : words.difference.first}</p>`}
        ${rows.length > 0 ? differenceView(rows, opened.tracker.language) : html`<p>${words.difference.none}</p>`}
      </section>
      ${this.#next(opened, preview)}`;
  }

  // What can be done with the draft: by its state, by the role, and by who wrote it.
  #next(opened: Opened, preview: Preview): TemplateResult {
    const { publish, ask } = words;
    const { record, tracker } = opened;
    const unschedule = () => this.#return(ask.unschedule, ask.unscheduled);
    if (record.state === 'scheduled')
      return html`<p>${publish.scheduled(momentText(record.publishAt ?? '', tracker), tracker.timezone)}</p>
        ${session.mayAct('return') ? html`<p><button @click=${unschedule}>${publish.unschedule}</button></p>` : nothing}`;
    const unseen = isPrivate(tracker);
    const second = unseen ? publish.readySecondPerson : publish.secondPerson;
    const writer = unseen ? publish.readyWriter : publish.writer;
    return html`${preview.errors.length > 0 ? notReadyView(preview.errors, this.#mend) : nothing}
      ${preview.needsSecondPerson ? html`<p class="notice">${second}</p>` : nothing}
      ${session.mayAct('publish') || !session.mayAct('submit') ? nothing : html`<p class="notice">${writer}</p>`}
      ${
        this.#mayPublish(opened, preview)
          ? publishForm({
              how: this.how,
              faults: this.faults,
              preview,
              tracker,
              isBusy: this.isBusy,
              set: this.#set,
              submit: this.#publish,
            })
          : nothing
      }
      ${this.#passOn(opened, preview)}`;
  }

  // Where a draft is mended, for whoever may.
  get #mend(): string | null {
    return session.may('PUT /trackers/:tracker/pledges/:slug') ? `${addressOf(this.#name)}?check` : null;
  }

  #passOn({ record }: Opened, { errors }: Preview): TemplateResult {
    const { write, ask } = words;
    const sendBack = () => this.#return(ask.return, ask.returned);
    return html`<p class="buttons">
      ${
        record.state === 'draft' && errors.length === 0 && session.mayAct('submit')
          ? html`<button @click=${() => this.#submit()}>${write.submit}</button>`
          : nothing
      }
      ${
        record.state === 'review' && session.mayAct('return')
          ? html`<button @click=${sendBack}>${write.return}</button>`
          : nothing
      }
    </p>`;
  }
}

customElements.define('desk-publish', DeskPublishElement);
