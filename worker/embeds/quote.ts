// A pledge or a tracker as a snippet needs it.
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { type Part, type PledgeQuote, snippet, type TrackerQuote } from '../../data/snippets.ts';
import type { Tracker } from '../../data/tracker.ts';
import { type Localizer, localizerFor } from '../localizer.ts';
import { partNamed, partUrl } from './part.ts';
import { labelOf, verdictHeading, verdictSentence } from './sentence.ts';

/** `l10n`: of the desk's language, because what is pasted stays in an article of the desk's own country most often. */
export function pledgeQuote(tracker: Tracker, pledge: PublishedPledge, l10n: Localizer): PledgeQuote {
  return {
    kind: 'pledge',
    id: `${tracker.id}/${pledge.slug}`,
    url: pledge.url,
    language: tracker.language,
    title: pledge.title,
    label: labelOf(pledge, tracker, l10n),
    outcome: pledge.verdict.outcome,
    heading: verdictHeading(pledge, tracker, l10n),
    sentence: verdictSentence(pledge, tracker, l10n),
  };
}

/** The badge of a pledge as its page gives it to paste, in the desk's language whatever the page's reader has chosen. */
export async function badgeSnippet(tracker: Tracker, pledge: PublishedPledge): Promise<string> {
  const quote = pledgeQuote(tracker, pledge, await localizerFor(tracker.language));
  return snippet(quote, { form: 'badge', theme: 'auto', lang: null, asOf: null, width: 0 }).text;
}

/** A tracker, or the part of it that is named; where it has no such part, the tracker. */
export function trackerQuote(tracker: PublishedTracker, wanted: Part, l10n: Localizer): TrackerQuote {
  const known = partNamed(tracker, wanted);
  const { label, ...part } = known ?? { label: '' };
  const title = known ? `${tracker.name}${l10n.say('language.colon')}${label}` : tracker.name;
  return {
    kind: 'tracker',
    id: tracker.id,
    part,
    url: partUrl(tracker, known),
    language: tracker.language,
    title,
    sentence: l10n.say('embed.stood', {
      title,
      by: tracker.publisher.name,
      on: l10n.day(new Date().toISOString(), tracker.timezone),
    }),
  };
}
