// The Courier's tables.
import { runInDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { COURIER_MIGRATIONS } from '../../worker/courier/migrations.ts';
import { migrate } from '../../worker/storage.ts';
import { courier } from './receivers.ts';

test('the tables are these; when this fails, append a migration and update the snapshot', async () => {
  const tables = await runInDurableObject(courier(), (_, { storage }) =>
    storage.sql
      .exec<{ sql: string }>(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name",
      )
      .toArray()
      .map(({ sql }) => sql.replace(/\s+/g, ' ')),
  );
  expect(tables).toMatchSnapshot();
});

test('a start on tables that are there changes nothing', async () => {
  await runInDurableObject(courier(), (_, { storage }) => {
    migrate(storage, COURIER_MIGRATIONS);
    expect(storage.sql.exec('SELECT number FROM migration').toArray()).toHaveLength(
      COURIER_MIGRATIONS.length,
    );
  });
});
