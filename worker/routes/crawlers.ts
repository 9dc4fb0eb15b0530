// What search engines read: which pages there are, and which to leave alone.
import { type Context, Hono } from 'hono';
import type { TrackerIndex, Trackers } from '../../data/published.ts';
import { etagOf } from '../digest.ts';
import { BULK_READ_KEYS, indexKey, readParsed, readTexts, trackersKey } from '../published.ts';
import { answer, read } from './reading.ts';

/** The protocol's limit for one file (sitemaps.org). */
const MOST_URLS = 50_000;

/** Pages that a tracker has besides its pledges'. */
const PAGES_OF_A_TRACKER = 2;

type Reading = Context<{ Bindings: Env }>;
type Url = { loc: string; lastmod?: string | undefined };

export const crawlers = new Hono<{ Bindings: Env }>();

// A page that is not to be indexed says so itself, so a crawler has to be let in to read it.
crawlers.get('/robots.txt', (context) => {
  // A tracker's id may begin with "desk", and rules are prefixes (RFC 9309, section 2.2.2).
  const hidden = ['/api/', '/desk$', '/desk/', '/desk?'].map((path) => `Disallow: ${path}\n`).join('');
  const text = `User-agent: *\n${hidden}\nSitemap: ${context.env.PUBLIC_ORIGIN}/sitemap.xml\n`;
  return answer(context, text, etagOf(text), {
    'content-type': 'text/plain; charset=utf-8',
    'cache-tag': 'site',
  });
});

crawlers.get('/sitemap.xml', async (context) => {
  const found = await read(context, () => readParsed<Trackers>(context.env.PUBLISHED, trackersKey));
  if (found instanceof Response) return found;
  const trackers = found?.document.trackers.filter(({ indexed }) => indexed) ?? [];
  const pages = trackers.reduce((sum, { pledges }) => sum + pledges + PAGES_OF_A_TRACKER, 1);
  const part = Number(context.req.query('part') ?? 0);
  const origin = context.env.PUBLIC_ORIGIN;
  if (pages > MOST_URLS && part === 0) {
    const parts = Array.from({ length: Math.ceil(pages / MOST_URLS) }, (_, at) => ({
      loc: `${origin}/sitemap.xml?part=${at + 1}`,
    }));
    return xml(
      context,
      'sitemapindex',
      'sitemap',
      parts,
      trackers.map(({ id }) => id),
    );
  }
  const urls = await read(context, () =>
    pagesOf(
      context,
      trackers.map(({ id }) => id),
    ),
  );
  if (urls instanceof Response) return urls;
  const from = Math.max(0, part - 1) * MOST_URLS;
  return xml(
    context,
    'urlset',
    'url',
    urls.slice(from, from + MOST_URLS),
    trackers.map(({ id }) => id),
  );
});

async function pagesOf({ env }: Reading, trackers: string[]): Promise<Url[]> {
  const origin = env.PUBLIC_ORIGIN;
  const urls: Url[] = [{ loc: `${origin}/` }];
  for (let at = 0; at < trackers.length; at += BULK_READ_KEYS) {
    const some = trackers.slice(at, at + BULK_READ_KEYS);
    for (const stored of await readTexts(env.PUBLISHED, some.map(indexKey))) {
      if (!stored) continue;
      const { tracker, pledges }: TrackerIndex = JSON.parse(stored.body);
      urls.push({ loc: `${origin}/${tracker}` }, { loc: `${origin}/${tracker}/corrections` });
      for (const { slug, updatedAt } of pledges)
        urls.push({ loc: `${origin}/${tracker}/${slug}`, lastmod: updatedAt ?? undefined });
    }
  }
  return urls;
}

function xml(context: Reading, root: string, item: string, urls: Url[], tags: string[]): Response {
  // Addresses are made of the origin, ids and slugs: nothing in them has to be escaped.
  const items = urls.map(
    ({ loc, lastmod }) =>
      `<${item}><loc>${loc}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</${item}>`,
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${items.join('\n')}</${root}>\n`;
  return answer(context, body, etagOf(body), {
    'content-type': 'application/xml; charset=utf-8',
    'cache-tag': ['trackers', ...tags].slice(0, 100).join(),
  });
}
