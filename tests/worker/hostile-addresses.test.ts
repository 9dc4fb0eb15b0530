// Whatever stands in an address, and by whatever method: it is answered, and nothing changes by being asked.

import { expect, test } from 'vitest';
import { LEAST_ROLE, OPEN_ROUTES } from '../../data/roles.ts';
import { DESK_PATH } from '../../worker/routes/paths.ts';
import { HOSTILE_STRINGS } from '../hostile-strings.ts';
import fc from '../property.ts';
import { GROUND, layGround, partsOf, ROUTES, SLUGS, strike, struck, versionAt } from './hostile.ts';

/** Requests for each route and test of this file. */
const RUNS = 25;

// What the platform lets through: any other method never reaches a Worker.
const METHODS = [
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'SEARCH',
  'MKCOL',
];

// biome-ignore format: -- a list of tricks reads best as it is
const SEGMENTS = [
  '%2e%2e', '%2e%2e%2f%2e%2e', '..%2f', '%252e%252e%252f', '%2f', '%5c', '..%5c', '%00', 'a%00b', '%c0%ae', '%c3%28', '%ed%a0%80', '%',
  '%z', '%zz', '%u0041', '%e2%80%ae', '%F0%9F%91%A9', '.', '...', ';x=1', '~', '*', ':tracker', '(.*)', '[x]', '{x}', '$', '+', '@evil.example',
  'corrections', 'api', 'desk', 'UK-2017', '-', '0', '1e999', '-1', '99999999999999999999', 'a'.repeat(121), 'a'.repeat(600),
  '__proto__', 'constructor', 'feed.atom', 'preview.html', 'reopen-the-ferry.svg', '%FE%FF', '\u00e9', '\ud800',
];

// biome-ignore format: -- as above
const PARAMETERS = [
  'ids', 'category', 'verdict', 'outcome', 'q', 'sort', 'limit', 'cursor', 'state', 'owner', 'dryRun', 'breakGlass', 'as', 'tracker', 'slug', 'editor',
  'act', 'from', 'to', 'before', 'passTo', 'everywhere', 'url', 'format', 'maxwidth', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'a[b]', 'a.b',
];

// biome-ignore format: -- as above
const VALUES = [
  '', 'true', 'yes', '0', '-1', '1e999', 'NaN', '99999999999999999999', '1.5', '0x10', 'test-tracker/reopen-the-ferry', 'test-tracker/',
  '/', ',,,', 'a/b,c/d', 'a/b/c', `${'a/b,'.repeat(120)}`, 'x'.repeat(9000), 'title,reopen-the-ferry', ',-', '2026-02-30T00:00:00Z', '%', '%zz', '%00', '%ff', '+', '%F0%9F', '&', '=',
];

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_STRINGS),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const encoded = hostileText.map((text) => encodeURIComponent(text.toWellFormed()));
const hostileSegment = fc.oneof(fc.constantFrom(...SEGMENTS), encoded);

const hostileQuery = fc
  .array(fc.tuple(fc.constantFrom(...PARAMETERS), fc.oneof(fc.constantFrom(...VALUES), encoded)), {
    maxLength: 4,
  })
  .map((pairs) => (pairs.length > 0 ? `?${pairs.map((pair) => pair.join('=')).join('&')}` : ''));

const END = [
  '',
  '',
  '',
  '',
  '/',
  '//',
  '/.',
  '/%2e',
  '%2f',
  '%20',
  ';',
  '?',
  '??',
  '#',
  '.json',
  '%00',
  '/..;/',
  '\\',
];

/** An address of this route: names that are there, or hostile ones; now and then a trick in the path itself. */
function anAddress(route: string): fc.Arbitrary<string> {
  const segments = partsOf(route)
    .path.split('/')
    .slice(1)
    .map((part) => {
      const name = /^:(\w+)/.exec(part)?.[1];
      const there =
        name === 'slug' ? fc.constantFrom(...SLUGS) : fc.constant(name ? (GROUND[name] ?? 'x') : part);
      const tricked = fc.oneof(
        hostileSegment,
        there.map((text) => text.toUpperCase()),
        fc.constant(''),
      );
      return fc.oneof({ arbitrary: there, weight: name ? 3 : 40 }, { arbitrary: tricked, weight: 1 });
    });
  return fc
    .tuple(fc.tuple(...segments), fc.constantFrom(...END), hostileQuery)
    .map(([parts, end, query]) => `/${parts.join('/')}${end}${query}`);
}

test('the routes of the desk are the table of roles', () => {
  const atDesk = ROUTES.filter((route) => route.includes(` ${DESK_PATH}/`) && !route.endsWith('/nothing'));
  const named = [...Object.keys(LEAST_ROLE), ...OPEN_ROUTES].map((route) =>
    route.replace(' ', ` ${DESK_PATH}`),
  );
  expect(atDesk.toSorted()).toEqual(named.toSorted());
});

test.each(ROUTES)('%s answers whatever stands in its address', async (route) => {
  const { method } = partsOf(route);
  const addresses = anAddress(route);
  await fc.assert(
    fc
      .asyncProperty(addresses, async (path) => {
        await strike(route, { method, path, headers: [['if-match', `"${versionAt(path)}"`]] });
      })
      .beforeEach(layGround),
    { numRuns: RUNS },
  );
  expect(struck.get(route)).toBeGreaterThanOrEqual(RUNS);
});

test.each(ROUTES)('%s is answered by any method, and HEAD is GET without a body', async (route) => {
  await fc.assert(
    fc
      .asyncProperty(anAddress(route), fc.constantFrom(...METHODS), async (path, method) => {
        const answer = await strike(route, { method, path });
        if (method === 'GET' || method === 'HEAD') {
          const other = await strike(route, { method: method === 'GET' ? 'HEAD' : 'GET', path });
          expect([other.status, ...other.headers]).toEqual([answer.status, ...answer.headers]);
        }
        if (method === 'OPTIONS' && answer.status < 300)
          expect(answer.headers.get('allow')).toMatch(/\b(?:GET|POST|PUT|DELETE)\b/);
      })
      .beforeEach(layGround),
    { numRuns: RUNS },
  );
});
