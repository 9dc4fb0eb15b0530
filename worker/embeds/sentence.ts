// A verdict in one sentence, for wherever nothing can be live: it says whose it is, and of when.
import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { dateText, inLanguage } from '../pages/parts.tsx';

type Place = Pick<Tracker, 'language' | 'timezone'>;

/** The desk's word for the verdict; of one that it has withdrawn, that it has, which the projection says in each language. */
export function labelOf({ verdict }: PublishedPledge, { language }: Place): string {
  return inLanguage(verdict.label, language);
}

/** "In progress: Plant 11 million trees" */
export function verdictTitle(pledge: PublishedPledge, place: Place): string {
  return `${labelOf(pledge, place)}: ${pledge.title}`;
}

/** "In progress: Plant 11 million trees. Verdict by Vote for Policies, 15 January 2019" */
export function verdictSentence(pledge: PublishedPledge, place: Place): string {
  const { publishedAt } = pledge.verdict;
  const by = `${pledge.status === 'retracted' ? 'Withdrawn' : 'Verdict'} by ${pledge.by.name}`;
  return `${verdictTitle(pledge, place)}. ${by}${publishedAt ? `, ${dateText(publishedAt, place)}` : ''}`;
}
