// The end of a term: what becomes of every open verdict, exceptions by pledge, what it would come to, and only then the act.
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError } from '../../../data/field-error.ts';
import type { Closable, ClosingReport } from '../../../data/running.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { desk, type Problem } from '../common/api.ts';
import { type FormState, textControl } from '../common/controls.ts';
import { dayOf } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { written } from '../common/in-language.ts';
import { keepAnswers, keptAnswers } from '../common/kept-words.ts';
import { problemView } from '../common/pledge-frame.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { closingWords as said } from '../words/closing-words.ts';
import { words } from '../words/words.ts';
import './closing-list.ts';
import { type Answers, actView, doneView, missing } from './closing-act.ts';
import { type ClosingFaults, faultsView, placed, withControl } from './closing-faults.ts';
import type { ClosingListEvents } from './closing-list.ts';
import { matrixView, notesView } from './closing-matrix.ts';
import { MOST_PAGES, pagesView } from './closing-pages.ts';
import { asClosing, type ClosingState, type Decision, NOTHING_DECIDED, ruleOf } from './closing-state.ts';
import { runningApi } from './running-api.ts';

const NO_FAULTS: ClosingFaults = { errors: [], total: 0 };

/** What was checked, and what that came to. */
type Checked = { of: string; report: ClosingReport };

