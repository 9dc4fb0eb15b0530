// Loaded when a <pledge-summary> comes near the viewport. Type imports only: see pledge-block.ts.
import type { TemplateResult } from 'lit/html.js';
import type { Summary, Tally } from '../data/published.ts';
import type { Kit } from './pledge-block.ts';

const css = String.raw;

/** Styles of the card: rules and type of the page around it, and a width from 220 pixels up. */
export const styles = css`
  .card {
    color: var(--pm-i, currentcolor);
    background: var(--pledge-background, var(--pm-p, #0000));
    border-radius: var(--pledge-radius, 0);
    border-block: 3px double currentcolor;
    padding-block: .7em .6em;
    font-size: .9375em;
    line-height: 1.4;
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-align: left;
    text-shadow: none;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  :host([theme=light]) .card, :host([theme=dark]) .card { padding-inline: .9em }
  p { unicode-bidi: plaintext }
  p, ul { margin: 0; padding: 0 }
  a { color: inherit; text-decoration: none }
  a:hover { text-decoration: underline }
  a:focus-visible { outline: 2px solid; outline-offset: 2px }
  .title { font-size: 1.2em; font-weight: 700; line-height: 1.25 }
  .by, .notes, .notice { font-size: .875em }
  .notice { font-style: italic; margin-block-start: .3em }
  .bar { display: block; width: 100%; height: .8em; margin-block: .7em .3em }
  .card:dir(rtl) { text-align: right }
  .bar:dir(rtl) { transform: scaleX(-1) }
  .bar .unrated { opacity: .45 }
  ul { list-style: none }
  li { display: flex; align-items: baseline; gap: .5em; padding-block: .28em }
  li + li { border-block-start: 1px solid color-mix(in oklab, currentcolor 18%, transparent) }
  li .outcome { display: flex; align-self: center }
  [part=icon] { width: .95em; height: .95em }
  .label { flex: 1 }
  .count, .share { font-variant-numeric: tabular-nums lining-nums; text-align: end }
  .count { font-weight: 700; min-width: 1.5em }
  .share { min-width: 3em }
  .notes { margin-block-start: .5em; padding-block-start: .5em; border-block-start: 1px solid }
  .notes p + p { margin-block-start: .2em }
`;

/** Space between two segments of the bar, in percent of its width. */
const GAP = 0.5;

// Something is not written as nothing, nor nearly all as all.
function share(count: number, of: number, language: string): string {
  const { format } = new Intl.NumberFormat(language, { style: 'percent' });
  if (count > 0 && count / of < 0.005) return `<${format(0.01)}`;
  if (count < of && count / of >= 0.995) return `>${format(0.99)}`;
  return format(count / of);
}

// Each segment is a gap wide and its share of the rest wider, so that a single promise among hundreds can be seen.
function bar({ svg }: Kit, { total, verdicts }: Tally): unknown[] {
  const present = verdicts.filter(({ count }) => count > 0);
  const rest = 100 - (2 * present.length - 1) * GAP;
  let x = 0;
  return present.map(({ outcome, count }) => {
    const width = GAP + (count / total) * rest;
    const segment = svg`<rect class="outcome ${outcome}" x="${x}%" width="${width}%" height="100%" />`;
    x += width + GAP;
    return segment;
  });
}

/** The card. The bar is a picture of the list below it, so screen readers get the list alone. */
export function render(kit: Kit, summary: Summary): TemplateResult {
  const { html, nothing, icon, iconName, language, words } = kit;
  const { name, url, by, category, tally, coverage, notice, closedAt } = summary;
  if (!/^https?:/.test(url)) throw Error(url);
  const labelOf = (labels: Record<string, string>) => kit.labelIn(labels, language, summary.language);
  const number = new Intl.NumberFormat(language);
  const { note: coverageNote, total: whole = 0, known = 0 } = coverage ?? {};
  // A share of a part says nothing of the whole.
  const isWhole = !coverageNote && (whole ?? 0) <= known;
  const hasShares = tally.counted > 0 && isWhole;
  const note = (text: string | null | undefined | false) => (text ? html`<p>${text}</p>` : nothing);
  return html`<article class="card" part="card" aria-labelledby="title">
    <p class="title" part="title" id="title"><a href=${url}>${name}${category ? `: ${labelOf(category.label)}` : nothing}</a></p>
    <p class="by">${words.verdictsBy(by.name)}</p>
    ${notice ? html`<p class="notice">${notice}</p>` : nothing}
    <svg class="bar" part="bar" aria-hidden="true">${bar(kit, tally)}</svg>
    <ul part="list" role="list">${tally.verdicts.map(
      ({ label, outcome, counted, count }) => html`<li>
        <span class="outcome ${outcome}">${icon(iconName(outcome))}</span>
        <span class="label">${labelOf(label)}</span>
        <span class="count">${number.format(count)}</span>
        ${hasShares ? html`<span class="share">${counted ? share(count, tally.counted, language) : nothing}</span>` : nothing}
      </li>`,
    )}</ul>
    <div class="notes" part="notes">
      ${note(words.assessed(tally.assessed, tally.total))}
      ${note(hasShares && tally.counted < tally.total && words.percentagesOf(tally.counted))}
      ${note(coverageNote || (!isWhole && words.partOf(known, whole ?? 0)))}
      ${note(tally.umbrella > 0 && words.umbrella(tally.umbrella))}
      ${note(tally.retracted > 0 && words.retracted(tally.retracted))}
      ${note(closedAt && words.termOver)}
      ${note(summary.updatedAt && words.updated(kit.dayIn(language, summary.updatedAt)))}
    </div>
  </article>`;
}
