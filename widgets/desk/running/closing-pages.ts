// The pages that readers would see after the end of a term, each in a frame.
import { html, nothing, type TemplateResult } from 'lit';
import type { Closable } from '../../../data/running.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { closingWords as said } from '../words/closing-words.ts';
import {
  type ClosingState,
  exceptionOf,
  type OpenPledge,
  ruleOf,
  UNDECIDED,
  verdictAfter,
} from './closing-state.ts';
import { runningApi } from './running-api.ts';

/** So many pages are shown beside each other. */
export const MOST_PAGES = 3;

/** The slugs of the first pledge of each open verdict of which something is decided. */
function firstPages({ open, pledges }: Closable, state: ClosingState): string[] {
  const firsts = open.flatMap(
    ({ verdict }) =>
      pledges.find((each) => each.verdict === verdict && verdictAfter(state, each) !== '')?.slug ?? [],
  );
  return firsts.slice(0, MOST_PAGES);
}

/** The pages that are looked at, by their slugs; `look` says which they are from now on. */
export function pagesView(
  tracker: Tracker,
  closable: Closable,
  state: ClosingState,
  looked: readonly string[],
  look: (slugs: readonly string[]) => void,
): TemplateResult {
  const pledges = looked.flatMap((slug) => closable.pledges.find((each) => each.slug === slug) ?? []);
  return html`<section aria-labelledby="pages-heading">
    <h2 id="pages-heading">${said.pages}</h2>
    ${looked.length === 0 ? html`<p class="soft">${said.pagesNone}</p>` : nothing}
    <p><button type="button" @click=${() => look(firstPages(closable, state))}>${said.pagesFirst}</button></p>
    <div class="pages">${pledges.map((pledge) =>
      pageView(tracker, state, pledge, () => look(looked.filter((slug) => slug !== pledge.slug))),
    )}</div>
  </section>`;
}

function pageView(
  tracker: Tracker,
  state: ClosingState,
  pledge: OpenPledge,
  hide: () => void,
): TemplateResult {
  const { slug, title, verdict } = pledge;
  const decision = exceptionOf(state, slug) ?? ruleOf(state, verdict);
  const { to, note, headline, summary } = { ...UNDECIDED, ...decision };
  const texts = Object.entries({ note, headline, summary }).filter(([, text]) => text.trim() !== '');
  const closedAt = state.closedAt || new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const query = new URLSearchParams([
    ['slug', slug],
    ['verdict', to || verdict],
    ['closedAt', closedAt],
    ...texts,
  ]);
  return html`<figure data-page=${slug}>
    <figcaption><span lang=${tracker.language}>${title}</span>
      <button type="button" class="quiet" aria-label=${said.awayOf(title)} @click=${hide}>${said.away}</button></figcaption>
    <iframe title=${said.page(title)} src=${runningApi.pageAfter(tracker.id, query)} loading="lazy"></iframe>
  </figure>`;
}
