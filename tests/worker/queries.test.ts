// A query that a route does not know was meant for something, so it is refused, and nothing is done.
import { beforeEach, expect, test } from 'vitest';
import { QUERIES } from '../../worker/routes/desk/queries.ts';
import { DESK_PATH } from '../../worker/routes/paths.ts';
import { aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN } from './client.ts';
import { GROUND, layGround, type Problem, partsOf, ROUTES, SLUGS, strike, versionAt } from './hostile.ts';

beforeEach(layGround);

const DESK_ROUTES = ROUTES.filter((route) => partsOf(route).path.startsWith(`${DESK_PATH}/`)).filter(
  (route) => !route.endsWith('/nothing'),
);

/** A request of this route with a query. */
async function askedWith(route: string, query: string) {
  const { method, path: pattern } = partsOf(route);
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => GROUND[name] ?? SLUGS[0]!);
  const origin = / \/api\/v1\/desk\/(?:session|invites\/accept)$/.test(route)
    ? [['origin', ORIGIN] as [string, string]]
    : [];
  const headers: [string, string][] = [['if-match', `"${versionAt(path)}"`], ...origin];
  const answer = await strike(route, { method, path: `${path}?${query}`, headers });
  return { ...answer, problem: JSON.parse(answer.text || '{}') as Problem };
}

/** What may be there more than once. */
const LISTS = new Set(
  ['restore redact', 'audit editor', 'audit act', 'audit.csv editor', 'audit.csv act'].map(
    (list) => `${DESK_PATH}/${list}`,
  ),
);

/** The names that a route takes. */
function namesOf(route: string): string[] {
  const row = QUERIES[route.replace(` ${DESK_PATH}`, ' ') as keyof typeof QUERIES];
  return row ? Object.keys(row.shape) : [];
}

test.each(DESK_ROUTES)(
  '%s refuses a query that it does not know, and names those that it does',
  async (route) => {
    for (const name of ['no-such-thing', '__proto__', 'constructor', 'DryRun', 'utm_source']) {
      const { status, problem } = await askedWith(route, `${name}=true`);
      const names = namesOf(route);
      expect([status, problem.errors]).toEqual([
        400,
        expect.arrayContaining([
          expect.objectContaining({
            pointer: `/query/${name}`,
            code: 'unknown-field',
            allowed: { choices: names },
            detail: expect.stringContaining(
              names.length > 0 ? `those are: ${names.join(', ')}` : 'it takes none',
            ),
          }),
        ]),
      ]);
    }
  },
);

test.each(DESK_ROUTES.filter((route) => namesOf(route).length > 0))(
  '%s refuses what is there twice, and an empty or a strange value',
  async (route) => {
    for (const name of namesOf(route).filter((name) => !LISTS.has(`${partsOf(route).path} ${name}`))) {
      const { status, problem } = await askedWith(route, `${name}=1&${name}=2`);
      expect([status, problem.errors?.[0]]).toEqual([
        400,
        expect.objectContaining({ pointer: `/query/${name}`, code: 'twice' }),
      ]);
      // An empty search is what a search field sends.
      if (name !== 'q') expect((await askedWith(route, `${name}=`)).status).toBe(400);
    }
  },
);

