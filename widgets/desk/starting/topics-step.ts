import { html, nothing, type TemplateResult } from 'lit';
import { errorOf, textControl } from '../common/controls.ts';
import { valueAt } from '../common/draft.ts';
import { say } from '../common/status.ts';
import { startWords } from '../words/start-words.ts';
import { writingWords } from '../words/writing-words.ts';
import { movesByKey, rowButtons, type Steps } from './fields.ts';
import { labelsIn, withLabels } from './founding.ts';
import { whenReleased } from './when-released.ts';

const { fields, list } = startWords;
const MOST_FACETS = 5;

/** Categories, and up to five further ways to sort. */
export function topicsStep(steps: Steps): TemplateResult {
  const { draft, put } = steps;
  const { language = 'en', facets = [] } = draft;
  const add = () =>
    put(
      '/facets',
      [...facets, { id: '', label: { [language]: '' }, values: [] }],
      `/facets/${facets.length}/label/${language}`,
    );
  return html`${pastedList(steps, '/categories', fields.categories, fields.categoriesHint, fields.category)}
    ${facets.map((_, at) => facetRow(steps, at))}
    ${facets.length < MOST_FACETS ? html`<p><button type="button" @click=${add}>${list.addFacet}</button></p>` : nothing}`;
}

function facetRow(steps: Steps, at: number): TemplateResult {
  const { form, draft, remove } = steps;
  const { language = 'en' } = draft;
  const pointer = `/facets/${at}`;
  const name = String(valueAt(draft, `${pointer}/label/${language}`) ?? '');
  return html`<fieldset class="row">
    <legend>${list.facet(at + 1)}</legend>
    <p class="row-buttons">
      <button type="button" class="quiet" @click=${() => remove('/facets', at, name)}>
        ${writingWords.write.remove}<span class="said">${list.of(name)}</span>
      </button>
    </p>
    <div class="pair">
      ${textControl(form, `${pointer}/label/${language}`, { label: fields.facet, hint: fields.facetHint, limit: 80, empty: '' })}
      ${textControl(form, `${pointer}/id`, { label: fields.shortId, limit: 80, empty: '' })}
    </div>
    ${pastedList(steps, `${pointer}/values`, fields.values, '', fields.value)}
  </fieldset>`;
}

// A list that is pasted, and then a row for each of its lines.
function pastedList(steps: Steps, pointer: string, label: string, hint: string, one: string): TemplateResult {
  const { form, draft, put } = steps;
  const { language = 'en' } = draft;
  const things = (valueAt(draft, pointer) ?? []) as { id?: string; label?: Record<string, string> }[];
  const id = `paste${pointer.replaceAll('/', '-')}`;
  const add = (text: string) => {
    const next = withLabels(things, labelsIn(text), language);
    if (next.length === things.length) return;
    put(pointer, next);
    say(list.added(next.length - things.length));
  };
  // A line is an entry as soon as it ends, and what is pasted at once; the last line when the field is left.
  const typed = ({ target, inputType }: InputEvent) => {
    const area = target as HTMLTextAreaElement;
    const isPasted = inputType === 'insertFromPaste';
    const end = isPasted ? area.value.length : area.value.lastIndexOf('\n') + 1;
    const lines = area.value.slice(0, end);
    if (!isPasted && end === 0) return;
    area.value = area.value.slice(end);
    add(lines);
  };
  const left = ({ target }: Event) => {
    const area = target as HTMLTextAreaElement;
    whenReleased(() => {
      add(area.value);
      area.value = '';
    });
  };
  return html`<div class="pasted">
    <div class="control">
      <label for=${id}>${label}</label>
      <textarea id=${id} rows="3" lang=${language} aria-describedby="${hint ? `${id}-hint ` : ''}${id}-error"
        @input=${typed} @change=${left}></textarea>
      ${hint ? html`<p id="${id}-hint" class="hint">${hint}</p>` : nothing}
    </div>
    <div data-pointer=${pointer} tabindex="-1" id="${id}-error">${errorOf(form, pointer)}</div>
    <p><button type="button">${list.add}</button></p>
    ${things.length > 0 ? html`<ol class="things">${things.map((thing, at) => thingRow(steps, pointer, at, things.length, one, thing.label?.[language] ?? ''))}</ol>` : nothing}
  </div>`;
}

function thingRow(
  steps: Steps,
  pointer: string,
  at: number,
  all: number,
  one: string,
  name: string,
): TemplateResult {
  const { form, draft } = steps;
  const { language = 'en' } = draft;
  return html`<li @keydown=${movesByKey(steps, pointer, at, all, name)}>
    ${textControl(form, `${pointer}/${at}/label/${language}`, { label: `${one} ${at + 1}`, limit: 80, empty: '' })}
    ${textControl(form, `${pointer}/${at}/id`, { label: fields.shortId, limit: 80, empty: '' })}
    ${rowButtons(steps, pointer, at, all, name)}
  </li>`;
}
