// What the hover card and the block card have in common: a verdict, whose it is, and what became of it since.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Badge } from '../data/published.ts';
import { notesOf } from './badge-notes.ts';
import type { BadgeView } from './badge-view.ts';
import { icon } from './icons.ts';
import type { Localizer } from './localizer.ts';
import { frameStyles } from './tracker-frame.ts';

const css = String.raw;

/** The frame of all blocks, and the lines of a verdict in it. */
export const verdictStyles = css`
  ${frameStyles}
  .card svg { position: static; margin: 0; width: .95em; height: .95em; flex: none }
  .ruling { display: flex; align-items: center; gap: .35em; font-size: 1.1em; font-weight: 700; line-height: 1.2 }
  .ruling svg { margin-block-end: .1em }
  .title { margin-block: .3em .15em }
  .by a, .foot a, figcaption a { text-decoration: underline }
  .summary { margin-block-start: .5em }
  .note { display: flex; gap: .5em; margin-block-start: .5em; font-size: .875em }
  .note svg { margin-block-start: .28em }
  .foot { display: flex; flex-wrap: wrap; gap: .1em 1em; margin-block-start: .6em; padding-block-start: .4em; border-block-start: 1px solid color-mix(in oklab, currentcolor 18%, transparent); font-size: .875em }
`;

/** What was said before, to those who hear it: the name of the link that a hover card belongs to. */
export type Heard = 'true' | undefined;

/** The verdict with its icon. */
export function verdictLine({ look, label }: BadgeView, heard?: Heard): TemplateResult {
  return html`<p class="ruling outcome ${look}" part="verdict" aria-hidden=${heard ?? nothing}>${icon(look)}<bdi lang=${label.lang}>${label.text}</bdi></p>`;
}

/** Whose verdict it is, linked, and of when. */
export function byline({ by: { name, url } }: Badge, { by }: BadgeView, heard?: Heard): TemplateResult {
  const [before, ...after] = by.split(name);
  const part = (text = '') => html`<span aria-hidden=${heard ?? nothing}>${text}</span>`;
  const desk = /^https?:/.test(url) ? html`<a href=${url}><bdi>${name}</bdi></a>` : name;
  return html`<p class="by">${part(before)}${desk}${part(after.join(name))}</p>`;
}

/** When the desk last looked at this verdict. A look at the one before says nothing of it. */
export function checked({ say, day }: Localizer, { checkedAt, timezone, verdict }: Badge) {
  return checkedAt && checkedAt > (verdict.publishedAt ?? '')
    ? html`<span>${say('checked', { on: day(checkedAt, timezone) })}</span>`
    : nothing;
}

/** The desk's own words on the verdict, or on why it took it back; then what became of it since. */
export function summaryAndNotes(
  l10n: Localizer,
  badge: Badge,
  view: BadgeView,
  heard?: Heard,
): TemplateResult {
  const { desks } = l10n;
  return html`<p class="summary" part="summary">${desks(badge.verdict.summary, badge.language)}</p>
    ${notesOf(l10n, badge, view).map(
      ({ icon: look, sentence }) =>
        html`<p class="note" part="note">${icon(look)}<span><span aria-hidden=${heard ?? nothing}>${sentence}</span>${
          look === 'review' ? html` ${desks(badge.underReview?.note ?? '', badge.language)}` : nothing
        }</span></p>`,
    )}`;
}