/** The screen at `/desk/{tracker}/close`. */
export class DeskCloseElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    tracker: { state: true },
    closable: { state: true },
    decided: { state: true },
    answers: { state: true },
    looked: { state: true },
    checked: { state: true },
    faults: { state: true },
    problem: { state: true },
    notice: { state: true },
    isBusy: { state: true },
    done: { state: true },
  };

  declare tracker: Tracker | null;
  declare closable: Closable | null;
  declare decided: ClosingState;
  declare answers: Answers;
  /** The slugs of the pages that are looked at. */
  declare looked: readonly string[];
  declare checked: Checked | null;
  declare faults: ClosingFaults;
  declare problem: Problem | null;
  declare notice: string;
  declare isBusy: boolean;
  declare done: ClosingReport | null;
  readonly #editor = session.me?.name ?? '';
  /** What is wrong, by the pointer of its control. */
  #errors: ReadonlyMap<string, string> = new Map();
  #away = new AbortController();

  constructor() {
    super();
    this.tracker = null;
    this.closable = null;
    this.decided = NOTHING_DECIDED;
    this.answers = { name: '', breakGlass: '' };
    this.looked = [];
    this.checked = null;
    this.faults = NO_FAULTS;
    this.problem = null;
    this.notice = '';
    this.isBusy = false;
    this.done = null;
  }

  get #place() {
    return { tracker: this.params.tracker ?? '', slug: '-' };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    const kept = keptAnswers(this.#editor, this.#place, 'close') as ClosingState | null;
    this.decided = { ...NOTHING_DECIDED, ...kept };
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  protected override heading(): string {
    return this.tracker ? said.headingOf(this.tracker.name) : said.heading;
  }

  protected override headingView(): TemplateResult | string {
    return this.tracker
      ? html`${said.headingOf('')}${written(this.tracker.name, this.tracker)}`
      : this.heading();
  }

  #open = async (): Promise<void> => {
    const { signal } = this.#away;
    const { tracker: id } = this.#place;
    const [tracker, closable] = await Promise.all([
      desk.tracker(id, signal),
      runningApi.closable(id, signal),
    ]);
    if (signal.aborted) return;
    const failed = [tracker, closable].find((answer) => !answer.ok);
    this.problem = failed && !failed.ok ? failed.problem : null;
    if (!tracker.ok || !closable.ok) return;
    this.tracker = tracker.value.tracker;
    this.closable = closable.value;
    this.looked = this.looked.filter((slug) => closable.value.pledges.some((each) => each.slug === slug));
  };

  #decide(decided: ClosingState): void {
    this.decided = decided;
    keepAnswers(this.#editor, this.#place, 'close', decided);
  }

  #setRule = (verdict: string, part: keyof Decision, value: string): void => {
    const rule = { ...ruleOf(this.decided, verdict), [part]: value };
    this.#decide({ ...this.decided, rules: { ...this.decided.rules, [verdict]: rule } });
  };

  #except = ({ detail: { slug, decision } }: ClosingListEvents['except']): void => {
    const { [slug]: _, ...others } = this.decided.exceptions;
    this.#decide({ ...this.decided, exceptions: decision ? { ...others, [slug]: decision } : others });
  };

  #look = ({ detail: { slug } }: ClosingListEvents['look']): void => {
    this.looked = [...this.looked.filter((each) => each !== slug), slug].slice(-MOST_PAGES);
    void this.updateComplete.then(() =>
      this.querySelector(`[data-page="${slug}"]`)?.scrollIntoView({ block: 'nearest' }),
    );
  };

  /** What would be sent, as a text by which a check is known to be of it. */
  get #plan(): string {
    return this.closable
      ? JSON.stringify([this.closable.version, asClosing(this.decided, this.closable, null)])
      : '';
  }

  /** Whether what was checked is what would be sent. */
  get #isChecked(): boolean {
    return this.checked?.of === this.#plan;
  }

  #check = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { tracker, closable } = this;
    if (!tracker || !closable || this.isBusy) return;
    this.notice = '';
    if (!this.decided.closedAt) return this.#refuse([{ pointer: '/closedAt', detail: said.missing.day }]);
    const of = this.#plan;
    this.isBusy = true;
    const answer = await runningApi.close(
      tracker.id,
      closable.version,
      asClosing(this.decided, closable, null),
      true,
    );
    this.isBusy = false;
    if (!answer.ok) return this.#failed(answer.problem);
    this.#refuse([]);
    this.checked = { of, report: answer.value };
    say(wouldOf(answer.value));
    await this.updateComplete;
    this.querySelector<HTMLElement>('#check-heading')?.focus();
  };

  async #reopen({ closedAt: _, ...tracker }: Tracker): Promise<void> {
    const { heading, text, yes, done } = said.reopen;
    const send = async () => {
      const answer = await desk.changeTracker(this.closable?.version ?? 0, tracker);
      return answer.ok ? null : answer.problem;
    };
    const isDone = await asked({ heading, text, yes, send });
    await this.#open();
    if (isDone) say(done);
  }

  #close = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { tracker, closable, answers } = this;
    if (!tracker || !closable || this.isBusy) return;
    this.notice = '';
    const wrong = missing(answers, tracker, closable, this.#isChecked);
    if (wrong.length > 0) return this.#refuse(wrong);
    this.isBusy = true;
    const closing = asClosing(
      this.decided,
      closable,
      closable.needsSecondPerson ? answers.breakGlass.trim() : null,
    );
    const answer = await runningApi.close(tracker.id, closable.version, closing, false);
    this.isBusy = false;
    if (!answer.ok) return this.#failed(answer.problem);
    keepAnswers(this.#editor, this.#place, 'close', null);
    this.done = answer.value;
    say(said.done(answer.value.changes.length));
    await this.updateComplete;
    this.focusHeading();
  };

  async #failed(problem: Problem): Promise<void> {
    this.checked = null;
    if (problem.errors && problem.errors.length > 0) return this.#refuse(problem.errors, problem.total);
    if (problem.slug === 'stale-version') await this.#open();
    this.notice =
      problem.slug === 'stale-version'
        ? said.stale
        : problem.slug === 'offline'
          ? said.lost
          : sentence(problem);
    await this.updateComplete;
    this.querySelector<HTMLElement>('.notice')?.focus();
  }

  #tell(faults: ClosingFaults): void {
    this.faults = faults;
    this.#errors = new Map(faults.errors.map(({ pointer, detail }) => [pointer, detail]));
  }

  async #refuse(found: readonly FieldError[], total = found.length): Promise<void> {
    const errors = placed(found, this.decided, this.closable);
    this.#tell({ errors, total });
    if (errors.length === 0) return;
    await this.updateComplete;
    const own = withControl(errors);
    const control = own && this.querySelector<HTMLElement>(`[data-pointer="${own.pointer}"]`);
    (control ?? this.querySelector<HTMLElement>('#faults'))?.focus();
  }

  protected override body(): TemplateResult {
    const { tracker, closable, problem } = this;
    if (problem) return problemView(problem, () => void this.#open());
    if (!tracker || !closable) return html`<p class="waiting">${words.shell.loading}</p>`;
    if (tracker.visibility === 'private')
      return html`<p>${said.private}</p>
        <p><a class="button" href="/desk/${tracker.id}/open">${said.toOpen}</a></p>`;
    if (this.done) return doneView(tracker, this.done);
    return html`<div class="closing">
      <p>${said.lead}</p>
      <p class="soft">${said.noUndo}</p>
      ${
        closable.closedAt
          ? html`<p class="soft">${said.closed} ${dayOf(closable.closedAt, tracker)}. ${said.again}</p>
              <p><button type="button" @click=${() => this.#reopen(tracker)}>${said.reopen.button}</button></p>`
          : nothing
      }
      <form novalidate @submit=${this.#check}>
        ${textControl(
          this.#form(this.decided, (_, value) =>
            this.#decide({ ...this.decided, closedAt: String(value ?? '') }),
          ),
          '/closedAt',
          { label: said.when, type: 'date', hint: said.whenHint(tracker.timezone), empty: '' },
        )}
        ${closable.pledges.length === 0 ? html`<p>${said.none}</p>` : this.#rules(tracker, closable)}
        <section aria-labelledby="check-heading">
          <h2 id="check-heading" tabindex="-1">${said.check}</h2>
          ${faultsView(tracker, this.faults)} ${this.#result()}
          <p class="buttons"><button class="primary" aria-disabled=${this.isBusy ? 'true' : nothing}>${said.check}</button></p>
        </section>
      </form>
      ${this.#act(tracker, closable)}
    </div>`;
  }

  #form(draft: object, set: FormState<object>['set']): FormState<object> {
    return { draft, errors: this.#errors, isReadOnly: false, name: 'close', set };
  }

  #rules(tracker: Tracker, closable: Closable): TemplateResult {
    return html`<section aria-labelledby="rules-heading">
        <h2 id="rules-heading">${said.rules}</h2>
        ${matrixView(tracker, closable, this.decided, this.#setRule)}
        ${notesView(tracker, closable, this.decided, this.#errors, this.#setRule)}
      </section>
      <section aria-labelledby="list-heading">
        <h2 id="list-heading">${said.list}</h2>
        <desk-closing-list .tracker=${tracker} .pledges=${closable.pledges} .state=${this.decided} .errors=${this.#errors}
          @except=${this.#except} @look=${this.#look}></desk-closing-list>
      </section>
      ${pagesView(tracker, closable, this.decided, this.looked, (slugs) => {
        this.looked = slugs;
      })}`;
  }

  #result(): TemplateResult | typeof nothing {
    if (!this.checked) return nothing;
    if (!this.#isChecked) return html`<p class="problem">${said.changedSince}</p>`;
    return html`<p class="fine">${wouldOf(this.checked.report)}</p>`;
  }

  #act(tracker: Tracker, closable: Closable): TemplateResult {
    const form = this.#form(this.answers, (pointer, value) => {
      this.answers = { ...this.answers, [pointer.slice(1)]: String(value ?? '') };
      const errors = this.faults.errors.filter((error) => error.pointer !== pointer);
      this.#tell({ ...this.faults, errors });
    });
    const { notice, isBusy } = this;
    const isChecked = this.#isChecked;
    return actView({
      tracker,
      closable,
      form,
      notice,
      isChecked,
      isBusy,
      close: this.#close,
      lookAgain: this.#open,
    });
  }
}

// What a closing would come to, as it is shown and heard.
function wouldOf({ changes, kept }: ClosingReport): string {
  const exceptions = changes.filter(({ isException }) => isException).length;
  return said.would(changes.length, exceptions, kept);
}

customElements.define('desk-close', DeskCloseElement);
