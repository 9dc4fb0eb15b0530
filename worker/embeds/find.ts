// What an embed shows: a tracker, or a pledge of it, with the versions of the documents that it is made of.
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { pledgeKey, readParsed, trackerKey } from '../published.ts';

export type Found = { tracker: PublishedTracker; pledge: PublishedPledge | null; etags: string[] };

/** A tracker by its id, or null. */
export async function findTracker(published: KVNamespace, id: string): Promise<Found | null> {
  const found = await readParsed<PublishedTracker>(published, trackerKey(id));
  return found && { tracker: found.document, pledge: null, etags: [found.etag] };
}

/** A pledge by its slug or a former one, with its tracker, or null. */
export async function findPledge(
  published: KVNamespace,
  id: string,
  slug: string,
): Promise<(Found & { pledge: PublishedPledge }) | null> {
  const [tracker, pledge] = await Promise.all([
    readParsed<PublishedTracker>(published, trackerKey(id)),
    readParsed<PublishedPledge>(published, pledgeKey(id, slug)),
  ]);
  if (!tracker || !pledge) return null;
  return { tracker: tracker.document, pledge: pledge.document, etags: [pledge.etag, tracker.etag] };
}
