import { html, nothing, type TemplateResult } from 'lit';
import type { MappedReport } from '../../../data/import-report.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { DateOrder } from '../../../data/written-date.ts';
import { importWords } from '../words/import-words.ts';
import { isShown, type RowFilter, rowsView } from './rows-view.ts';
import { fieldNameIn } from './words-view.ts';

export type Will = {
  tracker: Tracker;
  report: MappedReport;
  dates: DateOrder;
  busy: string | null;
  filter: RowFilter;
  drawn: number;
  narrow(filter: RowFilter): void;
  more(): void;
  run(): unknown;
};

/** What the import would come to: in numbers, what drafts lack, and row by row; and the button that does it. */
export function willView({
  tracker,
  report,
  dates,
  busy,
  filter,
  drawn,
  narrow,
  more,
  run,
}: Will): TemplateResult {
  const { will } = importWords;
  const count = report.created + report.changed;
  const rows = report.rows ?? [];
  const filters = (['all', 'created', 'changed', 'draft', 'unchanged', 'refused'] as const)
    .map((each) => [each, rows.filter((row) => isShown(row, each)).length] as const)
    .filter(([each, number]) => each === 'all' || number > 0);
  const made = report.made.map(({ label }) => label).join(', ');
  return html`<p class="will" role="status">
      ${busy === 'trying' ? importWords.trying : summary(report)}
    </p>
    ${made ? html`<p class="soft">${will.made(made)}</p>` : nothing}
    ${report.left.length > 0 ? html`<p class="soft">${will.left(report.left.join(', '))}</p>` : nothing}
    ${report.lacking.length > 0 ? lackingView(tracker, report) : nothing}
    <div class="control narrow">
      <label for="import-filter">${importWords.filter}</label>
      <select id="import-filter" @change=${({ target }: Event) => narrow((target as HTMLSelectElement).value as RowFilter)}>
        ${filters.map(([each, number]) => html`<option value=${each} ?selected=${each === filter}>${nameOf(each)} (${number})</option>`)}
      </select>
    </div>
    ${rowsView(tracker, rows, dates, filter, drawn, more)}
    <div class="bar">
      <p>${report.total > 0 ? will.refused(report.refused) : count === 0 ? importWords.nothingToDo : summary(report)}</p>
      ${busy === 'importing' ? html`<progress aria-label=${importWords.importing}></progress>` : nothing}
      <button class="primary" ?disabled=${report.total > 0 || count === 0 || busy !== null} @click=${run}>${importWords.go(count)}</button>
    </div>`;
}

/** What is asked before it is done. */
export function confirmation(report: MappedReport, { visibility }: Tracker) {
  const { confirm } = importWords;
  const count = report.created + report.changed;
  const published = count - report.drafts;
  const isPrivate = visibility === 'private';
  const texts = [
    published === 0 ? '' : isPrivate ? confirm.ready(published) : confirm.published(published),
    report.drafts > 0 ? confirm.drafts(report.drafts) : '',
    isPrivate || published === 0 ? confirm.undo : '',
  ];
  return { heading: confirm.heading(count), text: texts.filter(Boolean).join(' '), yes: confirm.yes };
}

function nameOf(filter: RowFilter): string {
  if (filter === 'all') return importWords.all;
  return filter === 'draft' ? importWords.draft : importWords.states[filter];
}

function summary({ created, changed, unchanged, refused, drafts, empty }: MappedReport): string {
  const { will } = importWords;
  const parts = [
    created > 0 || changed + unchanged + refused === 0 ? will.created(created) : '',
    changed > 0 ? will.changed(changed) : '',
    drafts > 0 ? will.drafts(drafts) : '',
    unchanged > 0 ? will.unchanged(unchanged) : '',
    refused > 0 ? will.refused(refused) : '',
    empty > 0 ? will.empty(empty) : '',
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

function lackingView(tracker: Tracker, { lacking }: MappedReport): TemplateResult {
  return html`<details>
    <summary>${importWords.lacking}</summary>
    <ul>
      ${lacking.map(({ field, rows }) => html`<li>${fieldNameIn(tracker, field)} <span class="soft">${importWords.inRows(rows)}</span></li>`)}
    </ul>
  </details>`;
}
