// No tracker is founded where the site has, or is to have, a page of its own.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { isReserved } from '../../data/reserved.ts';
import { allRouters } from '../../worker/app.ts';
import { aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publishOnePledge, untilPublished } from './client.ts';

afterEach(reset);

/** The first parts of every address that the Worker answers. */
const OWN = (await allRouters())
  .flatMap(({ routes }) => routes)
  .map(({ path }) => path.split('/')[1]?.replace(/\*$/, '') ?? '')
  .filter((part) => part !== '' && !part.startsWith(':'));

/** What the design promises for later, and what Cloudflare answers in front of us. */
const TO_COME = ['oembed', 'badge', 'openapi.json', '.well-known', 'cdn-cgi', 'favicon.ico', 'desk'];

test('every first part of an address of the site’s own is reserved, those to come included', () => {
  expect(OWN).toEqual(expect.arrayContaining(['api', 'healthz', 'robots.txt', 'docs']));
  expect([...OWN, ...TO_COME].filter((part) => !isReserved(part))).toEqual([]);
  expect(['uk-2017', 'api-2024', 'policies', 'feeds', '', 'constructor'].filter(isReserved)).toEqual([]);
});

test.each(['cdn-cgi', 'openapi', 'oembed', 'embed', 'robots', 'favicon'])(
  'a tracker "%s" cannot be founded, and the answer says why',
  async (id) => {
    const founded = fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id }) });
    expect(await json(founded, 422)).toMatchObject({
      errors: [
        { pointer: '/id', detail: expect.stringMatching(/^is a name the site needs itself; found: /) },
      ],
    });
  },
);

test('a tracker that had such a name before goes on: it is changed, published and read', async () => {
  await publishOnePledge();
  await runInDurableObject(ledger(), (_, { storage }) =>
    storage.transactionSync(() => {
      const { sql } = storage;
      sql.exec('PRAGMA defer_foreign_keys = ON');
      for (const table of ['scheme', 'pledge', 'alias'])
        sql.exec(`UPDATE ${table} SET tracker = 'openapi' WHERE tracker = 'test-tracker'`);
      sql.exec('DROP TRIGGER revision_is_only_redacted');
      sql.exec(`UPDATE revision SET tracker = 'openapi'`);
      sql.exec(`UPDATE tracker SET id = 'openapi', document = json_set(document, '$.id', 'openapi')`);
    }),
  );
  const body = aTracker({ id: 'openapi', name: 'Of before' });
  await json(fetchAsEditor('/trackers/openapi', { method: 'PUT', body, version: 1 }));
  await untilPublished();
  const answer = await fetchAsReader('/openapi/reopen-the-ferry');
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Of before')]);
});
