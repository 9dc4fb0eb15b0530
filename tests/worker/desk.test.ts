import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(reset);

const PLEDGE = '/trackers/test-tracker/pledges/reopen-the-ferry';

test('an editor creates a pledge, saves it, publishes it, and finds it published with a new version each time', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const created = await fetchAsEditor('/trackers/test-tracker/pledges', {
    method: 'POST',
    body: { slug: 'reopen-the-ferry', title: 'Reopen the ferry' },
  });
  expect(created.status).toBe(201);
  expect(created.headers.get('etag')).toBe('"1"');
  expect(await created.json()).toEqual({
    slug: 'reopen-the-ferry',
    key: null,
    state: 'draft',
    version: 1,
    draft: { title: 'Reopen the ferry' },
    published: null,
    status: null,
    ready: null,
    owner: 'admin',
    assignee: null,
    authors: ['admin'],
    publishAt: null,
    comment: null,
    checkedAt: null,
    snoozedUntil: null,
    suggestions: 0,
    movedTo: null,
    acts: ['save', 'submit', 'assign', 'publish', 'trash', 'rename'],
  });

  expect(await json(save(1, aPledge()))).toMatchObject({
    version: 2,
    state: 'draft',
    draft: { kind: 'action' },
  });
  const published = await json<DeskRecord>(publish(2));
  expect(published).toMatchObject({
    version: 3,
    state: 'published',
    draft: null,
    published: { revision: 1 },
  });
  expect(await json(fetchAsEditor(PLEDGE))).toEqual(published);

  const edit = aPledge({ verdict: aVerdict({ headline: 'Work has begun at last' }) });
  await json(save(3, edit));
  const edited = await json<DeskRecord>(publish(4, null));
  expect(edited.published).toMatchObject({
    revision: 2,
    verdict: { publishedAt: published.published?.verdict.publishedAt },
  });
});

test('a stale If-Match is 412 with the current version, none is 428, and neither changes anything', async () => {
  const before = await publishOnePledge();
  const stale = await fetchAsEditor(PLEDGE, { method: 'PUT', body: aPledge({ title: 'Mine' }), version: 1 });
  expect(stale.status).toBe(412);
  expect(stale.headers.get('etag')).toBe(`"${before.version}"`);
  expect(await stale.json()).toMatchObject({ version: before.version });
  await json(save(undefined, aPledge({ title: 'Mine' })), 428);
  await json(publish(1), 412);
  await json(publish(undefined), 428);
  await json(fetchAsEditor(PLEDGE, { method: 'PUT', body: aPledge(), headers: { 'if-match': '*' } }), 400);
  expect(await json(fetchAsEditor(PLEDGE))).toEqual(before);
});

test('a weakened ETag is accepted, because Cloudflare weakens it when it compresses', async () => {
  const { version } = await publishOnePledge();
  const weak = { 'if-match': `W/"${version}"` };
  await json(fetchAsEditor(PLEDGE, { method: 'PUT', body: aPledge(), headers: weak }));
});

test('a version that a proxy has marked as compressed is accepted, and of several the newest is meant', async () => {
  let { version } = await publishOnePledge();
  const save = async (ifMatch: string, status = 200) => {
    const headers = { 'if-match': ifMatch };
    const saved = fetchAsEditor(PLEDGE, { method: 'PUT', body: aPledge({ title: ifMatch }), headers });
    return json<{ version: number }>(saved, status);
  };
  for (const form of ['"V-gzip"', 'W/"V--gzip"', '"V;br"', '"1", "V"', '"V", W/"1"', '"1-gzip", "V-gzip"']) {
    const saved = await save(form.replace('V', String(version)));
    expect(saved.version).toBe(version + 1);
    ({ version } = saved);
  }
  await save(`"${version}", "${version + 1}"`, 412);
  await save(`"${version}-other"`, 400);
});

test('of two editors who save at once, one wins and the other is told', async () => {
  const { version } = await publishOnePledge();
  const saves = Array.from({ length: 10 }, (_, index) => save(version, aPledge({ title: `Title ${index}` })));
  const statuses = (await Promise.all(saves)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array(9).fill(412)]);
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ version: version + 1 });
});

test.each([
  ['no token', {}],
  ['a wrong token', { authorization: 'Bearer pm_wrong' }],
  ['another scheme', { authorization: 'Basic cG06cG0=' }],
])('%s is 401, on addresses that exist and on those that do not, and names no detail', async (_, headers) => {
  const answers = await Promise.all(
    ['/me', '/trackers', '/no-such-thing', '/trackers/test-tracker/pledges/no-such-pledge'].map((path) =>
      fetchAsReader(`/api/v1/desk${path}`, { headers }),
    ),
  );
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect(new Set(bodies).size).toBe(1);
  expect(JSON.parse(bodies[0]!)).not.toHaveProperty('detail');
  expect(answers[0]!.headers.get('www-authenticate')).toBe('Bearer');
});

