import type { IconName } from '../data/icons.ts';
import type { Badge } from '../data/published.ts';
import type { BadgeView } from './badge-view.ts';
import { labelIn } from './language.ts';
import type { Localizer } from './localizer.ts';
import { ended } from './words/text.ts';

/** A sentence and the icon beside it. */
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
  const note = (icon: IconName, sentence: string) => notes.push({ icon, sentence: ended(sentence) });
  const nowSince = say('verdictNow', { now }) + (nowOn && ` (${nowOn})`);
  // What was wrong has no words any more; the next that has some was right, and may have changed since.
  const right = quoted && changes.slice(changes.indexOf(quoted), -1).find(({ label }) => label);
  if (quoted?.label) {
    const was = say('verdictThen', { was: labelOf(quoted.label), on: dayOf(asOf) });
    note('changed', `${ended(nowSince)} ${was}`);
  } else if (right) {
    const then = say('corrected', { on: dayOf(right.publishedAt), now: labelOf(right.label ?? {}) });
    note('changed', `${ended(then)} ${nowSince}`);
  } else if (quoted || changes.at(-1)?.kind === 'correction')
    note('changed', say('corrected', { on: nowOn, now }));
  if (movedTo) note('changed', say('merged'));
  if (underReview) note('review', say('underReviewSince', { on: dayOf(underReview.since) }));
  if (closedAt) note('none', `${say('termOver')} (${dayOf(closedAt)})`);
  return notes;
}
