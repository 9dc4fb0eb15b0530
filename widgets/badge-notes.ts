import type { IconName } from '../data/icons.ts';
import type { Badge } from '../data/published.ts';
import type { BadgeView } from './badge-view.ts';
import { labelIn } from './language.ts';
import type { Localizer } from './words/localizer.ts';

/** A sentence without its full stop, and the icon beside it. */
export type Note = { icon: IconName; sentence: string };

/** What else became of a verdict. It is heard as the end of a badge's name, and read in a card. */
export function notesOf(
  { say, day, language }: Localizer,
  badge: Badge,
  { quoted, asOf }: BadgeView,
): Note[] {
  const { timezone, verdict, changes, underReview, closedAt, movedTo } = badge;
  const labelOf = (labels: Record<string, string>) => labelIn(labels, language, badge.language).text;
  const dayOf = (when: string | null) => day(when, timezone);
  const now = labelOf(verdict.label);
  const nowOn = dayOf(verdict.publishedAt);
  const notes: Note[] = [];
  if (quoted?.label) {
    const was = say('verdictThen', { was: labelOf(quoted.label), on: dayOf(asOf) });
    notes.push({
      icon: 'changed',
      sentence: `${say('verdictNow', { now })}${nowOn && ` (${nowOn})`}. ${was}`,
    });
  } else if (quoted || changes.at(-1)?.kind === 'correction')
    notes.push({ icon: 'changed', sentence: say('corrected', { on: nowOn, now }) });
  if (movedTo) notes.push({ icon: 'changed', sentence: say('merged') });
  if (underReview)
    notes.push({ icon: 'review', sentence: say('underReviewSince', { on: dayOf(underReview.since) }) });
  if (closedAt) notes.push({ icon: 'none', sentence: `${say('termOver')} (${dayOf(closedAt)})` });
  return notes;
}
