// The description of the public API held to a live installation: Prism stands between as a proxy, and finds nothing, neither in what
// is sent nor in what is answered. Fields that a schema does not name are forbidden here, so that none is forgotten.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations, openApi } from '../../scripts/openapi/document.ts';
import { type Exchange, exchangeThrough } from './exchange.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Prism, startPrism } from './prism.ts';

const OPERATIONS = allOperations();
const folder = mkdtempSync(join(tmpdir(), 'pledgemark-prism-'));
let site: Installation;
let prism: Prism;
let exchange: Exchange;

beforeAll(async () => {
  site = await startInstallation({ isPublic: true });
  prism = await startPrism(await openApi({ strict: true }), site.desk.origin, join(folder, 'openapi.json'));
  exchange = exchangeThrough(prism);
});

afterAll(async () => {
  await prism?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const PLEDGE = '/api/v1/trackers/uk-2017/pledges/plant-11-million-trees';

test('a program finds the description from where the API begins, from any origin, and a person reads it without a script', async () => {
  const { origin } = site.desk;
  const entry = await fetch(`${origin}/api/v1/trackers`);
  const links = entry.headers.get('link') ?? '';
  expect(links).toBe('</openapi.json>; rel="service-desc", </docs/api>; rel="service-doc"');
  const [description, page] = await Promise.all(
    [...links.matchAll(/<(.+?)>/g)].map(([, path]) => fetch(origin + path)),
  );
  expect(description!.headers.get('access-control-allow-origin')).toBe('*');
  expect(description!.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await description!.json()).toEqual(await openApi());
  expect(page!.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
  expect(page!.headers.get('link')).toContain('</openapi.json>; rel="service-desc"');
  const html = await page!.text();
  expect(html).not.toContain('<script');
  for (const { id } of Object.values(OPERATIONS)) expect(html).toContain(` id="${id}"`);
});

describe('what readers get is as it is described', () => {
  const names: Record<string, string> = {
    tracker: 'uk-2017',
    slug: 'plant-11-million-trees',
    file: 'plant-11-million-trees.svg',
  };
  const queries: Record<string, string[]> = {
    'GET /api/v1/badges': [
      '?ids=uk-2017/plant-11-million-trees,example-harbour/reopen-the-harbour-ferry,uk-2017/none',
    ],
    'GET /api/v1/summaries/:tracker': ['', '?category=health'],
    'GET /api/v1/trackers/:tracker/pledges': [
      '',
      '?outcome=kept&sort=title&limit=3',
      '?q=trees&verdict=broken&category=health',
    ],
    'GET /oembed': [
      '?url=ORIGIN/uk-2017/plant-11-million-trees&maxwidth=400',
      '?url=ORIGIN/uk-2017&format=json&maxheight=200',
    ],
  };
  const reads = Object.keys(OPERATIONS).filter(
    (route) => OPERATIONS[route]?.access === 'open' && route.startsWith('GET '),
  );
  const addresses = reads.flatMap((route) => {
    const path = route.slice('GET '.length).replace(/:(\w+)/g, (_, name: string) => names[name] ?? name);
    return (queries[route] ?? ['']).map((query) => path + query);
  });

  test.each([...addresses, '/badge/uk-2017/plant-11-million-trees.json'])(
    '%s is as it is described, and 304 to whoever has it',
    async (address) => {
      const path = address.replace('ORIGIN', encodeURIComponent(site.desk.origin));
      const { answer } = await exchange(path, 200);
      const etag = answer.headers.get('etag');
      if (!etag) return expect(path).toBe('/healthz');
      // Not through Prism: it wants a body of whatever names a type.
      const again = await fetch(site.desk.origin + path, { headers: { 'if-none-match': etag } });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    },
  );

  test('every page of a list is as it is described, and every pledge of it', async () => {
    let path: string | null = '/api/v1/trackers/uk-2017/pledges?limit=20';
    while (path) {
      const { body } = await exchange(path, 200);
      const { pledges, next } = body as unknown as { pledges: { slug: string }[]; next: string | null };
      for (const { slug } of pledges) await exchange(`/api/v1/trackers/uk-2017/pledges/${slug}`, 200);
      path = next && `/api/v1/trackers/uk-2017/pledges?limit=20&cursor=${encodeURIComponent(next)}`;
    }
  });

  test.each([
    ['/api/v1/trackers/none', 404],
    [`${PLEDGE}-none`, 404],
    ['/api/v1/badges', 400],
    ['/api/v1/badges?ids=', 400],
    [`/api/v1/badges?ids=${Array.from({ length: 101 }, (_, at) => `uk-2017/pledge-${at}`)}`, 400],
    ['/api/v1/trackers/uk-2017/pledges?limit=5000', 400],
    ['/api/v1/trackers/uk-2017/pledges?sort=sideways', 400],
    ['/oembed', 400],
    ['/oembed?url=https%3A%2F%2Felsewhere.example%2F', 404],
    ['/oembed?url=https%3A%2F%2Felsewhere.example%2F&maxwidth=-1', 400],
    ['/badge/uk-2017/none.svg', 404],
    ['/badge/uk-2017/plant-11-million-trees.gif', 404],
  ] as const)('%s is refused as it is described', async (path, status) => {
    const isFaulty = status === 400 || path.endsWith('.gif');
    await exchange(path, status, { isFaulty });
  });

  test('what Prism cannot bring is as described too: the picture that a badge leads to, and another format', async () => {
    const picture = await fetch(`${site.desk.origin}/badge/uk-2017/plant-11-million-trees.png`, {
      redirect: 'manual',
    });
    expect([picture.status, picture.headers.get('location')]).toEqual([
      302,
      expect.stringContaining('/embed/outcomes/'),
    ]);
    const xml = await fetch(`${site.desk.origin}/oembed?format=xml&url=x`);
    expect([xml.status, await xml.json()]).toEqual([501, expect.objectContaining({ status: 501 })]);
  });
});
