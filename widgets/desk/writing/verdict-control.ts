import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Tracker } from '../../../data/tracker.ts';
import { icon } from '../../icons.ts';
import { describedBy, errorOf, type FormState, idOf } from '../common/controls.ts';
import { label as labelView } from '../common/in-language.ts';
import { writingWords } from '../words/writing-words.ts';

const POINTER = '/verdict/id';

/** The choice of verdict, each with the definition that the scheme gives it. */
export function verdictControl(form: FormState, tracker: Tracker): TemplateResult {
  const chosen = form.draft.verdict?.id;
  const verdicts = [...tracker.scheme.verdicts].sort((a, b) => a.order - b.order);
  return html`<fieldset class="control" id=${idOf(form, POINTER)} data-pointer=${POINTER} tabindex="-1"
    aria-describedby=${describedBy(form, POINTER)}>
    <legend>${writingWords.fields[POINTER]}</legend>
    <div class="verdicts">
      ${verdicts.map(
        ({ id, label, definition, outcome }) =>
          html`<label>
            <input type="radio" name="verdict" value=${id} .checked=${live(id === chosen)} ?disabled=${form.isReadOnly}
              aria-describedby="definition-${id}" @change=${() => form.set(POINTER, id)} />
            <span class="verdict-name">${icon(outcome)} ${labelView(label, tracker)}</span>
            <span class="hint" id="definition-${id}">${labelView(definition, tracker)}</span>
          </label>`,
      )}
    </div>
    ${errorOf(form, POINTER)}
  </fieldset>`;
}
