// What changed between two documents of a pledge, in words: for "what changes for readers", for the history, and for
// a collision. Fields whose text is written by people are compared word by word, all others as a whole.
import { diffArrays, diffWords, diffWordsWithSpace } from 'diff';
import type { Tracker } from '../../../data/tracker.ts';
import { FIELDS, isSame, valueAt } from './draft.ts';
import { textsOf } from './field-text.ts';
import { textOfMarkdown } from './markdown-text.ts';

/** A stretch of text; `gap` stands for words that did not change and are left out. */
export type Piece = { text: string; is: 'same' | 'removed' | 'added' | 'gap' };

/** One field that differs. A list has a line for each row that does. */
export type Row = { field: string; lines: Piece[][] };

/** Fields that readers see beside what an editor writes. */
const SEEN_FIELDS = ['/status', ...FIELDS, '/underReview', '/slug', '/aliases'];

const PROSE =
  /^\/(?:title|promise\/quote|verdict\/(?:headline|summary|body)|evidence|related|responses|underReview)$/;

/** Past this many words that differ, or with less than this part in common, both are shown whole: nobody reads a mosaic. */
const MOST_EDITS = 1000;
const LEAST_IN_COMMON = 0.4;

/** As much of an unchanged stretch as is shown on either side of a change, in characters. */
const CONTEXT = 80;

/** The fields in which two documents differ, in the order of the form; null stands for "nothing yet". */
export function difference(old: object | null, now: object | null, tracker: Tracker): Row[] {
  return SEEN_FIELDS.flatMap((field) => {
    const [was, is] = [valueAt(old, field), valueAt(now, field)];
    if (isSame(was, is)) return [];
    const texts = [textsOf(field, was, tracker), textsOf(field, is, tracker)] as const;
    const [before, after] = field === '/verdict/body' ? asRead(...texts) : texts;
    const lines = linesOf(before, after, PROSE.test(field), tracker);
    return lines.length > 0 ? [{ field, lines }] : [];
  });
}

// As readers see it. Where only its marks are others, such as another word being emphasised, the marks are the difference.
function asRead(before: string[], after: string[]): [string[], string[]] {
  const [was, is] = [before.map(textOfMarkdown), after.map(textOfMarkdown)];
  return isSame(was, is) ? [before, after] : [was, is];
}

function linesOf(before: string[], after: string[], isProse: boolean, { language }: Tracker): Piece[][] {
  const lines: Piece[][] = [];
  let removed: string[] = [];
  const flush = (added: string[] = []) => {
    // A row that went and one that came in its place are taken for one that was changed.
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      const [was, is] = [removed[at] ?? '', added[at] ?? ''];
      lines.push(isProse && was && is ? words(was, is, language) : whole(was, is));
    }
    removed = [];
  };
  for (const change of diffArrays(before, after)) {
    if (change.removed) removed = change.value;
    else flush(change.added ? change.value : []);
  }
  flush();
  return lines;
}

function whole(was: string, is: string): Piece[] {
  const pieces: Piece[] = [
    { text: was, is: 'removed' },
    { text: is, is: 'added' },
  ];
  return pieces.filter(({ text }) => text !== '');
}

/** Two texts word by word. */
export function words(was: string, is: string, language: string): Piece[] {
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' });
  // Where only the space between words changed, such as a new paragraph, the space is what is told.
  const hasSameWords = was.split(/\s+/).join(' ') === is.split(/\s+/).join(' ');
  const found = hasSameWords
    ? diffWordsWithSpace(was, is, { maxEditLength: MOST_EDITS })
    : diffWords(was, is, { intlSegmenter, maxEditLength: MOST_EDITS });
  if (!found || inCommon(found) < LEAST_IN_COMMON) return whole(was, is);
  const pieces = found.map(({ value, added, removed }): Piece => {
    return { text: value, is: added ? 'added' : removed ? 'removed' : 'same' };
  });
  const joined = joinedUp(pieces);
  return joined.flatMap((piece, at) => (piece.is === 'same' ? shortened(piece, at, joined.length) : [piece]));
}

function inCommon(changes: { value: string; added: boolean; removed: boolean }[]): number {
  let [same, other] = [0, 0];
  for (const { value, added, removed } of changes)
    if (added || removed) other += value.length;
    else same += value.length;
  return (2 * same) / (2 * same + other);
}

// "a b" -> "c d" is one change and not two around a space that stayed.
function joinedUp(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    joined.push(...whole(removed, added));
    [removed, added] = ['', ''];
  };
  for (const [at, { text, is }] of pieces.entries()) {
    const isBetween = (removed || added) && at < pieces.length - 1;
    if (is === 'same' && !(isBetween && text.trim() === '')) {
      flush();
      joined.push({ text, is });
      continue;
    }
    if (is !== 'added') removed += text;
    if (is !== 'removed') added += text;
  }
  flush();
  return joined;
}

function shortened(piece: Piece, at: number, count: number): Piece[] {
  const { text } = piece;
  const isFirst = at === 0;
  const isLast = at === count - 1;
  const head = isFirst ? '' : (new RegExp(`^.{0,${CONTEXT}}(?=\\s)`, 's').exec(text)?.[0] ?? '');
  const tail = isLast ? '' : (new RegExp(`(?<=\\s).{0,${CONTEXT}}$`, 's').exec(text)?.[0] ?? '');
  if (text.length - head.length - tail.length <= CONTEXT) return [piece];
  const pieces: Piece[] = [
    { text: head, is: 'same' },
    { text: ' … ', is: 'gap' },
    { text: tail, is: 'same' },
  ];
  return pieces.filter(({ text }) => text !== '');
}
