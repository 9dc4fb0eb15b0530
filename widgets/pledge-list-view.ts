import { html, nothing } from 'lit/html.js';
import type { Summary } from '../data/published.ts';
import type { View } from './block-view.ts';
import { LoadError } from './load-error.ts';
import { frame, frameStyles } from './tracker-frame.ts';

const css = String.raw;

/** So many words a title has at most. */
const MOST_LABELS = 20;

const styles = css`
  ${frameStyles}
  ul { margin-block-start: .5em }
  li { padding-block: .45em }
  .pledge { display: block; font-weight: 600; line-height: 1.3 }
  .meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1em .8em; margin-block-start: .15em; font-size: .875em }
  .none { margin-block: .6em }
`;

/** The newest verdicts of a tracker or of a part of it, of one verdict or of all verdicts with one outcome. */
export const list: View<Summary, { verdict: string | null; outcome: string | null; limit: number }> = {
  styles,
  render(l10n, summary, { verdict, outcome, limit }) {
    const { say, day } = l10n;
    const { tally, url } = summary;
    const labelOf = (labels: Record<string, string>) => l10n.label(labels, summary.language);
    const isAll = !verdict && !outcome;
    const chosen = tally.verdicts.filter(
      (each) =>
        (!verdict || each.id === verdict || each.formerIds?.includes(verdict)) &&
        (!outcome || each.outcome === outcome),
    );
    // A verdict that the desk does not have: nothing true could be said of it.
    if (!chosen[0] && !isAll) throw new LoadError('unknown');
    const verdicts = new Map(chosen.map((each) => [each.id, each]));
    const count = chosen.reduce((sum, each) => sum + each.count, 0);
    const shown = summary.pledges.filter((pledge) => verdicts.has(pledge.verdict)).slice(0, limit);
    const rows = shown.map(({ slug, title, verdict: id, publishedAt, underReview }) => {
      const given = verdicts.get(id);
      return html`<li part="row">
        <a class="pledge" part="link" href="${url}/${slug}">${l10n.desks(title, summary.language)}</a>
        <span class="meta">
          <pledge-badge live="off" outcome=${given?.outcome} exportparts="badge, icon">${labelOf(given?.label ?? {})}</pledge-badge>
          ${publishedAt ? html`<time datetime=${publishedAt}>${day(publishedAt, summary.timezone)}</time>` : nothing}
          ${underReview ? html`<span>${say('underReview')}</span>` : nothing}
        </span>
      </li>`;
    });
    const labels = isAll ? [] : chosen.slice(0, MOST_LABELS).map(({ label }) => label);
    const content = rows[0]
      ? html`<ul part="list" role="list">${rows}</ul>`
      : html`<p class="none">${say('none')}</p>`;
    const notes = [
      count > 0 && say('shown', { shown: shown.length, whole: count }),
      isAll && tally.umbrella > 0 && say('umbrella', { count: tally.umbrella }),
      isAll && tally.retracted > 0 && say('retracted', { count: tally.retracted }),
    ];
    return frame(l10n, summary, content, notes, { labels, query: { verdict, outcome } });
  },
};
