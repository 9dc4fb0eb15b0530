import { html, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../data/desk.ts';
import { NOTE_LIMIT } from '../../data/limits.ts';
import type { Tracker } from '../../data/tracker.ts';
import { words } from './words.ts';
import { localOf } from './zone.ts';

/** By the name of a control, what is wrong there. */
export type Faults = ReadonlyMap<string, string>;

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
  faults: Faults;
  preview: Preview;
  tracker: Tracker;
  isBusy: boolean;
  set(change: Partial<Publication>): void;
  submit(): void;
};

/** As what, with which note, when; and how long it takes until every reader sees it. */
export function publishForm(form: Form): TemplateResult {
  const { how, preview, isBusy, submit } = form;
  const { publish } = words;
  const say = how.isCorrection
    ? publish.submit.correction
    : how.isLater
      ? publish.submit.later
      : publish.submit.now;
  return html`<form class="publish" novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}>
      <h2>${publish.how}</h2>
      ${kinds(form)}${area(form, 'note', publish.note, publish.noteHint, preview.kind === 'edit')}${time(form)}
      ${preview.needsSecondPerson ? area(form, 'breakGlass', publish.breakGlass, publish.breakGlassHint, false) : nothing}
      <p class="soft">${publish.wait(preview.readersWait)}</p>
      <p class="buttons"><button class="primary" aria-disabled=${isBusy ? 'true' : nothing}>${say}</button></p>
    </form>`;
}

function kinds({ how, preview, set }: Form): TemplateResult {
  const { publish } = words;
  // Of what was never published, or is withdrawn, nothing is to be corrected.
  const mayCorrect = preview.now?.pledge.status === 'published';
  const plain = preview.kind === 'correction' ? sameVerdict(preview) : preview.kind === 'edit';
  const [name, hint] = plain ? [publish.edit, publish.editHint] : [publish.verdict, publish.verdictHint];
  return html`<fieldset class="control">
    <legend>${publish.kind}</legend>
    ${radio('kind', !how.isCorrection, name, hint, () => set({ isCorrection: false }))}
    ${mayCorrect ? radio('kind', how.isCorrection, publish.correction, publish.correctionHint, () => set({ isCorrection: true })) : nothing}
  </fieldset>`;
}

function sameVerdict({ now, next }: Preview): boolean {
  return now?.pledge.verdict.id === next?.pledge.verdict.id;
}

function time({ how, faults, tracker, set }: Form): TemplateResult {
  const { publish } = words;
  if (how.isCorrection) return html`<p class="hint">${publish.correctionIsNow}</p>`;
  const fault = faults.get('time');
  return html`<fieldset class="control">
    <legend>${publish.when}</legend>
    ${radio('when', !how.isLater, publish.now, '', () => set({ isLater: false }))}
    ${radio('when', how.isLater, publish.atTime, publish.timeHint, () => set({ isLater: true }))}
    ${
      how.isLater
        ? html`<label for="publish-time">${publish.time(tracker.timezone)}</label>
            <input id="publish-time" type="datetime-local" .value=${how.time} min=${localOf(Date.now(), tracker.timezone)}
              aria-invalid=${fault ? 'true' : nothing} aria-describedby="publish-time-problem"
              @input=${({ target }: Event) => set({ time: (target as HTMLInputElement).value })} />
            <p id="publish-time-problem" class="problem">${fault ?? nothing}</p>`
        : nothing
    }
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
    <input type="radio" name=${name} .checked=${checked} @change=${choose} />
    <span>${label}${hint ? html`<span class="hint">${hint}</span>` : nothing}</span>
  </label>`;
}

function area(
  { how, faults, set }: Form,
  name: 'note' | 'breakGlass',
  label: string,
  hint: string,
  isOptional: boolean,
): TemplateResult {
  const fault = faults.get(name);
  const id = `publish-${name}`;
  return html`<div class="control">
    <label for=${id}>${label}${isOptional ? html` <span class="soft">(${words.write.optional})</span>` : nothing}</label>
    <textarea id=${id} rows="3" maxlength=${NOTE_LIMIT} .value=${how[name]} aria-invalid=${fault ? 'true' : nothing}
      aria-describedby="${id}-hint ${id}-problem"
      @input=${({ target }: Event) => set({ [name]: (target as HTMLTextAreaElement).value })}></textarea>
    <p id="${id}-hint" class="hint">${hint}</p>
    <p id="${id}-problem" class="problem">${fault ?? nothing}</p>
  </div>`;
}
