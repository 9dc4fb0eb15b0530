// What blocks say beside the desk's own words. Each language has a file of its own, which a page loads with its first
// block; the types here hold them all to the same sentences.
import type { Text } from './text.ts';

/**
 * Every sentence of the blocks and what it is told. Numbers are formatted when it is said, and stand where they bend no
 * word; dates come formatted. `page` follows the name of a document.
 */
export type Sentences = {
  verdictsBy: { by: string };
  assessed: { assessed: number; total: number };
  percentagesOf: { counted: number };
  partOf: { known: number; whole: number };
  umbrella: { count: number };
  retracted: { count: number };
  updated: { on: string };
  /** As those below, one of several sentences: without its full stop. */
  termOver: Record<never, never>;
  underReview: Record<never, never>;
  /** A share that is not written as nothing, nor as all. */
  under: { share: string };
  over: { share: string };
  shown: { shown: number; whole: number };
  all: Record<never, never>;
  none: Record<never, never>;
  checked: { on: string };
  evidence: Record<never, never>;
  page: { page: string };
  suggest: Record<never, never>;
  sources: { number: number };
  responses: { number: number };
  /**
   * What became of a verdict. A desk's label is a value after a colon, never a part of a sentence: "Not started since March"
   * would say something else.
   */
  verdictNow: { now: string };
  verdictThen: { was: string; on: string };
  corrected: { on: string; now: string };
  underReviewSince: { on: string };
  merged: Record<never, never>;
};

/** What else is to be known of a language. */
type Manner = {
  /** Absent for one that is written from left to right. */
  direction?: 'rtl';
  /** What a badge says, and how: of a language that the script has not (badge-words.ts). */
  verdict?: Text<'by' | 'on'>;
  colon?: string;
  months?: string;
};

/** A language's own sentences. */
export type BlockWords = Manner & { [S in keyof Sentences]: Text<keyof Sentences[S] & string> };
