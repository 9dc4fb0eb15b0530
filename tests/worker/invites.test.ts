// Somebody is let in by a link that works once.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { Invite } from '../../data/people.ts';
import { aPledge, aTracker } from '../builders.ts';
import { fetchAsEditor, json, ledger, ORIGIN } from './client.ts';
import { accept, expectNoDoor, invite, look, sendCode, stateOf } from './invited.ts';
import { as, newToken, type Token, withCookie } from './people.ts';

afterEach(reset);

const DAY_MS = 86_400_000;

async function foundTwo(): Promise<void> {
  for (const id of ['test-tracker', 'other-tracker'])
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id, name: `Of ${id}` }) }), 201);
}

test('an invitation tells who invites whom to what, and by a press lets that person in, with no secret to keep', async () => {
  await foundTwo();
  const made = await invite('Wren', {
    role: 'editor',
    trackers: ['test-tracker'],
    expiresAt: '2199-01-01T00:00:00Z',
  });
  expect(made).toEqual({
    id: expect.any(String),
    code: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    url: `${ORIGIN}/desk/invite#${made.code}`,
    name: 'Wren',
    role: 'editor',
    trackers: ['test-tracker'],
    token: null,
    tokenExpiresAt: '2199-01-01T00:00:00.000Z',
    invitedBy: 'admin',
    createdAt: expect.any(String),
    expiresAt: expect.any(String),
    endedAt: null,
    state: 'waiting',
  });
  expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(7 * DAY_MS);
  const told = {
    name: 'Wren',
    role: 'editor',
    trackers: ['test-tracker'],
    trackerNames: { 'test-tracker': 'Of test-tracker' },
    invitedBy: 'admin',
  };
  // As often as somebody looks: nothing is spent by it.
  for (const _ of [1, 2])
    expect(await look(made.code)).toEqual({ dryRun: true, ...told, expiresAt: made.expiresAt });
  expect(await json(fetchAsEditor('/tokens'))).toEqual({ tokens: [] });

  const answer = await sendCode(made.code);
  const text = await answer.text();
  expect([answer.status, JSON.parse(text)]).toEqual([201, { ...told, expiresAt: expect.any(String) }]);
  expect(text).not.toMatch(/pm_|secret/);
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
  expect(await json(withCookie('/me', cookie))).toMatchObject({
    name: 'Wren',
    role: 'editor',
    trackers: ['test-tracker'],
    via: 'session',
    hasKey: false,
  });
  const { tokens } = await json<{ tokens: Token[] }>(fetchAsEditor('/tokens'));
  expect(tokens).toMatchObject([
    { name: 'Wren', createdBy: 'admin', expiresAt: '2199-01-01T00:00:00.000Z', email: null },
  ]);
  expect(await stateOf(made)).toBe('accepted');
  const { audit } = await json<{ audit: { act: string; editor: string; detail: object }[] }>(
    fetchAsEditor('/audit'),
  );
  expect(audit.slice(0, 2)).toMatchObject([
    { act: 'accept invite', editor: 'Wren', detail: { invitedBy: 'admin', role: 'editor' } },
    { act: 'invite', editor: 'admin', detail: { id: made.id, name: 'Wren', role: 'editor' } },
  ]);
});

test('a link is spent once, by two at the same instant as well', async () => {
  const { code } = await invite('Wren');
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => sendCode(code)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404]);
  await Promise.all(answers.map((answer) => answer.text()));
  const { tokens } = await json<{ tokens: Token[] }>(fetchAsEditor('/tokens'));
  expect(tokens).toHaveLength(1);
  await expectNoDoor(code);
});

test('wrong, spent, withdrawn and expired codes, and those of a name that is taken meanwhile, get one and the same answer', async () => {
  const spent = await invite('Wren');
  await accept(spent.code);
  await expectNoDoor(spent.code);

  const withdrawn = await invite('Robin');
  expect(await json(fetchAsEditor(`/invites/${withdrawn.id}`, { method: 'DELETE' }))).toMatchObject({
    state: 'withdrawn',
    endedAt: expect.any(String),
  });
  await expectNoDoor(withdrawn.code);

  const expired = await invite('Kim');
  const instant = (ms: number) => new Date(Date.now() + ms).toISOString();
  await expires(expired, instant(60_000));
  await look(expired.code);
  await expires(expired, instant(-1));
  await expectNoDoor(expired.code);
  expect(await stateOf(expired)).toBe('expired');

  const taken = await invite('Heron');
  await newToken('Heron', 'writer');
  await expectNoDoor(taken.code);
  expect(await stateOf(taken)).toBe('void');

  for (const code of ['', 'x', 'B'.repeat(43), `${taken.code}A`, '\u0000']) await expectNoDoor(code);
});

function expires({ id }: Invite, at: string) {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    sql.exec('UPDATE invite SET expires_at = ? WHERE id = ?', at, id);
  });
}

