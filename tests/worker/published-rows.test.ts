// What is kept of published pledges for lists and searches. That it is what would be made anew after any acts is tried in
// due-columns.test.ts.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { publishedRows, publishedWords } from '../../worker/ledger/published-rows.ts';
import { ledger, publishOnePledge } from './client.ts';

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
