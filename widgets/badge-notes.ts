import type { IconName } from '../data/icons.ts';
import type { Badge } from '../data/published.ts';
import type { BadgeView } from './badge-view.ts';
import { dayIn, labelIn, spokenIn } from './language.ts';
import { noteWords } from './words/note-words.ts';
import { fill } from './words/text.ts';

/** A sentence without its full stop, and the icon beside it. */
export type Note = { icon: IconName; sentence: string };

/** What else became of a verdict. It is heard as the end of a badge's name, and read in a card. */
export function notesOf(badge: Badge, view: BadgeView, language: string, asOf: string): Note[] {
  const { timezone, verdict, changes, underReview, movedTo } = badge;
  const { lang, quoted, closed } = view;
  const words = noteWords[spokenIn(lang)];
  const labelOf = (labels: Record<string, string>) => labelIn(labels, language, badge.language).text;
  const dayOf = (when: string | null) => dayIn(lang, when, timezone);
  const now = labelOf(verdict.label);
  const nowOn = dayOf(verdict.publishedAt);
  const notes: Note[] = [];
  if (quoted?.label) {
    const was = fill(words.asOf, { was: labelOf(quoted.label), on: dayOf(asOf) });
    notes.push({
      icon: 'changed',
      sentence: `${fill(words.nowIs, { now })}${nowOn && ` (${nowOn})`}. ${was}`,
    });
  } else if (quoted || changes.at(-1)?.kind === 'correction')
    notes.push({ icon: 'changed', sentence: fill(words.corrected, { on: nowOn, now }) });
  if (movedTo) notes.push({ icon: 'changed', sentence: words.merged });
  if (underReview)
    notes.push({ icon: 'review', sentence: fill(words.underReview, { on: dayOf(underReview.since) }) });
  if (closed) notes.push({ icon: 'none', sentence: closed });
  return notes;
}
