// What mail and chat programs make of an address in a sentence: with the full stop, the bracket or the quotation mark that
// came after it, percent-encoded or not, and in capitals where the whole line is.

// Nothing that we or an old site end a path with. An entity is what a program leaves that has escaped its text twice.
const TAIL = /(?:&(?:amp|apos|gt|lt|nbsp|quot|#\d+)|[^\p{L}\p{M}\p{N}-])+$/u;

const FEED = 'feed\\.(?:atom|json)';
const NAME = '[a-z0-9-]{1,120}';
const PAGE = new RegExp(`^/(${NAME})(?:/(?:(corrections(?:/${FEED})?|${FEED})|(${NAME})(/${FEED})?))?$`);

/** A page below a tracker, or with `slug` below a pledge: `more` follows in its address. */
export type MeantPage = { tracker: string; slug: string | undefined; more: string };

/** The path without what does not belong to it, its capitals kept; null where there is nothing to tidy. */
export function tidyPath(path: string): string | null {
  const tidy = decoded(path).replace(TAIL, '');
  return tidy === '' || tidy.toLowerCase() === path ? null : tidy;
}

/** Which of our pages a tidied path means, in the one form of our names. */
export function pageIn(tidy: string): MeantPage | null {
  const [, tracker, ofTracker, slug, ofPledge] = PAGE.exec(tidy.toLowerCase()) ?? [];
  if (tracker === undefined) return null;
  return { tracker, slug, more: ofPledge ?? (ofTracker ? `/${ofTracker}` : '') };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // URIError: a percent sign that begins no octet, or octets that are no UTF-8. No name of ours holds either.
    return path.replace(/%[0-9a-f]{0,2}/gi, ' ');
  }
}
