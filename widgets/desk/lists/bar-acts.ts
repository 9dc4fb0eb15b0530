// What can be done with the rows that are selected, how far an act on them is, and what was refused of the last one.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import { hrefOf } from '../common/pledges.ts';
import { barWords } from '../words/lists-words.ts';
import { words } from '../words/words.ts';
import { isFor, mayDo, ROW_ACTS, type RowAct } from './eligible.ts';
import { outcomes } from './outcomes.ts';

/** What can be done with what is selected. */
export type BarCallbacks = { act(act: RowAct): void; unselect(): void };

/** Those that stand in the line; the others are behind "More". */
const AT_HAND: readonly RowAct[] = ['check', 'assign', 'snooze'];

/** So many of those that were refused for one reason are named. */
const MOST_NAMED = 5;

/** The acts that these rows can have done, or how far the one is that is under way. */
export function actsView(
  selected: readonly ListedPledge[],
  { act, unselect }: BarCallbacks,
): TemplateResult | typeof nothing {
  if (outcomes.running) return progressView();
  const offered = ROW_ACTS.filter((name) => mayDo(name) && selected.some((row) => isFor(name, row)));
  const button = (name: RowAct, kind: string) =>
    html`<button class=${kind} @click=${() => act(name)}>${barWords.acts[name]}</button>`;
  const [atHand, others] = [true, false].map((is) => offered.filter((name) => AT_HAND.includes(name) === is));
  return html`${atHand?.map((name) => button(name, name === 'check' ? 'primary' : ''))}
    ${
      others && others.length > 0
        ? html`<button popovertarget="more-row-acts" class="opens">${barWords.more}</button>
            <span id="more-row-acts" class="menu here" popover @click=${closeMenu}>
              ${others.map((name) => button(name, 'quiet'))}
            </span>`
        : nothing
    }
    <button class="quiet" @click=${unselect}>${barWords.unselect}</button>`;
}

// An act asks in a dialog, which would lie below an open menu.
function closeMenu({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).hidePopover();
}

function progressView(): TemplateResult | typeof nothing {
  const { running } = outcomes;
  if (!running) return nothing;
  const { name, done, refused, of, isWaiting } = running;
  return html`<span role="status">${isWaiting ? barWords.waits : barWords.running(name, done + refused, of)}</span>
    <progress value=${done + refused} max=${of} aria-label=${name}></progress>
    <button @click=${() => outcomes.stop()}>${barWords.stop}</button>`;
}

/** What was refused of the last act on many, and why: once for each reason. */
export function refusalsView(): TemplateResult | typeof nothing {
  const { refusals } = outcomes;
  if (!refusals) return nothing;
  const { name, rows } = refusals;
  const groups = [...Map.groupBy(rows, ({ why }) => why)];
  return html`<div class="notice refusals" role="group" aria-label=${barWords.refused(name, rows.length)}>
    <p>${barWords.refused(name, rows.length)}
      <button class="quiet" @click=${() => outcomes.end(null)}>${barWords.dismiss}</button></p>
    <ul>
      ${groups.map(
        ([why, refused]) =>
          html`<li>
            ${why} (${refused.length})
            ${refused.slice(0, MOST_NAMED).map((row) => html`<a href=${hrefOf(row)}>${row.title}</a> `)}
            ${refused.length > MOST_NAMED ? words.today.more(refused.length - MOST_NAMED) : nothing}
          </li>`,
      )}
    </ul>
  </div>`;
}
