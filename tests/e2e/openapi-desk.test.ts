// The description of the desk endpoint held to a live installation, as openapi.test.ts holds that of the public API: a tracker
// and its pledges go through every act there is, with Prism between.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allOperations, openApi } from '../../scripts/openapi/document.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { type Exchange, exchangeThrough, type Sent } from './exchange.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Prism, startPrism } from './prism.ts';

const OPERATIONS = allOperations();
const folder = mkdtempSync(join(tmpdir(), 'pledgemark-prism-'));
let site: Installation;
let prism: Prism;
let exchange: Exchange;
/** The operations that were answered with success. */
const answered = new Set<string>();

async function connect(upstream: string): Promise<void> {
  prism = await startPrism(await openApi({ strict: true }), upstream, join(folder, 'openapi.json'));
  exchange = exchangeThrough(prism, answered);
}

beforeAll(async () => {
  site = await startInstallation({ isPublic: true, mail: true });
  await connect(site.desk.origin);
});

afterAll(async () => {
  await prism?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const DESK = '/api/v1/desk';
const desk = (path: string, status = 200, sent: Sent = {}) =>
  exchange(DESK + path, status, {
    ...sent,
    headers: { authorization: `Bearer ${site.desk.token}`, ...sent.headers },
  });

const TRACKER = '/trackers/test-tracker';
const NEW = `${TRACKER}/pledges`;
const FERRY = `${NEW}/reopen-the-ferry`;

const send = async (
  method: string,
  path: string,
  version: number | undefined,
  body: unknown = {},
  status = 200,
) => (await desk(path, status, { method, body, ...(version === undefined ? {} : { version }) })).body;
const act = (name: string, version: number, body?: unknown) =>
  send('POST', `${FERRY}/${name}`, version, body);

test('a token, its change and its end, and a session are as described', async () => {
  await desk('/me');
  const token = await send(
    'POST',
    '/tokens',
    undefined,
    { name: 'Wren', role: 'writer', trackers: '*' },
    201,
  );
  await send('PATCH', `/tokens/${token.id}`, undefined, {
    role: 'editor',
    expiresAt: '2099-01-01T00:00:00Z',
  });
  await desk('/tokens');
  await send('POST', `/tokens/${token.id}/invite`, undefined, {}, 201);
  const who = { name: 'Robin', role: 'reader', trackers: '*', expiresAt: '2099-01-01T00:00:00Z' };
  const { id } = await send('POST', '/invites', undefined, who, 201);
  await desk(`/invites/${id}`, 200, { method: 'DELETE' });
  const { code } = await send('POST', '/invites', undefined, who, 201);
  const headers = { origin: site.desk.origin };
  await exchange(`${DESK}/invites/accept?dryRun=true`, 200, { method: 'POST', body: { code }, headers });
  await exchange(`${DESK}/invites/accept`, 201, { method: 'POST', body: { code }, headers });
  await exchange(`${DESK}/invites/accept`, 404, { method: 'POST', body: { code }, headers });
  await desk('/invites');
  await desk(`/tokens/${token.id}`, 200, { method: 'DELETE' });
  const opened = await exchange(`${DESK}/session`, 201, {
    method: 'POST',
    body: { token: site.desk.token },
    headers: { origin: site.desk.origin },
  });
  const [cookie = ''] = opened.answer.headers.getSetCookie()[0]?.split(';') ?? [];
  expect(cookie).toMatch(/^pledgemark=/);
  await exchange(`${DESK}/me`, 200, { headers: { cookie } });
  await exchange(`${DESK}/session?everywhere=false`, 204, {
    method: 'DELETE',
    headers: { cookie, origin: site.desk.origin },
  });
});

test('the founding of a tracker and every act on a pledge are as described', async () => {
  const tracker = aTracker({ review: 'one' });
  await send('POST', '/trackers?dryRun=true', undefined, tracker);
  await send('POST', '/trackers', undefined, tracker, 201);
  await desk('/trackers');
  await desk(TRACKER);
  await send('PUT', TRACKER, 1, aTracker({ name: 'Another name', coverage: { note: 'Part of it' } }));

  const draft = aPledge();
  let { version } = await send('POST', NEW, undefined, { slug: 'reopen-the-ferry', title: draft.title }, 201);
  const next = (record: { version: number }) => {
    version = record.version;
  };
  await desk(`${FERRY}/preview`);
  next(await send('PUT', FERRY, version, { ...draft, due: '2027-05-01' }));
  next(await act('submit', version));
  next(await act('return', version, { note: 'Which ferry?' }));
  next(await act('assign', version, { to: 'admin' }));
  await desk(`${FERRY}/preview?as=publish`);
  await desk(`${FERRY}/preview.html`);
  next(await act('publish', version, { note: 'First verdict.' }));
  const revised = aPledge({ verdict: aVerdict({ id: 'kept', headline: 'It runs' }) });
  next(await send('PUT', FERRY, version, revised));
  await desk(`${FERRY}/preview`);
  next(await act('publish', version, { note: 'It runs again.' }));
  next(await send('PUT', FERRY, version, draft));
  next(await act('correct', version, { note: 'It does not.' }));
  next(await act('dispute', version, { note: 'Says who?' }));
  await desk(`${TRACKER}/pledges?state=published&q=ferry`);
  next(await act('settle', version, { note: 'It stands.' }));
  const checked = await act('check', version);
  await send('POST', `/undo/${checked.undo}`, undefined);
  next((await desk(FERRY)).body);
  await desk(`${FERRY}/revisions`);
  await desk(`${FERRY}/revisions/1`);
  next(await act('revert', version, { revision: 2, note: 'It does.' }));
  next(await act('redact', version, { revisions: [1], note: 'A name.' }));
  await desk(`${FERRY}/revisions/1`);
  next(await act('rename', version, { aliases: ['/policies/ferry'] }));
  next(await send('PUT', FERRY, version, draft));
  next(await act('discard', version));
  next(await act('retract', version, { note: 'It was not a promise.' }));
  await desk('/today');

  await send('POST', NEW, undefined, { slug: 'build-a-pier', ...aPledge({ title: 'Build a pier' }) }, 201);
  await send('POST', NEW, undefined, { slug: 'build-a-quay', ...aPledge({ title: 'Build a quay' }) }, 201);
  for (const slug of ['build-a-pier', 'build-a-quay'])
    await send('POST', `${NEW}/${slug}/publish`, 1, { note: 'First verdict.' });
  await send('POST', `${NEW}/build-a-quay/merge`, 2, { into: 'build-a-pier', note: 'The same.' });
  await desk('/status');
});

test('a private tracker, its renaming and its opening are as described', async () => {
  const { visibility: _, ...founded } = aTracker({ id: 'kept-back' });
  await send('POST', '/trackers', undefined, founded, 201);
  const pledges = '/trackers/kept-back/pledges';
  const at = (slug: string) => `${pledges}/${slug}`;
  for (const slug of ['dig-a-canal', 'build-a-dam'])
    await send('POST', pledges, undefined, { slug, ...aPledge() }, 201);
  await send('POST', `${at('dig-a-canal')}/publish`, 1, {});
  await desk(at('dig-a-canal'));
  await desk(`${pledges}?state=ready`);
  await send('POST', `${at('dig-a-canal')}/retract`, 2, { note: 'It was none.' }, 409);
  const { undo } = await send('POST', `${at('dig-a-canal')}/discard`, 2, {});
  await send('POST', `/undo/${undo}`, undefined);
  await desk(`${at('dig-a-canal')}/preview`);
  await desk('/trackers/kept-back/preview.html');
  await send('POST', '/trackers/kept-back/close', 1, { closedAt: '2026-05-07', rules: [] }, 409);
  await send('POST', '/trackers/kept-back/rename', 1, { id: 'another-name' });
  await send('POST', '/trackers/another-name/rename', 2, { id: 'test-tracker' }, 409);
  await send('POST', '/trackers/another-name/open?dryRun=true', 2, { visibility: 'unlisted' });
  await desk('/trackers/another-name/open', 422, {
    method: 'POST',
    body: { visibility: 'private' },
    version: 2,
    isFaulty: true,
  });
  await send('POST', '/trackers/another-name/open', 2, { visibility: 'unlisted' });
  await send('POST', '/trackers/another-name/open', 3, { visibility: 'public' }, 409);
  await send('POST', '/trackers/another-name/rename', 3, { id: 'kept-back' }, 409);
});

test('what readers find of a withdrawn and a merged pledge, and what they suggest, is as described', async () => {
  await expect
    .poll(
      async () =>
        (await fetch(`${site.desk.origin}/api/v1/trackers/test-tracker/pledges/reopen-the-ferry`)).status,
    )
    .toBe(410);
  await expect
    .poll(
      async () =>
        (await fetch(`${site.desk.origin}/api/v1/trackers/test-tracker/pledges/build-a-pier`)).status,
    )
    .toBe(200);
  const { body } = await exchange('/api/v1/trackers/test-tracker/pledges/reopen-the-ferry', 410);
  expect(body).toMatchObject({ detail: 'It was not a promise.', pledge: { status: 'retracted' } });
  await exchange('/api/v1/pledges/test-tracker/reopen-the-ferry', 200);
  await exchange('/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/history', 200);
  const suggestions = '/api/v1/trackers/test-tracker/pledges/build-a-pier/suggestions';
  for (const text of ['It leaks.', 'It burns.', 'It floats.'])
    await exchange(suggestions, 202, { method: 'POST', body: { kind: 'edit', text } });
  const form = { method: 'POST', type: 'application/x-www-form-urlencoded' };
  await exchange(suggestions, 200, { ...form, body: 'kind=evidence&text=See+the+minutes' });
  await exchange(suggestions, 422, { method: 'POST', body: { kind: 'rumour', text: '' }, isFaulty: true });
  const { body: page } = await desk('/suggestions?count=true&limit=2&state=open');
  const ids = (page as unknown as { suggestions: { id: number }[] }).suggestions.map(({ id }) => id);
  await desk(`/suggestions/${ids[0]}`);
  await send('PATCH', `/suggestions/${ids[0]}`, undefined, { state: 'accepted', reason: 'It does.' });
  await desk('/suggestions?groups=true&reasons=true&from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z');
  await send('PATCH', '/suggestions', undefined, { ids, state: 'declined', reason: 'It does not.' });
  await exchange('/api/v1/trackers/test-tracker/pledges/build-a-quay', 200);
});

test('the inbox, comments, and who is there are as described', async () => {
  const pier = `${NEW}/build-a-pier`;
  const { id } = await send(
    'POST',
    `${pier}/comments`,
    undefined,
    { text: 'Is it open yet?', mentions: [] },
    201,
  );
  await desk(`${pier}/comments`, 422, { method: 'POST', body: { text: '' }, isFaulty: true });
  await send('POST', `${pier}/comments`, undefined, { text: 'Look.', mentions: ['Nobody'] }, 422);
  await desk(`${pier}/comments?limit=1`);
  await desk(`${pier}/comments?before=${id}&limit=1`);
  await desk(`${pier}/comments/${id}`, 204, { method: 'DELETE' });
  await desk(`${pier}/comments/${id}`, 404, { method: 'DELETE' });
  await send('PUT', `${pier}/presence`, undefined, { here: true });
  await send('PUT', `${pier}/presence`, undefined, { here: false });
  const { body: inbox } = await desk('/inbox?limit=1');
  const { entries, at } = inbox as unknown as { entries: { id: string }[]; at: string };
  expect(entries).toHaveLength(1);
  await desk('/inbox?unread=true');
  await send('PATCH', '/inbox', undefined, { read: [entries[0]?.id], unread: [] });
  await send('PATCH', '/inbox', undefined, { read: 'all', until: at });
});

test('rows in and out, acts on many, the trash and the end of a term are as described', async () => {
  const rows = (await desk(`${TRACKER}/export.json`)).body;
  await send('POST', `${TRACKER}/import?dryRun=true`, undefined, rows);
  const { answer } = await desk('/trackers/uk-2017/export.csv');
  expect(answer.headers.get('content-type')).toContain('text/csv');
  const csv = await (
    await fetch(`${site.desk.origin}${DESK}/trackers/uk-2017/export.csv`, {
      headers: { authorization: `Bearer ${site.desk.token}` },
    })
  ).text();
  await desk('/trackers/uk-2017/import?dryRun=true', 200, { method: 'POST', type: 'text/csv', body: csv });
  await desk('/trackers/uk-2017/import', 422, {
    method: 'POST',
    type: 'text/csv',
    body: `${csv.split('\n')[0]}\nx,y\n`,
  });
  const sheet = {
    mapping: {
      columns: {
        Nr: 'key',
        Versprechen: 'title',
        Bereich: 'categories',
        Stand: 'verdict',
        Quellen: 'sources',
      },
      words: { categories: { Wasser: { id: 'wasser', label: 'Wasser' } } },
      defaults: { kind: 'action', state: 'draft' },
    },
    header: ['Nr', 'Versprechen', 'Bereich', 'Stand', 'Quellen', 'Tags'],
    rows: [
      ['1', 'Dig a well', 'Wasser', 'kept', 'https://example.org/a', 'x'],
      [null, '', '', '', '', ''],
      ['2', 'Fill it', '', 'Nobody knows', '', ''],
    ],
  };
  await send('POST', '/trackers', undefined, aTracker({ id: 'a-sheet' }), 201);
  const tried = await send('POST', '/trackers/a-sheet/import?dryRun=true', undefined, sheet);
  expect(tried).toMatchObject({ created: 1, refused: 1, empty: 1 });
  await send('POST', '/trackers/a-sheet/import', undefined, sheet, 422);
  const whole = { ...sheet, rows: sheet.rows.slice(0, 2), id: 'import-of-one-well' };
  await send('POST', '/trackers/a-sheet/import', undefined, whole);
  await desk('/trackers/a-sheet/import');
  expect((await desk('/imports/import-of-one-well')).body).toMatchObject({ created: 1, undoneAt: null });
  await desk('/imports/import-of-nothing', 404);
  await desk('/trackers/a-sheet/import', 422, {
    method: 'POST',
    body: { ...sheet, mapping: { columns: { Nr: 'no-field' } } },
  });
  await send('POST', '/undo/import-of-one-well', undefined);
  for (const slug of ['dig-a-canal', 'paint-the-town'])
    await send('POST', NEW, undefined, { slug, title: slug }, 201);
  const acts = (act: string, pledges: object[], more = {}) =>
    send('POST', `${TRACKER}/acts`, undefined, { id: `request-of-${act}-1`, act, pledges, ...more });
  await acts(
    'assign',
    [
      { slug: 'dig-a-canal', version: 1 },
      { slug: 'none-such', version: 1 },
    ],
    { to: 'admin' },
  );
  await acts('check', [{ slug: 'build-a-pier', version: 2 }], { looked: 'At the pier.' });
  await acts('trash', [{ slug: 'paint-the-town', version: 1 }]);
  const { version } = (await desk(`${NEW}/dig-a-canal`)).body;
  await desk(`${NEW}/dig-a-canal`, 200, { method: 'DELETE', version });
  const pier = (await desk(`${NEW}/build-a-pier`)).body;
  await send('POST', `${NEW}/build-a-pier/snooze`, pier.version, { until: null });
  await desk('/today?who=all&reason=never-checked&limit=10');
  await desk('/pledges?who=unassigned&sort=due&order=desc&limit=2');
  const views = [{ name: 'Mine', screen: 'today', query: 'who=mine' }];
  await send('PUT', '/views', undefined, { views });
  expect((await desk('/views')).body).toEqual({ views });
  await desk(`${TRACKER}/trash`);
  await send('POST', `${NEW}/dig-a-canal/recover`, undefined, { slug: 'dig-another-canal' });
  await send('POST', '/trackers', undefined, aTracker({ id: 'a-second-one' }), 201);
  await desk('/trackers/a-second-one', 200, { method: 'DELETE', version: 1 });
  const rule = { from: 'in-progress', to: 'broken', note: 'Not in time.' };
  await desk(`${TRACKER}/usage`);
  const rename = [{ of: 'category', from: 'transport', to: 'getting-about' }];
  await send('POST', `${TRACKER}/words?dryRun=true`, 2, { rename });
  await send('POST', `${TRACKER}/words`, 2, { rename });
  await desk(`${TRACKER}/words`, 422, { method: 'POST', body: { rename }, version: 3 });
  await desk(`${TRACKER}/close`);
  await desk(
    `${TRACKER}/close/preview.html?slug=build-a-pier&verdict=broken&closedAt=2026-05-07&note=Over.`,
    200,
  );
  await send('POST', `${TRACKER}/close?dryRun=true`, 3, { closedAt: '2026-05-07', rules: [rule] });
  await send(
    'POST',
    '/trackers/uk-2017/close?dryRun=true',
    1,
    { closedAt: '2019-11-06T00:00:00Z', rules: [] },
    422,
  );
});

test('audit, status and republishing are as described', async () => {
  await desk('/republish?dryRun=true', 200, { method: 'POST' });
  await desk('/republish', 202, { method: 'POST' });
  await desk('/audit?limit=50&act=publish');
  await desk('/audit?from=2026-01-01T00:00:00Z&before=1000');
  await desk(
    '/audit?from=2026-01-01&to=2026-12-31&editor=admin&act=publish&q=first&grouped=true&people=true',
  );
  await desk('/audit.csv?act=publish');
  const { answer } = await desk('/backup');
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
});

test('what is refused is as described', async () => {
  const headers = { authorization: 'Bearer pm_nobody' };
  await exchange(`${DESK}/me`, 401, { headers });
  await exchange(`${DESK}/session`, 403, {
    method: 'POST',
    body: {},
    headers: { origin: 'https://elsewhere.example' },
  });
  await desk('/trackers/none', 404);
  await desk(`${NEW}/none-such`, 404);
  await desk(`${FERRY}/revisions/99`, 404);
  await desk('/suggestions/999999', 404);
  await desk('/audit?limit=9999', 400, { isFaulty: true });
  await desk(FERRY, 428, { method: 'PUT', body: aPledge(), isFaulty: true });
  await desk(FERRY, 412, { method: 'PUT', body: aPledge(), version: 1 });
  const { version } = (await desk(FERRY)).body;
  await desk(`${FERRY}/submit`, 409, { method: 'POST', body: {}, version });
  await desk(`${FERRY}/retract`, 422, { method: 'POST', body: {}, version, isFaulty: true });
  await desk(`${FERRY}/retract`, 422, {
    method: 'POST',
    body: { note: 'x', extra: 1 },
    version,
    isFaulty: true,
  });
  await desk(`${NEW}/build-a-pier/rename`, 422, { method: 'POST', body: {}, version: 2 });
  await desk(FERRY, 415, { method: 'PUT', body: 'title=x', type: 'text/plain', version, isFaulty: true });
  await desk(NEW, 409, { method: 'POST', body: { slug: 'build-a-pier' } });
  await desk('/trackers', 409, { method: 'POST', body: aTracker() });
  await desk('/trackers', 422, {
    method: 'POST',
    body: { ...aTracker(), language: 'english', x: 1 },
    isFaulty: true,
  });
  await desk(TRACKER, 409, { method: 'DELETE', version: 3 });
  await send('POST', '/trackers', undefined, aTracker({ id: 'a-third-one' }), 201);
  await send('POST', '/trackers/a-third-one/pledges', undefined, { slug: 'dig-a-canal' }, 201);
  await desk('/trackers/a-third-one', 409, { method: 'DELETE', version: 1 });
  await desk('/undo/none-such-was-done', 404, { method: 'POST', body: {} });
  const line = '{"backup":{}}\n';
  await desk('/restore?key=none', 409, { method: 'POST', type: 'application/x-ndjson', body: line });
  await desk('/restore', 400, { method: 'POST', type: 'application/x-ndjson', body: line, isFaulty: true });
});

test('a webhook is as described from its making to its end', async () => {
  const body = {
    name: 'The Paper',
    url: 'https://hooks.paper.example/',
    scope: { trackers: ['test-tracker'] },
  };
  const { id } = await send('POST', '/webhooks', undefined, body, 201);
  const wrong = { ...body, url: 'https://127.0.0.1/' };
  await desk('/webhooks', 422, { method: 'POST', body: wrong });
  await desk('/webhooks');
  await desk(`/webhooks/${id}`);
  await send('PATCH', `/webhooks/${id}`, 1, { name: 'The Old Paper' });
  await send('PATCH', `/webhooks/${id}`, 1, { on: false }, 412);
  await send('POST', `/webhooks/${id}/rotate`, undefined, { overlapHours: 2 });
  const delivery = await send('POST', `/webhooks/${id}/test`, undefined, {}, 202);
  await send('POST', `/webhooks/${id}/deliveries/${delivery.id}/resend`, undefined, {}, 202);
  await desk(`/webhooks/${id}/deliveries?limit=1`);
  await desk('/status');
  await desk(`/webhooks/${id}`, 204, { method: 'DELETE' });
  await desk(`/webhooks/${id}`, 404);
});

test('the desk’s own mail, and followers that move, are as described', async () => {
  const choice = { daily: true, atOnce: false, hour: 6 };
  await desk('/me/mail');
  await send('PUT', '/me/mail', undefined, { ...choice, address: 'wren@desk.example' });
  await send('PUT', '/me/mail', undefined, { ...choice, address: 'wren@desk.example' }, 429);
  await desk('/me/mail', 422, { method: 'PUT', body: { ...choice, address: 'no address' } });
  await desk('/me/mail', 204, { method: 'DELETE' });
  const key = await send('POST', '/followers/key', undefined, {}, 201);
  await desk('/followers/export', 200, { method: 'POST', body: { key } });
  const line = { method: 'POST', type: 'text/plain' };
  const nobody = new CompactEncrypt(new TextEncoder().encode('[]')).setProtectedHeader({
    alg: 'RSA-OAEP-256',
    enc: 'A256GCM',
  });
  await desk('/followers/import', 200, {
    ...line,
    body: await nobody.encrypt(await importJWK(key as JWK, 'RSA-OAEP-256')),
  });
  await desk('/followers/import', 422, { ...line, body: '\n' });
  await desk('/followers/import', 422, { ...line, body: 'no line of ours' });
});

test('a backup and its restore into a new installation are as described', async () => {
  const { body: installation } = await exchange('/.well-known/pledgemark.json', 200);
  const { backupKey } = installation as unknown as { backupKey: string };
  const backup = await fetch(`${site.desk.origin}${DESK}/backup`, {
    headers: { authorization: `Bearer ${site.desk.token}` },
  });
  const lines = await backup.text();
  await prism.close();
  await connect(await site.reset());
  const sent = { method: 'POST', type: 'application/x-ndjson', body: lines };
  await desk('/restore?key=none', 422, { ...sent, body: lines.slice(0, -20) });
  const { body } = await desk(`/restore?key=${backupKey}`, 201, sent);
  expect(body).toMatchObject({ key: backupKey, unscheduled: [] });
});

test('every operation of the desk was answered, and the one by which readers write', () => {
  const unread = (route: string) => route.includes(DESK) || !route.startsWith('GET ');
  expect(Object.keys(OPERATIONS).filter((route) => unread(route) && !answered.has(route))).toEqual([]);
});
