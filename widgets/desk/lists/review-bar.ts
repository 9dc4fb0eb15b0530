// What can be done with the pledge of the review mode, and what is left at its end.
import { html, nothing, type TemplateResult } from 'lit';
import type { PledgeName } from '../common/api.ts';
import { nameOf } from '../common/coming-from.ts';
import { hrefOf } from '../common/pledges.ts';
import { reviewWords } from '../words/review-words.ts';
import { mayDo, type RowAct } from './eligible.ts';
import type { Skipped } from './review-checks.ts';

type Bar = {
  name: PledgeName;
  mayCheck: boolean;
  isFirst: boolean;
  step(step: 1 | -1): void;
  check(): void;
  act(act: RowAct): void;
};

/** The bar at the foot; each button names its key. */
export function reviewBar({ name, mayCheck, isFirst, step, check, act }: Bar): TemplateResult {
  const { acts, previous, next } = reviewWords;
  return html`<div class="bar">
    ${mayCheck ? html`<button class="primary" @click=${check}>${acts.check} ${key('c')}</button>` : nothing}
    ${mayDo('assign') ? html`<button @click=${() => act('assign')}>${acts.assign} ${key('a')}</button>` : nothing}
    ${mayCheck && mayDo('snooze') ? html`<button @click=${() => act('snooze')}>${acts.snooze} ${key('z')}</button>` : nothing}
    <a class="button" href=${hrefOf(name)}>${acts.write}&nbsp;${key('Enter')}</a>
    <span class="steps">
      <button aria-disabled=${isFirst ? 'true' : nothing} @click=${() => step(-1)}>${previous} ${key('p')}</button>
      <button @click=${() => step(1)}>${next} ${key('n')}</button>
    </span>
  </div>`;
}

function key(name: string): TemplateResult {
  return html`<kbd aria-hidden="true">${name}</kbd>`;
}

type End = { checked: number; isEmpty: boolean; skipped: readonly Skipped[] };

/** What stands at the end of the list. */
export function reviewEnd({ checked, isEmpty, skipped }: End): TemplateResult {
  return html`<p>${isEmpty && checked === 0 ? reviewWords.nothing : reviewWords.done} ${checked > 0 ? reviewWords.doneCount(checked) : nothing}</p>
    ${
      skipped.length === 0
        ? nothing
        : html`<section aria-labelledby="review-skipped">
            <h2 id="review-skipped">${reviewWords.skipped}</h2>
            <p>${reviewWords.skippedLead}</p>
            <ul>
              ${skipped.map(({ key, title, why }) => html`<li><a href=${hrefOf(nameOf(key))}>${title}</a> <span class="problem">${why}</span></li>`)}
            </ul>
          </section>`
    }`;
}
