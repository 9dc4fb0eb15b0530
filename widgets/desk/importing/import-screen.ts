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
import { UNANSWERED } from '../common/undoing.ts';
import { importWords } from '../words/import-words.ts';
import { words } from '../words/words.ts';
import { type Done, doneView } from './done-view.ts';
import type { Faults } from './faults-view.ts';
import { fileView } from './file-view.ts';
import { importSheet, keptMappings, seenOf, tryOut } from './import-run.ts';
import { MOST_ROWS, type Read } from './reading.ts';
import { ROWS_AT_ONCE, type RowFilter } from './rows-view.ts';
import { begun, keepSheet, keptSheet, mappingOf, type SheetState, withMade } from './sheet-state.ts';
import { refusalView, sheetView } from './sheet-view.ts';
import { confirmation } from './will-view.ts';
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
  #isUndoUnanswered = false;
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
    const isMeant = await asked(confirmation(report, tracker));
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
    const { created, changed, drafts } = answer.value;
    this.done = {
      id: state.id,
      created,
      changed,
      published: tracker.visibility === 'private' ? 0 : created + changed - drafts,
      undone: '',
    };
    this.#isUndoUnanswered = false;
    this.state = null;
    this.report = null;
    say(importWords.imported(created, changed));
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
    // It is undone once: where no answer came the last time, it may be already.
    const wasUndone = !answer.ok && this.#isUndoUnanswered && answer.problem.slug === 'not-undoable';
    this.problem = answer.ok || wasUndone ? null : answer.problem;
    this.#isUndoUnanswered = !answer.ok && UNANSWERED.includes(answer.problem.slug);
    if (!answer.ok && !wasUndone) return;
    const undone = answer.ok
      ? importWords.undone(answer.value.done.length, answer.value.refused.length)
      : words.undo.done(0, 0);
    this.done = { ...done, undone };
    say(undone);
    void pledges.loadTrackers();
  };

  #another = (): void => {
    if (this.tracker) keepSheet(this.#editor, this.tracker.id, null);
    this.#asking?.abort();
    this.busy = null;
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
    // Here only taking it back can have failed, and its own button tries again.
    if (done)
      return html`${problem ? refusalView(problem) : nothing}${doneView(tracker, done, this.busy !== null, this.#undo, this.#another)}`;
    if (!state) return fileView({ busy: this.busy === 'reading', why: this.why, read: this.#read });
    return this.#sheet(tracker, state);
  }

  #sheet(tracker: Tracker, state: SheetState): TemplateResult {
    const { report, problem, busy, sheets, chosen, note, isKept, open, filter, drawn } = this;
    return sheetView({
      ...{ tracker, state, report, problem, busy, sheets, chosen, note, isKept },
      take: (index) => void this.#take(index),
      change: this.#change,
      again: this.#try,
      another: this.#another,
      faults: {
        open,
        show: (kind) => {
          this.open = kind;
        },
        edit: this.#edit,
        drop: (row) => this.#change({ dropped: [...state.dropped, row] }),
      },
      will: {
        filter,
        drawn,
        narrow: (chosenFilter) => {
          this.filter = chosenFilter;
          this.drawn = ROWS_AT_ONCE;
        },
        more: () => {
          this.drawn += ROWS_AT_ONCE;
        },
        run: this.#import,
      },
    });
  }
}

customElements.define('desk-import', DeskImportElement);
