// The choice of the pledge that another one is merged into: found by words, as on Find.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PledgeName } from '../common/api.ts';
import { describedBy, errorOf, type FormState, idOf, textControl } from '../common/controls.ts';
import type { Answers } from '../common/dialogs.ts';
import { titleView } from '../common/in-language.ts';
import type { PledgeSearch } from '../common/pledge-search.ts';
import { verdictOf } from '../lists/pledge-row.ts';
import { actsWords } from '../words/acts-words.ts';

/** More would not be read: one more letter is faster. */
export const MOST_CHOICES = 6;

/** A search, and what it finds as a choice of one; what is chosen stays in sight whatever is searched for. */
export function mergeControl(
  form: FormState<Answers>,
  { slug: own }: PledgeName,
  others: PledgeSearch,
): TemplateResult {
  const { search, into, none } = actsWords.merge;
  const at = '/into';
  const chosen = form.draft.into as string | undefined;
  others.ask(String(form.draft.search ?? ''));
  const found = others.rows.filter(({ slug }) => slug !== own && slug !== chosen);
  const choice = (slug: string, name: TemplateResult | string) =>
    html`<label class="choice">
      <input type="radio" name="into" .checked=${live(slug === chosen)} @change=${() => form.set(at, slug)} />
      <span>${name}<span class="hint">${slug}</span></span>
    </label>`;
  const shown = found.slice(0, MOST_CHOICES - (chosen ? 1 : 0));
  return html`${textControl(form, '/search', { label: search })}
    <fieldset class="control merge" id=${idOf(form, at)} data-pointer=${at} tabindex="-1"
      aria-describedby=${describedBy(form, at)}>
      <legend>${into}</legend>
      ${chosen ? choice(chosen, nameOf(others, chosen)) : nothing}
      ${shown.map((row) => choice(row.slug, html`${titleView(row)} ${verdictOf(row)}`))}
      ${shown.length === 0 && others.found !== null && !chosen ? html`<p class="hint">${none}</p>` : nothing}
      ${errorOf(form, at)}
    </fieldset>`;
}

// What was chosen may not be among what is found now: then its address stands for it.
function nameOf({ known }: PledgeSearch, slug: string): TemplateResult | string {
  const row = known.get(slug);
  return row ? html`${titleView(row)} ${verdictOf(row)}` : slug;
}
