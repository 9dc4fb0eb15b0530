import { html, nothing, type TemplateResult } from 'lit';
import type { ToldRevision } from '../../data/desk.ts';
import type { Pledge } from '../../data/pledge.ts';
import { noteQuestion } from './act-questions.ts';
import { desk, type PledgeName, type Problem } from './api.ts';
import { momentOf } from './dates.ts';
import { DeskScreen } from './desk-screen.ts';
import { asked } from './dialogs.ts';
import { difference } from './difference.ts';
import { differenceView } from './difference-view.ts';
import { type Opened, openPledge, pledgeFrame, problemView, titleOf, titleView } from './pledge-frame.ts';
import { pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { session } from './session.ts';
import { say } from './status.ts';
import { isPrivate } from './visibility.ts';
import { words } from './words.ts';

type Side = 'from' | 'to';

/** The revisions of a pledge, the difference of any two, and the way back to one. */
export class DeskHistoryElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    opened: { state: true },
    revisions: { state: true },
    documents: { state: true },
    problem: { state: true },
    from: { state: true },
    to: { state: true },
  };

  declare opened: Opened | null;
  /** Newest first. */
  declare revisions: readonly ToldRevision[];
  /** The documents that have come so far; null for one that was redacted. */
  declare documents: ReadonlyMap<number, Pledge | null>;
  declare problem: Problem | null;
  declare from: number;
  declare to: number;
  #away = new AbortController();

  constructor() {
    super();
    this.opened = null;
    this.revisions = [];
    this.documents = new Map();
    this.problem = null;
    this.from = 0;
    this.to = 0;
  }

  get #name(): PledgeName {
    return this.params as PledgeName;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  protected override heading(): string {
    if (!this.opened) return words.pledge.history;
    return `${words.pledge.history}: ${titleOf(this.opened.record)}`;
  }

  protected override headingView(): TemplateResult | string {
    if (!this.opened) return this.heading();
    return html`${words.pledge.history}: ${titleView(this.opened)}`;
  }

  async #open(): Promise<void> {
    const { signal } = this.#away;
    const [opened, told] = await Promise.all([
      openPledge(this.#name, signal),
      desk.revisions(this.#name, signal),
    ]);
    if (signal.aborted) return;
    const failed = [opened, told].find((answer) => !answer.ok);
    this.problem = failed && !failed.ok ? failed.problem : null;
    if (!opened.ok || !told.ok) return;
    this.opened = opened.value;
    this.revisions = told.value.revisions.toReversed();
    const newest = this.revisions[0]?.revision ?? 0;
    await this.#compare(Math.max(newest - 1, Math.min(newest, 1)), newest);
  }

  async #compare(from: number, to: number): Promise<void> {
    [this.from, this.to] = [from, to];
    const missing = [from, to].filter((revision) => revision > 0 && !this.documents.has(revision));
    const answers = await Promise.all(
      missing.map((revision) => desk.revision(this.#name, revision, this.#away.signal)),
    );
    if (this.#away.signal.aborted) return;
    const documents = new Map(this.documents);
    for (const answer of answers)
      if (answer.ok) documents.set(answer.value.revision, answer.value.document);
      else say(sentence(answer.problem));
    this.documents = documents;
  }

  async #revert(revision: number): Promise<void> {
    const send = async (told: object): Promise<Problem | null> => {
      const version = this.opened?.record.version ?? 0;
      const answer = await desk.act(this.#name, version, 'revert', { revision, ...told });
      if (answer.ok) pledges.take(this.#name, answer.value);
      if (answer.ok || answer.problem.slug === 'stale-version') await this.#open();
      return answer.ok ? null : answer.problem;
    };
    const question = noteQuestion(words.ask.revert(revision), this.#name, 'revert', send);
    if (!(await asked(question))) return;
    say(words.ask.reverted(revision));
    await this.updateComplete;
    this.querySelector('h1')?.focus();
  }

  protected override body(): TemplateResult {
    const { opened, revisions } = this;
    if (this.problem) return problemView(this.problem);
    if (!opened) return html`<p class="waiting">${words.shell.loading}</p>`;
    return html`${pledgeFrame(this.#name, opened, 'history')}
      ${revisions.length === 0 ? html`<p>${isPrivate(opened.tracker) ? words.history.private : words.history.none}</p>` : html`${this.#table(opened)}${this.#changes(opened)}`}`;
  }

  #table({ record, tracker }: Opened): TemplateResult {
    const { columns, kinds } = words.history;
    const mayRevert = session.mayAct('revert') && record.acts.includes('revert');
    return html`<div class="scrolls" tabindex="0" role="region" aria-label=${words.history.revisions}>
      <table class="history">
        <thead>
          <tr>
            <th scope="col">${columns.older}</th>
            <th scope="col">${columns.newer}</th>
            <th scope="col">${columns.revision}</th>
            <th scope="col">${columns.when}</th>
            <th scope="col">${columns.kind}</th>
            <th scope="col">${columns.by}</th>
            <th scope="col">${columns.note}</th>
            ${mayRevert ? html`<td></td>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${this.revisions.map(
            ({ revision, at, kind, note, by }) =>
              html`<tr>
                <td>${this.#radio('from', revision)}</td>
                <td>${this.#radio('to', revision)}</td>
                <th scope="row">${revision}</th>
                <td>${momentOf(at, tracker)}</td>
                <td>${kinds[kind] ?? kind}</td>
                <td>${by}</td>
                <td class="note" lang=${tracker.language}>${note ?? nothing}</td>
                ${mayRevert ? html`<td>${this.#revertButton(revision)}</td>` : nothing}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #radio(side: Side, revision: number): TemplateResult {
    const { compareFrom, compareTo } = words.history;
    const label = side === 'from' ? compareFrom(revision) : compareTo(revision);
    const choose = () =>
      side === 'from' ? this.#compare(revision, this.to) : this.#compare(this.from, revision);
    return html`<input type="radio" name=${side} aria-label=${label} .checked=${this[side] === revision}
      @change=${choose} />`;
  }

  #revertButton(revision: number): TemplateResult {
    const isCurrent = revision === this.revisions[0]?.revision;
    if (isCurrent) return html`<span class="soft">${words.history.current}</span>`;
    return html`<button class="quiet" aria-label=${words.history.revertTo(revision)}
      @click=${() => this.#revert(revision)}>${words.history.revert}</button>`;
  }

  #changes({ tracker }: Opened): TemplateResult | typeof nothing {
    const { history } = words;
    if (this.revisions.length < 2) return nothing;
    const { from, to, documents } = this;
    const [before, after] = [documents.get(from), documents.get(to)];
    const heading = html`<h2 aria-live="polite">${history.changes(from, to)}</h2>`;
    if (before === undefined || after === undefined) return html`${heading}<p>${words.shell.loading}</p>`;
    const redacted = before === null ? from : after === null ? to : null;
    if (redacted !== null) return html`${heading}<p>${history.redacted(redacted)}</p>`;
    const rows = difference(before, after, tracker);
    return html`${heading}${rows.length > 0 ? differenceView(rows, tracker.language) : html`<p>${history.same}</p>`}`;
  }
}

customElements.define('desk-history', DeskHistoryElement);
