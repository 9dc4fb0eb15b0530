// What is kept of published pledges for lists and searches. That it is what would be made anew after any acts is tried in
// due-columns.test.ts.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { publishedRows, publishedWords } from '../../worker/ledger/published-rows.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { fetchAsEditor, json, ledger, publishOnePledge, untilPublished } from './client.ts';

afterEach(reset);

const TRACKER = 'test-tracker';

test('a redaction leaves no word of what it struck out, before anything is made anew', async () => {
  await publishOnePledge();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const kept = () => sql.exec<{ words: string }>('SELECT words FROM published_row').toArray();
    expect(kept()).toEqual([{ words: expect.stringContaining(' ferry ') }]);
    sql.exec('UPDATE revision SET document = NULL');
    expect(kept()).toEqual([]);
  });
});

test('what was kept in the form of an earlier version is made anew', async () => {
  await publishOnePledge();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const made = () => [publishedRows(sql, TRACKER), [...publishedWords(sql, TRACKER)]];
    const now = made();
    sql.exec(`UPDATE published_row SET form = 0, row = '{"facets":null}', words = ''`);
    expect(made()).toEqual(now);
  });
});

test('a row says this; when this fails, add one to FORM and update it', async () => {
  const row = anImportRow({ title: 'Die Fähre à Meridian' });
  const quote = 'سنعيد العبّارة إلى الميناء، STRASSE und Straße.';
  const body = { pledges: [{ ...row, promise: { ...row.promise, quote } }] };
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  await json(fetchAsEditor(`/trackers/${TRACKER}/import`, { method: 'POST', body }));
  await untilPublished();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const [kept] = sql
      .exec('SELECT form, revision, status, updated_at, row, words FROM published_row')
      .toArray();
    expect({ ...kept, row: JSON.parse(`${kept?.row}`) }).toEqual({
      form: 1,
      revision: 1,
      status: 'published',
      updated_at: '2025-03-10T09:00:00Z',
      row: {
        title: 'Die Fähre à Meridian',
        categories: ['transport'],
        facets: null,
        kind: 'action',
        verdict: 'in-progress',
        scheme: 1,
        headline: 'Work has begun',
        publishedAt: '2025-03-10T09:00:00Z',
        underReview: null,
      },
      words: ' die fahre a meridian سنعيد عباره الي ميناء strasse und the first step has been taken ',
    });
  });
});
