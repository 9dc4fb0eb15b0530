// The rows of a list as a table: one line a row, and what became of an act on it in the place of the reasons for it.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ListedPledge } from '../../../data/desk.ts';
import { keyOf, pledges } from '../common/pledges.ts';
import { words } from '../words/words.ts';
import { COLUMNS, type Column, type ColumnName } from './columns.ts';
import { isDone, type Outcome, outcomes } from './outcomes.ts';
import { outcomeOf } from './pledge-row.ts';
import type { Selection } from './selection.ts';

/** What does not speak for itself where there is no room for heads. */
const LABELLED: readonly ColumnName[] = ['due', 'checked', 'updated', 'assignee', 'owner'];

/** What can be done on a row, at its end. */
export type RowAction = (row: ListedPledge) => TemplateResult | typeof nothing;

/** A table; `gone` are those that are no longer in the list, and `selection` is null where nothing is to be selected. */
export type Table = {
  names: readonly ColumnName[];
  head: TemplateResult;
  rows: readonly ListedPledge[];
  gone: ReadonlySet<string>;
  selection: Selection | null;
  action: RowAction | null;
  isLoading: boolean;
};

/** The table. Its widths are the columns': see columns.ts. */
export function tableView(table: Table, name: string): TemplateResult {
  return html`<table class="list ${name}" aria-busy=${table.isLoading}>
    <thead>${table.head}</thead>
    <tbody>
      ${repeat(table.rows, keyOf, (row) => guard(dependencies(row, table), () => rowView(row, table)))}
    </tbody>
  </table>`;
}

// A key changes one row of hundreds: the others need not be looked through for what is new.
function dependencies(row: ListedPledge, { names, gone, selection }: Table): unknown[] {
  return [row, gone.has(keyOf(row)), selection?.has(row), outcomes.of(row), `${names}`, pledges.trackers];
}

function rowView(row: ListedPledge, { names, gone, selection, action }: Table): TemplateResult {
  const key = keyOf(row);
  const outcome = outcomes.of(row);
  const isGone = gone.has(key);
  const outcomeText = outcomeTextOf(outcome, isGone);
  const isProblem = typeof outcome === 'object' && !isDone(outcome);
  return html`<tr data-row=${key} class=${isGone ? 'gone' : ''} ?data-selected=${selection?.has(row)}>
    ${selection ? html`<td class="box">${boxOf(row, selection)}</td>` : nothing}
    ${names.map((name) => {
      const { cell }: Column = COLUMNS[name];
      const label = LABELLED.includes(name) ? words.find.columnNames[name] : nothing;
      return html`<td class=${name} data-label=${label}>${name === 'reasons' ? (outcomeText ?? cell(row)) : cell(row)}</td>`;
    })}
    ${action ? html`<td class="act">${action(row)}</td>` : nothing}
    ${isProblem ? html`<td class="told">${outcomeOf(outcome)}</td>` : nothing}
  </tr>`;
}

// To be given to somebody is no answer to why it is due.
function outcomeTextOf(
  outcome: Outcome | undefined,
  isGone: boolean,
): TemplateResult | typeof nothing | string | null {
  const isAnswer = outcome === 'busy' || (isDone(outcome) && (isGone || outcome.act === 'check'));
  return isAnswer ? outcomeOf(outcome) : isGone ? words.lists.gone : null;
}

function boxOf(row: ListedPledge, selection: Selection): TemplateResult {
  return html`<label
    ><input type="checkbox" aria-label=${words.lists.select(row.title ?? row.slug)} .checked=${selection.has(row)}
      @click=${({ shiftKey }: MouseEvent) => selection.toggle(row, shiftKey)}
  /></label>`;
}
