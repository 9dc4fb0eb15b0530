import { currentFacets, currentId, currentTerm, formerIds } from '../../data/current-ids.ts';
import { facetTerms } from '../../data/facet.ts';
import type {
  Changes,
  Corrections,
  Front,
  ListedPledge,
  PublishedTracker,
  SearchIndex,
  Summary,
  Tally,
  TrackerIndex,
  Trackers,
} from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { listPledges, ORDERS, USUALLY_WANTED } from '../listing.ts';
import type { ChangeInput, CorrectionInput, RowInput, TrackerInput, WordsInput } from './input.ts';
import { pledgeUrl } from './pledge.ts';
import { currentLabel, labelOf, replaced, withdrawnIn } from './verdict.ts';

/** So many pledges of each verdict a summary names. The document grows with the scheme, not with the tracker. */
const LISTED_OF_EACH_VERDICT = 20;

/** How many of the latest changes a tracker's page tells; the feed has more. */
const CHANGES_SHOWN = 6;

/** The document of one tracker: `GET /api/v1/trackers/{tracker}`. */
export function publishedTracker(
  { tracker, openedAt }: TrackerInput,
  rows: RowInput[],
  head: string | null,
  origin: string,
): PublishedTracker {
  const url = trackerUrl(origin, tracker.id);
  return { ...tracker, url, tally: tally(tracker, rows), head, ...(openedAt ? { openedAt } : {}) };
}

/**
 * What summary and list show of a tracker, or of a part of it: a category, or a value of a facet as `party:greens`. Null
 * for a part that it does not have.
 */
export function summary(
  { tracker }: TrackerInput,
  allRows: RowInput[],
  origin: string,
  sent?: string,
): Summary | null {
  const part = sent === undefined ? undefined : currentPart(tracker, sent);
  const rows = allRows.map((row) => currentRow(tracker, row));
  const category = tracker.categories.find(({ id }) => id === part) ?? null;
  const facet = facetOf(tracker, part);
  if (part !== undefined && !category && !facet) return null;
  const counted = rows.filter(
    ({ categories, facets }) => part === undefined || [...categories, ...facetTerms(facets)].includes(part),
  );
  return {
    tracker: tracker.id,
    name: tracker.name,
    url: trackerUrl(origin, tracker.id),
    language: tracker.language,
    timezone: tracker.timezone,
    by: { name: tracker.publisher.name, url: tracker.publisher.url },
    category,
    ...(facet ? { facet } : {}),
    coverage: tracker.coverage ? { ...tracker.coverage, known: rows.length } : null,
    notice: tracker.notice ?? null,
    closedAt: tracker.closedAt ?? null,
    updatedAt: counted.reduce<string | null>((last, { updatedAt }) => latest(last, updatedAt), null),
    tally: tally(tracker, counted),
    pledges: newestOfEachVerdict(counted.filter(isInTally)),
  };
}

// A part that goes by another name now is found by the old one: articles name it.
function currentPart(tracker: Tracker, part: string): string {
  return part.includes(':') ? currentTerm(tracker, part) : currentId(tracker.categories, part);
}

// What was withdrawn before a renaming still names things as they were.
function currentRow(tracker: Tracker, row: RowInput): RowInput {
  if (row.status === 'published') return row;
  return {
    ...row,
    categories: row.categories.map((id) => currentId(tracker.categories, id)),
    ...(row.facets ? { facets: currentFacets(tracker, row.facets) } : {}),
  };
}

function facetOf({ facets = [] }: Tracker, part = ''): Summary['facet'] {
  const [facetId, valueId] = part.split(':');
  const facet = facets.find(({ id }) => id === facetId);
  const value = facet?.values.find(({ id }) => id === valueId);
  return facet && value && { id: facet.id, label: facet.label, value };
}

// By the day of the verdict: a mended comma brings nothing to the top.
function newestOfEachVerdict(rows: RowInput[]): ListedPledge[] {
  const listed = new Map<string, number>();
  return rows
    .toSorted(newestVerdictFirst)
    .filter(({ verdict }) => {
      const place = (listed.get(verdict) ?? 0) + 1;
      listed.set(verdict, place);
      return place <= LISTED_OF_EACH_VERDICT;
    })
    .map(({ slug, title, verdict, publishedAt, underReview }) => ({
      slug,
      title,
      verdict,
      publishedAt,
      ...(underReview ? { underReview } : {}),
    }));
}

/** What a tracker's page shows as long as nothing of its list is asked for. */
export function trackerFront(
  whole: TrackerInput,
  rows: RowInput[],
  head: string | null,
  latest: ChangeInput[],
  origin: string,
): Front {
  return {
    tracker: publishedTracker(whole, rows, head, origin),
    changes: latestChanges(whole, latest.slice(0, CHANGES_SHOWN), origin).changes,
    listing: listPledges({ ...newestFirst(whole, rows), byTitle: [] }, null, USUALLY_WANTED),
  };
}

