// Headers that lie, contradict each other or make no sense.

import { expect, test } from 'vitest';
import { aPledge } from '../builders.ts';
import { HOSTILE_STRINGS } from '../hostile-strings.ts';
import fc from '../property.ts';
import { GROUND, layGround, partsOf, ROUTES, SLUGS, strike, versionAt } from './hostile.ts';

/** Requests for each route. */
const RUNS = 30;

// biome-ignore format: -- a table of headers reads best as it is
const VALUES: Record<string, string[]> = {
  'if-match': ['*', 'W/"1"', '"1", "2"', '"99", W/"1", "x"', '""', '"', '1', '"-1"', '"1e3"', '"0x1"', '"99999999999999999999"', '"1" "2"', 'W/', ',,,', `"${'1'.repeat(5000)}"`, '"1",'.repeat(2000), '"*"'],
  'if-none-match': ['*', '"', 'W/"x"', '"a", "b"', ',', `"${'a'.repeat(9000)}"`, 'W/*'],
  'if-modified-since': ['yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', '-1'],
  'if-unmodified-since': ['Thu, 01 Jan 1970 00:00:00 GMT'],
  range: ['bytes=0-0', 'bytes=-1', 'bytes=5-1', 'bytes=0-0,2-3', 'bytes=99999999999999999999-', 'lines=1-2', 'bytes=', `bytes=${'0-0,'.repeat(1000)}`],
  'if-range': ['"x"', 'yesterday'],
  'content-type': ['application/json', 'text/csv', 'application/json, text/csv', 'application/json; charset=utf-16', 'APPLICATION/JSON;', 'application/json\t', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', '', ';', 'application/problem+json', `application/json; a="${'x'.repeat(5000)}"`],
  'content-encoding': ['gzip', 'br', 'identity', 'gzip, gzip', 'deflate', 'x', ''],
  'content-length': ['0', '1', '-1', '999999999999', 'x', '1, 2', '+1', '0x10'],
  'transfer-encoding': ['chunked', 'identity', 'gzip, chunked', 'x'],
  'accept-encoding': ['gzip;q=0', '*', 'br, identity;q=0', 'x'],
  accept: ['text/html', '*/*;q=0', 'application/xml', '\xff', ';;;'],
  'accept-language': ['cy', '*', 'en-GB;q=2', 'x'.repeat(5000)],
  authorization: ['Bearer', 'Bearer ', 'bearer pm_', `Bearer pm_${'0'.repeat(64)}`, `Bearer pm_${'0'.repeat(9000)}`, 'Basic YWRtaW46YWRtaW4=', 'Bearer pm_test_admi', 'Bearer pm_test_admin x', 'Bearer pm_test_admin, Bearer x', '', 'Bearer \xff', 'Digest x'],
  cookie: ['__Host-pledgemark=x', '__Host-pledgemark=', '__Host-pledgemark', '=;=;=', '__Host-pledgemark=%', `__Host-pledgemark=${'a'.repeat(9000)}`, '__proto__=x; constructor=y', '__Host-pledgemark=a; __Host-pledgemark=b', '"\xff'],
  'cf-access-jwt-assertion': ['x', 'a.b.c', '..', `${'a'.repeat(9000)}.b.c`, 'eyJhbGciOiJub25lIn0.e30.'],
  origin: ['null', 'https://pledges.example', 'https://evil.example', 'https://pledges.example.evil.example', 'x', 'https://pledges.example, https://evil.example'],
  host: ['evil.example', 'localhost', 'x:y'],
  'x-forwarded-host': ['evil.example'],
  'x-http-method-override': ['DELETE', 'PUT'],
  'cf-connecting-ip': ['x', '::1', '0.0.0.0, 1.1.1.1', 'x'.repeat(2000)],
  expect: ['100-continue', 'x'],
  referer: ['javascript:run()', 'x'],
  'sec-fetch-site': ['cross-site', 'x'],
  __proto__: ['x'],
};

// A header holds bytes without NUL, CR and LF; anything else no client can send.
const asHeader = (text: string) => text.replace(/[^\t\x20-\xff]/g, '?');

const aHeader = fc
  .constantFrom(...Object.entries(VALUES))
  .chain(([name, values]) =>
    fc
      .oneof(
        { arbitrary: fc.constantFrom(...values), weight: 4 },
        fc.constantFrom(...HOSTILE_STRINGS).map(asHeader),
      )
      .map((value): [string, string] => [name, value]),
  );

test.each(ROUTES)('%s is not led astray by headers', async (route) => {
  const { method, path } = partsOf(route);
  const body = method === 'POST' || method === 'PUT' ? JSON.stringify(aPledge()) : null;
  await fc.assert(
    fc
      .asyncProperty(
        fc.constantFrom(...SLUGS),
        fc.array(aHeader, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (slug, sent, isSeen) => {
          const address = path.replace(/:(\w+)/g, (_, name: string) => GROUND[name] ?? slug);
          const seen: [string, string] = ['if-match', `"${versionAt(address)}"`];
          const json: [string, string] = ['content-type', 'application/json'];
          const headers = [json, ...(isSeen ? [seen] : []), ...sent];
          const { status, headers: answered } = await strike(route, { method, path: address, headers, body });
          // The answer is as long as it always is, whatever piece of it was asked for.
          expect([206, 416]).not.toContain(status);
          expect(answered.get('vary') ?? '').not.toMatch(/host/i);
        },
      )
      .beforeEach(layGround),
    { numRuns: RUNS },
  );
});

test.each(['*', '""', '"x"', '1', '"1', 'W/"x"', '"1e1"', '"-1"', '"99999999999999999999"'])(
  'If-Match: %s names no version, so an act under it is refused and nothing changes',
  async (value) => {
    await layGround();
    const route = 'PUT /api/v1/desk/trackers/:tracker/pledges/:slug';
    const headers: [string, string][] = [
      ['if-match', value],
      ['content-type', 'application/json'],
    ];
    const path = `/api/v1/desk/trackers/test-tracker/pledges/${SLUGS[0]}`;
    const { status } = await strike(route, { method: 'PUT', path, headers, body: '{}' });
    expect(status).toBe(400);
  },
);
