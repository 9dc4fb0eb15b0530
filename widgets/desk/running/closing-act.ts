// The last form of the end of a term, which is the act itself, and what is shown when it is done.
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError } from '../../../data/field-error.ts';
import type { Closable, ClosingReport } from '../../../data/running.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { type FormState, textControl } from '../common/controls.ts';
import { closingWords as said } from '../words/closing-words.ts';
import { words } from '../words/words.ts';

/** The tracker's name as it was typed, and why one person does it alone. */
export type Answers = { name: string; breakGlass: string };

/** What keeps the act from being done, by the pointers of its form. */
export function missing(
  { name, breakGlass }: Answers,
  tracker: Tracker,
  { needsSecondPerson }: Closable,
  isChecked: boolean,
): FieldError[] {
  const wrong: FieldError[] = [];
  if (!isChecked) wrong.push({ pointer: '/check', detail: said.mustCheck });
  if (name.trim().normalize() !== tracker.name.normalize())
    wrong.push({ pointer: '/name', detail: said.wrongName });
  if (needsSecondPerson && breakGlass.trim() === '')
    wrong.push({ pointer: '/breakGlass', detail: said.mustSayWhy });
  return wrong;
}

type ActView = {
  tracker: Tracker;
  closable: Closable;
  form: FormState<object>;
  notice: string;
  isChecked: boolean;
  isBusy: boolean;
  close: (event: SubmitEvent) => void;
  lookAgain: () => void;
};

export function actView(view: ActView): TemplateResult {
  const { tracker, closable, form, notice, isChecked, isBusy, close, lookAgain } = view;
  return html`<section aria-labelledby="close-heading">
    <h2 id="close-heading">${said.close}</h2>
    <form novalidate @submit=${close}>
      ${closable.needsSecondPerson ? textControl(form, '/breakGlass', { label: said.alone, hint: said.aloneHint, limit: 1000, empty: '' }) : nothing}
      ${textControl(form, '/name', { label: said.confirm(tracker.name), empty: '' })}
      ${notice ? html`<p class="notice" tabindex="-1" role="alert">${notice} <button type="button" @click=${lookAgain}>${said.lookAgain}</button></p>` : nothing}
      <p class="buttons">
        <button class="primary" ?disabled=${!isChecked} aria-disabled=${isBusy ? 'true' : nothing}
          aria-describedby=${isChecked ? nothing : 'check-first'}>${isBusy ? said.closing : said.close}</button>
      </p>
      ${isChecked ? nothing : html`<p id="check-first" class="hint">${said.mustCheck}</p>`}
    </form>
  </section>`;
}

export function doneView(tracker: Tracker, { changes }: ClosingReport): TemplateResult {
  return html`<p>${said.done(changes.length)}</p>
    <p class="soft">${said.noUndo}</p>
    <p class="buttons">
      <a class="button primary" href="/${tracker.id}" target="_blank" rel="noopener">${said.publicPage}<span class="said">${words.pledge.newWindow}</span></a>
      <a class="button" href="/desk/audit?tracker=${tracker.id}">${said.inAudit}</a>
    </p>`;
}
