// What an editor is shown before readers are: the very publication, and nothing of it stays.

import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import {
  type Badge,
  badgeSchema,
  type PublishedPledge,
  publishedPledgeSchema,
} from '../../data/published.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, badge, document, everyValueInKv, PLEDGE, publishSecond } from './acting.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publish,
  publishOnePledge,
  save,
} from './client.ts';

afterEach(reset);

type Shown = { pledge: PublishedPledge; badge: Badge };
type Preview = {
  version: number;
  kind: string | null;
  errors: { pointer: string; detail: string }[];
  needsSecondPerson: boolean;
  now: Shown | null;
  next: Shown | null;
  embed: string | null;
  readersWait: Record<string, number>;
};

function preview(as = 'publish', path = PLEDGE): Promise<Preview> {
  return json<Preview>(fetchAsEditor(`${path}/preview?as=${as}`));
}

/** All rows of the Ledger that an act could have left behind. */
function everyRow(): Promise<string> {
  return runInDurableObject(ledger(), (_, { storage }) =>
    JSON.stringify(
      ['pledge', 'revision', 'audit', 'outbox', 'relation', 'purge'].map((table) => [
        ...storage.sql.exec(`SELECT * FROM ${table}`),
      ]),
    ),
  );
}

test('a preview is the document that the publication then makes, and nothing is written', async () => {
  await publishOnePledge();
  await publishSecond();
  const related = [{ pledge: 'buy-a-boat', relation: 'depends-on' as const }];
  const { version } = await json<DeskRecord>(
    save(2, aPledge({ title: 'Reopen it', verdict: aVerdict({ id: 'kept' }), related })),
  );
  const before = await document();
  const [rows, values] = [await everyRow(), await everyValueInKv()];

  const { now, next, embed, ...said } = await preview();
  expect(embed).toMatch(
    /^<pledge-badge pledge="test-tracker\/reopen-the-ferry".*Kept<\/a><\/pledge-badge><script .*<\/script>$/,
  );
  expect(said).toEqual({
    version,
    kind: 'verdict',
    errors: [],
    needsSecondPerson: false,
    readersWait: { store: 60, edge: 120, browser: 60 },
  });
  expect(now?.pledge).toEqual(before);
  publishedPledgeSchema.parse(next?.pledge);
  badgeSchema.parse(next?.badge);
  expect([await everyRow(), await everyValueInKv()]).toEqual([rows, values]);

  await json(publish(version, 'It runs.'));
  // Instants and hashes are those of another moment, and the note is not written yet.
  expect(timeless(next?.pledge)).toEqual(timeless(await document()));
  expect(timeless(next?.badge)).toEqual(timeless(await badge()));
  expect(timeless(next?.badge)).toMatchObject({
    changes: [{ id: 'in-progress' }, { id: 'kept' }],
  });
});

test('a correction is previewed as one: the wrong label is not repeated', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const { kind, next } = await preview('correct');
  expect(kind).toBe('correction');
  expect(next?.badge.changes).toMatchObject([{ label: null }, { id: 'kept', kind: 'correction' }]);
  await json(fetchAsEditor(`${PLEDGE}/preview?as=merge`), 400);
});

test('a retraction is previewed with a draft or without: what every embed would read, and nothing is written', async () => {
  const { version } = await publishOnePledge();
  const rows = await everyRow();
  const { kind, next, now } = await preview('retract');
  expect(kind).toBe('retraction');
  expect(now?.badge.status).toBe('published');
  expect(await everyRow()).toBe(rows);
  await json(save(version, aPledge({ title: 'Of a draft' })));
  expect(timeless((await preview('retract')).next)).toEqual(timeless(next));
  await json(act('retract', version + 1, { note: 'It was never promised.' }));
  const told = (badge: Badge | null | undefined) =>
    timeless(badge && { ...badge, verdict: { ...badge.verdict, summary: 'the note' } });
  expect(told(next?.badge)).toEqual(told(await badge()));
  expect(await preview('retract')).toMatchObject({ kind: null, next: null });
});

test('of a draft that is not complete the blanks are shown, and what is missing is named', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const path = '/trackers/test-tracker/pledges';
  const draft = {
    title: 'Half a pledge',
    verdict: { id: 'gone-from-the-scheme' },
    evidence: [{ url: 'https://news.example/ferry' }],
    related: [{ relation: 'related' }, { pledge: 'nowhere' }, { pledge: 'reopen-the-ferry' }],
    responses: [{ text: 'We disagree.' }],
  };
  await json(fetchAsEditor(path, { method: 'POST', body: { slug: 'reopen-the-ferry', ...draft } }), 201);
  const { now, next, errors } = await preview();
  expect(now).toBeNull();
  expect(next?.pledge).toMatchObject({ title: 'Half a pledge', revision: 1, related: [] });
  expect(next?.badge.verdict.outcome).toBe('unrated');
  expect(errors.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining([
      '/draft/promise',
      '/draft/kind',
      '/draft/verdict/headline',
      '/draft/evidence/0/title',
    ]),
  );
  const page = await fetchAsEditor(`${PLEDGE}/preview.html`);
  expect(await page.text()).toContain('<h1>Half a pledge</h1>');
  expect(await everyValueInKv()).not.toContain('Half a pledge');
  expect((await fetchAsReader('/test-tracker/reopen-the-ferry')).status).toBe(404);
});

test('without a draft there is nothing next, and a merged pledge has none either', async () => {
  const { version } = await publishOnePledge();
  expect(await preview()).toMatchObject({
    version,
    kind: null,
    next: null,
    now: { pledge: { revision: 1 } },
  });
  await publishSecond();
  await json(save(version, aPledge({ title: 'Too late' })));
  await json(act('merge', version + 1, { into: 'buy-a-boat', note: 'The same promise.' }));
  expect(await preview()).toMatchObject({ next: null, now: { pledge: { title: 'Buy a boat' } } });
  await json(fetchAsEditor('/trackers/test-tracker/pledges/nowhere/preview'), 404);
});

test('the author of a draft is told that a second person has to publish it', async () => {
  const { version } = await publishOnePledge();
  const tracker = await json<{ version: number }>(fetchAsEditor('/trackers/test-tracker'));
  const body = aTracker({ review: 'two' });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body, version: tracker.version }));
  await json(save(version, aPledge({ title: 'Mine' })));
  expect((await preview()).needsSecondPerson).toBe(true);
});

test('the previewed page may look like the real one and do nothing', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: '<script>alert(1)</script>' })));
  const page = await fetchAsEditor(`${PLEDGE}/preview.html`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('private, no-store, no-transform');
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*; sandbox allow-same-origin$/,
  );
  const html = await page.text();
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/);
});

test('a revision is told with its document and who published it', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: 'Second' })));
  await json(publish(version + 1, null));
  const { revisions } = await json<{ revisions: Record<string, unknown>[] }>(
    fetchAsEditor(`${PLEDGE}/revisions`),
  );
  expect(revisions.map(({ by }) => by)).toEqual(['admin', 'admin']);
  expect(await json(fetchAsEditor(`${PLEDGE}/revisions/1`))).toEqual({
    ...revisions[0],
    document: expect.objectContaining({ title: 'Reopen the ferry', revision: 1 }),
  });
  await json(fetchAsEditor(`${PLEDGE}/revisions/3`), 404);
  await json(fetchAsEditor(`${PLEDGE}/revisions/first`), 422);
});

function timeless(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, each) =>
      /^(?:at|publishedAt|updatedAt|checkedAt|hash|documentHash|previous|note)$/.test(name)
        ? undefined
        : each,
    ),
  );
}
