// How the app finds words: without regard to case, accents, the forms of letters, or order.
import { folded } from '../../../data/fold.ts';

/** Says of a folded text whether it holds every word of a query, in any order. No words are in every text. */
export function matcher(query: string): (text: string) => boolean {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}
