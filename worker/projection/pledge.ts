import type { Badge, Change, PublishedPledge, VerdictLabel } from '../../data/published.ts';
import type { Pledge, SchemeVerdict } from '../../data/schema.ts';
import type { PledgeFacts, RevisionFacts, TrackerFacts } from './facts.ts';

/** The document of one pledge: `GET /api/v1/trackers/{tracker}/pledges/{slug}`. */
export function publishedPledge(facts: PledgeFacts, whole: TrackerFacts, origin: string): PublishedPledge {
  const { pledge, checkedAt, history, related } = facts;
  const { tracker } = whole;
  return {
    tracker: tracker.id,
    ...pledge,
    url: pledgeUrl(origin, tracker.id, pledge.slug),
    language: tracker.language,
    by: { name: tracker.publisher.name, url: tracker.publisher.url },
    licence: tracker.licence,
    checkedAt,
    verdict: { ...pledge.verdict, ...verdictLabel(pledge, whole), final: schemeVerdict(pledge, whole).final },
    related: related.map(({ relation, pledge: other }) => ({
      relation,
      pledge: other.slug,
      title: other.title,
      url: pledgeUrl(origin, tracker.id, other.slug),
      verdict: verdictLabel(other, whole),
    })),
    history: history.flatMap(({ revision: { tracker: _, slug: __, ...revision }, document }) =>
      document
        ? [
            {
              ...revision,
              publishedAt: firstSeen(revision, document),
              verdict: verdictLabel(document, whole),
            },
          ]
        : [],
    ),
    hash: history.at(-1)?.revision.hash ?? '',
  };
}

/** What a badge and its hover card need of one pledge. */
export function badge(
  { pledge, checkedAt, history }: PledgeFacts,
  whole: TrackerFacts,
  origin: string,
): Badge {
  const { tracker } = whole;
  return {
    title: pledge.title,
    url: pledgeUrl(origin, tracker.id, pledge.slug),
    language: tracker.language,
    status: pledge.status,
    by: { name: tracker.publisher.name, url: tracker.publisher.url },
    checkedAt,
    verdict: {
      ...verdictLabel(pledge, whole),
      final: schemeVerdict(pledge, whole).final,
      effectiveOn: pledge.verdict.effectiveOn,
      publishedAt: pledge.verdict.publishedAt,
      summary: pledge.verdict.summary,
    },
    changes: changes(history, whole),
    ...(pledge.underReview ? { underReview: pledge.underReview } : {}),
  };
}

/** The verdicts that a pledge has had, oldest first: those revisions whose verdict is not the one before. */
export function changes(history: RevisionFacts[], whole: TrackerFacts): Change[] {
  let before: string | undefined;
  return history.flatMap(({ revision, document }) => {
    if (!document || document.verdict.id === before) return [];
    before = document.verdict.id;
    const { publishedAt } = document.verdict;
    return [{ publishedAt, kind: revision.kind, ...verdictLabel(document, whole) }];
  });
}

/** The page of a pledge. */
export function pledgeUrl(origin: string, tracker: string, slug: string): string {
  return `${origin}/${tracker}/${slug}`;
}

function verdictLabel(pledge: Pledge, whole: TrackerFacts): VerdictLabel {
  const { id, label, outcome } = schemeVerdict(pledge, whole);
  return { id, label, outcome };
}

// An imported verdict was seen on the day its source gives; any other revision when it was published here.
function firstSeen({ kind, at }: { kind: string; at: string }, document: Pledge): string | null {
  return kind === 'import' ? document.updatedAt : at;
}

function schemeVerdict({ verdict }: Pledge, { schemes, tracker }: TrackerFacts): SchemeVerdict {
  const scheme = schemes.get(verdict.scheme) ?? tracker.scheme;
  const found = scheme.verdicts.find(({ id }) => id === verdict.id);
  if (!found)
    throw new Error(`Scheme ${scheme.id} ${scheme.version} of ${tracker.id} lacks a verdict in use.`);
  return found;
}
