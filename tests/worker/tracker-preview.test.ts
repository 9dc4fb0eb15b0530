// The page of a tracker before it is opened: what its desk sees is what readers then get, and nothing is written for it.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, untilPublished } from './client.ts';
import { as, newToken } from './people.ts';

afterEach(reset);

const TRACKER = '/trackers/test-tracker';
const PREVIEW = `${TRACKER}/preview.html`;

const preview = async (init = {}) => (await fetchAsEditor(PREVIEW, init)).text();

/** What is told of it without its head: a page before it is public names no picture, no script and no other language. */
function told(page: string): string {
  return page
    .replace(/^.*<body>/s, '')
    .replace(/<details class="languages">.*?<\/details>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/Newest hash of the record:\s*[0-9a-f]{64}/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

async function makeReady(slug: string, overrides: Parameters<typeof aPledge>[0] = {}) {
  const path = `${TRACKER}/pledges`;
  await json(
    fetchAsEditor(path, { method: 'POST', body: { slug, ...aPledge({ title: slug, ...overrides }) } }),
    201,
  );
  await json(fetchAsEditor(`${path}/${slug}/publish`, { method: 'POST', body: {}, version: 1 }));
}

test('the preview of a private tracker is the page that its opening makes', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ visibility: 'private' }) }), 201);
  expect(told(await preview())).toContain('0 of 0 assessed');
  await makeReady('reopen-the-ferry');
  const row = anImportRow({ slug: 'plant-trees', title: 'Plant trees' });
  await json(fetchAsEditor(`${TRACKER}/import`, { method: 'POST', body: { pledges: [row] } }));
  // A draft beside them is nobody's yet.
  const draft = { slug: 'dig-a-canal', ...aPledge({ title: 'Dig a canal' }) };
  await json(fetchAsEditor(`${TRACKER}/pledges`, { method: 'POST', body: draft }), 201);
  const before = await preview();
  expect(told(before)).toContain('Plant trees');
  expect(before).not.toContain('Dig a canal');
  expect(before).not.toMatch(/<script type="module"/);
  expect((await fetchAsReader('/test-tracker')).status).toBe(404);
  const { version } = await json<{ version: number }>(fetchAsEditor(TRACKER));
  await json(fetchAsEditor(`${TRACKER}/open`, { method: 'POST', body: { visibility: 'public' }, version }));
  await untilPublished();
  const page = await (await fetchAsReader('/test-tracker')).text();
  expect(told(before)).toBe(told(page));
  // Of an open tracker it is the page as it is.
  expect(told(await preview())).toBe(told(page));
});

test('nothing is written for a preview, it is in a sandbox, and it is as private as its tracker', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ visibility: 'private' }) }), 201);
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) }), 201);
  await makeReady('reopen-the-ferry');
  const rows = () =>
    runInDurableObject(ledger(), (_, { storage: { sql } }) =>
      ['revision', 'outbox', 'audit'].map(
        (table) => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n,
      ),
    );
  const before = await rows();
  const answer = await fetchAsEditor(PREVIEW, {
    headers: as(await newToken('Wren', 'reader', { trackers: ['test-tracker'] })),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toContain('sandbox allow-same-origin');
  expect(answer.headers.get('cache-control')).toContain('no-store');
  await answer.text();
  // The token is one row of the audit.
  expect(await rows()).toEqual([before[0], before[1], (before[2] ?? 0) + 1]);
  const stranger = { headers: as(await newToken('Robin', 'admin', { trackers: ['another'] })) };
  expect((await fetchAsEditor(PREVIEW, stranger)).status).toBe(404);
  expect((await fetchAsReader(`/api/v1/desk${PREVIEW}`)).status).toBe(401);
});

test('a verdict that the scheme has lost since holds up no preview', async () => {
  const tracker = aTracker({ visibility: 'private' });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  await makeReady('reopen-the-ferry');
  await makeReady('plant-trees');
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec(
      `UPDATE pledge SET ready = json_set(ready, '$.content.verdict.id', 'gone') WHERE slug = 'plant-trees'`,
    ),
  );
  const page = await preview();
  expect(page).toContain('reopen-the-ferry');
  expect(page).not.toContain('plant-trees');
});
