// A row of a sheet over what the desk has already. A sheet says what it says: what it is silent about stays, lists grow, and
// what the desk has written about one of its sources is kept.
import type { PledgeDraft } from '../../../data/pledge.ts';
import { completed } from './sources.ts';

/** What an editor writes of a pledge as far as it is there, and with it the day of its verdict, which an import may bring. */
export type Content = Omit<PledgeDraft, 'verdict'> & {
  verdict?: (NonNullable<PledgeDraft['verdict']> & { publishedAt?: string | null | undefined }) | undefined;
};

/** What a pledge would say: `before` is its content now, `row` what the sheet has filled. */
export function merged(before: Content | null, row: Content): Content {
  if (!before) return withSources(row, row.evidence);
  const { promise, verdict, facets, evidence, timeline, responses, ...rest } = row;
  const lists = {
    evidence: grown(before.evidence, evidence, ({ url, title }) => url ?? title),
    timeline: grown(before.timeline, timeline, ({ date, text }) => `${date} ${text}`),
    responses: grown(before.responses, responses, ({ from, text }) => `${from} ${text}`),
  };
  const whole = {
    ...before,
    ...rest,
    ...(promise || before.promise ? { promise: { ...before.promise, ...promise } } : {}),
    ...(verdict || before.verdict ? { verdict: { ...before.verdict, ...verdict } } : {}),
    ...(facets || before.facets ? { facets: { ...before.facets, ...facets } } : {}),
    ...(lists.timeline ? { timeline: lists.timeline } : {}),
    ...(lists.responses ? { responses: lists.responses } : {}),
  };
  return withSources(whole, lists.evidence);
}

function withSources(content: Content, evidence: Content['evidence']): Content {
  return evidence ? { ...content, evidence: evidence.map((source) => completed(source)) } : content;
}

// Those that are there stay in their places, with what the sheet says of them; the others follow.
function grown<Item extends object>(
  before: Item[] | undefined,
  sent: Item[] | undefined,
  nameOf: (item: Item) => unknown,
): Item[] | undefined {
  if (!sent || !before) return sent ?? before;
  const said = new Map(sent.map((item) => [nameOf(item), item]));
  const known = new Set(before.map(nameOf));
  return [
    ...before.map((item) => ({ ...item, ...said.get(nameOf(item)) })),
    ...sent.filter((item) => !known.has(nameOf(item))),
  ];
}
