// A pledge or a tracker as a snippet needs it.
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import type { PledgeQuote, TrackerQuote } from '../../data/snippets.ts';
import type { Tracker } from '../../data/tracker.ts';
import { dateText, inLanguage } from '../pages/parts.tsx';
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

/** A tracker, or the category of it that has this id; without one that has, the tracker. */
export function trackerQuote(tracker: PublishedTracker, category: string | null): TrackerQuote {
  const known = tracker.categories.find(({ id }) => id === category);
  const title = known ? `${tracker.name}: ${inLanguage(known.label, tracker.language)}` : tracker.name;
  return {
    kind: 'tracker',
    id: tracker.id,
    category: known?.id ?? null,
    url: `${tracker.url}${known ? `?category=${known.id}` : ''}`,
    language: tracker.language,
    title,
    sentence: `${title}. Verdicts by ${tracker.publisher.name}, as they stood on ${dateText(new Date().toISOString(), tracker)}`,
  };
}
