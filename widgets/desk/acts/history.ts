import { html, nothing, type TemplateResult } from 'lit';
import type { DeskRevision } from '../../../data/desk.ts';
import type { Pledge } from '../../../data/pledge.ts';
import { isPrivate } from '../../../data/visibility.ts';
import { desk, type PledgeName, type PostedAct, type Problem } from '../common/api.ts';
import { momentOf } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { difference } from '../common/difference.ts';
import { differenceView } from '../common/difference-view.ts';
import { hearPlace } from '../common/list-place.ts';
import { type Opened, openPledge, pledgeFrame, titleOf, titleView } from '../common/pledge-frame.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { numberText } from '../words/numbers.ts';
import { publishingWords } from '../words/publishing-words.ts';
import { words } from '../words/words.ts';
import { noteQuestion } from './act-questions.ts';
import { doAct, follow, type Outcome, PledgeActs } from './pledge-acts.ts';
import './pledge-problem.ts';

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
  declare revisions: readonly DeskRevision[];
  /** The documents that have come so far; null for one that was redacted. */
  declare documents: ReadonlyMap<number, Pledge | null>;
  declare problem: Problem | null;
  declare from: number;
  declare to: number;
  #away = new AbortController();
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
    this.revisions = [];
    this.documents = new Map();
    this.problem = null;
    this.from = 0;
    this.to = 0;
    hearPlace(this, () => this.#name, 'history');
  }

  get #name(): PledgeName {
    return this.params as PledgeName;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    const { signal } = this.#away;
    undoing.addEventListener('undone', () => void this.#open(), { signal });
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
    const [opened, listed] = await Promise.all([
      openPledge(this.#name, signal),
      desk.revisions(this.#name, signal),
    ]);
    if (signal.aborted) return;
    const failed = [opened, listed].find((answer) => !answer.ok);
    this.problem = failed && !failed.ok ? failed.problem : null;
    if (!opened.ok || !listed.ok) return;
    this.opened = opened.value;
    this.revisions = listed.value.revisions.toReversed();
    const newest = this.#asked() ?? this.revisions[0]?.revision ?? 0;
    await this.#compare(Math.max(newest - 1, Math.min(newest, 1)), newest);
  }

  // `?revision=3` asks for what the third has changed.
  #asked(): number | undefined {
    const asked = Number(new URLSearchParams(location.search).get('revision'));
    return this.revisions.find(({ revision }) => revision === asked)?.revision;
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

  /** Does an act; done or overtaken, the screen shows how it stands now. */
  async #act(act: PostedAct | 'trash', answers: object): Promise<Problem | null> {
    const answer = await doAct(this.#name, this.opened?.record.version ?? 0, act, answers);
    this.#outcome = answer.ok ? answer.value : null;
    const isHere = answer.ok && answer.value.record?.slug === this.#name.slug;
    if (isHere || (!answer.ok && answer.problem.slug === 'stale-version')) await this.#open();
    return answer.ok ? null : answer.problem;
  }

  async #acted(said: string): Promise<void> {
    if (!this.opened || !this.#outcome) return;
    if (follow(this, this.#name, this.opened, this.#outcome, said, 'history')) return;
    await this.updateComplete;
    this.focusHeading();
  }

  async #revert(revision: number): Promise<void> {
    const send = (answers: object) => this.#act('revert', { revision, ...answers });
    const question = noteQuestion(publishingWords.ask.revert(revision), this.#name, 'revert', send);
    if (await asked(question)) await this.#acted(publishingWords.ask.reverted(revision));
  }

  protected override body(): TemplateResult {
    const { opened, revisions } = this;
    if (this.problem)
      return html`<desk-pledge-problem .name=${this.#name} .problem=${this.problem}
        .again=${() => this.#open()}></desk-pledge-problem>`;
    if (!opened) return html`<p class="waiting">${words.shell.loading}</p>`;
    return html`${pledgeFrame(this.#name, opened, 'history', this.#acts)}
      ${revisions.length === 0 ? html`<p>${isPrivate(opened.tracker) ? publishingWords.history.private : publishingWords.history.none}</p>` : html`${this.#table(opened)}${this.#changes(opened)}`}`;
  }

  #table({ record, tracker }: Opened): TemplateResult {
    const { columns, kinds } = publishingWords.history;
    const mayRevert = session.mayAct('revert') && record.acts.includes('revert');
    return html`<div class="scrolls" tabindex="0" role="region" aria-label=${publishingWords.history.revisions}>
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
            ({ revision, at, kind, note, by, suggestions }) =>
              html`<tr>
                <td class="pick" data-label=${columns.older}>${this.#radio('from', revision)}</td>
                <td class="pick" data-label=${columns.newer}>${this.#radio('to', revision)}</td>
                <th scope="row">${numberText(revision)}</th>
                <td class="when">${momentOf(at, tracker)}</td>
                <td class="kind">${kinds[kind] ?? kind}${this.#followed(suggestions?.length ?? 0)}</td>
                <td class="by" data-label=${columns.by}>${by}</td>
                <td class="note" lang=${tracker.language} dir="auto">${note ?? nothing}</td>
                ${mayRevert ? html`<td class="back">${this.#revertButton(revision)}</td>` : nothing}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #followed(count: number): TemplateResult | typeof nothing {
    if (count === 0) return nothing;
    const query = new URLSearchParams({ ...this.#name, state: 'accepted' });
    return html` <a href="/desk/suggestions?${query}">${publishingWords.history.followed(count)}</a>`;
  }

  #radio(side: Side, revision: number): TemplateResult {
    const { compareFrom, compareTo } = publishingWords.history;
    const label = side === 'from' ? compareFrom(revision) : compareTo(revision);
    const choose = () =>
      side === 'from' ? this.#compare(revision, this.to) : this.#compare(this.from, revision);
    return html`<input type="radio" name=${side} aria-label=${label} .checked=${this[side] === revision}
      @change=${choose} />`;
  }

  #revertButton(revision: number): TemplateResult {
    const isCurrent = revision === this.revisions[0]?.revision;
    if (isCurrent) return html`<span class="soft">${publishingWords.history.current}</span>`;
    return html`<button class="quiet" aria-label=${publishingWords.history.revertTo(revision)}
      @click=${() => this.#revert(revision)}>${publishingWords.history.revert}</button>`;
  }

  #changes({ tracker }: Opened): TemplateResult | typeof nothing {
    const { history } = publishingWords;
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
