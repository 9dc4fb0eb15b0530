// The list of a tracker's pledges, for machines.
import type { Context } from 'hono';
import type { Listing, SearchIndex, TrackerIndex } from '../../data/published.ts';
import { etagOf } from '../digest.ts';
import { listPledges, type Wanted } from '../listing.ts';
import { problem } from '../problem.ts';
import { frontKey, indexKey, isName, readAtVersion, readStream, searchIndexKey } from '../published.ts';
import { answer, notFound, read, robots } from './reading.ts';

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

export async function pledgeList(context: Context<{ Bindings: Env }>): Promise<Response> {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return notFound(context);
  // Not at the top: its schemas would be part of every start.
  const { wantedByProgram } = await import('./listing-query.ts');
  const query = wantedByProgram(context.req.url);
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
