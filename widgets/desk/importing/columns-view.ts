// What each column of a sheet is, and how the sheet is read: shown on examples of its own.
import { html, nothing, type TemplateResult } from 'lit';
import { IMPORT_FIELDS, takesSeveral } from '../../../data/import-fields.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { DATE_ORDERS, readMoment } from '../../../data/written-date.ts';
import { inLanguage } from '../common/pledges.ts';
import { fieldName, importWords } from '../words/import-words.ts';
import { keyColumns } from './guess.ts';
import { isDateField, type SheetState } from './sheet-state.ts';

/** In the order in which somebody looks for them; what is left out here has its own control, or is for programs. */
const OFFERED = [
  'title', 'quote', 'verdict', 'summary', 'categories', 'sources', 'published_at', 'due', 'page', 'document', 'headline', 'body',
  'yardstick', 'timeline', 'kind', 'made_by', 'made_on', 'promise_url', 'effective_on', 'checked_at', 'aliases', 'slug', 'schedule',
  'reasons', 'related', 'state', 'created_at', 'updated_at',
]; // biome-ignore format: -- a list of names reads best as it is

const MOST_EXAMPLES = 3;

type Change = (change: Partial<SheetState>) => void;

export function columnsView(tracker: Tracker, state: SheetState, change: Change): TemplateResult {
  const { columns } = importWords;
  return html`<p class="soft">${columns.lead}</p>
    <table class="sheet columns">
      <thead>
        <tr><th scope="col">${columns.theirs}</th><th scope="col">${columns.examples}</th><th scope="col">${columns.ours}</th></tr>
      </thead>
      <tbody>
        ${state.header.map((name, at) => columnRow(tracker, state, name, at, change))}
      </tbody>
    </table>
    <div class="settings">${keyControl(state, change)} ${datesControl(state, change)} ${defaultControls(tracker, state, change)}</div>`;
}

function columnRow(
  tracker: Tracker,
  state: SheetState,
  name: string,
  at: number,
  change: Change,
): TemplateResult {
  const field = state.fields[at] ?? '';
  const choose = ({ target }: Event) => {
    const chosen = (target as HTMLSelectElement).value;
    // A field that only one column may be is taken from the one that it was.
    const fields = state.fields.map((each, index) =>
      index === at ? chosen : each === chosen && !takesSeveral(chosen) ? '' : each,
    );
    change({ fields });
  };
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="examples">${examplesOf(state, at).map((example) => html`<span>${example}</span>`)}</td>
    <td>
      <select aria-label=${importWords.columns.of(name)} @change=${choose}>
        <option value="" ?selected=${field === ''}>${at === state.key ? importWords.columns.isKey : importWords.columns.out}</option>
        ${offeredIn(tracker, field).map(
          ([id, label]) => html`<option value=${id} ?selected=${id === field}>${label}</option>`,
        )}
      </select>
    </td>
  </tr>`;
}

function offeredIn({ facets = [], ...tracker }: Tracker, field: string): [string, string][] {
  const own = facets.map(({ id, label }): [string, string] => [
    `facet_${id}`,
    inLanguage(label, { ...tracker, facets }),
  ]);
  const others = OFFERED.filter((each) => each in IMPORT_FIELDS).map((each): [string, string] => [
    each,
    fieldName(each),
  ]);
  const all = [...others, ...own];
  return field === '' || all.some(([id]) => id === field) ? all : [...all, [field, fieldName(field)]];
}

function examplesOf({ rows }: SheetState, at: number): string[] {
  const values = rows.map((row) => (row[at] ?? '').trim()).filter(Boolean);
  return [...new Set(values)]
    .slice(0, MOST_EXAMPLES)
    .map((value) => (value.length > 90 ? `${value.slice(0, 90)}…` : value));
}

function keyControl(state: SheetState, change: Change): TemplateResult {
  const { columns } = importWords;
  const candidates = new Set(keyColumns(state.header, state.rows));
  if (state.key >= 0) candidates.add(state.key);
  return html`<div class="control">
    <label for="import-key">${columns.key}</label>
    <select id="import-key" aria-describedby="import-key-hint" @change=${({ target }: Event) => change({ key: Number((target as HTMLSelectElement).value) })}>
      ${[...candidates].map((at) => html`<option value=${at} ?selected=${at === state.key}>${state.header[at]}</option>`)}
      <option value="-1" ?selected=${state.key < 0}>${columns.noKey}</option>
    </select>
    <p id="import-key-hint" class="hint">${columns.keyHint}</p>
  </div>`;
}

// Shown on what the sheet has: of the days in it one that tells the orders apart.
function datesControl(state: SheetState, change: Change): TemplateResult | typeof nothing {
  const days = state.fields.flatMap((field, at) =>
    isDateField(field) ? state.rows.map((row) => (row[at] ?? '').trim()) : [],
  );
  const inNumbers = days.filter((day) => /^\d{1,2}[-/.]\s?\d{1,2}[-/.]/.test(day));
  if (inNumbers.length === 0) return nothing;
  const { columns } = importWords;
  const telling = inNumbers.find((day) => Number(/^\d+/.exec(day)?.[0]) > 12) ?? inNumbers[0] ?? '';
  return html`<fieldset class="control">
    <legend>${columns.dates}</legend>
    ${DATE_ORDERS.map((order) => {
      const read = readMoment(telling, order);
      return html`<label class="choice">
        <input type="radio" name="import-dates" .checked=${state.dates === order} @change=${() => change({ dates: order })} />
        ${columns.orders[order]}
        <span class="soft">${read === null ? columns.notRead(telling) : columns.readAs(telling, read.replace('T', ' '))}</span>
      </label>`;
    })}
  </fieldset>`;
}

function defaultControls(tracker: Tracker, state: SheetState, change: Change): TemplateResult {
  const { columns } = importWords;
  const has = (field: string) => state.fields.includes(field);
  const select = (
    id: string,
    label: string,
    value: string,
    options: [string, string][],
    set: (value: string) => void,
  ) =>
    html`<div class="control">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${({ target }: Event) => set((target as HTMLSelectElement).value)}>
        ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
      </select>
    </div>`;
  const documents = tracker.documents.map(({ id, title }): [string, string] => [id, title]);
  return html`${
    documents.length > 1 || !has('document')
      ? select(
          'import-document',
          columns.document,
          state.document,
          [['', columns.none], ...documents],
          (document) => change({ document }),
        )
      : nothing
  }
    ${has('kind') ? nothing : select('import-kind', columns.kind, state.kind, [...Object.entries(columns.kinds), ['', columns.none]], (kind) => change({ kind }))}
    ${select('import-publish', columns.publish, state.publish ? 'published' : 'draft', publishChoices(tracker), (value) => change({ publish: value === 'published' }))}
    <label class="choice"><input type="checkbox" .checked=${state.cut} @change=${({ target }: Event) => change({ cut: (target as HTMLInputElement).checked })} /> <span>${columns.cut}</span></label>`;
}

function publishChoices({ visibility }: Tracker): [string, string][] {
  const { draft, published, ready } = importWords.columns.publishes;
  return [
    ['published', visibility === 'private' ? ready : published],
    ['draft', draft],
  ];
}
