// A verdict in one sentence, for wherever nothing can be live: it says whose it is, and of when.
import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { ended } from '../ended.ts';
import { labelIn } from '../label.ts';
import type { Localizer } from '../localizer.ts';

type Place = Pick<Tracker, 'language' | 'timezone'>;

/** The desk's word for the verdict; of one that it has withdrawn, that it has, which the projection says in each language. */
export function labelOf({ verdict }: PublishedPledge, { language }: Place, l10n: Localizer): string {
  return labelIn(verdict.label, l10n, language).text;
}

/** "In progress: Plant 11 million trees": the title of a frame, and of what other sites make of an address of ours. */
export function verdictHeading(pledge: PublishedPledge, place: Place, l10n: Localizer): string {
  return `${labelOf(pledge, place, l10n)}${l10n.say('language.colon')}${pledge.title}`;
}

/** "In progress: Plant 11 million trees. Verdict by Vote for Policies, 15 January 2019" */
export function verdictSentence(pledge: PublishedPledge, place: Place, l10n: Localizer): string {
  const { publishedAt } = pledge.verdict;
  const { say } = l10n;
  const by = { by: pledge.by.name };
  const on = publishedAt && l10n.day(publishedAt, place.timezone);
  const desk =
    pledge.status === 'retracted'
      ? on
        ? say('embed.withdrawnOn', { ...by, on })
        : say('pledge.withdrawnBy', by)
      : on
        ? say('badge.verdict', { ...by, on })
        : say('pledge.verdictBy', by);
  return `${ended(verdictHeading(pledge, place, l10n))} ${desk}`;
}
