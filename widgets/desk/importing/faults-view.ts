// What is wrong with a sheet, each kind once with its number, and its cells to be mended in place.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FaultGroup, FieldError } from '../../../data/desk.ts';
import type { ImportedRow } from '../../../data/import-mapping.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { importWords } from './import-words.ts';
import type { SheetState } from './sheet-state.ts';
import { fieldNameIn } from './words-view.ts';

/** As many cells of a kind are shown at once. */
const MOST_SHOWN = 50;

export type Faults = {
  tracker: Tracker;
  state: SheetState;
  groups: readonly FaultGroup[];
  rows: readonly ImportedRow[];
  /** Which kind is open, by its place. */
  open: number;
  show(group: number): void;
  edit(cells: readonly { row: number; at: number; value: string }[]): void;
  drop(row: number): void;
};

export function faultsView(by: Faults): TemplateResult {
  return html`<ul class="faults">
    ${by.groups.map((group, index) => groupView(by, group, index))}
  </ul>`;
}

function groupView(by: Faults, group: FaultGroup, index: number): TemplateResult {
  const isOpen = by.open === index;
  const field = fieldNameIn(by.tracker, group.field);
  return html`<li>
    <p>
      <strong>${field}</strong> ${group.first.detail} <span class="soft">(${importWords.inRows(group.rows)})</span>
      <button class="quiet" aria-expanded=${isOpen ? 'true' : 'false'} @click=${() => by.show(isOpen ? -1 : index)}>
        ${isOpen ? importWords.hideRows : importWords.showRows}
      </button>
    </p>
    ${isOpen ? cellsView(by, group, field) : nothing}
  </li>`;
}

type Cell = { row: number; at: number; error: FieldError };

// The cells of a kind: those whose fault has its code and its field, and, where a word is not known, this word.
function cellsOf({ rows }: Faults, { code, field, first }: FaultGroup): Cell[] {
  const isWord = code === 'unknown-id' || code === 'not-a-choice';
  return rows.flatMap(({ row, faults = [] }) =>
    faults
      .filter(
        (error) =>
          error.code === code &&
          (error.field ?? '').replaceAll(/_\d+_/g, '_*_') === field &&
          (!isWord || error.found === first.found),
      )
      .map((error) => ({ row, at: columnAt(error), error })),
  );
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
        ? html`<p id=${id} class="problem">${error.detail}</p>`
        : html`<textarea id=${id} rows="1" aria-label=${importWords.cellOf(field, number)} aria-describedby="${id}-problem" .value=${value}
              @change=${({ target }: Event) => edit([{ row, at, value: (target as HTMLTextAreaElement).value }])}></textarea>
            <p id="${id}-problem" class="hint">${error.detail}</p>`
    }
    <button class="quiet" @click=${() => drop(row)}>${importWords.dropRow}</button>
  </li>`;
}
