// The list of a tracker's pledges, for machines here and for people in pages.tsx.
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { form } from '../../data/explain.ts';
import type { Listing, SearchIndex, TrackerIndex } from '../../data/published.ts';
import { etagOf } from '../digest.ts';
import { listPledges, placeOf, SORTS, USUALLY_WANTED, type Wanted } from '../listing.ts';
import { problem } from '../problem.ts';
import { frontKey, indexKey, isName, readAtVersion, readStream, searchIndexKey } from '../published.ts';
import { numberInDigits, readQuery } from './query.ts';
import { answer, notFound, read, robots } from './reading.ts';

const MOST_ROWS = 100;
export const MOST_QUERY_CHARACTERS = 200;

const name = z.optional(z.string().check(z.maxLength(120)));

/** What may be asked of a list. */
export const listingQuery = z.object({
  verdict: name,
  outcome: name,
  category: name,
  facet: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(10))),
  q: z.optional(z.string().check(z.maxLength(MOST_QUERY_CHARACTERS))),
  sort: z._default(z.enum(SORTS), USUALLY_WANTED.sort),
  limit: z._default(numberInDigits(1, MOST_ROWS), USUALLY_WANTED.limit),
  cursor: z.optional(
    z.string().check(
      z.maxLength(400),
      z.refine((cursor) => placeOf(cursor) !== null, { error: form('cursor') }),
    ),
  ),
});

// An empty parameter is what a form sends for a field that was left alone.
const wantedSchema = z.pipe(
  z.transform((sent) =>
    Object.fromEntries(Object.entries(sent as object).filter(([, value]) => value !== '')),
  ),
  listingQuery,
);

/** What an address of the tracker's page asks for. A part that cannot be read is left aside: a page is still of use. */
export function wantedByPage(sent: Record<string, string[]>): Wanted {
  const { limit: _, facet, ...single } = sent;
  const first = Object.entries(single).map(([name, [value]]) => [name, value]);
  const terms = facet?.filter((term) => term !== '') ?? [];
  const asked = { ...Object.fromEntries(first), ...(terms.length > 0 ? { facet: terms } : {}) };
  const read = wantedSchema.safeParse(asked);
  if (read.success) return read.data;
  const faulty = new Set(read.error.issues.map(({ path }) => path[0]));
  return wantedSchema.parse(Object.fromEntries(Object.entries(asked).filter(([part]) => !faulty.has(part))));
}

/** What is wanted of a list, in short; empty where nothing is. */
export function variantOf(wanted: Wanted): string {
  const asked = JSON.stringify(wanted);
  return asked === NOTHING_ASKED ? '' : asked;
}

const NOTHING_ASKED = JSON.stringify(wantedSchema.parse({}));

type Found = { list: () => Listing; etag: string; unlisted: boolean };

/**
 * Reads what a list needs; null where there is no such tracker. The front is small and tells the versions of the others,
 * which are large; the words are needed only for a search.
 */
async function readListing(published: KVNamespace, tracker: string, wanted: Wanted): Promise<Found | null> {
  const front = await readStream(published, frontKey(tracker));
  if (!front) return null;
  await front.body.cancel();
  const [index, words] = await Promise.all([
    readAtVersion<TrackerIndex>(published, indexKey(tracker), front.index),
    wanted.q ? readAtVersion<SearchIndex>(published, searchIndexKey(tracker), front.words) : null,
  ]);
  if (!index) return null;
  return {
    list: () => listPledges(index.document, words?.document ?? null, wanted),
    etag: `${index.version}-${words?.version ?? ''}`,
    unlisted: front.unlisted ?? false,
  };
}

// An empty parameter is what a form sends for a field that was left alone; the others are what is put behind addresses that
// are passed on, or against caches. Whatever else the list does not know was meant for it: a filter that is misspelt would
// answer all pledges, and nobody would notice.
function isLeftOut(name: string, value: string): boolean {
  return value === '' || /^(?:utm_\w+|[a-z]{1,4}clid|msclkid|mc_[ce]id|_)$/.test(name);
}

export async function pledgeList(context: Context<{ Bindings: Env }>): Promise<Response> {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return notFound(context);
  const query = readQuery(context.req.url, listingQuery, isLeftOut);
  if (!query.ok) return problem(context, 'malformed', { errors: query.errors });
  const wanted = query.value;
  const found = await read(context, () => readListing(context.env.PUBLISHED, tracker, wanted));
  if (found instanceof Response) return found;
  if (!found) return notFound(context);
  const etag = etagOf(found.etag + JSON.stringify(wanted) + context.env.VERSION.id);
  return answer(context, () => JSON.stringify(found.list()), etag, {
    'content-type': 'application/json',
    'cache-tag': tracker,
    ...robots(found.unlisted),
  });
}