test('every answer of the desk, refusals included, forbids caching and has no CORS', async () => {
  for (const answer of [
    await fetchAsEditor('/me'),
    await fetchAsReader('/api/v1/desk/me'),
    await fetchAsEditor('/x'),
  ]) {
    expect(answer.headers.get('cache-control')).toBe('private, no-store, no-transform');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('a draft that is not complete is kept, and is refused only when it is to be published', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const body = { slug: 'reopen-the-ferry', verdict: { id: 'kept' } };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  const refused = await json<{ errors: { pointer: string }[] }>(publish(1), 422);
  const pointers = refused.errors.map(({ pointer }) => pointer);
  expect(pointers).toContain('/draft/title');
  expect(pointers).toContain('/draft/verdict/headline');
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    version: 1,
    state: 'draft',
    draft: { verdict: { id: 'kept' } },
  });
});

test('a publication names the field at fault: unknown verdict, no source, unknown related pledge, no note', async () => {
  const { version } = await publishOnePledge();
  const faults: [Partial<ReturnType<typeof aPledge>>, string | null, string][] = [
    [{ verdict: aVerdict({ id: 'promise-kept' }) }, 'Done.', '/draft/verdict/id'],
    [{ evidence: [] }, 'Done.', '/draft/evidence'],
    [{ categories: ['weather'] }, 'Done.', '/draft/categories/0'],
    [{ related: [{ pledge: 'no-such-pledge', relation: 'related' }] }, 'Done.', '/draft/related/0/pledge'],
    [{ related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] }, 'Done.', '/draft/related/0/pledge'],
    [{ verdict: aVerdict({ id: 'kept' }) }, null, '/note'],
  ];
  for (const [at, [change, note, pointer]] of faults.entries()) {
    await json(save(version + at, aPledge(change)));
    const refused = await json<{ errors: { pointer: string }[] }>(publish(version + at + 1, note), 422);
    expect(refused.errors.map((error) => error.pointer)).toEqual([pointer]);
  }
  const after = await json<DeskRecord>(fetchAsEditor(PLEDGE));
  expect(after.published?.revision).toBe(1);
});

test('publishing with no draft is 409 and says which acts are allowed', async () => {
  const { version } = await publishOnePledge();
  const { allowed } = await json<{ allowed: string[] }>(publish(version), 409);
  expect(allowed).toContain('save');
  expect(allowed).not.toContain('publish');
});

test('a slug or a tracker id that is taken is 409, and an unknown one is 404', async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 409);
  const again = { slug: 'reopen-the-ferry', title: 'Another' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: again }), 409);
  await json(fetchAsEditor('/trackers/no-such-tracker/pledges', { method: 'POST', body: again }), 404);
  await json(fetchAsEditor('/trackers/test-tracker/pledges/no-such-pledge'), 404);
  await json(fetchAsEditor('/trackers/no-such-tracker'), 404);
});

test('a body that cannot be read is 400, 413 or 415, and one with a wrong field is 422 with its pointer', async () => {
  await publishOnePledge();
  const send = (body: string, type = 'application/json') =>
    fetchAsReader(`/api/v1/desk${PLEDGE}`, {
      method: 'PUT',
      body,
      headers: { authorization: 'Bearer pm_test_admin', 'content-type': type, 'if-match': '"2"' },
    });
  await json(send('{'), 400);
  await json(send('['.repeat(200_000)), 400);
  await json(send('{}', 'text/plain'), 415);
  expect(await json(send(JSON.stringify({ title: 'x'.repeat(300_000) })), 413)).toMatchObject({
    detail: 'At most 256 kB.',
  });
  const unknown = await json<{ errors: unknown[] }>(send('{"verdict":{"colour":"red"}}'), 422);
  expect(unknown.errors).toEqual([
    expect.objectContaining({
      pointer: '/verdict/colour',
      code: 'unknown-field',
      detail: expect.stringMatching(/^is not a field here; those are: id, effectiveOn, headline/),
    }),
  ]);
  const hostile = await json<{ errors: { pointer: string }[] }>(
    send(JSON.stringify({ evidence: [{ title: 'a', publisher: 'b', url: 'javascript:alert(1)' }] })),
    422,
  );
  expect(hostile.errors[0]?.pointer).toBe('/evidence/0/url');
});

test('an address with an empty name in it is nothing, not one that takes another method', async () => {
  for (const path of ['/trackers/', '/trackers//pledges', '/trackers/test-tracker/pledges//publish'])
    await json(fetchAsEditor(path, { method: path.endsWith('publish') ? 'POST' : 'GET' }), 404);
});

test('an address that takes another method is 405 with what it takes; OPTIONS is answered without CORS', async () => {
  const refused = await fetchAsEditor(PLEDGE, { method: 'PATCH' });
  expect(refused.status).toBe(405);
  expect(refused.headers.get('allow')).toBe('GET, PUT, DELETE, HEAD, OPTIONS');
  const options = await fetchAsEditor('/trackers/test-tracker/import', { method: 'OPTIONS' });
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, GET, HEAD, OPTIONS']);
});

