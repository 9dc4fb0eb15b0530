// What the words of a sheet stand for: those of the tracker that they name by themselves, those that are made, and the rest by hand.
import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { inLanguage } from '../common/pledges.ts';
import { fieldName, importWords } from '../words/import-words.ts';
import { isOwnField, wordsOf } from './guess.ts';
import {
  isMakeable,
  isOfSeveral,
  isWordField,
  type Meaning,
  madeOf,
  meaningOf,
  type SheetState,
  wordsIn,
} from './sheet-state.ts';

/** More words than this are no words but texts. */
const MOST_SHOWN = 100;

type Change = (change: Partial<SheetState>) => void;

/** The fields of a sheet whose cells hold words, each once. */
export function wordFields({ fields }: SheetState): string[] {
  return [...new Set(fields.filter(isWordField))];
}

/** How many words of a sheet nobody knows yet. */
export function openWords(tracker: Tracker, state: SheetState): number {
  return wordFields(state).reduce(
    (sum, field) =>
      sum +
      wordsIn(tracker, state, field).filter(
        ({ word }) => meaningOf(tracker, state, field, word) === undefined,
      ).length,
    0,
  );
}

export function wordsView(tracker: Tracker, state: SheetState, change: Change): TemplateResult {
  return html`${wordFields(state).map((field) => fieldWords(tracker, state, field, change))}`;
}

/** What a field is called in this tracker. */
export function fieldNameIn(tracker: Tracker, field: string): string {
  const facet = tracker.facets?.find(({ id }) => `facet_${id}` === field);
  return fieldName(field, facet && inLanguage(facet.label, tracker));
}

function fieldWords(
  tracker: Tracker,
  state: SheetState,
  field: string,
  change: Change,
): TemplateResult | typeof nothing {
  const { words } = importWords;
  const all = wordsIn(tracker, state, field);
  if (all.length === 0) return nothing;
  const name = fieldNameIn(tracker, field);
  return html`${separatorControl(state, field, name, all, change)}<table class="sheet words">
    <caption>${words.lead(name)}</caption>
    <thead>
      <tr><th scope="col">${words.word}</th><th scope="col" class="number">${words.count}</th><th scope="col">${words.means}</th></tr>
    </thead>
    <tbody>
      ${all.slice(0, MOST_SHOWN).map(({ word, count }) => wordRow(tracker, state, field, word, count, change))}
    </tbody>
  </table>
  ${all.length > MOST_SHOWN ? html`<p class="soft">${words.more(all.length - MOST_SHOWN)}</p>` : nothing}`;
}

// Where a sheet lists several words in a cell in a way that could be one word as well.
function separatorControl(
  { split }: SheetState,
  field: string,
  name: string,
  all: readonly { word: string }[],
  change: Change,
): TemplateResult | typeof nothing {
  const { words } = importWords;
  const between = split[field] ?? '';
  if (!isOfSeveral(field) || (between === '' && !all.some(({ word }) => /[,/]/u.test(word)))) return nothing;
  const choose = ({ target }: Event) =>
    change({ split: { ...split, [field]: (target as HTMLSelectElement).value } });
  return html`<div class="control narrow">
    <label for="import-split-${field}">${words.split(name)}</label>
    <select id="import-split-${field}" @change=${choose}>
      ${Object.entries(words.splits).map(([sign, label]) => html`<option value=${sign} ?selected=${sign === between}>${label}</option>`)}
    </select>
  </div>`;
}

function wordRow(
  tracker: Tracker,
  state: SheetState,
  field: string,
  word: string,
  count: number,
  change: Change,
): TemplateResult {
  const { words } = importWords;
  const meaning = meaningOf(tracker, state, field, word);
  const value =
    meaning === undefined ? '' : meaning === null ? '-' : typeof meaning === 'string' ? meaning : '+';
  const choose = ({ target }: Event) => {
    const { value: chosen } = target as HTMLSelectElement;
    const meant: Meaning = chosen === '-' ? null : chosen === '+' ? madeOf(tracker, word) : chosen;
    change({ words: { ...state.words, [field]: { ...state.words[field], [word]: meant } } });
  };
  return html`<tr>
    <th scope="row">${word.length > 120 ? `${word.slice(0, 120)}…` : word}</th>
    <td class="number">${count}</td>
    <td>
      <select aria-label=${words.of(word.slice(0, 120))} aria-invalid=${meaning === undefined ? 'true' : nothing} @change=${choose}>
        ${meaning === undefined ? html`<option value="" selected>${words.choose}</option>` : nothing}
        ${isMakeable(field) ? html`<option value="+" ?selected=${value === '+'}>${words.make(word.slice(0, 60))}</option>` : nothing}
        ${choicesOf(tracker, field).map(([id, label]) => html`<option value=${id} ?selected=${id === value}>${label}</option>`)}
        <option value="-" ?selected=${value === '-'}>${words.nothing}</option>
      </select>
    </td>
  </tr>`;
}

function choicesOf(tracker: Tracker, field: string): [string, string][] {
  if (field === 'document') return tracker.documents.map(({ id, title }) => [id, title]);
  if (field === 'verdict')
    return [...tracker.scheme.verdicts]
      .sort((a, b) => a.order - b.order)
      .map(({ id, label }) => [id, inLanguage(label, tracker)]);
  if (isOwnField(field)) return wordsOf(tracker, field).map(({ id, labels: [label = id] }) => [id, label]);
  const things =
    field === 'categories'
      ? tracker.categories
      : (tracker.facets?.find(({ id }) => `facet_${id}` === field)?.values ?? []);
  return things.map(({ id, label }) => [id, inLanguage(label, tracker)]);
}
