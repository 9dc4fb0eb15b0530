// The open data of a tracker: every standing verdict, with the licence and where its fields are explained.
import { type Context, Hono } from 'hono';
import type { PublishedPledge, PublishedTracker, TrackerIndex } from '../../data/published.ts';
import { isUnlisted } from '../../data/visibility.ts';
import { etagOf } from '../digest.ts';
import { type PublicRow, publicRows } from '../interchange/public-rows.ts';
import { indexKey, isName, pledgeKey, readParsed, trackerKey } from '../published.ts';
import { answer, notFound, read, robots } from './reading.ts';

type Reading = Context<{ Bindings: Env }>;

/** What comes before the rows, each row, and what comes after them. */
type Form = { type: string; before: string; row(row: PublicRow, isFirst: boolean): string; after: string };

/** How many items the longest list of a row's field has: a table needs as many columns. */
type Widest = { timeline: number; evidence: number; responses: number };

export const openData = new Hono<{ Bindings: Env }>();

openData.get('/:tracker/export.json', (context) =>
  exported(context, (tracker, { PUBLIC_ORIGIN }) => {
    const { id, name, url, publisher, licence, coverage, scheme, categories, facets, documents, head } =
      tracker;
    const about = { id, name, url, publisher, coverage, scheme, categories, facets, documents, head };
    const dictionary = `${PUBLIC_ORIGIN}/docs/data`;
    return {
      type: 'application/json',
      before: `${JSON.stringify({ tracker: about, licence, dictionary }).slice(0, -1)},"pledges":[`,
      row: (row, isFirst) => (isFirst ? '' : ',') + JSON.stringify(row),
      after: ']}',
    };
  }),
);

openData.get('/:tracker/export.csv', async (context) => {
  // Not at the top: what few requests need would be part of every start.
  const { csvWriter } = await import('../interchange/write-csv.ts');
  return exported(context, ({ facets = [] }, _, widest) => {
    const ids = facets.map(({ id }) => id);
    const { header, line } = csvWriter((field) => widest[field as keyof Widest], ids);
    return { type: 'text/csv; charset=utf-8', before: header, row: line, after: '' };
  });
});

openData.get('/:tracker/pledges/:slug/history', async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return notFound(context);
  const found = await read(context, () =>
    readParsed<PublishedPledge>(context.env.PUBLISHED, pledgeKey(tracker, slug)),
  );
  if (found instanceof Response) return found;
  if (!found) return notFound(context);
  const { url, history, merged } = found.document;
  const etag = etagOf(found.etag + context.env.VERSION.id);
  return answer(context, JSON.stringify({ tracker, slug: found.document.slug, url, history, merged }), etag, {
    'content-type': 'application/json',
    'cache-tag': `${tracker}/${slug},${tracker}`,
    ...robots(found.unlisted),
  });
});

/**
 * Streams every row. The rows are read twice, the first time only for their ETags: an ETag that came from the index
 * alone could name rows that KV did not have yet, and a reader would keep them until the next publication. Kept from
 * the first time, they would fill the isolate for as long as slow readers take.
 */
async function exported(
  context: Reading,
  formOf: (tracker: PublishedTracker, env: Env, widest: Widest) => Form,
): Promise<Response> {
  const id = context.req.param('tracker');
  if (!isName(id)) return notFound(context);
  const { PUBLISHED } = context.env;
  const found = await read(context, async () => {
    const [tracker, index] = await Promise.all([
      readParsed<PublishedTracker>(PUBLISHED, trackerKey(id)),
      readParsed<TrackerIndex>(PUBLISHED, indexKey(id)),
    ]);
    if (!tracker || !index) return null;
    const etags = [context.env.VERSION.id, tracker.etag];
    const widest = { timeline: 0, evidence: 0, responses: 0 };
    for await (const { row, etag } of publicRows(PUBLISHED, index.document)) {
      etags.push(etag);
      for (const list of ['timeline', 'evidence', 'responses'] as const)
        widest[list] = Math.max(widest[list], row[list]?.length ?? 0);
    }
    return { tracker: tracker.document, index: index.document, etag: etagOf(etags.join()), widest };
  });
  if (found instanceof Response) return found;
  if (!found) return notFound(context);
  const { tracker, index, etag, widest } = found;
  const form = formOf(tracker, context.env, widest);
  const licence = new URL(tracker.licence.url).href;
  return answer(context, stream(texts(PUBLISHED, index, form)), etag, {
    'content-type': form.type,
    'content-disposition': `attachment; filename="${id}.${form.type.includes('csv') ? 'csv' : 'json'}"`,
    link: `<${licence}>; rel="license", <${context.env.PUBLIC_ORIGIN}/docs/data>; rel="describedby"`,
    'cache-tag': id,
    ...robots(isUnlisted(tracker)),
  });
}

async function* texts(published: KVNamespace, index: TrackerIndex, form: Form): AsyncGenerator<string> {
  yield form.before;
  let isFirst = true;
  for await (const { row } of publicRows(published, index)) {
    yield form.row(row, isFirst);
    isFirst = false;
  }
  yield form.after;
}

function stream(parts: AsyncGenerator<string>): ReadableStream {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      // A read that fails here breaks the answer off: a reader must not take half a tracker for the whole.
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
