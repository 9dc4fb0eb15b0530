// Every problem is produced once, by the request that meets it, and none tells more than it should.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { PROBLEMS, type ProblemSlug } from '../../worker/problem.ts';
import { aPledge, aTracker } from '../builders.ts';
import {
  ADMIN_TOKEN,
  fetchAsEditor,
  fetchAsReader,
  ledger,
  ORIGIN,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { newAddress, untilTooMany } from './limits.ts';
import { as, newToken } from './people.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

const PLEDGE = '/trackers/test-tracker/pledges/reopen-the-ferry';

function suggest(from = newAddress(), text = 'A word is wrong.'): Promise<Response> {
  return fetchAsReader(`/api/v1${PLEDGE}/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': from },
    body: JSON.stringify({ kind: 'edit', text }),
  });
}

const UNSET_ORIGIN = 'http://localhost:8787';

const PRODUCED: Record<ProblemSlug, () => Promise<Response>> = {
  malformed: () => fetchAsReader('/api/v1/badges'),
  'format-not-offered': () => fetchAsReader('/oembed?url=x&format=xml'),
  'too-many-ids': () =>
    fetchAsReader(`/api/v1/badges?ids=${Array.from({ length: 101 }, (_, at) => `a/${at}`)}`),
  unauthenticated: () => fetchAsReader('/api/v1/desk/me'),
  forbidden: async () => fetchAsEditor('/audit', { headers: as(await newToken('Wren', 'writer')) }),
  'foreign-origin': () =>
    fetchAsReader('/api/v1/desk/session', {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
    }),
  'origin-not-set': () => {
    const origins = env as { PUBLIC_ORIGIN: string };
    origins.PUBLIC_ORIGIN = UNSET_ORIGIN;
    return fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) }).finally(() => {
      origins.PUBLIC_ORIGIN = ORIGIN;
    });
  },
  'second-person-required': async () => {
    const tracker = aTracker({ review: 'two' });
    await fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: tracker, version: 1 });
    await save(2, aPledge({ title: 'Reopen the old ferry' }));
    return publish(3);
  },
  'nothing-new': () =>
    fetchAsEditor(`${PLEDGE}/revert`, { method: 'POST', body: { revision: 1, note: 'n' }, version: 2 }),
  'in-use': async () => {
    const path = '/trackers/test-tracker/pledges';
    await fetchAsEditor(path, { method: 'POST', body: { slug: 'canal', title: 'Dig a canal' } });
    await save(2, aPledge({ related: [{ pledge: 'canal', relation: 'related' }] }));
    await publish(3);
    return fetchAsEditor(`${path}/canal`, { method: 'DELETE', version: 1 });
  },
  'confirmation-required': async () => {
    await fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) });
    return fetchAsEditor('/trackers/another?pledges=1', { method: 'DELETE', version: 1 });
  },
  'already-published': () => fetchAsEditor('/trackers/test-tracker', { method: 'DELETE', version: 1 }),
  'private-tracker': async () => {
    await fetchAsEditor('/trackers', {
      method: 'POST',
      body: aTracker({ id: 'kept-back', visibility: 'private' }),
    });
    const body = { slug: 'canal', ...aPledge() };
    await fetchAsEditor('/trackers/kept-back/pledges', { method: 'POST', body });
    const note = { note: 'It was wrong.' };
    return fetchAsEditor('/trackers/kept-back/pledges/canal/retract', {
      method: 'POST',
      body: note,
      version: 1,
    });
  },
  'opened-tracker': () =>
    fetchAsEditor('/trackers/test-tracker/rename', { method: 'POST', body: { id: 'another' }, version: 1 }),
  'not-undoable': async () => {
    const checked = await fetchAsEditor(`${PLEDGE}/check`, { method: 'POST', version: 2 });
    const { undo } = await checked.json<{ undo: string }>();
    await fetchAsEditor(`/undo/${undo}`, { method: 'POST' });
    return fetchAsEditor(`/undo/${undo}`, { method: 'POST' });
  },
  'not-found': () => fetchAsReader('/api/v1/trackers/none'),
  'method-not-allowed': () => fetchAsReader('/api/v1/trackers', { method: 'DELETE' }),
  'act-not-allowed': () => publish(2),
  'already-decided': async () => {
    await suggest();
    const body = { state: 'declined', reason: 'No.' };
    await fetchAsEditor('/suggestions/1', { method: 'PATCH', body });
    return fetchAsEditor('/suggestions/1', { method: 'PATCH', body });
  },
  'not-empty': () =>
    fetchAsReader('/api/v1/desk/restore?key=none', {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/x-ndjson' },
      body: '{}',
    }),
  'name-taken': () => fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }),
  withdrawn: async () => {
    await fetchAsEditor(`${PLEDGE}/retract`, { method: 'POST', body: { note: 'It was wrong.' }, version: 2 });
    await untilPublished();
    return fetchAsReader(`/api/v1${PLEDGE}`);
  },
  'stale-version': () => save(1, {}),
  'too-large': () => save(2, { title: 'x'.repeat(300_000) }),
  'too-many-requests': () => {
    const address = newAddress();
    return untilTooMany(() => suggest(address), { least: 5, status: 202 });
  },
  'not-verified': async () => {
    env.TURNSTILE_SECRET = 'x';
    return suggest().finally(() => delete env.TURNSTILE_SECRET);
  },
  'queue-full': async () => {
    for (let at = 0; at < 5; at += 1) await suggest(`192.0.2.${at}`, `Word ${at} is wrong.`);
    return suggest('192.0.2.99', 'Another word is wrong.');
  },
  'uri-too-long': () => fetchAsReader(`/api/v1/badges?ids=a/${'x'.repeat(9000)}`),
  'unsupported-media-type': () =>
    fetchAsEditor(PLEDGE, { method: 'PUT', body: {}, version: 2, headers: { 'content-type': 'text/csv' } }),
  'invalid-fields': () => save(2, { title: 7 }),
  'version-required': () => save(undefined, {}),
  internal: async () => {
    await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
      sql.exec('ALTER TABLE audit RENAME TO secret'),
    );
    return save(2, { title: 'Reopen the ferry' });
  },
  unavailable: async () => {
    vi.spyOn(env.PUBLISHED, 'getWithMetadata').mockRejectedValue(new Error('a secret of the store'));
    return fetchAsReader('/api/v1/trackers');
  },
};

test.each(Object.keys(PROBLEMS) as ProblemSlug[])(
  '%s is answered as RFC 9457 says, and leaks nothing',
  async (slug) => {
    await publishOnePledge();
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await PRODUCED[slug]();
    const { status, title } = PROBLEMS[slug];
    const body = await answer.text();
    expect([answer.status, body]).toEqual([status, expect.stringContaining(title)]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const origin = slug === 'origin-not-set' ? UNSET_ORIGIN : ORIGIN;
    expect(JSON.parse(body)).toMatchObject({ type: `${origin}/docs/problems#${slug}`, title, status });
    expect(body).not.toMatch(/secret|sqlite|stack|audit/i);
    expect(log).toHaveBeenCalledTimes(slug === 'internal' || slug === 'unavailable' ? 1 : 0);
  },
);
