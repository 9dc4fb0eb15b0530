// A token is for trackers that there are, and can be given other rights; not another name.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aTracker } from '../builders.ts';
import { fetchAsEditor, json } from './client.ts';
import { as, newToken, signIn, type Token, withCookie } from './people.ts';

afterEach(reset);

const change = ({ id }: Pick<Token, 'id'>, body: unknown, status = 200) =>
  json(fetchAsEditor(`/tokens/${id}`, { method: 'PATCH', body }), status);

async function foundTwo(): Promise<void> {
  for (const id of ['test-tracker', 'other-tracker'])
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id }) }), 201);
}

test('a token for a tracker that is not there is refused by that field, and none is made', async () => {
  await foundTwo();
  const body = { name: 'Wren', role: 'writer', trackers: ['test-tracker', 'test-trakcer'] };
  const refused = {
    errors: [{ pointer: '/trackers/1', detail: '"test-trakcer" is no tracker of this installation' }],
  };
  expect(await json(fetchAsEditor('/tokens', { method: 'POST', body }), 422)).toMatchObject(refused);
  expect(await json(fetchAsEditor('/tokens'))).toEqual({ tokens: [] });
  const wren = await newToken('Wren', 'writer');
  expect(await change(wren, { trackers: body.trackers }, 422)).toMatchObject(refused);
  expect(await json(fetchAsEditor('/tokens'))).toMatchObject({ tokens: [{ trackers: '*' }] });
});

test('a change of a token takes effect at once, for its sessions as well, and the audit has both sides of it', async () => {
  await foundTwo();
  const wren = await newToken('Wren', 'writer', { trackers: ['test-tracker'] });
  const cookie = await signIn(wren.secret);
  const change1 = { role: 'editor', trackers: ['other-tracker'], expiresAt: '2030-01-01T00:00:00.000Z' };
  expect(await change(wren, change1)).toEqual({
    ...change1,
    id: wren.id,
    name: 'Wren',
    email: null,
    createdAt: expect.any(String),
    createdBy: 'admin',
    lastUsedAt: expect.any(String),
    revokedAt: null,
    drafts: 0,
    schedules: 0,
  });
  for (const answer of [fetchAsEditor('/me', { headers: as(wren) }), withCookie('/me', cookie)])
    expect(await json(answer)).toMatchObject({ name: 'Wren', role: 'editor', trackers: ['other-tracker'] });
  await json(fetchAsEditor('/trackers/test-tracker', { headers: as(wren) }), 404);
  // One field alone leaves the others as they are.
  expect(await change(wren, { expiresAt: null })).toMatchObject({ role: 'editor', expiresAt: null });
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?act=change%20token'));
  expect(audit.at(-1)).toMatchObject({
    editor: 'admin',
    detail: {
      id: wren.id,
      name: 'Wren',
      ...change1,
      before: { role: 'writer', trackers: ['test-tracker'], expiresAt: null },
    },
  });
});

test('a token keeps its name and its address, and what cannot be changed is named', async () => {
  const wren = await newToken('Wren', 'writer');
  const refusals: [object, string][] = [
    [{ name: 'Robin' }, '/name'],
    [{ email: 'robin@desk.example' }, '/email'],
    [{ role: 'owner' }, '/role'],
    [{ role: null }, '/role'],
    [{ trackers: [] }, '/trackers'],
    [{ trackers: null }, '/trackers'],
    [{ expiresAt: 'soon' }, '/expiresAt'],
    [{}, '/role'],
  ];
  for (const [body, pointer] of refusals)
    expect([body, await change(wren, body, 422)]).toMatchObject([
      body,
      { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    ]);
  await change({ id: 'no-such-token' }, { role: 'editor' }, 404);
  await json(fetchAsEditor(`/tokens/${wren.id}`, { method: 'DELETE' }));
  await change(wren, { expiresAt: null }, 422);
  await json(fetchAsEditor('/me', { headers: as(wren) }), 401);
});

test('an admin of some trackers changes no token, and an address with a letter that only looks like its own is none', async () => {
  await foundTwo();
  const dipper = await newToken('Dipper', 'admin', { trackers: ['other-tracker'] });
  await json(
    fetchAsEditor(`/tokens/${dipper.id}`, { method: 'PATCH', body: { trackers: '*' }, headers: as(dipper) }),
    403,
  );
  const kelvin = { name: 'Kim', role: 'editor', trackers: '*', email: '\u212aim@desk.example' };
  expect(await json(fetchAsEditor('/tokens', { method: 'POST', body: kelvin }), 422)).toMatchObject({
    errors: [{ pointer: '/email' }],
  });
});