test.each([
  ['DELETE /api/v1/desk/session', 'everywhere', 'yes'],
  ['POST /api/v1/desk/trackers', 'dryRun', 'yes'],
  ['PUT /api/v1/desk/trackers/:tracker', 'dryRun', 'TRUE'],
  ['POST /api/v1/desk/trackers/:tracker/import', 'dryRun', '1'],
  ['GET /api/v1/desk/audit', 'limit', '0x10'],
  ['GET /api/v1/desk/audit', 'limit', '1e1'],
  ['GET /api/v1/desk/audit', 'limit', ' 5'],
  ['GET /api/v1/desk/audit', 'limit', '05'],
  ['GET /api/v1/desk/audit', 'limit', '5.0'],
  ['GET /api/v1/desk/audit', 'limit', '501'],
  ['GET /api/v1/desk/audit', 'editor', ''],
  ['GET /api/v1/desk/audit.csv', 'act', ''],
  ['GET /api/v1/desk/audit.csv', 'to', '2023-02-30'],
  ['GET /api/v1/desk/audit', 'to', 'yesterday'],
  ['GET /api/v1/desk/audit', 'from', '2023-02-30T00:00:00Z'],
  ['GET /api/v1/desk/audit', 'from', '2023-02-03T00:00:00+01:00'],
  ['GET /api/v1/desk/suggestions', 'state', 'opened'],
  ['GET /api/v1/desk/suggestions', 'from', '2023-02-30T00:00:00Z'],
  ['GET /api/v1/desk/inbox', 'after', 'yesterday'],
  ['GET /api/v1/desk/inbox', 'unread', 'yes'],
])('%s refuses ?%s=%s, and says what it takes', async (route, name, value) => {
  const { status, problem } = await askedWith(route, `${name}=${encodeURIComponent(value)}`);
  const pointer = expect.stringMatching(`^/query/${name}(?:/0)?$`);
  expect([status, problem.errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
});

test('a tracker is founded and changed in a dry run first, which says what would be and does nothing', async () => {
  const body = aTracker({ id: 'second-tracker', name: 'Second' });
  const tried = await json(fetchAsEditor('/trackers?dryRun=true', { method: 'POST', body }));
  expect(tried).toEqual({ dryRun: true, version: 1, tracker: body, openedAt: null });
  expect((await fetchAsEditor('/trackers/second-tracker')).status).toBe(404);
  const taken = { ...body, id: 'test-tracker' };
  expect((await fetchAsEditor('/trackers?dryRun=true', { method: 'POST', body: taken })).status).toBe(409);
  await json(fetchAsEditor('/trackers?dryRun=false', { method: 'POST', body }), 201);
  const renamed = { ...body, name: 'Renamed' };
  const path = '/trackers/second-tracker';
  const change = { method: 'PUT', body: renamed, version: 1 };
  expect(await json(fetchAsEditor(`${path}?dryRun=true`, change))).toEqual({
    dryRun: true,
    version: 1,
    tracker: renamed,
    openedAt: null,
  });
  expect(await json(fetchAsEditor(path))).toMatchObject({ version: 1, tracker: { name: 'Second' } });
  const stale = { ...change, version: 7 };
  expect((await fetchAsEditor(`${path}?dryRun=true`, stale)).status).toBe(412);
  expect(await json(fetchAsEditor(path, change))).toMatchObject({ version: 2 });
});

test('the public list refuses a filter that it does not know, and leaves aside what is put behind addresses on their way', async () => {
  const list = '/api/v1/trackers/test-tracker/pledges';
  for (const query of ['verdicts=kept', 'limit=1&limit=2', 'limit=1e1', 'sort=newest', '__proto__=x']) {
    const answer = await json<Problem>(fetchAsReader(`${list}?${query}`), 400);
    expect(answer.errors).toEqual([
      expect.objectContaining({ pointer: expect.stringMatching(/^\/query\//) }),
    ]);
  }
  const found = await json<{ total: number }>(
    fetchAsReader(`${list}?utm_source=letter&utm_medium=e&fbclid=x&gclid=y&_=123&q=&category=`),
  );
  expect(found.total).toBe(2);
});

test.each([
  '/test-tracker',
  '/test-tracker/reopen-the-ferry',
  '/test-tracker/feed.atom',
  '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry',
  '/api/v1/pledges/test-tracker/reopen-the-ferry',
  '/api/v1/trackers/test-tracker/export.csv',
  '/api/v1/summaries/test-tracker',
  '/api/v1/badges?ids=test-tracker/reopen-the-ferry',
])('%s is found whatever is put behind its address on its way', async (path) => {
  const sign = path.includes('?') ? '&' : '?';
  const answer = await fetchAsReader(`${path}${sign}utm_source=letter&fbclid=x&no-such-thing=1`);
  expect(answer.status).toBe(200);
});

test('badges and summaries refuse a parameter that is there twice, of which half would be lost', async () => {
  for (const path of ['badges?ids=a/b&ids=c/d', 'summaries/test-tracker?category=tax&category=health'])
    expect(await json<Problem>(fetchAsReader(`/api/v1/${path}`), 400)).toMatchObject({
      errors: [{ code: 'twice' }],
    });
});
