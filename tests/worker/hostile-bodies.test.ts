// Bodies that are not what they say, or are too much: read to no more than their limit, and refused in so many words.

import { expect, test } from 'vitest';
import { aPledge } from '../builders.ts';
import fc from '../property.ts';
import { GROUND, layGround, partsOf, SLUGS, strike, versionAt, WRITING_ROUTES } from './hostile.ts';
import { mutated } from './mutation.ts';

/** Requests for each route. */
const RUNS = 40;

const MEGABYTE = 1024 * 1024;
const IMPORT = 'POST /api/v1/desk/trackers/:tracker/import';

const READS_NO_BODY = new Set(['POST /api/v1/desk/republish']);

const utf8 = new TextEncoder();
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);
const latin1 = (text: string) => Uint8Array.from(text, (unit) => unit.charCodeAt(0));

async function gzipped(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const aJson = mutated({ slug: 'plant-a-tree', ...aPledge() });

const aBody = fc.oneof(
  aJson.map((json) => utf8.encode(`\ufeff${json}`)),
  aJson.map(utf16),
  aJson.map((json) => latin1(`\xff\xfe${json}`)),
  aJson.map((json) => utf8.encode(json.slice(0, -1))),
  aJson.map((json) => utf8.encode(`${json}${json}`)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
  fc.constantFrom(1, 200, 20_000, 130_000).map((depth) => utf8.encode('['.repeat(depth) + ']'.repeat(depth))),
  fc.constantFrom(200, 20_000, 40_000).map((depth) => utf8.encode('{"a":'.repeat(depth))),
  fc
    .constantFrom(200, 20_000)
    .map((depth) => utf8.encode(`${'{"note":'.repeat(depth)}1${'}'.repeat(depth)}`)),
  fc
    .constantFrom('\xc3(', '\xed\xa0\x80', '\xf4\x90\x80\x80', '\xc0\xaf')
    .map((bytes) => latin1(`{"note":"${bytes}"}`)),
  fc
    .constantFrom(
      '',
      ' ',
      'null',
      'true',
      '0',
      '"',
      '{}',
      '[]',
      '{',
      ',',
      'undefined',
      'NaN',
      "{'a':1}",
      '{"a":1,}',
      '//',
      '\0',
      '<x/>',
      'a,b\n1,2',
      'note=x&note=y',
      '__proto__=x',
    )
    .map((text) => utf8.encode(text)),
);

const aType = fc.constantFrom(
  'application/json',
  'application/json',
  'application/json; charset=utf-16',
  'text/csv',
  'text/csv; charset=windows-1252',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/x-ndjson',
  'text/plain',
  '',
);

function addressOf(route: string, slug: string): string {
  const path = partsOf(route).path.replace(/:(\w+)/g, (_, name: string) => GROUND[name] ?? slug);
  return route.endsWith('/restore') ? `${path}?key=none` : path;
}

function typeOf(route: string): string {
  if (route.endsWith('/followers/import')) return 'text/plain';
  return route.endsWith('/restore') ? 'application/x-ndjson' : 'application/json';
}

function headersFor(address: string, type: string, more: [string, string][] = []): [string, string][] {
  return [
    ['content-type', type],
    ['if-match', `"${versionAt(address)}"`],
    ['origin', 'https://pledges.example'],
    ...more,
  ];
}

test.each(WRITING_ROUTES)('%s reads no body that is not what it says', async (route) => {
  const { method } = partsOf(route);
  await fc.assert(
    fc
      .asyncProperty(fc.constantFrom(...SLUGS), aBody, aType, async (slug, body, type) => {
        const path = addressOf(route, slug);
        await strike(route, { method, path, headers: headersFor(path, type), body });
      })
      .beforeEach(layGround),
    { numRuns: RUNS },
  );
});

test.each(WRITING_ROUTES)('%s refuses a compressed body instead of guessing what is in it', async (route) => {
  await layGround();
  const { method } = partsOf(route);
  const path = addressOf(route, 'dig-a-canal');
  const more: [string, string][] = [['content-encoding', 'gzip']];
  const headers = headersFor(path, typeOf(route), more);
  for (const body of [await gzipped('{}'), utf8.encode('{}')]) {
    const { status } = await strike(route, { method, path, headers, body });
    expect(READS_NO_BODY.has(route) ? [202] : [400, 404, 409, 415]).toContain(status);
  }
});

const OPEN = utf8.encode('['.repeat(10 * MEGABYTE));
const CLOSED = utf8.encode('['.repeat(5 * MEGABYTE) + ']'.repeat(5 * MEGABYTE));
// Far over what a document may have. An import may be as long, but not hold as many lists.
test.each(WRITING_ROUTES)(
  '%s refuses ten megabytes of brackets, with and without a stated length',
  async (route) => {
    await layGround();
    const { method } = partsOf(route);
    const path = addressOf(route, 'dig-a-canal');
    const headers = headersFor(path, typeOf(route));
    for (const body of [OPEN, CLOSED, new Blob([OPEN]).stream()]) {
      const { status } = await strike(route, { method, path, headers, body });
      expect(READS_NO_BODY.has(route) ? [202] : [404, 409, 413, 422]).toContain(status);
    }
  },
);

test.each(['"', ',', '\n', '"\n', ',"', ';', '\t', '"a""', 'slug,', 'slug\n'])(
  'ten megabytes of %j are no spreadsheet, and that is told',
  async (unit) => {
    await layGround();
    const path = addressOf(IMPORT, '');
    const body = unit.repeat((10 * MEGABYTE) / unit.length);
    const { status } = await strike(IMPORT, {
      method: 'POST',
      path,
      headers: headersFor(path, 'text/csv'),
      body,
    });
    expect([413, 422]).toContain(status);
  },
);
