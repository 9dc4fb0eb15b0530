// What a check needs, on one screen: the sources first, and beside them the verdict that they are to bear out.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { day, dayOf } from '../common/dates.ts';
import { languageOf, written } from '../common/in-language.ts';
import { pledges } from '../common/pledges.ts';
import { reviewWords } from '../words/review-words.ts';
import { words } from '../words/words.ts';
import { reasonsOf, trackerOf, verdictOf } from './pledge-row.ts';
import { contentOf, type ReviewedPledge, type Source, sourcesOf, webAddress } from './reviewed.ts';

/** Sources with a key of their own. */
const KEYS = 9;

/** Those of a pledge; `opened` are those that somebody has looked at. */
export function sourcesView(
  pledge: ReviewedPledge,
  opened: ReadonlySet<number>,
  open: (at: number) => void,
): TemplateResult {
  const sources = sourcesOf(pledge.record);
  const tracker = pledges.tracker(pledge.name.tracker);
  return html`<section aria-labelledby="review-sources" class="sources">
    <h2 id="review-sources">${reviewWords.sources} <span class="count">${sources.length}</span></h2>
    ${sources.length === 0 ? html`<p class="soft">${reviewWords.noSources}</p>` : html`<p class="hint">${reviewWords.openSources}</p>`}
    <ol>
      ${sources.map((source, at) => sourceView(source, at, { tracker, isOpened: opened.has(at), open }))}
    </ol>
  </section>`;
}

type SourceWays = { tracker: Tracker | undefined; isOpened: boolean; open(at: number): void };

function sourceView(source: Source, at: number, { tracker, isOpened, open }: SourceWays): TemplateResult {
  const { title, publisher, href, date, quote } = source;
  const archived = webAddress(source.archivedUrl);
  const name = title || href || reviewWords.source(at + 1);
  return html`<li class=${isOpened ? 'opened' : ''}>
    ${href && at < KEYS ? html`<kbd aria-hidden="true">${at + 1}</kbd>` : nothing}
    <div>
      ${
        href
          ? html`<a href=${href} target="_blank" rel="noopener" lang=${languageOf(tracker)} @click=${() => open(at)}
              >${name}<span class="said">${words.pledge.newWindow}</span></a
            >`
          : html`${written(name, tracker)} <span class="soft">(${reviewWords.noAddress})</span>`
      }
      ${isOpened ? html`<span class="done">✓<span class="said"> ${reviewWords.opened}</span></span>` : nothing}
      <p class="soft">
        ${publisher ? written(publisher, tracker) : nothing} ${date ? html`· ${day(date)}` : nothing}
        ${archived && archived !== href ? html`· <a href=${archived} target="_blank" rel="noopener">${reviewWords.archived}<span class="said">: ${name}${words.pledge.newWindow}</span></a>` : nothing}
      </p>
      ${quote ? html`<blockquote lang=${languageOf(tracker)}>${quote}</blockquote>` : nothing}
    </div>
  </li>`;
}

/** What readers are told, and when it was last looked at. */
export function verdictView({ record, row, name }: ReviewedPledge): TemplateResult {
  const tracker = pledges.tracker(name.tracker);
  const { verdict, promise, due } = contentOf(record);
  const language = languageOf(tracker);
  const shown = { tracker: name.tracker, verdict: verdict?.id ?? null };
  const since = (verdict as { publishedAt?: string | null } | undefined)?.publishedAt;
  const { published, draft, owner } = record;
  const stillDue: Pick<ListedPledge, 'reasons'> | undefined = row;
  return html`<section aria-labelledby="review-verdict" class="verdict-beside">
    <h2 id="review-verdict">${reviewWords.verdict}</h2>
    <p class="large">${verdictOf(shown)}</p>
    ${published === null ? html`<p class="notice">${reviewWords.unpublished}</p>` : draft ? html`<p class="notice">${reviewWords.draft(owner)}</p>` : nothing}
    ${verdict?.headline ? html`<p class="headline" lang=${language}>${verdict.headline}</p>` : nothing}
    ${verdict?.summary ? html`<p lang=${language}>${verdict.summary}</p>` : nothing}
    ${promise?.quote ? html`<h3>${reviewWords.promise}</h3><blockquote lang=${language}>${promise.quote}</blockquote>` : nothing}
    <dl>
      ${since ? pair(reviewWords.since, dayOf(since, tracker)) : nothing}
      ${pair(reviewWords.looked, record.checkedAt ? dayOf(record.checkedAt, tracker) : reviewWords.never)}
      ${due ? pair(reviewWords.dueBy, day(due)) : nothing}
      ${record.snoozedUntil ? pair(reviewWords.snoozed, dayOf(record.snoozedUntil, tracker)) : nothing}
      ${row && (stillDue?.reasons.length ?? 0) > 0 ? pair(reviewWords.why, reasonsOf(row)) : nothing}
      ${pair(reviewWords.assignee, record.assignee ?? words.rows.nobody)}
      ${pledges.trackers.length > 1 ? pair(words.find.columnNames.tracker, trackerOf(name)) : nothing}
    </dl>
  </section>`;
}

function pair(term: string, value: unknown): TemplateResult {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}