test('a tracker is changed under its version; a changed scheme is a new version and keeps verdicts in use', async () => {
  await publishOnePledge();
  const tracker = aTracker({ name: 'Renamed' });
  const path = '/trackers/test-tracker';
  await json(fetchAsEditor(path, { method: 'PUT', body: tracker }), 428);
  await json(fetchAsEditor(path, { method: 'PUT', body: tracker, version: 9 }), 412);
  expect(await json(fetchAsEditor(path, { method: 'PUT', body: tracker, version: 1 }))).toMatchObject({
    version: 2,
  });

  const { scheme } = tracker;
  const fewer = scheme.verdicts.filter(({ id }) => id !== 'in-progress');
  const change = (next: typeof scheme) =>
    fetchAsEditor(path, { method: 'PUT', body: { ...tracker, scheme: next }, version: 2 });
  expect(await json(change({ ...scheme, verdicts: fewer }), 422)).toMatchObject({
    errors: [{ pointer: '/scheme/version' }],
  });
  expect(await json(change({ ...scheme, version: 2, verdicts: fewer }), 422)).toMatchObject({
    errors: [{ pointer: '/scheme/verdicts' }],
  });
  const other = { ...tracker, id: 'other-tracker' };
  await json(fetchAsEditor(path, { method: 'PUT', body: other, version: 2 }), 422);
});

test('the desk lists pledges by state and says who is asking', async () => {
  await publishOnePledge();
  const body = { slug: 'build-a-pier', title: 'Build a pier' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  const drafts = await json<{ pledges: { slug: string; title: string }[] }>(
    fetchAsEditor('/trackers/test-tracker/pledges?state=draft'),
  );
  expect(drafts.pledges).toEqual([expect.objectContaining({ slug: 'build-a-pier', title: 'Build a pier' })]);
  const all = await json<{ pledges: unknown[] }>(fetchAsEditor('/trackers/test-tracker/pledges'));
  expect(all.pledges).toHaveLength(2);
  await json(fetchAsEditor('/trackers/test-tracker/pledges?state=lost'), 400);
  expect(await json(fetchAsEditor('/me'))).toMatchObject({ name: 'admin', role: 'admin' });
});

test('the desk finds titles by their words, whatever their case and accents, and by the slug where there is no title', async () => {
  await publishOnePledge();
  const path = '/trackers/test-tracker/pledges';
  const drafts = [{ slug: 'first-idea', title: 'L’École d’été' }, { slug: 'second-idea' }];
  for (const body of drafts) await json(fetchAsEditor(path, { method: 'POST', body }), 201);
  const finds = async (q: string) => {
    const { pledges } = await json<{ pledges: { slug: string }[] }>(
      fetchAsEditor(`${path}?q=${encodeURIComponent(q)}`),
    );
    return pledges.map(({ slug }) => slug).sort();
  };
  expect(await finds('ÉCOLE')).toEqual(['first-idea']);
  expect(await finds('e\u0301te\u0301 ecol')).toEqual(['first-idea']);
  expect(await finds('FERRY reop')).toEqual(['reopen-the-ferry']);
  expect(await finds('second')).toEqual(['second-idea']);
  expect(await finds('')).toHaveLength(3);
});

test('a category or manifesto in use cannot be removed, and a removed one leaves no summary behind', async () => {
  await publishOnePledge();
  const change = (part: object, version: number) =>
    fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: { ...aTracker(), ...part }, version });
  const categories = aTracker().categories.filter(({ id }) => id !== 'transport');
  expect(await json(change({ categories }, 1), 422)).toMatchObject({ errors: [{ pointer: '/categories' }] });
  const documents = [{ id: 'another', title: 'Another', year: 2024 }];
  expect(await json(change({ documents }, 1), 422)).toMatchObject({ errors: [{ pointer: '/documents' }] });
  const tax = '/api/v1/summaries/test-tracker?category=tax';
  expect((await fetchAsReader(tax)).status).toBe(200);
  await json(change({ categories: aTracker().categories.filter(({ id }) => id !== 'tax') }, 1));
  await untilPublished();
  expect((await fetchAsReader(tax)).status).toBe(404);
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?act=change%20tracker'));
  expect(audit[0]).toMatchObject({ detail: { before: { categories: aTracker().categories } } });
});

test('Markdown that would take a page seconds to set is refused', async () => {
  await publishOnePledge();
  for (const body of ['- '.repeat(9999), '>'.repeat(20_000), '*a_'.repeat(6600), '['.repeat(5000)])
    expect(await json(save(2, aPledge({ verdict: aVerdict({ body }) })), 422)).toMatchObject({
      errors: [{ pointer: '/verdict/body' }],
    });
  const fine = `${'A *word* and [a link](https://example.org/).\n\n'.repeat(200)}\n- a\n  - b\n    - c\n`;
  await json(save(2, aPledge({ verdict: aVerdict({ body: fine }) })));
});
