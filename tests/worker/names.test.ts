// What a pledge is called, was called, and is merged into.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { PublishedPledge } from '../../data/published.ts';
import { sha256 } from '../../worker/digest.ts';
import { canonical } from '../../worker/ledger/chain.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, badge, document, publishSecond } from './acting.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { as, newToken } from './people.ts';

afterEach(reset);

test('a renamed pledge is found under its old slugs and an old site’s paths for ever', async () => {
  const { version } = await publishOnePledge();
  await json(act('rename', version, {}), 422);
  await json(act('rename', version, { slug: 'ferry', aliases: ['/policies/reopen-ferry', 'old-ferry'] }));
  await json(act('rename', version + 1, { slug: 'the-ferry' }, '/trackers/test-tracker/pledges/ferry'));
  await untilPublished();
  for (const slug of ['the-ferry', 'ferry', 'reopen-the-ferry', 'old-ferry']) {
    expect(await document(slug)).toMatchObject({ slug: 'the-ferry' });
    expect(await badge(`test-tracker/${slug}`)).toMatchObject({
      url: 'https://pledges.example/test-tracker/the-ferry',
    });
  }
  for (const path of [
    '/policies/reopen-ferry',
    '/test-tracker/reopen-the-ferry',
    '/test-tracker/old-ferry',
  ]) {
    const answer = await fetchAsReader(path);
    expect([path, answer.status, answer.headers.get('location')]).toEqual([
      path,
      301,
      '/test-tracker/the-ferry',
    ]);
  }
  await publishSecond();
  const second = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(act('rename', 2, { slug: 'ferry' }, second), 409);
  await json(act('rename', 2, { aliases: ['/policies/reopen-ferry'] }, second), 409);
  await json(act('rename', 2, { aliases: ['/api/v1/trackers'] }, second), 422);
  const back = await json<DeskRecord & { slug: string }>(
    act('rename', version + 2, { slug: 'ferry' }, '/trackers/test-tracker/pledges/the-ferry'),
  );
  expect(back).toMatchObject({ slug: 'ferry' });
});

test('where a name leads is purged with the pledge that it leads to, or with its tracker', async () => {
  const { version } = await publishOnePledge();
  await json(act('rename', version, { slug: 'ferry', aliases: ['/policies/ferry'] }));
  await untilPublished();
  const tags = async (path: string) => {
    const { status, headers } = await fetchAsReader(path);
    return [status, headers.get('cache-tag')];
  };
  expect(await tags('/test-tracker/reopen-the-ferry')).toEqual([
    301,
    'test-tracker/reopen-the-ferry,test-tracker',
  ]);
  for (const path of ['/policies/ferry', '/test-tracker/ferry/'])
    expect(await tags(path)).toEqual([301, 'test-tracker']);
});

test('a path is kept as a browser sends it, and is not another tracker’s or the site’s own', async () => {
  const { version } = await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'their-tracker' }) }), 201);
  for (const path of [
    '/policies/',
    '/a//b',
    '/robots.txt',
    '/openapi.json',
    '/docs/x',
    '/cdn-cgi/trace',
    '/.well-known/security.txt',
    '/embed',
    '/policies/caf%c3%a9',
    'https://x.example/',
  ])
    await json(act('rename', version, { aliases: [path] }), 422);
  await json(act('rename', version, { aliases: ['/their-tracker/planted'] }), 409);
  await json(act('rename', version, { aliases: ['/policies/caf%C3%A9', '/policies/foo'] }));
  await untilPublished();
  for (const path of ['/policies/caf%C3%A9', '/policies/caf%c3%a9', '/policies/caf\u00e9/', '/policies/foo/'])
    expect([path, (await fetchAsReader(path)).status]).toEqual([path, 301]);
  expect((await fetchAsReader(`/${encodeURIComponent('\u20ac'.repeat(200))}`)).status).toBe(404);
});

test('the chain can be checked from the public history, across a rename', async () => {
  const { version } = await publishOnePledge();
  await json(act('rename', version, { slug: 'ferry' }));
  const ferry = '/trackers/test-tracker/pledges/ferry';
  await json(act('dispute', version + 1, { note: 'n' }, ferry));
  const { history } = await document('ferry');
  expect(history.map(({ slug }) => slug)).toEqual(['reopen-the-ferry', 'ferry']);
  for (const { hash, publishedAt: _, verdict: __, ...record } of history)
    expect(sha256(canonical({ tracker: 'test-tracker', ...record }))).toBe(hash);
});

