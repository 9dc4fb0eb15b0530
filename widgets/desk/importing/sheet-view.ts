// A sheet that has been chosen: what its columns and words are taken for, what is wrong with its rows, and what would happen.
import { html, nothing, type TemplateResult } from 'lit';
import type { MappedReport } from '../../../data/import-report.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { Problem } from '../common/api.ts';
import { sentence } from '../common/problem.ts';
import { importWords } from '../words/import-words.ts';
import { columnsView } from './columns-view.ts';
import { refusalText } from './fault-text.ts';
import { type Faults, faultsView } from './faults-view.ts';
import type { SheetState } from './sheet-state.ts';
import { type Will, willView } from './will-view.ts';
import { openWords, wordsView } from './words-view.ts';
import type { NamedSheet } from './workbook.ts';

/** So many faults of a refusal are named. */
const MOST_REFUSALS = 5;

type SheetView = {
  tracker: Tracker;
  state: SheetState;
  report: MappedReport | null;
  problem: Problem | null;
  busy: string | null;
  /** The sheets of the workbook, and which of them this is. */
  sheets: readonly NamedSheet[];
  chosen: number;
  note: string;
  isKept: boolean;
  take(index: number): unknown;
  change(change: Partial<SheetState>): void;
  again(): unknown;
  another(): void;
  faults: Pick<Faults, 'open' | 'show' | 'edit' | 'drop'>;
  will: Pick<Will, 'filter' | 'drawn' | 'narrow' | 'more' | 'run'>;
};

export function sheetView(view: SheetView): TemplateResult {
  const { tracker, state, problem, busy, change } = view;
  const { steps } = importWords;
  const open = openWords(tracker, state);
  return html`<div class="chosen">
      <p>${importWords.chosen(state.name, state.rows.length - state.dropped.length)} <button class="quiet" @click=${view.another}>${importWords.another}</button></p>
      ${view.sheets.length > 1 ? sheetControl(view) : nothing}
      ${view.note ? html`<p class="notice">${view.note}</p>` : nothing}
      ${view.isKept ? nothing : html`<p class="notice">${importWords.notKept}</p>`}
    </div>
    <section aria-labelledby="import-columns">
      <h2 id="import-columns" tabindex="-1">${steps.columns}</h2>
      ${columnsView(tracker, state, change)}
    </section>
    <section aria-labelledby="import-words">
      <h2 id="import-words">${steps.words}</h2>
      ${open > 0 ? html`<p class="problem">${importWords.words.open(open)}</p>` : nothing}
      ${wordsView(tracker, state, change)}
    </section>
    <section aria-labelledby="import-rows" aria-busy=${busy === 'trying' ? 'true' : 'false'}>
      <h2 id="import-rows">${steps.rows}</h2>
      ${problem ? refusalView(problem, state.header, view.again) : nothing}
      ${view.report ? rows(view, view.report) : waiting(view)}
    </section>`;
}

/** Why the endpoint refuses a sheet; `again` looks at it once more. */
export function refusalView(
  problem: Problem,
  header: readonly string[] = [],
  again?: () => unknown,
): TemplateResult {
  const details = problem.errors?.slice(0, MOST_REFUSALS).map((error) => refusalText(error, header)) ?? [];
  return html`<div class="problem" role="alert">
    <p>${sentence(problem)}</p>
    ${details.length > 0 ? html`<ul>${details.map((detail) => html`<li>${detail}</li>`)}</ul>` : nothing}
    ${again ? html`<button @click=${again}>${importWords.tryAgain}</button>` : nothing}
  </div>`;
}

function rows({ tracker, state, busy, faults, will }: SheetView, report: MappedReport): TemplateResult {
  const list = { tracker, state, groups: report.groups, rows: report.rows ?? [], ...faults };
  return html`${
    report.groups.length > 0
      ? html`<h3>${importWords.faults}</h3>
          ${faultsView(list)}`
      : nothing
  }
  ${willView({ tracker, report, dates: state.dates, busy, ...will })}`;
}

function waiting({ problem, busy }: SheetView): TemplateResult {
  const text = busy === 'trying' ? importWords.trying : importWords.nothingMapped;
  return html`<p class="soft">${problem ? nothing : text}</p>`;
}

function sheetControl({ sheets, chosen, take }: SheetView): TemplateResult {
  return html`<div class="control">
    <label for="import-sheet">${importWords.sheet}</label>
    <select id="import-sheet" @change=${({ target }: Event) => take((target as HTMLSelectElement).selectedIndex)}>
      ${sheets.map(({ name }, at) => html`<option ?selected=${at === chosen}>${name}</option>`)}
    </select>
  </div>`;
}
