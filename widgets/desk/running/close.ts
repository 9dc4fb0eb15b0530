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
import { hrefOf } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { closingWords as said } from '../words/closing-words.ts';
import { words } from '../words/words.ts';
import './closing-list.ts';
import type { ClosingListEvents } from './closing-list.ts';
import { matrixView, notesView, verdictText } from './closing-matrix.ts';
import {
  asClosing,
  type ClosingState,
  type Decision,
  exceptionOf,
  NOTHING_DECIDED,
  ruleOf,
  UNDECIDED,
  verdictAfter,
} from './closing-state.ts';
import { runningApi } from './running-api.ts';

/** As many pages are looked at beside each other, and so many faults are named one by one. */
const MOST_PAGES = 3;
const MOST_FAULTS = 30;

/** What the act itself is told. */
const OF_THE_ACT = ['/name', '/breakGlass', '/check'];

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
  /** The name of the tracker as it was typed, and why one does it alone. */
  declare answers: { name: string; breakGlass: string };
  /** The slugs of the pages that are looked at. */
  declare looked: readonly string[];
  declare checked: Checked | null;
  declare faults: readonly FieldError[];
  declare problem: Problem | null;
  declare notice: string;
  declare isBusy: boolean;
  declare done: ClosingReport | null;
  readonly #editor = session.me?.name ?? '';
  #total = 0;
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
    this.faults = [];
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

  #lookAtFirst = (): void => {
    const { open = [], pledges = [] } = this.closable ?? {};
    const firsts = open.flatMap(({ verdict }) =>
      pledges
        .filter((each) => each.verdict === verdict && verdictAfter(this.decided, each) !== '')
        .slice(0, 1),
    );
    this.looked = firsts.slice(0, MOST_PAGES).map(({ slug }) => slug);
  };

  /** What would be sent, as a text by which a check is known to be of it. */
  get #plan(): string {
    return this.closable
      ? JSON.stringify([this.closable.version, asClosing(this.decided, this.closable, null)])
      : '';
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
    const wrong: FieldError[] = [];
    if (this.checked?.of !== this.#plan) wrong.push({ pointer: '/check', detail: said.mustCheck });
    if (answers.name.trim().normalize() !== tracker.name.normalize())
      wrong.push({ pointer: '/name', detail: said.wrongName });
    const isAlone = closable.needsSecondPerson;
    if (isAlone && answers.breakGlass.trim() === '')
      wrong.push({ pointer: '/breakGlass', detail: said.mustSayWhy });
    if (wrong.length > 0) return this.#refuse(wrong);
    this.isBusy = true;
    const closing = asClosing(this.decided, closable, isAlone ? answers.breakGlass.trim() : null);
    const answer = await runningApi.close(tracker.id, closable.version, closing, false);
    this.isBusy = false;
    if (!answer.ok) return this.#failed(answer.problem);
    keepAnswers(this.#editor, this.#place, 'close', null);
    this.done = answer.value;
    say(said.done(answer.value.changes.length));
    await this.updateComplete;
    this.querySelector<HTMLElement>('h1')?.focus();
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

  /** Tells what is wrong: at its control where it has one, and all of it in a list. */
  async #refuse(errors: readonly FieldError[], total = errors.length): Promise<void> {
    // What is asked for the act itself stands at its own control.
    this.faults = errors.filter(({ pointer }) => !OF_THE_ACT.includes(pointer));
    this.#total = total;
    this.#errors = new Map(errors.map((error) => [this.#pointerOf(error), error.detail]));
    this.requestUpdate();
    if (errors.length === 0) return;
    await this.updateComplete;
    const own = errors.find(({ pointer }) => ['/closedAt', ...OF_THE_ACT].includes(pointer));
    const control = own && this.querySelector<HTMLElement>(`[data-pointer="${own.pointer}"]`);
    (control ?? this.querySelector<HTMLElement>('#faults'))?.focus();
  }

  // The endpoint counts rules and exceptions as they were sent; here they are known by verdict and slug.
  #pointerOf({ pointer }: FieldError): string {
    const [, list, at, rest = ''] = /^\/(rules|exceptions)\/(\d+)(.*)$/.exec(pointer) ?? [];
    if (!list || !this.closable) return pointer;
    const sent = asClosing(this.decided, this.closable, null);
    const key = list === 'rules' ? sent.rules[Number(at)]?.from : sent.exceptions[Number(at)]?.slug;
    return `/${list}/${key}${rest}`;
  }

  protected override body(): TemplateResult {
    const { tracker, closable, problem } = this;
    if (problem) return problemView(problem, () => void this.#open());
    if (!tracker || !closable) return html`<p class="waiting">${words.shell.loading}</p>`;
    if (tracker.visibility === 'private')
      return html`<p>${said.private}</p>
        <p><a class="button" href="/desk/${tracker.id}/open">${said.toOpen}</a></p>`;
    if (this.done) return this.#isDone(tracker, this.done);
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
          ${this.#faultsView(tracker)} ${this.#result()}
          <p class="buttons"><button class="primary" aria-disabled=${this.isBusy ? 'true' : nothing}>${said.check}</button></p>
        </section>
      </form>
      ${this.#last(tracker, closable)}
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
      <section aria-labelledby="pages-heading">
        <h2 id="pages-heading">${said.pages}</h2>
        ${this.looked.length === 0 ? html`<p class="soft">${said.pagesNone}</p>` : nothing}
        <p><button type="button" @click=${this.#lookAtFirst}>${said.pagesFirst}</button></p>
        <div class="pages">${this.looked.map((slug) => this.#page(tracker, closable, slug))}</div>
      </section>`;
  }

  #page(tracker: Tracker, { pledges }: Closable, slug: string): TemplateResult | typeof nothing {
    const pledge = pledges.find((each) => each.slug === slug);
    if (!pledge) return nothing;
    const decision = exceptionOf(this.decided, slug) ?? ruleOf(this.decided, pledge.verdict);
    const { to, note, headline, summary } = { ...UNDECIDED, ...decision };
    const texts = Object.entries({ note, headline, summary }).filter(([, text]) => text.trim() !== '');
    const closedAt = this.decided.closedAt || new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
    const query = new URLSearchParams([
      ['slug', slug],
      ['verdict', to || pledge.verdict],
      ['closedAt', closedAt],
      ...texts,
    ]);
    return html`<figure data-page=${slug}>
      <figcaption><span lang=${tracker.language}>${pledge.title}</span>
        <button type="button" class="quiet" aria-label=${said.awayOf(pledge.title)}
          @click=${() => {
            this.looked = this.looked.filter((each) => each !== slug);
          }}>${said.away}</button></figcaption>
      <iframe title=${said.page(pledge.title)} src=${runningApi.pageAfter(tracker.id, query)} loading="lazy"></iframe>
    </figure>`;
  }

  #faultsView(tracker: Tracker): TemplateResult | typeof nothing {
    if (this.faults.length === 0) return html`<p class="soft">${said.checkLead}</p>`;
    const shown = this.faults.slice(0, MOST_FAULTS);
    return html`<div id="faults" role="alert" tabindex="-1">
      <p class="problem">${said.faults(this.#total)}</p>
      <ul>
        ${shown.map((error) => html`<li>${this.#whose(tracker, error)} ${error.detail}</li>`)}
        ${this.#total > shown.length ? html`<li class="soft">${said.moreFaults(this.#total - shown.length)}</li>` : nothing}
      </ul>
    </div>`;
  }

  #whose(tracker: Tracker, error: FieldError): TemplateResult | string {
    const [, list, key = '', rest] =
      /^\/(rules|exceptions|pledges)\/([^/]+)(.*)$/.exec(this.#pointerOf(error)) ?? [];
    if (error.pointer === '/closedAt') return said.faultOf.closedAt;
    if (error.pointer === '/rules') return said.faultOf.rules;
    if (list === 'rules') return said.faultOf.rule(verdictText(tracker, key));
    if (list === 'exceptions') return said.faultOf.exception(key);
    if (list === 'pledges')
      return html`<a href=${hrefOf({ tracker: tracker.id, slug: key })} target="_blank">${key}</a> <code>${rest?.slice(1)}</code>`;
    return '';
  }

  #result(): TemplateResult | typeof nothing {
    if (!this.checked) return nothing;
    if (this.checked.of !== this.#plan) return html`<p class="problem">${said.changedSince}</p>`;
    return html`<p class="fine">${wouldOf(this.checked.report)}</p>`;
  }

  #last(tracker: Tracker, { needsSecondPerson }: Closable): TemplateResult {
    const isReady = this.checked !== null && this.checked.of === this.#plan;
    const form = this.#form(this.answers, (pointer, value) => {
      this.answers = { ...this.answers, [pointer.slice(1)]: String(value ?? '') };
      this.#errors = new Map([...this.#errors].filter(([at]) => at !== pointer));
    });
    return html`<section aria-labelledby="close-heading">
      <h2 id="close-heading">${said.close}</h2>
      <form novalidate @submit=${this.#close}>
        ${needsSecondPerson ? textControl(form, '/breakGlass', { label: said.alone, hint: said.aloneHint, limit: 1000, empty: '' }) : nothing}
        ${textControl(form, '/name', { label: said.confirm(tracker.name), empty: '' })}
        ${this.notice ? html`<p class="notice" tabindex="-1" role="alert">${this.notice} <button type="button" @click=${this.#open}>${said.lookAgain}</button></p>` : nothing}
        <p class="buttons">
          <button class="primary" ?disabled=${!isReady} aria-disabled=${this.isBusy ? 'true' : nothing}
            aria-describedby=${isReady ? nothing : 'check-first'}>${this.isBusy ? said.closing : said.close}</button>
        </p>
        ${isReady ? nothing : html`<p id="check-first" class="hint">${said.mustCheck}</p>`}
      </form>
    </section>`;
  }

  #isDone(tracker: Tracker, { changes }: ClosingReport): TemplateResult {
    return html`<p>${said.done(changes.length)}</p>
      <p class="soft">${said.noUndo}</p>
      <p class="buttons">
        <a class="button primary" href="/${tracker.id}" target="_blank" rel="noopener">${said.publicPage}<span class="said">${words.pledge.newWindow}</span></a>
        <a class="button" href="/desk/audit?tracker=${tracker.id}">${said.inAudit}</a>
      </p>`;
  }
}

// What a closing would come to, as it is shown and heard.
function wouldOf({ changes, kept }: ClosingReport): string {
  const exceptions = changes.filter(({ isException }) => isException).length;
  return said.would(changes.length, exceptions, kept);
}

customElements.define('desk-close', DeskCloseElement);
