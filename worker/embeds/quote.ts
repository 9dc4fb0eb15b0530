// A pledge or a tracker as a snippet needs it.
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import type { Part, PledgeQuote, TrackerQuote } from '../../data/snippets.ts';
import type { Tracker } from '../../data/tracker.ts';
import { dateText } from '../pages/parts.tsx';
import { partNamed, partUrl } from './part.ts';
import { labelOf, verdictSentence } from './sentence.ts';

export function pledgeQuote(tracker: Tracker, pledge: PublishedPledge): PledgeQuote {
  return {
    kind: 'pledge',
    id: `${tracker.id}/${pledge.slug}`,
    url: pledge.url,
    language: tracker.language,
    title: pledge.title,
    label: labelOf(pledge, tracker),
    outcome: pledge.verdict.outcome,
    sentence: verdictSentence(pledge, tracker),
  };
}

/** A tracker, or the part of it that is named; where it has no such part, the tracker. */
export function trackerQuote(tracker: PublishedTracker, wanted: Part): TrackerQuote {
  const known = partNamed(tracker, wanted);
  const { label, ...part } = known ?? { label: '' };
  const title = known ? `${tracker.name}: ${label}` : tracker.name;
  return {
    kind: 'tracker',
    id: tracker.id,
    part,
    url: partUrl(tracker, known),
    language: tracker.language,
    title,
    sentence: `${title}. Verdicts by ${tracker.publisher.name}, as they stood on ${dateText(new Date().toISOString(), tracker)}`,
  };
}
