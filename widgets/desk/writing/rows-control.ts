// The lists of a pledge: evidence, related pledges, responses.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ListedPledge } from '../../../data/desk.ts';
import { PLEDGE_LIMITS, URL_LIMIT } from '../../../data/limits.ts';
import { errorOf, type FormState, idOf, selectControl, textControl } from '../common/controls.ts';
import { readBack } from '../common/dates.ts';
import { type RowsField, rowsAt, valueAt } from '../common/draft.ts';
import { languageIn } from '../common/in-language.ts';
import { writingWords } from '../words/writing-words.ts';
import { type RowActions, rowName } from './row-actions.ts';

/** A list with a group of controls for each row, and the way to one more. */
export function rowsControl(
  form: FormState,
  field: RowsField,
  ways: RowActions,
  pledges: readonly ListedPledge[],
): TemplateResult {
  const name = field.slice(1) as keyof typeof writingWords.write.add;
  const rows = rowsAt(form.draft, field);
  return html`<div data-pointer=${field} id=${idOf(form, field)} tabindex="-1" aria-describedby="${idOf(form, field)}-error">
    ${errorOf(form, field)}
    ${rows.map(
      (_, index) =>
        html`<fieldset class="row">
          <legend>${rowName(field, index)}</legend>
          ${controlsOf(form, field, `${field}/${index}`)}
          ${
            form.isReadOnly
              ? nothing
              : html`<button type="button" class="quiet remove" @click=${() => ways.remove(field, index)}>
                  ${writingWords.write.remove}<span class="said"> ${rowName(field, index)}</span>
                </button>`
          }
        </fieldset>`,
    )}
    ${
      form.isReadOnly
        ? nothing
        : html`<button type="button" class="add" id="add-${name}" @click=${() => ways.add(field)}>
            ${writingWords.write.add[name]}
          </button>`
    }
    ${
      ways.removed?.field === field && !form.isReadOnly
        ? html`<button type="button" class="quiet" id="put-back" @click=${() => ways.putBack()}>
            ${writingWords.write.putBack(rowName(field, ways.removed.index))}
          </button>`
        : nothing
    }
    ${field === '/related' ? slugsOf(pledges) : nothing}
  </div>`;
}

function controlsOf(form: FormState, field: RowsField, at: string): TemplateResult {
  const { title, publisher, url, date, archivedUrl, quote, type, pledge, relation, from, text } =
    writingWords.row;
  const { evidence, response, timeline } = PLEDGE_LIMITS;
  switch (field) {
    case '/timeline':
      return html`<div class="pair">
          ${textControl(form, `${at}/date`, { label: date, hint: readBack(valueAt(form.draft, `${at}/date`)) ?? writingWords.write.happenedHint })}
          ${textControl(form, `${at}/url`, { label: url, type: 'url', limit: URL_LIMIT, optional: true })}
        </div>
        ${textControl(form, `${at}/text`, { label: writingWords.row.happened, lines: 2, limit: timeline.text })}`;
    case '/evidence':
      return html`${textControl(form, `${at}/title`, { label: title, limit: evidence.title })}
        <div class="pair">
          ${textControl(form, `${at}/publisher`, { label: publisher, limit: evidence.publisher })}
          ${textControl(form, `${at}/date`, { label: date, type: 'date', optional: true })}
        </div>
        ${textControl(form, `${at}/url`, { label: url, type: 'url', limit: URL_LIMIT, optional: true })}
        <details ?open=${hasMore(form, at)}>
          <summary>${archivedUrl}, ${quote.toLowerCase()}, ${type.toLowerCase()}</summary>
          ${textControl(form, `${at}/archivedUrl`, { label: archivedUrl, type: 'url', limit: URL_LIMIT, optional: true })}
          ${textControl(form, `${at}/quote`, { label: quote, lines: 2, limit: evidence.quote, optional: true })}
          ${selectControl(form, `${at}/type`, { label: type, options: Object.entries(writingWords.evidenceTypes), optional: true })}
        </details>`;
    case '/related':
      return html`<div class="pair">
        ${selectControl(form, `${at}/relation`, { label: relation, options: Object.entries(writingWords.relations) })}
        ${textControl(form, `${at}/pledge`, { label: pledge, list: 'pledges' })}
      </div>`;
    default:
      return html`<div class="pair">
          ${textControl(form, `${at}/from`, { label: from, limit: response.from })}
          ${textControl(form, `${at}/date`, { label: date, type: 'date' })}
        </div>
        ${textControl(form, `${at}/text`, { label: text, lines: 3, limit: response.text })}
        ${textControl(form, `${at}/url`, { label: url, type: 'url', limit: URL_LIMIT, optional: true })}`;
  }
}

function hasMore({ draft, errors }: FormState, at: string): boolean {
  const row = draft.evidence?.[Number(at.split('/')[2])];
  const isWrong = ['archivedUrl', 'quote', 'type'].some((name) => errors.has(`${at}/${name}`));
  return Boolean(row?.archivedUrl || row?.quote || row?.type) || isWrong;
}

function slugsOf(pledges: readonly ListedPledge[]): TemplateResult {
  // Hundreds of them, and drawn with each key otherwise.
  return html`<datalist id="pledges">
    ${guard([pledges], () => pledges.map(({ tracker, slug, title }) => html`<option value=${slug} lang=${languageIn(tracker)}>${title}</option>`))}
  </datalist>`;
}
