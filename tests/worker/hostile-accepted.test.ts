// What the desk takes has to be readable wherever it appears, however odd it is.
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, test } from 'vitest';
import { plain } from '../../data/schemes/plain.ts';
import type { Tracker } from '../../data/tracker.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { fullPledge, fullTracker } from '../data/subjects.ts';
import fc from '../property.ts';
import { ADMIN_TOKEN, fetchAsEditor, fetchAsReader, json, ledger, untilPublished } from './client.ts';
import { layGround, partsOf, ROUTES, strike, takeNote } from './hostile.ts';
import { mutated } from './mutation.ts';

beforeEach(layGround);

/** How many odd trackers are tried; some fifth of them are taken. */
const RUNS = 40;

type Place = { tracker: string; slug: string };

/** What only answers to more than an address. */
const ASKS_MORE = 'GET /api/v1/desk/trackers/:tracker/close/preview.html';

/** Reads these pledges by every route that only reads. */
async function readEverywhere(places: Place[]): Promise<void> {
  const reading = ROUTES.filter(
    (route) => route.startsWith('GET ') && /:tracker/.test(route) && route !== ASKS_MORE,
  );
  for (const place of places)
    for (const route of reading) {
      const path = partsOf(route).path.replace(
        /:(\w+)/g,
        (_, name: string) => ({ ...place, revision: '1', file: `${place.slug}.svg` })[name] ?? '',
      );
      const { status, text } = await strike(route, { method: 'GET', path });
      expect([path, status, status < 300 ? '' : text]).toEqual([path, 200, '']);
    }
}

test('an odd tracker and an odd pledge that were accepted are read by every route', async () => {
  const odd = new Set<string>();
  let tried = 0;
  const tracker = mutated({ ...fullTracker, id: 'odd-tracker', scheme: plain }, 1);
  const row = anImportRow({ ...fullPledge, verdict: anImportRow().verdict, related: [] });
  await fc.assert(
    fc.asyncProperty(tracker, mutated(row, 1), async (document, pledge) => {
      const name = `odd-${tried++}`;
      const founded = await taken('/trackers', document.replace('"odd-tracker"', `"${name}"`));
      if (!founded) await taken('/trackers', JSON.stringify({ ...fullTracker, id: name, closedAt: null }));
      const id = founded?.tracker?.id ?? name;
      const imported = await taken(`/trackers/${id}/import`, `{"pledges":[${pledge}]}`);
      if (!imported) await taken(`/trackers/${id}/import`, JSON.stringify({ pledges: [row] }));
      if (founded || imported) odd.add(id);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  const places = (await allPledges()).filter((place) => odd.has(place.tracker));
  expect(places.length).toBeGreaterThan(0);
  await untilPublished();
  await takeNote();
  await readEverywhere(places);
});

/** What the desk answers when it takes `body`; null when it refuses it. */
async function taken(path: string, body: string): Promise<{ tracker?: Tracker } | null> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
  const response = await fetchAsReader(`/api/v1/desk${path}`, { method: 'POST', headers, body });
  expect([200, 201, 400, 404, 422]).toContain(response.status);
  return response.ok ? response.json() : null;
}

/** Where the pledges stand by the Ledger's own account: an oddity may be in the very name. */
function allPledges(): Promise<Place[]> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) => [
    ...sql.exec<Place>('SELECT tracker, slug FROM pledge'),
  ]);
}

test('ids that every object has as members are names like any other', async () => {
  const id = 'constructor';
  const [first, ...others] = plain.verdicts;
  const tracker = aTracker({
    id,
    scheme: { ...plain, id, verdicts: [{ ...first!, id, outcome: 'kept', counted: true }, ...others] },
    categories: [{ id, label: { en: 'Odd' } }],
    facets: [{ id, label: { en: 'Odd' }, values: [{ id, label: { en: 'Odd' } }] }],
    documents: [{ id, title: 'The Programme', year: 2024 }],
  });
  const { verdict, promise } = anImportRow();
  const row = anImportRow({
    slug: id,
    verdict: { ...verdict, id },
    categories: [id],
    facets: { [id]: [id] },
    promise: { ...promise, document: id },
  });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  await json(fetchAsEditor(`/trackers/${id}/import`, { method: 'POST', body: { pledges: [row] } }));
  await untilPublished();
  await takeNote();
  await readEverywhere([{ tracker: id, slug: id }]);
  const query = `verdict=${id}&category=${id}&facet=${id}:${id}`;
  const list = await strike('list', { method: 'GET', path: `/api/v1/trackers/${id}/pledges?${query}` });
  expect(JSON.parse(list.text)).toMatchObject({
    total: 1,
    counts: { verdict: { [id]: 1 }, category: { [id]: 1 }, facet: { [id]: { [id]: 1 } } },
  });
  const badges = await strike('badges', {
    method: 'GET',
    path: `/api/v1/badges?ids=${id}/${id},${id}/__proto__`,
  });
  expect(JSON.parse(badges.text).badges[`${id}/${id}`]).toMatchObject({ verdict: { id } });
  const summary = await strike('summary', { method: 'GET', path: `/api/v1/summaries/${id}?category=${id}` });
  expect(JSON.parse(summary.text)).toMatchObject({ tally: { total: 1 } });
});
