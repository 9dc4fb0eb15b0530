// What is wrong with a sheet, each kind once with its number, and its cells to be mended in place.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FaultGroup, FieldError } from '../../../data/field-error.ts';
import type { ImportedRow } from '../../../data/import-report.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { importWords } from '../words/import-words.ts';
import { faultText, isOfWords } from './fault-text.ts';
import type { SheetState } from './sheet-state.ts';
import { fieldNameIn } from './words-view.ts';

/** As many cells of a kind are shown at once. */
const MOST_SHOWN = 50;

export type Faults = {
  tracker: Tracker;
  state: SheetState;
  groups: readonly FaultGroup[];
  rows: readonly ImportedRow[];
  /** Which kind is open, by its name: its place moves when another kind is mended. */
  open: string;
  show(kind: string): void;
  edit(cells: readonly { row: number; at: number; value: string }[]): void;
  drop(row: number): void;
};

export function faultsView(by: Faults): TemplateResult {
  return html`<ul class="faults">
    ${repeat(by.groups, kindOf, (group, index) => groupView(by, group, index))}
  </ul>`;
}

// As the endpoint groups them: a word that is not known is a kind of its own, and so is what only its words explain.
function kindOf({ code, field, first }: FaultGroup): string {
  return `${code} ${field} ${code === 'refused' ? first.detail : isOfWords(code) ? first.found : ''}`;
}

function groupView(by: Faults, group: FaultGroup, index: number): TemplateResult {
  const kind = kindOf(group);
  const isOpen = by.open === kind;
  const field = fieldNameIn(by.tracker, group.field);
  return html`<li>
    <p id="import-fault-${index}">
      <strong>${field}</strong> ${faultText(group.first, by.state.dates)} <span class="soft">(${importWords.inRows(group.rows)})</span>
      <button class="quiet" aria-expanded=${isOpen ? 'true' : 'false'} aria-describedby="import-fault-${index}" @click=${() => by.show(isOpen ? '' : kind)}>
        ${isOpen ? importWords.hideRows : importWords.showRows}
      </button>
    </p>
    ${isOpen ? cellsView(by, group, field) : nothing}
  </li>`;
}

type Cell = { row: number; at: number; error: FieldError };

// The cells of a kind.
function cellsOf({ rows }: Faults, group: FaultGroup): Cell[] {
  const kind = kindOf(group);
  return rows.flatMap(({ row, faults = [] }) =>
    faults
      .filter(
        (error) =>
          kind === kindOf({ ...group, code: error.code ?? 'refused', field: listField(error), first: error }),
      )
      .map((error) => ({ row, at: columnAt(error), error })),
  );
}

// Whichever item of a list a field is of.
function listField({ field = '' }: FieldError): string {
  return field.replaceAll(/(?<=[/_])\d+(?=[/_]|$)/g, '*');
}

function columnAt({ pointer }: FieldError): number {
  const [, at] = /^\/rows\/\d+\/(\d+)$/.exec(pointer) ?? [];
  return at === undefined ? -1 : Number(at);
}

function cellsView(by: Faults, group: FaultGroup, field: string): TemplateResult {
  const cells = cellsOf(by, group);
  const mendable = cells.filter(({ at }) => at >= 0);
  return html`${
    mendable.length > 1
      ? html`<p class="buttons">
          <button @click=${() => by.edit(mendable.map(({ row, at }) => ({ row, at, value: '' })))}>${importWords.empty}</button>
        </p>`
      : nothing
  }
    <ul class="cells">
      ${repeat(
        cells.slice(0, MOST_SHOWN),
        ({ row, at }) => `${row}/${at}`,
        (cell) => cellView(by, cell, field),
      )}
    </ul>`;
}

function cellView(
  { state, edit, drop, rows }: Faults,
  { row, at, error }: Cell,
  field: string,
): TemplateResult {
  const value = state.rows[row]?.[at] ?? '';
  const title = rows.find((each) => each.row === row)?.title;
  const id = `import-cell-${row}-${at}`;
  // The header is row 1 of what an editor has before them.
  const number = row + 2;
  return html`<li>
    <label for=${id}>${importWords.row(number)} <span class="soft">${title ?? ''}</span></label>
    ${
      at < 0
        ? html`<p id=${id} class="problem">${faultText(error, state.dates)}</p>`
        : html`<textarea id=${id} rows="1" aria-label=${importWords.cellOf(field, number)} aria-describedby="${id}-problem" .value=${value}
              @change=${({ target }: Event) => edit([{ row, at, value: (target as HTMLTextAreaElement).value }])}></textarea>
            <p id="${id}-problem" class="hint">${faultText(error, state.dates)}</p>`
    }
    <button class="quiet" @click=${() => drop(row)}>${importWords.dropRow}</button>
  </li>`;
}
