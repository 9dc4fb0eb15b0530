// How long the texts of a pledge may be, in UTF-16 units, as an `<input>` counts. Numbers and nothing else: a form counts
// along with them, and the schemas, which are too heavy for a browser, hold to them.

/** Of each text that an editor writes of a pledge. */
export const PLEDGE_LIMITS = {
  title: 200,
  promise: { quote: 2000, madeBy: 120 },
  yardstick: 400,
  verdict: { headline: 140, summary: 400, body: 20_000 },
  evidence: { title: 300, publisher: 120, quote: 1000 },
  response: { from: 120, text: 2000 },
  timeline: { text: 400 },
} as const;

/** Of what readers are told of a revision. */
export const NOTE_LIMIT = 1000;

/** What the desk's lists and its audit are searched for, in characters. */
export const SEARCH_LIMIT = 200;

/** Of why a verdict is under review. */
export const REVIEW_NOTE_LIMIT = 300;

/** Of any address. */
export const URL_LIMIT = 2000;

/** Of what a reader suggests. */
export const SUGGESTION_LIMITS = { text: 2000, contact: 200 } as const;

/** Of a comment on a pledge. */
export const COMMENT_LIMIT = 2000;

/** Of an inbox: how many entries one request marks; and how many people one comment mentions. */
export const INBOX_LIMITS = { marked: 1000, mentions: 50 } as const;

/** Of what one request changes in bulk. */
export const ROWS_IN_BULK = 1000;

/** How many pledges one request may mark as checked. */
export const CHECKED_IN_BULK = 100;

/** Of a webhook: its name, its address, of how much it hears, and for how many hours at most an older secret signs as well. */
export const WEBHOOK_LIMITS = {
  name: 120,
  url: 1000,
  trackers: 1000,
  pledges: 1000,
  overlapHours: 168,
} as const;

/** How many webhooks there may be. */
export const MOST_WEBHOOKS = 2000;
