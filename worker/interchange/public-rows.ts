// A tracker's published pledges as rows of the open data, the same that an import reads: from KV, a hundred at a time,
// because thousands of documents at once would not fit an isolate.
import type { ImportRow } from '../../data/import-row.ts';
import type { PublishedPledge, TrackerIndex } from '../../data/published.ts';
import { BULK_READ_KEYS, pledgeKey, readTexts } from '../published.ts';

export type PublicRow = ImportRow & { state: 'published' };

type Read = { row: PublicRow; etag: string };

/**
 * Reads the rows of an index in its order. A withdrawn verdict stands no longer, so its pledge is no row; nor is one that
 * was merged into another. KV may hold an index that is older than its pledges, so each is asked itself.
 */
export async function* publicRows(published: KVNamespace, index: TrackerIndex): AsyncGenerator<Read> {
  const slugs = index.pledges.filter(({ status }) => status === 'published').map(({ slug }) => slug);
  for (let at = 0; at < slugs.length; at += BULK_READ_KEYS) {
    const keys = slugs.slice(at, at + BULK_READ_KEYS).map((slug) => pledgeKey(index.tracker, slug));
    for (const stored of await readTexts(published, keys)) {
      if (!stored) continue;
      const pledge: PublishedPledge = JSON.parse(stored.body);
      if (pledge.status === 'published' && !pledge.movedTo)
        yield { row: publicRow(pledge), etag: stored.etag };
    }
  }
}

function publicRow(pledge: PublishedPledge): PublicRow {
  const { slug, aliases, revision, title, categories, kind, promise, evidence, responses } = pledge;
  const { facets, due, yardstick, timeline } = pledge;
  const { label: _, outcome: _o, final: _f, scheme: _s, words: _w, ...verdict } = pledge.verdict;
  return {
    slug,
    aliases,
    state: 'published',
    revision,
    title,
    categories,
    ...(facets === undefined ? {} : { facets }),
    promise,
    kind,
    ...(due === undefined ? {} : { due }),
    ...(yardstick === undefined ? {} : { yardstick }),
    verdict,
    ...(timeline === undefined ? {} : { timeline }),
    evidence,
    related: pledge.related.map(({ pledge: other, relation }) => ({ pledge: other, relation })),
    responses,
    createdAt: pledge.createdAt,
    updatedAt: pledge.updatedAt,
    checkedAt: pledge.checkedAt,
  };
}
