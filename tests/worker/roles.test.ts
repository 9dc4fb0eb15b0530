// What each may do at the desk, where, and what nobody does alone.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { LEAST_ROLE, ROLES, type Role, type Route } from '../../data/roles.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import { type DeskRecord, fetchAsEditor, json, publishOnePledge } from './client.ts';
import { as, newToken, type Token } from './people.ts';

afterEach(reset);

// An admin of some trackers is not one of the installation.
const WHOLE = [
  'POST /republish',
  'GET /backup',
  'POST /restore',
  'POST /followers/key',
  'POST /followers/export',
  'POST /followers/import',
  'GET /tokens',
  'POST /tokens',
  'PATCH /tokens/:id',
  'DELETE /tokens/:id',
  'POST /tokens/:id/invite',
  'POST /trackers/:tracker/rename',
];

function mayUse(role: Role, least: Role, route: string): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least) && !WHOLE.includes(route);
}

// What each route is sent by those who may use it; the version is made wrong, so that nothing is changed on the way.
const ADDRESS: Record<string, string> = {
  tracker: 'test-tracker',
  slug: 'reopen-the-ferry',
  id: 'no-such-token',
  delivery: '1',
};

function address(path: string, tracker: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) =>
    name === 'tracker' ? tracker : (ADDRESS[name] ?? name),
  );
}

test.each(ROLES)(
  'every route lets a %s do what the table of roles says, in their tracker and in no other',
  async (role) => {
    await publishOnePledge();
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'their-tracker' }) }), 201);
    const token = await newToken('Wren', role, { trackers: ['test-tracker'] });
    for (const [route, least] of Object.entries(LEAST_ROLE) as [Route, Role][]) {
      const [method = '', path = ''] = route.split(' ');
      const ask = (tracker: string, headers: Record<string, string>) =>
        fetchAsEditor(address(path, tracker), {
          method,
          version: 999,
          headers,
          ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
        });
      const mine = await ask('test-tracker', as(token));
      const text = await mine.text();
      expect([route, mine.status === 403, mine.status === 401]).toEqual([
        route,
        !mayUse(role, least, route),
        false,
      ]);
      if (!path.includes(':tracker')) continue;
      const theirs = await ask('their-tracker', as(token));
      const none = await ask('no-such-tracker', as(token));
      expect([route, theirs.status, await theirs.text()]).toEqual([route, 404, await none.text()]);
      expect([route, none.status]).toEqual([route, 404]);
      expect(text).not.toContain('their-tracker');
    }
    const { trackers } = await json<{ trackers: { tracker: { id: string } }[] }>(
      fetchAsEditor('/trackers', { headers: as(token) }),
    );
    expect(trackers.map(({ tracker }) => tracker.id)).toEqual(['test-tracker']);
    if (role === 'admin')
      await json(
        fetchAsEditor('/trackers', {
          method: 'POST',
          body: aTracker({ id: 'somewhere-else' }),
          headers: as(token),
        }),
        403,
      );
  },
);

test('where a tracker wants two people, whoever wrote does not publish; an admin may break the glass with a reason', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ review: 'two' }) }), 201);
  const [wren, robin] = [await newToken('Wren', 'editor'), await newToken('Robin', 'editor')];
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  const send = (name: string, who: object, version: number, body: unknown, status = 200) =>
    json<DeskRecord>(
      fetchAsEditor(name, {
        method: name.endsWith('ferry') ? 'PUT' : 'POST',
        body,
        version,
        headers: who as Record<string, string>,
      }),
      status,
    );
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(
    fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body, headers: as(wren) }),
    201,
  );
  await send(`${path}/publish`, as(wren), 1, { note: 'First.' }, 403);
  await send(
    `${path}/publish`,
    as(wren),
    1,
    { note: 'First.', publishAt: new Date(Date.now() + 86_400_000).toISOString() },
    403,
  );
  await send(`${path}/publish`, as(wren), 1, { note: 'First.', breakGlass: 'I am in a hurry.' }, 403);
  await send(`${path}/publish`, as(robin), 1, { note: 'First.' });

  await send(path, as(wren), 2, aPledge({ title: 'Reopen the old ferry' }));
  await send(path, as(robin), 3, aPledge({ title: 'Reopen the very old ferry' }));
  await send(`${path}/publish`, as(robin), 4, {}, 403);
  await send(`${path}/correct`, as(wren), 4, { note: 'Old.' }, 403);
  await send(path, {}, 4, aPledge({ title: 'Reopen the oldest ferry' }));
  await send(`${path}/publish`, {}, 5, {}, 403);
  await send(`${path}/publish`, {}, 5, { breakGlass: 'Nobody else is here on Sunday.' });
  const { audit } = await json<{ audit: { detail: object }[] }>(fetchAsEditor('/audit?act=publish&limit=1'));
  expect(audit[0]?.detail).toMatchObject({ brokeGlass: 'Nobody else is here on Sunday.' });
});

test('a tracker that wants two people has two for a reversion, an import and the end of a term as well', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ review: 'two' }) }), 201);
  const [wren, robin] = [await newToken('Wren', 'admin'), await newToken('Robin', 'editor')];
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  const post = (name: string, who: Token, body: unknown, version = 1) =>
    fetchAsEditor(name, { method: 'POST', body, version, headers: as(who) });
  await json(post('/trackers/test-tracker/pledges', wren, { slug: 'reopen-the-ferry', ...aPledge() }), 201);
  await json(post(`${path}/publish`, robin, { note: 'First.' }));
  await json(
    fetchAsEditor(path, {
      method: 'PUT',
      body: aPledge({ title: 'Robin’s' }),
      version: 2,
      headers: as(robin),
    }),
  );
  await json(post(`${path}/publish`, wren, {}, 3));
  await json(post(`${path}/revert`, wren, { revision: 1, note: 'Mine was better.' }, 4), 403);
  await json(post(`${path}/revert`, robin, { revision: 1, note: 'Hers was better.' }, 4));

  const imported = { pledges: [anImportRow({ slug: 'another' })] };
  await json(post('/trackers/test-tracker/import', wren, imported), 403);
  await json(post('/trackers/test-tracker/import?dryRun=true', wren, imported));
  await json(post('/trackers/test-tracker/import?breakGlass=The%20first%20import', wren, imported));
  const rules = [{ from: 'in-progress', to: 'broken', note: 'Not done.' }];
  const closing = { closedAt: '2026-05-07T22:00:00Z', rules };
  await json(post('/trackers/test-tracker/close', wren, closing), 403);
  await json(post('/trackers/test-tracker/close', wren, { ...closing, breakGlass: 'Agreed by letter.' }));
});
