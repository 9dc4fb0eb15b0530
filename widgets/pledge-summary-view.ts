import { html, nothing } from 'lit/html.js';
import type { Summary } from '../data/published.ts';
import type { View } from './block-view.ts';
import { icon, iconName } from './icons.ts';
import type { Localizer } from './localizer.ts';
import { drawing, drawingStyles } from './tally-drawing.ts';
import { frame, frameStyles, isWhole } from './tracker-frame.ts';

const css = String.raw;

const styles = css`
  ${frameStyles}${drawingStyles}
  .figure { font-weight: 700; margin-block: .6em .5em }
  .beside { display: flex; flex-wrap: wrap; align-items: center; gap: .8em 1.6em; margin-block-start: .8em }
  .ring { display: grid; place-items: center; margin-inline: auto }
  .ring > * { grid-area: 1 / 1 }
  .ring .figure { max-width: 5.5em; margin: 0; line-height: 1.2; text-align: center }
  .beside ul { flex: 1 1 13em }
  ul { columns: 16em; column-gap: 2em }
  li { display: flex; align-items: baseline; gap: .5em; padding-block: .28em; break-inside: avoid }
  li .outcome { display: flex; align-self: start; margin-block-start: .22em }
  [part=icon] { width: .95em; height: .95em }
  .label { flex: 1 }
  .count, .share { font-variant-numeric: tabular-nums lining-nums; text-align: end }
  .count { font-weight: 700; min-width: 1.5em }
  .none { font-weight: 400 }
  .share { min-width: 3em }
`;

/** More than any scheme of verdicts has. */
const MOST_VERDICTS = 30;

// Something is not written as nothing, nor nearly all as all.
function share(count: number, of: number, { percent, say }: Localizer): string {
  if (count > 0 && count / of < 0.005) return say('under', { share: percent(0.01) });
  if (count < of && count / of >= 0.995) return say('over', { share: percent(0.99) });
  return percent(count / of);
}

/** The tally as a bar or a donut, and as the list of numbers that a screen reader and a printer get. */
export const summary: View<Summary, { view: 'bar' | 'donut' }> = {
  styles,
  render(l10n, summary, { view }) {
    const { say, number } = l10n;
    const { tally } = summary;
    const verdicts = tally.verdicts.slice(0, MOST_VERDICTS);
    const labelOf = (labels: Record<string, string>) => l10n.label(labels, summary.language);
    const hasShares = tally.counted > 0 && isWhole(summary);
    const isDonut = view === 'donut';
    const figure = html`<p class="figure" part="figure">${say('assessed', { assessed: tally.assessed, total: tally.total })}</p>`;
    const picture = tally.total > 0 ? drawing({ ...tally, verdicts }, isDonut) : nothing;
    const content = html`<div class=${isDonut ? 'beside' : ''}>
      ${isDonut ? html`<div class="ring">${picture}${figure}</div>` : [figure, picture]}
      <ul part="list" role="list">${verdicts.map(
        ({ label, outcome, counted, count }) => html`<li>
          <span class="outcome ${outcome}">${icon(iconName(outcome))}</span>
          <span class="label">${labelOf(label)}</span>
          <span class="count ${count ? '' : 'none'}">${number(count)}</span>
          ${hasShares ? html`<span class="share">${counted ? share(count, tally.counted, l10n) : nothing}</span>` : nothing}
        </li>`,
      )}</ul>
    </div>`;
    return frame(l10n, summary, content, [
      tally.verdicts.length > MOST_VERDICTS &&
        say('shown', { shown: MOST_VERDICTS, whole: tally.verdicts.length }),
      hasShares && tally.counted < tally.total && say('percentagesOf', { counted: tally.counted }),
      tally.umbrella > 0 && say('umbrella', { count: tally.umbrella }),
      tally.retracted > 0 && say('retracted', { count: tally.retracted }),
    ]);
  },
};
