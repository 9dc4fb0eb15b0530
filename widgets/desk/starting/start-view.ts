// What is around the questions of a step: the way through the steps, faults without a control, and the sketch.
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError } from '../../../data/field-error.ts';
import { startWords } from '../words/start-words.ts';
import { writingWords } from '../words/writing-words.ts';
import { STEPS, type Step, type TrackerDraft } from './founding.ts';
import { type Look, sketchOf } from './sketch.ts';

const { start, steps: stepWords, sketch } = startWords;

export const PATH = '/desk/start';

export function hrefOf(step: Step): string {
  return step === 'desk' ? PATH : `${PATH}?step=${step}`;
}

/** All steps, with how much is wrong in each. */
export function stepsView(here: Step, faultsOf: (step: Step) => readonly FieldError[]): TemplateResult {
  const link = (step: Step) => {
    const count = faultsOf(step).length;
    return html`<li>
      <a href=${hrefOf(step)} aria-current=${step === here ? 'step' : nothing}
        >${stepWords[step].name}${count > 0 ? html` <span class="over">${start.toMend(count)}</span>` : nothing}</a
      >
    </li>`;
  };
  return html`<nav class="steps" aria-label=${start.steps}>
    <ol>${STEPS.map(link)}</ol>
  </nav>`;
}

/** What the endpoint finds wrong where this form has no control. */
export function unplacedView(
  faults: readonly FieldError[],
  shown: ReadonlyMap<string, string>,
): TemplateResult | typeof nothing {
  const told = [...shown.values()].join('; ');
  const unplaced = faults.filter(({ detail }) => !told.includes(detail));
  if (unplaced.length === 0) return nothing;
  return html`<div class="problem" role="alert">
    <p>${start.elsewhere}</p>
    <ul>${unplaced.map(({ pointer, detail }) => html`<li><code>${pointer}</code> ${detail}</li>`)}</ul>
  </div>`;
}

/** What the answers make, in the light that is chosen. */
export function sketchView(
  step: Step,
  draft: TrackerDraft,
  shown: Look,
  show: (look: Look) => void,
): TemplateResult {
  const button = (look: Look) =>
    html`<button type="button" class="quiet" aria-pressed=${shown === look} @click=${() => show(look)}>${writingWords.preview[look]}</button>`;
  return html`<div class="preview-head">
      <h3 id="sketch-heading">${sketch.heading}</h3>
      <div class="looks" role="group" aria-label=${writingWords.preview.themes}>${button('light')}${button('dark')}</div>
    </div>
    ${sketchOf(step, draft, shown)}`;
}