test('what a merged pledge said stays on record with the other one, as far as it is not redacted', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'broken' }) })));
  await json(act('correct', version + 1, { note: 'It was broken all along.' }));
  for (const slug of ['buy-a-boat', 'build-a-boat']) await publishSecond(slug);
  await json(act('merge', version + 2, { into: 'build-a-boat', note: 'The same promise.' }));
  const boat = '/trackers/test-tracker/pledges/build-a-boat';
  await json(act('merge', 2, { into: 'buy-a-boat', note: 'This one, too.' }, boat));
  const labels = async () =>
    (await document('buy-a-boat')).merged?.map(({ slug, title, history }) => [
      slug,
      title,
      ...history.map(({ verdict }) => verdict?.label.en),
    ]);
  expect(await labels()).toEqual([
    ['build-a-boat', 'Buy a boat', 'In progress', 'In progress'],
    ['reopen-the-ferry', 'Reopen the ferry', 'In progress', 'Broken', 'Broken'],
  ]);
  const text = async (path: string) => (await fetchAsReader(path)).text();
  const page = await text('/test-tracker/buy-a-boat');
  for (const told of [
    'Merged into this pledge: Reopen the ferry',
    'It was broken all along.',
    'This one, too.',
  ])
    expect(page).toContain(told);
  expect(await text('/test-tracker/corrections')).toContain('It was broken all along.');
  const path = '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/history';
  const { merged } = await json<PublishedPledge>(fetchAsReader(path));
  expect(merged?.[1]?.history.at(-1)).toMatchObject({ kind: 'edit', note: 'The same promise.' });
  await json(act('redact', version + 3, { revisions: [1, 2, 3], note: 'Ordered by a court.' }));
  expect((await labels())?.[1]).toEqual([
    'reopen-the-ferry',
    'Redacted',
    undefined,
    undefined,
    undefined,
    'Broken',
  ]);
});

test('of two merged pledges the one that goes leads to the other, in pages, documents and badges', async () => {
  const { version } = await publishOnePledge();
  await publishSecond('buy-a-boat', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  await json(act('merge', version, { into: 'nowhere', note: 'The same.' }), 422);
  await json(act('merge', version, { into: 'reopen-the-ferry', note: 'The same.' }), 422);
  const merged = await json(act('merge', version, { into: 'buy-a-boat', note: 'The same promise.' }));
  expect(merged).toMatchObject({ state: 'merged', movedTo: 'buy-a-boat', acts: ['redact'] });
  expect(await badge()).toMatchObject({ title: 'Buy a boat', movedTo: 'test-tracker/buy-a-boat' });
  expect(await document()).toMatchObject({
    slug: 'buy-a-boat',
    movedTo: 'test-tracker/buy-a-boat',
    related: [],
  });
  expect((await document('buy-a-boat')).movedTo).toBeUndefined();
  const page = await fetchAsReader('/test-tracker/reopen-the-ferry');
  expect([page.status, page.headers.get('location')]).toEqual([301, '/test-tracker/buy-a-boat']);
  const { tally } = await json<{ tally: object }>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect(tally).toMatchObject({ total: 1 });
  await json(save(version + 1, aPledge()), 409);

  const boat = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(
    fetchAsEditor(boat, { method: 'PUT', body: aPledge({ verdict: aVerdict({ id: 'kept' }) }), version: 2 }),
  );
  await json(act('publish', 3, { note: 'Bought.' }, boat));
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
});

test('whoever names old paths learns nothing of private trackers, and none is below an address that readers have', async () => {
  const { version } = await publishOnePledge();
  for (const [id, visibility] of [
    ['secret-inquiry', 'private'],
    ['quiet-desk', 'unlisted'],
  ] as const)
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id, visibility }) }), 201);
  const wren = as(await newToken('Wren', 'editor', { trackers: ['test-tracker'] }));
  const name = (aliases: string[], at: number) =>
    fetchAsEditor('/trackers/test-tracker/pledges/reopen-the-ferry/rename', {
      method: 'POST',
      version: at,
      headers: wren,
      body: { aliases },
    });
  await json(name(['/quiet-desk/ferry'], version), 409);
  await json(name(['/nobody-here/ferry'], version));
  await json(name(['/secret-inquiry/ferry'], version + 1));
});
