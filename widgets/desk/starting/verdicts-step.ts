import { html, type TemplateResult } from 'lit';
import type { Outcome } from '../../../data/outcome.ts';
import { errorOf, selectControl, textControl } from '../common/controls.ts';
import { startWords } from '../words/start-words.ts';
import { movesByKey, rowButtons, type Steps, tick } from './fields.ts';
import { isCountable, isUntouched } from './founding.ts';
import { nameOf } from './places.ts';
import { isDefinedIn, PRESETS, verdictsOf } from './presets.ts';
import { badge } from './sketch.ts';

const LIST = '/scheme/verdicts';
const { fields, list } = startWords;

/** The scheme: whose words it begins with, and each verdict as this desk says it. */
export function verdictsStep(steps: Steps): TemplateResult {
  const { form, draft, put } = steps;
  const { language = 'en', scheme } = draft;
  const verdicts = scheme?.verdicts ?? [];
  const choose = ({ target }: Event) => {
    const id = (target as HTMLSelectElement).value;
    put('/scheme', { id, version: 1, verdicts: verdictsOf(id, language) });
  };
  const isForeign = isUntouched(draft) && !isDefinedIn(scheme?.id ?? '', language);
  return html`<div class="control">
      <label for="preset">${fields.preset}</label>
      <select id="preset" @change=${choose}>
        ${PRESETS.map(({ scheme: { id }, name }) => html`<option value=${id} ?selected=${id === scheme?.id}>${name}</option>`)}
      </select>
    </div>
    ${isForeign ? html`<p class="notice">${fields.foreign(nameOf(language))}</p>` : ''}
    <div data-pointer=${LIST} tabindex="-1">${errorOf(form, LIST)}</div>
    ${verdicts.map((_, at) => verdictRow(steps, at, verdicts.length))}
    <button type="button" @click=${() => put(LIST, [...verdicts, { id: '', label: { [language]: '' }, definition: { [language]: '' }, outcome: 'in-progress', final: false, counted: true }], `${LIST}/${verdicts.length}/label/${language}`)}>
      ${list.addVerdict}
    </button>`;
}

function verdictRow(steps: Steps, at: number, all: number): TemplateResult {
  const { form, draft, look } = steps;
  const { language = 'en' } = draft;
  const pointer = `${LIST}/${at}`;
  const verdict = draft.scheme?.verdicts?.[at] ?? {};
  const outcome = (verdict.outcome ?? 'unrated') as Outcome;
  const name = (verdict.label as Record<string, string> | undefined)?.[language] ?? '';
  const known = isCountable(outcome);
  return html`<fieldset class="row" @keydown=${movesByKey(steps, LIST, at, all, name)}>
    <legend>${list.verdict(at + 1)} ${badge(name, outcome, language, look)}</legend>
    ${rowButtons(steps, LIST, at, all, name)}
    <div class="pair">
      ${textControl(form, `${pointer}/label/${language}`, { label: fields.label, limit: 40, empty: '' })}
      ${selectControl(form, `${pointer}/outcome`, { label: fields.outcome, options: Object.entries(startWords.outcomes) })}
    </div>
    ${textControl(form, `${pointer}/definition/${language}`, { label: fields.definition, lines: 2, limit: 1000, empty: '' })}
    <div class="pair">
      ${tick(form, `${pointer}/final`, fields.final)}
      ${tick(form, `${pointer}/counted`, fields.counted, { isDisabled: !known, hint: known ? '' : fields.notCounted })}
    </div>
    <details>
      <summary>${fields.verdictId}: ${verdict.id}</summary>
      ${textControl(form, `${pointer}/id`, { label: fields.verdictId, limit: 80, empty: '' })}
    </details>
  </fieldset>`;
}
