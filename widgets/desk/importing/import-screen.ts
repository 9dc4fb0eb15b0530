// A sheet into a tracker: choose it, see what it is taken for, mend what is wrong, see what would happen, do it, take it back.
import { html, nothing, type TemplateResult } from 'lit';
import type { MappedReport } from '../../../data/import-report.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { desk, type Problem } from '../common/api.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { written } from '../common/in-language.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { importWords } from '../words/import-words.ts';
import { words } from '../words/words.ts';
import { columnsView } from './columns-view.ts';
import { type Done, doneView } from './done-view.ts';
import { refusalText } from './fault-text.ts';
import { type Faults, faultsView } from './faults-view.ts';
import { fileView } from './file-view.ts';
import { importSheet, keptMappings, seenOf, tryOut } from './import-run.ts';
import { MOST_ROWS, type Read } from './reading.ts';
import { ROWS_AT_ONCE, type RowFilter } from './rows-view.ts';
import { begun, keepSheet, keptSheet, mappingOf, type SheetState, withMade } from './sheet-state.ts';
import { willView } from './will-view.ts';
import { openWords, wordsView } from './words-view.ts';
import type { NamedSheet } from './workbook.ts';

/** After the last change, so that not every key asks. */
const WAIT_MILLISECONDS = 500;

