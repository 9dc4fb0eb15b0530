// What an import would do, row by row and field by field.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ImportedRow } from '../../../data/import-report.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { DateOrder } from '../../../data/written-date.ts';
import { importWords } from '../words/import-words.ts';
import { faultText } from './fault-text.ts';
import { fieldNameIn } from './words-view.ts';

/** How many rows are drawn at first, and how many more each time. */
export const ROWS_AT_ONCE = 50;

export type RowFilter = 'all' | ImportedRow['action'] | 'draft';

export function rowsView(
  tracker: Tracker,
  rows: readonly ImportedRow[],
  dates: DateOrder,
  filter: RowFilter,
  drawn: number,
  more: () => void,
): TemplateResult {
  const shown = rows.filter((row) => isShown(row, filter));
  return html`<ul class="rows imported">
      ${repeat(
        shown.slice(0, drawn),
        ({ row }) => row,
        (row) => rowView(tracker, row, dates),
      )}
    </ul>
    ${shown.length > drawn ? html`<button @click=${more}>${importWords.moreRows(Math.min(ROWS_AT_ONCE, shown.length - drawn))}</button>` : nothing}`;
}

/** Whether a row is one of a filter's. */
export function isShown({ action, state }: ImportedRow, filter: RowFilter): boolean {
  if (filter === 'draft') return state === 'draft' && (action === 'created' || action === 'changed');
  return filter === 'all' || action === filter;
}

function rowView(
  tracker: Tracker,
  { row, action, state, title, slug, changes = [], lacks = [], faults = [], twin }: ImportedRow,
  dates: DateOrder,
): TemplateResult {
  const isWritten = action === 'created' || action === 'changed';
  const names = lacks.map((field) => fieldNameIn(tracker, field).toLowerCase());
  return html`<li>
    <span class="state-of" data-action=${action}>${importWords.states[action]}${isWritten ? html`, ${importWords[state]}` : nothing}</span>
    <span class="title" lang=${tracker.language}>${title ?? slug ?? ''}</span>
    <span class="about">
      <span>${importWords.row(row + 2)}</span>
      ${names.length > 0 ? html`<span>${importWords.lacks} ${names.join(', ')}</span>` : nothing}
      ${twin === undefined ? nothing : html`<span class="problem">${importWords.twin}</span>`}
      ${faults.map((fault) => html`<span class="problem">${fieldNameIn(tracker, fault.field ?? '')} ${faultText(fault, dates)}</span>`)}
    </span>
    ${changes.length > 0 ? html`<dl class="changes">${changes.map((change) => changeView(tracker, change))}</dl>` : nothing}
  </li>`;
}

function changeView(
  tracker: Tracker,
  { field, from, to }: NonNullable<ImportedRow['changes']>[number],
): TemplateResult {
  const text = (value: string | null) =>
    value === null ? html`<em class="soft">${importWords.nothing}</em>` : value;
  return html`<div><dt>${fieldNameIn(tracker, field)}</dt>
    <dd><span class="soft">${importWords.from}</span> ${text(from)} <span class="soft">${importWords.to}</span> ${text(to)}</dd></div>`;
}
