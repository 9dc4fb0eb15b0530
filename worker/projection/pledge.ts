// What readers see of an editorial act is decided here and in its neighbours, and nowhere else.
import { lastDay } from '../../data/calendar.ts';
import { currentId, inCurrentIds } from '../../data/current-ids.ts';
import { PLEDGE_LIMITS } from '../../data/limits.ts';
import type { Pledge } from '../../data/pledge.ts';
import type { Badge, Change, PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import type { PledgeInput, RevisionInput, TrackerInput } from './input.ts';
import { currentLabel, labelOf, schemeVerdict, withdrawnIn } from './verdict.ts';

/** The document of one pledge: `GET /api/v1/trackers/{tracker}/pledges/{slug}`. */
export function publishedPledge(input: PledgeInput, whole: TrackerInput, origin: string): PublishedPledge {
  const { pledge, checkedAt, history, merged, related } = input;
  const { tracker } = whole;
  return {
    tracker: tracker.id,
    ...(isRetracted(pledge) ? inCurrentIds(tracker, withoutGrounds(pledge)) : pledge),
    url: pledgeUrl(origin, tracker.id, pledge.slug),
    language: tracker.language,
    timezone: tracker.timezone,
    by: by(whole),
    licence: tracker.licence,
    checkedAt,
    ...(pledge.due ? { dueBy: lastDay(pledge.due) } : {}),
    verdict: currentVerdict(input, whole),
    related: eachOnce(related).map(({ relation, pledge: other }) => ({
      relation,
      pledge: other.slug,
      title: other.title,
      url: pledgeUrl(origin, tracker.id, other.slug),
      verdict: currentLabel(other.status, other.verdict, whole),
    })),
    manifesto: manifesto(pledge, tracker),
    changes: isRetracted(pledge) ? [] : changes(history, whole),
    history: publicHistory(history, whole),
    ...(merged.length > 0
      ? {
          merged: merged.map(({ slug, history }) => ({
            slug,
            title: history.at(-1)?.document?.title ?? slug,
            history: publicHistory(history, whole),
          })),
        }
      : {}),
    hash: history.at(-1)?.revision.hash ?? '',
    ...asRecorded(input),
    ...fate(input, whole),
  };
}

// What a verdict rests on goes with it.
function withoutGrounds({ yardstick: _, timeline: _t, ...pledge }: Pledge): Pledge {
  return { ...pledge, evidence: [], responses: [] };
}

// What readers are told of each revision. Its own tracker they know.
function publicHistory(history: RevisionInput[], whole: TrackerInput): PublishedPledge['history'] {
  return history.map(({ revision: { tracker: _, ...revision }, document }) => ({
    ...revision,
    publishedAt: document ? firstSeen(revision, document) : revision.at,
    verdict: document && currentLabel(document.status, document.verdict, whole),
  }));
}

/** What a badge and its hover card need of one pledge. */
export function badge(input: PledgeInput, whole: TrackerInput, origin: string): Badge {
  const { pledge, checkedAt, history } = input;
  const { tracker } = whole;
  const { id, label, outcome, final, effectiveOn, publishedAt, summary } = currentVerdict(input, whole);
  return {
    title: pledge.title,
    url: pledgeUrl(origin, tracker.id, pledge.slug),
    language: tracker.language,
    timezone: tracker.timezone,
    status: pledge.status,
    by: by(whole),
    checkedAt,
    verdict: { id, label, outcome, final, effectiveOn, publishedAt, summary },
    changes: isRetracted(pledge) ? [] : changes(history, whole),
    ...(pledge.underReview ? { underReview: pledge.underReview } : {}),
    ...fate(input, whole),
  };
}

/**
 * The verdicts that a pledge has had, oldest first: those revisions whose verdict is not the one before. One that a correction or a
 * withdrawal took back keeps its date and loses its words: a wrong label is not repeated. A time in which the verdict was withdrawn,
 * or is not told because it was redacted, is an entry of that kind without words.
 */
export function changes(history: RevisionInput[], whole: TrackerInput): Change[] {
  const changes: Change[] = [];
  let gap: Change | null = null;
  for (const { revision, document } of history) {
    const { kind, at } = revision;
    if (!document || isRetracted(document)) {
      // An edit leaves the verdict as it was.
      if (kind !== 'edit') gap ??= { publishedAt: at, kind, ...WORDLESS };
      continue;
    }
    const last = changes.at(-1);
    const label = labelOf(document.verdict, whole);
    const { publishedAt } = document.verdict;
    const before: Change | null = gap;
    gap = null;
    // A verdict that has its date still was there all the time.
    if (label.id === last?.id && (!before || publishedAt === last.publishedAt)) continue;
    // Given again, a word is right again.
    if (last && label.id !== last.id && TAKES_BACK.includes((before ?? revision).kind))
      changes[changes.length - 1] = { ...last, ...WORDLESS };
    if (last && before)
      changes.push({ ...before, kind: before.kind === 'retraction' ? 'retraction' : 'redaction' });
    changes.push({ publishedAt, kind, ...label });
  }
  return changes;
}

const WORDLESS = { id: null, label: null, outcome: null };
const TAKES_BACK: readonly Change['kind'][] = ['correction', 'retraction'];

/** The page of a pledge. */
export function pledgeUrl(origin: string, tracker: string, slug: string): string {
  return `${origin}/${tracker}/${slug}`;
}

// Two that were named became one when they were merged. The first relation stands.
function eachOnce(related: PledgeInput['related']): PledgeInput['related'] {
  const slugs = related.map(({ pledge }) => pledge.slug);
  return related.filter(({ pledge }, at) => slugs.indexOf(pledge.slug) === at);
}

// With the names that the newest revision holds, a reader can make its hash of what is served. What was withdrawn is not.
// Fields that no revision had at first are here for programs that were written then.
function asRecorded({ pledge, history, related }: PledgeInput): Pick<PublishedPledge, 'asRecorded'> {
  const document = history.at(-1)?.document;
  if (!document || isRetracted(pledge)) return {};
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const then = document.related.map(({ pledge, relation }) => ({ pledge, relation }));
  const now = related.map(({ pledge: { slug }, relation }) => ({ pledge: slug, relation }));
  const names = {
    ...(document.slug === pledge.slug ? {} : { slug: document.slug }),
    ...(isSame(document.aliases, pledge.aliases) ? {} : { aliases: document.aliases }),
    ...(isSame(then, now) ? {} : { related: then.length === now.length ? then : null }),
    ...(document.facets === undefined ? {} : { facets: document.facets }),
    ...(document.yardstick === undefined ? {} : { yardstick: document.yardstick }),
    ...(document.timeline === undefined ? {} : { timeline: document.timeline }),
  };
  return Object.keys(names).length > 0 ? { asRecorded: names } : {};
}

// A manifesto may have been taken out of the tracker since.
function manifesto({ promise }: Pledge, { documents }: Tracker): PublishedPledge['manifesto'] {
  const found = documents.find(({ id }) => id === currentId(documents, promise.document));
  return { title: found?.title ?? promise.document, url: promise.url ?? found?.url ?? null };
}

function isRetracted({ status }: Pledge): boolean {
  return status === 'retracted';
}

// A retraction overrides everything: nothing of the withdrawn verdict is left in what is served as current.
function currentVerdict({ pledge, history }: PledgeInput, whole: TrackerInput): PublishedPledge['verdict'] {
  const { verdict } = pledge;
  if (!isRetracted(pledge))
    return { ...verdict, ...labelOf(verdict, whole), final: schemeVerdict(verdict, whole).final };
  const retraction = history.findLast(({ revision }) => revision.kind === 'retraction')?.revision;
  return {
    ...currentLabel(pledge.status, verdict, whole),
    scheme: verdict.scheme,
    final: false,
    effectiveOn: null,
    publishedAt: retraction?.at ?? null,
    headline: withdrawnIn(whole.tracker),
    summary: cut(retraction?.note ?? withdrawnIn(whole.tracker), PLEDGE_LIMITS.verdict.summary),
    body: '',
  };
}

// Not through a character of two units: half of one is no Unicode, and the document could not be made.
function cut(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
}

function by({ tracker }: TrackerInput) {
  return { name: tracker.publisher.name, url: tracker.publisher.url };
}

// That the term is over, and that the pledge was merged into another.
function fate({ movedTo }: PledgeInput, { tracker }: TrackerInput) {
  return {
    ...(tracker.closedAt ? { closedAt: tracker.closedAt } : {}),
    ...(movedTo ? { movedTo: `${tracker.id}/${movedTo}` } : {}),
  };
}

// An imported verdict was seen when its source says; any other revision when it was published here.
function firstSeen(
  { kind, at }: { kind: string; at: string },
  { updatedAt, verdict }: Pledge,
): string | null {
  return kind === 'import' ? (updatedAt ?? verdict.publishedAt) : at;
}