/** The import of a sheet. What is decided is kept in this browser until it is done. */
export class DeskImportElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    tracker: { state: true },
    state: { state: true },
    sheets: { state: true },
    report: { state: true },
    problem: { state: true },
    done: { state: true },
    busy: { state: true },
    why: { state: true },
    note: { state: true },
    open: { state: true },
    filter: { state: true },
    drawn: { state: true },
    isKept: { state: true },
    chosen: { state: true },
  };

  declare tracker: Tracker | null;
  declare state: SheetState | null;
  declare sheets: NamedSheet[];
  declare report: MappedReport | null;
  declare problem: Problem | null;
  declare done: Done | null;
  declare busy: 'reading' | 'trying' | 'importing' | null;
  declare why: string;
  declare note: string;
  declare open: string;
  declare filter: RowFilter;
  declare drawn: number;
  declare isKept: boolean;
  /** Which sheet of the workbook. */
  declare chosen: number;
  #file = '';
  #timer = 0;
  #asking: AbortController | null = null;

  constructor() {
    super();
    this.tracker = null;
    this.state = null;
    this.sheets = [];
    this.report = null;
    this.problem = null;
    this.done = null;
    this.busy = null;
    this.why = '';
    this.note = '';
    this.open = '';
    this.filter = 'all';
    this.drawn = ROWS_AT_ONCE;
    this.isKept = true;
    this.chosen = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  protected override heading(): string {
    return importWords.heading(this.tracker?.name ?? this.params.tracker ?? '');
  }

  protected override headingView(): TemplateResult | string {
    const [before = '', after = ''] = importWords.heading('\n').split('\n');
    return this.tracker ? html`${before}${written(this.tracker.name, this.tracker)}${after}` : this.heading();
  }

  async #begin(): Promise<void> {
    const answer = await desk.tracker(this.params.tracker ?? '');
    if (!answer.ok) {
      this.problem = answer.problem;
      return;
    }
    this.tracker = answer.value.tracker;
    if (pledges.trackers.length === 0) void pledges.loadTrackers();
    const kept = keptSheet(this.#editor, this.tracker.id);
    if (!kept || this.state) return;
    this.state = kept;
    this.note = importWords.kept;
    void this.#try();
  }

  get #editor(): string {
    return session.me?.name ?? '';
  }

  #read = async (reading: Promise<Read>, name: string): Promise<void> => {
    this.busy = 'reading';
    this.why = '';
    const read = await reading;
    this.busy = null;
    if (!read.ok) {
      this.why = importWords.unreadable[read.why];
      return;
    }
    this.#file = name;
    this.sheets = read.sheets;
    this.note = read.note === null ? '' : importWords.encoding;
    // Whoever keeps notes in another sheet has more rows in the one that is meant.
    await this.#take(
      read.sheets.reduce(
        (best, { cells }, at) => (cells.length > (read.sheets[best]?.cells.length ?? 0) ? at : best),
        0,
      ),
    );
  };

  async #take(index: number): Promise<void> {
    this.chosen = index;
    const sheet = this.sheets[index];
    const { tracker } = this;
    if (!sheet || !tracker) return;
    if (sheet.cells.length - 1 > MOST_ROWS) {
      this.why = importWords.unreadable['too-large'];
      return;
    }
    const kept = await keptMappings(tracker.id);
    this.done = null;
    this.report = null;
    this.#set(begun(tracker, this.#file, sheet.cells, kept.ok ? kept.value.mappings : []));
    await this.updateComplete;
    this.querySelector<HTMLElement>('#import-columns')?.focus();
  }

  #change = (change: Partial<SheetState>): void => {
    if (!this.state || !this.tracker) return;
    const changed = { ...this.state, ...change };
    // Another column's words: those that are new are made, where they can be.
    this.#set(change.fields || change.split ? withMade(this.tracker, changed) : changed);
  };

  // What has been changed is another run, which must not be taken for the one before.
  #set(state: SheetState): void {
    this.state = { ...state, id: crypto.randomUUID() };
    this.#keep();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#try(), this.report ? WAIT_MILLISECONDS : 0);
  }

  #keep(): void {
    if (this.tracker) this.isKept = keepSheet(this.#editor, this.tracker.id, this.state);
  }

  #try = async (): Promise<void> => {
    const { state, tracker } = this;
    if (!state || !tracker) return;
    this.#asking?.abort();
    if (Object.keys(mappingOf(tracker, state).columns).length === 0) {
      this.report = null;
      this.busy = null;
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = 'trying';
    const answer = await tryOut(tracker, state, asking.signal);
    if (asking.signal.aborted) return;
    this.busy = null;
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.report = answer.value;
  };

  #edit: Faults['edit'] = (cells) => {
    if (!this.state) return;
    const rows = this.state.rows.slice();
    for (const { row, at, value } of cells) rows[row] = (rows[row] ?? []).with(at, value);
    this.#change({ rows });
  };

  #import = async (): Promise<void> => {
    const { state, tracker, report } = this;
    if (!state || !tracker || !report || this.busy) return;
    const count = report.created + report.changed;
    const published = count - report.drafts;
    const isPrivate = tracker.visibility === 'private';
    const { confirm } = importWords;
    const isMeant = await asked({
      heading: confirm.heading(count),
      text: [
        published === 0 ? '' : isPrivate ? confirm.ready(published) : confirm.published(published),
        report.drafts > 0 ? confirm.drafts(report.drafts) : '',
        isPrivate || published === 0 ? confirm.undo : '',
      ]
        .filter(Boolean)
        .join(' '),
      yes: confirm.yes,
    });
    if (!isMeant) return;
    this.busy = 'importing';
    const answer = await importSheet(tracker, state, seenOf(state, report));
    this.busy = null;
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) {
      // Nothing is half done: what has moved is looked at again.
      if (answer.problem.slug === 'invalid-fields') {
        say(importWords.moved);
        await this.#try();
      }
      return;
    }
    keepSheet(this.#editor, tracker.id, null);
    this.done = {
      id: state.id,
      created: answer.value.created,
      changed: answer.value.changed,
      published: isPrivate ? 0 : published,
      undone: '',
    };
    this.state = null;
    this.report = null;
    say(importWords.imported(this.done.created, this.done.changed));
    void pledges.loadTrackers();
    await this.updateComplete;
    this.querySelector<HTMLElement>('#import-done')?.focus();
  };

  #undo = async (): Promise<void> => {
    const { done } = this;
    if (!done || this.busy) return;
    this.busy = 'importing';
    const answer = await desk.undo(done.id);
    this.busy = null;
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const undone = importWords.undone(answer.value.done.length, answer.value.refused.length);
    this.done = { ...done, undone };
    say(undone);
    void pledges.loadTrackers();
  };

  #another = (): void => {
    if (this.tracker) keepSheet(this.#editor, this.tracker.id, null);
    this.problem = null;
    this.state = null;
    this.report = null;
    this.done = null;
    this.note = '';
    this.why = '';
  };

  protected override body(): TemplateResult {
    const { tracker, state, problem, done } = this;
    if (!tracker)
      return problem
        ? html`<p class="problem" role="alert">${problem.slug === 'not-found' ? importWords.noTracker : sentence(problem)}</p>`
        : html`<p class="waiting">${words.shell.loading}</p>`;
    if (done)
      return html`${this.#trouble()}${doneView(tracker, done, this.busy !== null, this.#undo, this.#another)}`;
    if (!state)
      return html`${this.#trouble()}${fileView({ busy: this.busy === 'reading', why: this.why, read: this.#read })}`;
    return this.#sheet(tracker, state);
  }

  #trouble(): TemplateResult | typeof nothing {
    const { problem, state } = this;
    if (!problem) return nothing;
    const details = problem.errors?.slice(0, 5).map((error) => refusalText(error, state?.header)) ?? [];
    return html`<div class="problem" role="alert">
      <p>${sentence(problem)}</p>
      ${details.length > 0 ? html`<ul>${details.map((detail) => html`<li>${detail}</li>`)}</ul>` : nothing}
      <button @click=${this.#try}>${importWords.tryAgain}</button>
    </div>`;
  }

  #sheet(tracker: Tracker, state: SheetState): TemplateResult {
    const { report, busy } = this;
    const { steps } = importWords;
    const open = openWords(tracker, state);
    return html`<div class="chosen">
        <p>${importWords.chosen(state.name, state.rows.length - state.dropped.length)} <button class="quiet" @click=${this.#another}>${importWords.another}</button></p>
        ${this.sheets.length > 1 ? this.#sheetControl() : nothing}
        ${this.note ? html`<p class="notice">${this.note}</p>` : nothing}
        ${this.isKept ? nothing : html`<p class="notice">${importWords.notKept}</p>`}
      </div>
      <section aria-labelledby="import-columns">
        <h2 id="import-columns" tabindex="-1">${steps.columns}</h2>
        ${columnsView(tracker, state, this.#change)}
      </section>
      <section aria-labelledby="import-words">
        <h2 id="import-words">${steps.words}</h2>
        ${open > 0 ? html`<p class="problem">${importWords.words.open(open)}</p>` : nothing}
        ${wordsView(tracker, state, this.#change)}
      </section>
      <section aria-labelledby="import-rows" aria-busy=${busy === 'trying' ? 'true' : 'false'}>
        <h2 id="import-rows">${steps.rows}</h2>
        ${this.#trouble()}
        ${
          report
            ? html`${
                report.groups.length > 0
                  ? html`<h3>${importWords.faults}</h3>
                      ${faultsView({
                        tracker,
                        state,
                        groups: report.groups,
                        rows: report.rows ?? [],
                        open: this.open,
                        show: (kind) => {
                          this.open = kind;
                        },
                        edit: this.#edit,
                        drop: (row) => this.#change({ dropped: [...state.dropped, row] }),
                      })}`
                  : nothing
              }
              ${willView({
                tracker,
                report,
                dates: state.dates,
                busy,
                filter: this.filter,
                drawn: this.drawn,
                narrow: (filter) => {
                  this.filter = filter;
                  this.drawn = ROWS_AT_ONCE;
                },
                more: () => {
                  this.drawn += ROWS_AT_ONCE;
                },
                run: this.#import,
              })}`
            : html`<p class="soft">${this.problem ? nothing : busy === 'trying' ? importWords.trying : importWords.nothingMapped}</p>`
        }
      </section>`;
  }

  #sheetControl(): TemplateResult {
    return html`<div class="control">
      <label for="import-sheet">${importWords.sheet}</label>
      <select id="import-sheet" @change=${({ target }: Event) => void this.#take((target as HTMLSelectElement).selectedIndex)}>
        ${this.sheets.map(({ name }, at) => html`<option ?selected=${at === this.chosen}>${name}</option>`)}
      </select>
    </div>`;
  }
}

customElements.define('desk-import', DeskImportElement);