/** The rows that a tracker's lists are made of, newest first. */
export function trackerIndex(whole: TrackerInput, rows: RowInput[]): TrackerIndex {
  const places = rows.map(({ title: key, slug }, at) => ({ key, slug, at }));
  const byTitle = places.sort(ORDERS.title(whole.tracker.language)).map(({ at }) => at);
  return { ...newestFirst(whole, rows), byTitle };
}

function newestFirst(whole: TrackerInput, rows: RowInput[]): Omit<TrackerIndex, 'byTitle'> {
  const { id: tracker, language } = whole.tracker;
  const former = formerIds(whole.tracker);
  const current = rows.map((row) => currentRow(whole.tracker, row));
  return {
    tracker,
    language,
    ...(former ? { former } : {}),
    pledges: current.map(({ verdict: id, scheme, publishedAt: _, underReview: _u, headline, ...row }) => ({
      ...row,
      ...(row.status === 'retracted'
        ? { headline: withdrawnIn(whole.tracker) }
        : headline === null
          ? {}
          : { headline }),
      verdict: currentLabel(row.status, { id, scheme }, whole),
    })),
  };
}

/** What a search of a tracker looks through. */
export function searchIndex({ tracker }: TrackerInput, found: Iterable<WordsInput>): SearchIndex {
  const words = Object.fromEntries([...found].map(({ slug, words }) => [slug, words]));
  return { tracker: tracker.id, words };
}

/** What changed lately. */
export function latestChanges(whole: TrackerInput, latest: ChangeInput[], origin: string): Changes {
  return {
    tracker: whole.tracker.id,
    changes: latest.map(({ slug, title, revision, at, kind, note, hash, ruled, before }) => {
      const verdict = currentLabel(ruled.status, ruled, whole);
      const was = replaced(kind, before && currentLabel(before.status, before, whole), verdict);
      const url = pledgeUrl(origin, whole.tracker.id, slug);
      return { slug, title, url, revision, publishedAt: at, kind, note, verdict, was, hash };
    }),
  };
}

/** What was put right, taken back or taken out. */
export function trackerCorrections(whole: TrackerInput, corrections: CorrectionInput[]): Corrections {
  return {
    tracker: whole.tracker.id,
    corrections: corrections.map(({ at: publishedAt, ruled, ...correction }) => ({
      ...correction,
      publishedAt,
      verdict: ruled?.status === 'published' ? labelOf(ruled, whole) : null,
    })),
  };
}

// Of trackers in several languages, so by the order that Unicode gives all of them.
const byName = new Intl.Collator('en', { numeric: true });

/** `GET /api/v1/trackers`. */
export function trackerList(trackers: { tracker: Tracker; pledges: number }[], origin: string): Trackers {
  return {
    trackers: trackers
      .map(({ tracker, pledges }) => ({
        id: tracker.id,
        name: tracker.name,
        language: tracker.language,
        publisher: tracker.publisher,
        subject: tracker.subject,
        notice: tracker.notice ?? null,
        closedAt: tracker.closedAt ?? null,
        indexed: tracker.indexed,
        url: trackerUrl(origin, tracker.id),
        pledges,
      }))
      .sort((a, b) => byName.compare(a.name, b.name)),
  };
}

/** Counts verdicts in the scheme's order. Retracted pledges and umbrella promises are told, not counted. */
export function tally({ scheme }: Tracker, rows: RowInput[]): Tally {
  const standing = rows.filter(({ status }) => status === 'published');
  const inTally = rows.filter(isInTally);
  const counts = new Map<string, number>();
  for (const { verdict } of inTally) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const verdicts = [...scheme.verdicts]
    .sort((a, b) => a.order - b.order)
    .map(({ id, formerIds, label, outcome, counted }) => ({
      id,
      ...(formerIds ? { formerIds } : {}),
      label,
      outcome,
      counted,
      count: counts.get(id) ?? 0,
    }));
  const sum = (chosen: typeof verdicts) => chosen.reduce((total, { count }) => total + count, 0);
  return {
    total: inTally.length,
    assessed: sum(verdicts.filter(({ outcome }) => outcome !== 'unrated')),
    counted: sum(verdicts.filter(({ counted }) => counted)),
    umbrella: standing.length - inTally.length,
    retracted: rows.length - standing.length,
    verdicts,
  };
}

function newestVerdictFirst(a: RowInput, b: RowInput): number {
  const [newer, older] = [b.publishedAt ?? '', a.publishedAt ?? ''];
  return newer === older ? 0 : newer > older ? 1 : -1;
}

function isInTally({ status, kind }: RowInput): boolean {
  return status === 'published' && kind !== 'umbrella';
}

function trackerUrl(origin: string, tracker: string): string {
  return `${origin}/${tracker}`;
}

function latest(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}
