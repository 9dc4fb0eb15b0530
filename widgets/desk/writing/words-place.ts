// Two tabs of one browser may write of one pledge. Each keeps its words at a place of its own, which it holds by a lock
// (Web Locks) until it goes, so that none puts its words over another's or forgets what another has not saved.
import type { PledgeName } from '../common/api.ts';
import { keptWords, wordsPlace } from '../common/kept-words.ts';

/** Beyond these tabs two share a place. */
const MOST_TABS = 20;

/** A tab that goes lets go of its place in a moment; one that stays does not. */
const GOING_MILLISECONDS = 2000;

/** A place that no other tab has, until `over`; one where a tab that is gone has left words before any other. */
export async function ownPlace(editor: string, name: PledgeName, over: AbortSignal): Promise<string> {
  const places = Array.from({ length: MOST_TABS }, (_, tab) => wordsPlace(editor, name, tab));
  const left = places.filter((place) => keptWords(place) !== null);
  for (const place of left)
    if (await hold(place, over, { signal: AbortSignal.timeout(GOING_MILLISECONDS) })) return place;
  for (const place of places)
    if (!left.includes(place) && (await hold(place, over, { ifAvailable: true }))) return place;
  return wordsPlace(editor, name, 0);
}

function hold(place: string, over: AbortSignal, how: LockOptions): Promise<boolean> {
  return new Promise((answer) => {
    const held = (lock: Lock | null) => {
      answer(lock !== null);
      return lock && new Promise((end) => over.addEventListener('abort', end, { once: true }));
    };
    // TimeoutError: another tab has it. SecurityError: the browser keeps nothing for this site, words neither.
    navigator.locks
      .request(place, how, held)
      .catch(({ name }: DOMException) => answer(name !== 'TimeoutError'));
  });
}
