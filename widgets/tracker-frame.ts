// What summary and list have in common: whose verdicts of which tracker, and what must be said below each tally.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Summary } from '../data/published.ts';
import type { Localizer } from './localizer.ts';
import { withQuery } from './query.ts';

const css = String.raw;

/** Rules and type of the page around it, and a width from 220 pixels up. */
export const frameStyles = css`
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
    text-align: start;
    text-shadow: none;
    -webkit-text-fill-color: currentcolor;
    -webkit-text-stroke: 0;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  :host([theme=light]) .card, :host([theme=dark]) .card { padding-inline: .9em }
  p, ul { margin: 0; padding: 0 }
  ul { list-style: none }
  a { color: inherit; text-decoration: none }
  a:hover { text-decoration: underline }
  a:focus-visible { outline: 2px solid; outline-offset: 2px }
  .title { font-size: 1.2em; font-weight: 700; line-height: 1.25 }
  .by, .notes, .notice { font-size: .875em }
  .notice { font-style: italic; margin-block-start: .3em }
  .notice:dir(rtl) { font-style: normal }
  .all { text-decoration: underline }
  .notes { margin-block-start: .5em; padding-block-start: .5em; border-block-start: 1px solid }
  .notes p + p { margin-block-start: .2em }
  li { border-block-start: 1px solid color-mix(in oklab, currentcolor 18%, transparent) }
  @media print {
    .title a::after { content: attr(href); display: block; font-size: .7em; font-weight: 400 }
    .card, li { break-inside: avoid }
  }
`;

/** A share of a part says nothing of the whole: the tracker's, whichever of its categories is shown. */
export function isWhole({ coverage }: Summary): boolean {
  return !coverage?.note && (coverage?.total ?? 0) <= (coverage?.known ?? 0);
}

/** What narrows a tracker besides a part of it: the words for it in the title, and the tracker page's own names for it. */
type Narrowing = {
  labels: Record<string, string>[];
  query: Record<string, string | null | undefined>;
};

/** The frame around `content`; `notes` are sentences below it. */
export function frame(
  { say, label, day, desks, locale, direction, colon }: Localizer,
  summary: Summary,
  content: TemplateResult,
  notes: unknown[],
  { labels, query }: Narrowing = { labels: [], query: {} },
): TemplateResult {
  const { name, url, language, timezone, by, notice, closedAt, updatedAt, coverage, category, facet } =
    summary;
  if (!/^https?:/.test(url)) throw new Error(url);
  const sentences = [
    coverage &&
      !isWhole(summary) &&
      (coverage.note
        ? desks(coverage.note, language)
        : say('partOf', { known: coverage.known, whole: coverage.total ?? 0 })),
    ...notes,
    closedAt && `${say('termOver')}.`,
    updatedAt && say('updated', { on: day(updatedAt, timezone) }),
  ];
  const part = category ?? facet?.value;
  const words = [...(part ? [part.label] : []), ...labels].map((each) => label(each, language));
  const filters = { category: category?.id, facet: facet && `${facet.id}:${facet.value.id}`, ...query };
  return html`<article class="card" part="card" lang=${locale} dir=${direction} aria-labelledby="title">
    <p class="title" part="title" id="title"><a href=${url}>${desks(name, language)}${words.map((what, index) => html`${index ? '\u00a0· ' : colon}${what}`)}</a></p>
    <p class="by">${say('verdictsBy', { by: by.name })}</p>
    ${notice ? html`<p class="notice">${desks(notice, language)}</p>` : nothing}
    ${content}
    <div class="notes" part="notes">
      ${sentences.map((text) => (text ? html`<p>${text}</p>` : nothing))}
      <p><a class="all" part="all" href=${withQuery(url, filters)}>${say('all')}</a></p>
    </div>
  </article>`;
}