test('only a page of the desk may send a code, and what is no code is refused by its field', async () => {
  const { code } = await invite('Wren');
  for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`])
    for (const query of ['', '?dryRun=true'])
      expect(await json(sendCode(code, { query, headers: { origin } }), 403)).toMatchObject({
        type: expect.stringContaining('#foreign-origin'),
      });
  for (const wrong of [7, null, ['x'], 'x'.repeat(201)])
    expect(await json(sendCode(wrong as string), 422)).toMatchObject({ errors: [{ pointer: '/code' }] });
  await accept(code);
});

test('what is wrong with an invitation is told at its field, and none is made', async () => {
  await foundTwo();
  const refusals: [object, string][] = [
    [{ name: '' }, '/name'],
    [{ name: 'Admin\u200b' }, '/name'],
    [{ name: 'ADMIN' }, '/name'],
    [{ name: 'Ａｄｍｉｎ' }, '/name'],
    [{ role: 'owner' }, '/role'],
    [{ trackers: [] }, '/trackers'],
    [{ trackers: ['test-tracker', 'test-trakcer'] }, '/trackers/1'],
    [{ expiresAt: 'soon' }, '/expiresAt'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ email: 'wren@desk.example' }, '/email'],
  ];
  for (const [more, pointer] of refusals) {
    const body = { name: 'Wren', role: 'writer', trackers: '*', ...more };
    const { errors } = await json<{ errors: object[] }>(
      fetchAsEditor('/invites', { method: 'POST', body }),
      422,
    );
    expect([more, errors]).toEqual([
      more,
      expect.arrayContaining([expect.objectContaining({ pointer, detail: expect.any(String) })]),
    ]);
  }
  expect(await json(fetchAsEditor('/invites'))).toEqual({ invites: [] });
  await json(fetchAsEditor('/invites/no-such-invite', { method: 'DELETE' }), 404);
});

test('a name that somebody has, or is invited under, is refused, however it is written; one that is free again is not', async () => {
  const wren = await newToken('Wren', 'editor');
  await invite('Zoë');
  for (const name of ['Wren', 'wren', ' WREN ', 'Ｗren', 'zoë', 'ZOE\u0308']) {
    const body = { name, role: 'writer', trackers: '*' };
    expect([name, await json(fetchAsEditor('/invites', { method: 'POST', body }), 409)]).toMatchObject([
      name,
      { type: expect.stringContaining('#name-taken'), detail: expect.stringContaining(name.trim()[0]!) },
    ]);
  }
  await json(fetchAsEditor(`/tokens/${wren.id}`, { method: 'DELETE' }));
  await accept((await invite('Wren')).code);
});

test('an admin of some trackers invites to these alone, no admin, and sees and ends no others', async () => {
  await foundTwo();
  const dipper = as(await newToken('Dipper', 'admin', { trackers: ['other-tracker'] }));
  const refuse = async (more: object) => {
    const body = { name: 'Wren', role: 'writer', trackers: ['other-tracker'], ...more };
    return json<{ errors: { pointer: string; detail: string }[] }>(
      fetchAsEditor('/invites', { method: 'POST', body, headers: dipper }),
      422,
    );
  };
  expect(await refuse({ role: 'admin' })).toMatchObject({ errors: [{ pointer: '/role' }] });
  expect(await refuse({ trackers: '*' })).toMatchObject({ errors: [{ pointer: '/trackers' }] });
  // Another's tracker is told of as one that is not there.
  const theirs = await refuse({ trackers: ['other-tracker', 'test-tracker'] });
  const none = await refuse({ trackers: ['other-tracker', 'none-tracker'] });
  expect(JSON.stringify(theirs).replaceAll('test-', 'none-')).toBe(JSON.stringify(none));

  const another = await invite('Robin', { trackers: ['test-tracker'] });
  const all = await invite('Kim');
  const admins = await invite('Heron', { role: 'admin', trackers: ['other-tracker'] });
  const own = await invite('Wren', { role: 'editor', trackers: ['other-tracker'] }, dipper);
  const { invites } = await json<{ invites: Invite[] }>(fetchAsEditor('/invites', { headers: dipper }));
  expect(invites.map(({ name }) => name)).toEqual(['Wren']);
  for (const { id } of [another, all, admins])
    await json(fetchAsEditor(`/invites/${id}`, { method: 'DELETE', headers: dipper }), 404);
  const cookie = await accept(own.code);
  expect(await json(withCookie('/me', cookie))).toMatchObject({
    role: 'editor',
    trackers: ['other-tracker'],
  });
  const { tokens } = await json<{ tokens: Token[] }>(fetchAsEditor('/tokens'));
  const wren = tokens.find(({ name }) => name === 'Wren')!;
  await json(fetchAsEditor(`/tokens/${wren.id}/invite`, { method: 'POST', body: {}, headers: dipper }), 403);
});

test('the name of somebody who was in another tracker is not given to anybody by an admin of one', async () => {
  await foundTwo();
  const robin = await newToken('Robin', 'editor', { trackers: ['test-tracker'] });
  await json(fetchAsEditor(`/tokens/${robin.id}`, { method: 'DELETE' }));
  const dipper = as(await newToken('Dipper', 'admin', { trackers: ['other-tracker'] }));
  const body = { name: 'Robin', role: 'writer', trackers: ['other-tracker'] };
  const { detail } = await json<{ detail: string }>(
    fetchAsEditor('/invites', { method: 'POST', body, headers: dipper }),
    409,
  );
  // Dipper may make nobody a new key.
  expect(detail).toMatch(/ask an admin of all trackers/);
  expect(detail).not.toMatch(/new key|test-tracker/);
  await invite('Robin', { trackers: ['other-tracker'] });
});

test('a writer or an editor invites nobody', async () => {
  for (const role of ['writer', 'editor'] as const) {
    const headers = as(await newToken(`A ${role}`, role));
    const body = { name: 'Wren', role: 'writer', trackers: '*' };
    await json(fetchAsEditor('/invites', { method: 'POST', body, headers }), 403);
    await json(fetchAsEditor('/invites', { headers }), 403);
  }
});

test('a new key lets the same person in on another device, with the rights that they have then, and ends the one before', async () => {
  await foundTwo();
  const first = await accept((await invite('Wren', { trackers: ['test-tracker'] })).code);
  const { tokens } = await json<{ tokens: Token[] }>(fetchAsEditor('/tokens'));
  const { id } = tokens[0]!;
  const path = `/tokens/${id}/invite`;
  const again = () => json<Invite & { code: string }>(fetchAsEditor(path, { method: 'POST', body: {} }), 201);
  const [lost, key] = [await again(), await again()];
  await expectNoDoor(lost.code);
  await json(fetchAsEditor(`/tokens/${id}`, { method: 'PATCH', body: { role: 'editor' } }));
  expect(await look(key.code)).toMatchObject({ name: 'Wren', role: 'editor', trackers: ['test-tracker'] });
  const second = await accept(key.code);
  for (const cookie of [first, second])
    expect(await json(withCookie('/me', cookie))).toMatchObject({ name: 'Wren', role: 'editor' });
  expect((await json<{ tokens: Token[] }>(fetchAsEditor('/tokens'))).tokens).toHaveLength(1);

  const late = await again();
  await json(fetchAsEditor(`/tokens/${id}`, { method: 'DELETE' }));
  await expectNoDoor(late.code);
  for (const cookie of [first, second]) await json(withCookie('/me', cookie), 401);
  await json(fetchAsEditor(path, { method: 'POST', body: {} }), 422);
  await json(fetchAsEditor('/tokens/no-such-token/invite', { method: 'POST', body: {} }), 404);
});

test('a session that came of an invitation lasts from its last use, and ends when it is not used', async () => {
  const cookie = await accept((await invite('Wren')).code);
  const ends = (change = '') =>
    runInDurableObject(ledger(), (_, { storage: { sql } }) => {
      if (change) sql.exec('UPDATE session SET expires_at = ?', change);
      return Date.parse(sql.exec<{ expires_at: string }>('SELECT expires_at FROM session').one().expires_at);
    });
  const before = await ends();
  expect(before - Date.now()).toBeGreaterThan(89 * DAY_MS);
  await json(withCookie('/me', cookie));
  expect(await ends()).toBe(before);
  await ends(new Date(Date.now() + 3 * DAY_MS).toISOString());
  await json(withCookie('/me', cookie));
  expect((await ends()) - Date.now()).toBeGreaterThan(89 * DAY_MS);
  await ends(new Date(Date.now() - 1).toISOString());
  await json(withCookie('/me', cookie), 401);
});

test('a tracker that is deleted takes the way into it along, and one that is founded under its name opens to nobody', async () => {
  await foundTwo();
  const one = await invite('Wren', { trackers: ['other-tracker'] });
  const two = await invite('Robin', { trackers: ['test-tracker', 'other-tracker'] });
  await json(fetchAsEditor('/trackers/other-tracker', { method: 'DELETE', version: 1 }));
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  await expectNoDoor(one.code);
  expect(await look(two.code)).toMatchObject({ trackers: ['test-tracker'] });
});

test('the list of tokens says when somebody was last here by any of their tokens, and what they have in the works', async () => {
  await foundTwo();
  const wren = await newToken('Wren', 'editor');
  await newToken('Wren', 'writer');
  const post = (path: string, body: object, version?: number) =>
    json(
      fetchAsEditor(`/trackers/test-tracker/pledges${path}`, {
        method: 'POST',
        body,
        headers: as(wren),
        ...(version ? { version } : {}),
      }),
      path ? 200 : 201,
    );
  for (const slug of ['one-draft', 'two-drafts', 'three-drafts']) await post('', { slug, ...aPledge() });
  const publishAt = new Date(Date.now() + DAY_MS).toISOString();
  await post('/one-draft/publish', { note: 'Later.', publishAt }, 1);
  const { tokens } = await json<{ tokens: object[] }>(fetchAsEditor('/tokens'));
  for (const token of tokens)
    expect(token).toMatchObject({ name: 'Wren', drafts: 3, scheduled: 1, lastSeenAt: expect.any(String) });
  await newToken('Robin', 'writer');
  expect(await json(fetchAsEditor('/tokens'))).toMatchObject({
    tokens: [{ name: 'Robin', drafts: 0, scheduled: 0, lastSeenAt: null }, {}, {}],
  });
});
