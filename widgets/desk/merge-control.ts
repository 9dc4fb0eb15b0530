// The choice of the pledge that another one is merged into: found by words, as on Find.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { actsWords } from './acts-words.ts';
import { describedBy, errorOf, type FormState, idOf, textControl } from './controls.ts';
import type { Told } from './dialogs.ts';
import { titleView } from './in-language.ts';
import { verdictOf } from './pledge-row.ts';
import type { FoundPledge } from './pledges.ts';
import { matcher } from './search.ts';

/** More would not be read: one more letter is faster. */
const MOST_CHOICES = 6;

/** A search, and what it finds as a choice of one; what is chosen stays in sight whatever is searched for. */
export function mergeControl(form: FormState<Told>, rows: readonly FoundPledge[]): TemplateResult {
  const { search, into, none } = actsWords.merge;
  const at = '/into';
  const chosen = form.draft.into;
  const matches = matcher(String(form.draft.search ?? ''));
  const found = rows.filter(({ slug, folded }) => slug !== chosen && matches(folded));
  const shown = [...rows.filter(({ slug }) => slug === chosen), ...found].slice(0, MOST_CHOICES);
  return html`${textControl(form, '/search', { label: search })}
    <fieldset class="control merge" id=${idOf(form, at)} data-pointer=${at} tabindex="-1"
      aria-describedby=${describedBy(form, at)}>
      <legend>${into}</legend>
      ${shown.map(
        (row) =>
          html`<label class="choice">
            <input type="radio" name="into" .checked=${live(row.slug === chosen)} @change=${() => form.set(at, row.slug)} />
            <span>${titleView(row)} ${verdictOf(row)}<span class="hint">${row.slug}</span></span>
          </label>`,
      )}
      ${shown.length === 0 ? html`<p class="hint">${none}</p>` : nothing} ${errorOf(form, at)}
    </fieldset>`;
}
