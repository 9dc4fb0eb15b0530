import { html, nothing } from 'lit/html.js';
import type { PublishedPledge } from '../data/published.ts';
import { badgeView } from './badge-view.ts';
import type { View } from './block-view.ts';
import { byline, checked, summaryAndNotes, verdictLine, verdictStyles } from './verdict-view.ts';

const css = String.raw;

const styles = css`
  ${verdictStyles}
  figure { margin: .6em 0 0; padding-inline-start: .8em; border-inline-start: 3px solid color-mix(in oklab, currentcolor 18%, transparent) }
  blockquote { margin: 0; font-style: italic }
  blockquote:dir(rtl) { font-style: normal }
  figcaption, ul { font-size: .875em }
  ul { margin-block-start: .6em }
  li, .foot span { display: flex; flex-wrap: wrap; gap: .1em 1em; padding-block: .2em }
`;

/** Of the verdicts so far, the newest. */
const MOST_VERDICTS = 20;

/** One pledge: the verdict and whose it is, what was promised and where, why, and how it came about. */
export const card: View<PublishedPledge, { asOf: string | null; pinned: boolean }> = {
  styles,
  render(l10n, pledge, host) {
    const { language: reader, say, day, desks, label, locale, direction } = l10n;
    const { title, language, timezone, promise, manifesto, changes, evidence, responses } = pledge;
    const view = badgeView(pledge, reader, host.asOf ?? '', host.pinned);
    const count = (what: 'sources' | 'responses', { length }: unknown[]) =>
      length ? html`<span>${say(what, { number: length })}</span>` : nothing;
    const source = desks(manifesto.title, language);
    // What was corrected away has no words, and a verdict without a date no place in a history.
    const history = changes.filter((each) => each.label && each.publishedAt);
    const { length } = history;
    return html`<article class="card" part="card" lang=${locale} dir=${direction} aria-labelledby="title">
      ${verdictLine(view)}
      <p class="title" part="title" id="title"><a href=${view.href}>${desks(title, language)}</a></p>
      ${byline(pledge, view)}
      <figure part="quote">
        <blockquote>${desks(promise.quote, language)}</blockquote>
        <figcaption>${/^https?:/.test(manifesto.url ?? '') ? html`<a href=${manifesto.url}>${source}</a>` : source}${promise.page ? say('page', { page: `${promise.page}` }) : nothing}</figcaption>
      </figure>
      ${summaryAndNotes(l10n, pledge, view)}
      ${
        history[1]
          ? html`<ul part="history" role="list">${history
              .slice(-MOST_VERDICTS)
              .map(
                (each) =>
                  html`<li><time datetime=${each.publishedAt}>${day(each.publishedAt, timezone)}</time> ${label(each.label ?? {}, language)}</li>`,
              )}${length > MOST_VERDICTS ? html`<li><a href=${view.href}>${say('shown', { shown: MOST_VERDICTS, whole: length })}</a></li>` : nothing}</ul>`
          : nothing
      }
      <p class="foot" part="notes">
        ${count('sources', evidence)} ${count('responses', responses)}
        ${checked(l10n, pledge)}
        <span><a href=${view.href}>${say('evidence')}</a> <a href="${view.href}#suggest">${say('suggest')}</a></span>
      </p>
    </article>`;
  },
};
