import { html, type TemplateResult } from 'lit';
import { URL_LIMIT } from '../../../data/limits.ts';
import { errorOf, textControl } from '../common/controls.ts';
import { startWords } from '../words/start-words.ts';
import { rowButtons, type Steps } from './fields.ts';
import { numberOrText } from './number-or-text.ts';

const { fields, list } = startWords;
const LIST = '/documents';

/** The documents in which the promises stand. */
export function manifestoStep(steps: Steps): TemplateResult {
  const { form, draft, put } = steps;
  const documents = draft.documents ?? [];
  const year = documents.at(-1)?.year;
  const add = () =>
    put(
      LIST,
      [...documents, { id: '', title: '', ...(year === undefined ? {} : { year }) }],
      `${LIST}/${documents.length}/title`,
    );
  return html`<div data-pointer=${LIST} tabindex="-1">${errorOf(form, LIST)}</div>
    ${documents.map(({ id = '', title = '' }, at) => {
      const pointer = `${LIST}/${at}`;
      return html`<fieldset class="row">
        <legend>${list.document(at + 1)}</legend>
        ${rowButtons(steps, LIST, at, documents.length, title)}
        ${textControl(form, `${pointer}/title`, { label: fields.document, limit: 200, empty: '' })}
        <div class="pair">
          ${textControl(form, `${pointer}/year`, { label: fields.year, read: numberOrText })}
          ${textControl(form, `${pointer}/url`, { label: fields.url, type: 'url', limit: URL_LIMIT, optional: true })}
        </div>
        ${textControl(form, `${pointer}/party`, { label: fields.party, limit: 120, optional: true })}
        <details>
          <summary>${fields.verdictId}: ${id}</summary>
          ${textControl(form, `${pointer}/id`, { label: fields.verdictId, limit: 80, empty: '' })}
        </details>
      </fieldset>`;
    })}
    <button type="button" @click=${add}>${list.addDocument}</button>`;
}
