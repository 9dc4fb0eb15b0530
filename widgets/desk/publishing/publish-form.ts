import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Preview } from '../../../data/desk.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { type FormState, textControl } from '../common/controls.ts';
import { publishingWords } from '../words/publishing-words.ts';

/** How a draft is to be published, as the editor says it; `time` is on the tracker's clock. */
export type Publication = {
  isCorrection: boolean;
  note: string;
  isLater: boolean;
  time: string;
  breakGlass: string;
};

type Form = {
  how: Publication;
  /** What is wrong, by the pointer of its control. */
  faults: ReadonlyMap<string, string>;
  preview: Preview;
  tracker: Tracker;
  isBusy: boolean;
  set(change: Partial<Publication>): void;
  submit(): void;
  /** What else can be done with the draft: it stands beside the button. */
  others: TemplateResult | typeof nothing;
};

/** As what, with which note, when; and how long it takes until every reader sees it. */
export function publishForm(form: Form): TemplateResult {
  const { how, faults, preview, tracker, set } = form;
  const { publish } = publishingWords;
  const state: FormState<Publication> = {
    draft: how,
    errors: faults,
    isReadOnly: false,
    language: tracker.language,
    set: (pointer, value) => set({ [pointer.slice(1)]: value }),
  };
  const note = (pointer: string, label: string, hint: string, optional = false) =>
    textControl(state, pointer, { label, hint, optional, lines: 3, limit: NOTE_LIMIT, empty: '' });
  const breakGlass = preview.needsSecondPerson
    ? note('/breakGlass', publish.breakGlass, publish.breakGlassHint)
    : nothing;
  if (tracker.visibility === 'private')
    return formOf(
      form,
      html`<p>${publish.privately}</p>
        ${breakGlass}`,
      publish.ready,
    );
  const say = how.isCorrection
    ? publish.submit.correction
    : how.isLater
      ? publish.submit.later
      : publish.submit.now;
  return formOf(
    form,
    html`<h2>${publish.how}</h2>
      ${kinds(form)}${note('/note', publish.note, publish.noteHint, preview.kind === 'edit')}
      ${how.isCorrection ? html`<p class="hint">${publish.correctionIsNow}</p>` : time(form, state, tracker)}
      ${breakGlass}
      <p class="soft">${publish.wait(preview.readersWait, how.isLater && !how.isCorrection)}</p>`,
    say,
  );
}

function formOf({ isBusy, submit, others }: Form, fields: TemplateResult, say: string): TemplateResult {
  return html`<form class="publish" novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      submit();
    }}>
    ${fields}
    <p class="buttons">
      <button class="primary" aria-disabled=${isBusy ? 'true' : nothing}>${say}</button> ${others}
    </p>
  </form>`;
}

function kinds({ how, preview, set }: Form): TemplateResult {
  const { publish } = publishingWords;
  const plain = preview.kind === 'correction' ? sameVerdict(preview) : preview.kind === 'edit';
  const [name, hint] = plain ? [publish.edit, publish.editHint] : [publish.verdict, publish.verdictHint];
  return html`<fieldset class="control" aria-describedby="changes-summary">
    <legend>${publish.kind}</legend>
    ${radio('kind', !how.isCorrection, name, hint, () => set({ isCorrection: false }))}
    ${mayCorrect(preview) ? radio('kind', how.isCorrection, publish.correction, publish.correctionHint, () => set({ isCorrection: true })) : nothing}
  </fieldset>`;
}

/** Of what was never published, or is withdrawn, nothing is to be corrected. */
export function mayCorrect({ now }: Preview): boolean {
  return now?.pledge.status === 'published';
}

function sameVerdict({ now, next }: Preview): boolean {
  return now?.pledge.verdict.id === next?.pledge.verdict.id;
}

function time({ how, set }: Form, state: FormState<Publication>, { timezone }: Tracker): TemplateResult {
  const { publish } = publishingWords;
  return html`<fieldset class="control">
    <legend>${publish.when}</legend>
    ${radio('when', !how.isLater, publish.now, '', () => set({ isLater: false }))}
    ${radio('when', how.isLater, publish.atTime, publish.timeHint, () => set({ isLater: true }))}
    ${how.isLater ? textControl(state, '/time', { label: publish.time(timezone), type: 'datetime-local', empty: '' }) : nothing}
  </fieldset>`;
}

function radio(
  name: string,
  checked: boolean,
  label: string,
  hint: string,
  choose: () => void,
): TemplateResult {
  return html`<label class="choice">
    <input type="radio" name=${name} .checked=${live(checked)} @change=${choose} />
    <span>${label}${hint ? html`<span class="hint">${hint}</span>` : nothing}</span>
  </label>`;
}
