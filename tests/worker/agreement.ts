// What has to hold whenever nothing waits any more: Ledger, KV and audit tell the same story.
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { unasked } from '../../worker/ledger/act.ts';
import { ADMIN } from '../../worker/ledger/credentials.ts';
import { documentsOf } from '../../worker/ledger/documents.ts';
import { enqueueTracker } from '../../worker/ledger/enqueue.ts';
import { projectionInput } from '../../worker/ledger/projection-input.ts';
import { listTrackers } from '../../worker/ledger/trackers.ts';
import { ledger, ORIGIN, untilPublished } from './client.ts';

/** Waits until nothing waits, and holds the three against each other. */
export async function expectAgreement(): Promise<void> {
  await untilPublished();
  const inKv = await everythingInKv();
  const told = await runInDurableObject(ledger(), (_, { storage }) => {
    const { sql } = storage;
    // Whatever is kept for them is made anew.
    sql.exec('DELETE FROM published_row');
    const documentOf = documentsOf(projectionInput(sql), ORIGIN);
    const keys = new Set([...inKv.keys(), ...keysOf(storage)]);
    return {
      documents: [...keys].flatMap((key) => {
        const document = documentOf(key);
        return document ? [[key, document.body] as const] : [];
      }),
      revisions: sql
        .exec<{ slug: string; number: number }>(
          // An import, and the opening of a tracker, is one act with one row.
          `SELECT revision.slug, number FROM revision JOIN tracker ON tracker.id = revision.tracker
           WHERE kind <> 'import' AND NOT (number = 1 AND at = coalesce(opened_at, '')) ORDER BY revision.slug, number`,
        )
        .toArray(),
      audited: sql
        .exec<{ slug: string; number: number }>(
          'SELECT slug, to_revision AS number FROM audit WHERE to_revision IS NOT NULL ORDER BY slug, number',
        )
        .toArray(),
      newest: sql
        .exec<{ shown: number; newest: number; revisions: number }>(
          `SELECT pledge.revision AS shown, max(number) AS newest, count(*) AS revisions
           FROM pledge JOIN revision ON revision.pledge = pledge.id GROUP BY pledge.id`,
        )
        .toArray(),
      chain: sql
        .exec<{ tracker: string; hash: string; previous: string | null }>(
          'SELECT tracker, hash, previous FROM revision ORDER BY tracker, sequence',
        )
        .toArray(),
    };
  });
  expect(Object.fromEntries(inKv)).toEqual(Object.fromEntries(told.documents));
  expect(told.audited).toEqual(told.revisions);
  for (const { shown, newest, revisions } of told.newest)
    expect([shown, newest]).toEqual([revisions, revisions]);
  for (const [at, { tracker, previous }] of told.chain.entries()) {
    const before = told.chain[at - 1];
    expect(previous).toBe(before?.tracker === tracker ? before.hash : null);
  }
}

/** Every key that the Ledger would publish, by the code that republishes; nothing of it stays queued. */
function keysOf(storage: DurableObjectStorage): string[] {
  const { sql } = storage;
  let keys: string[] = [];
  const undo = new Error('undo');
  try {
    storage.transactionSync(() => {
      for (const { tracker } of listTrackers(sql))
        enqueueTracker(unasked(sql, ADMIN, new Date().toISOString()), tracker.id);
      keys = [...sql.exec<{ key: string }>('SELECT key FROM outbox')].map(({ key }) => key);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return keys;
}

async function everythingInKv(): Promise<Map<string, string | null>> {
  const { keys } = await env.PUBLISHED.list();
  return new Map(
    await Promise.all(keys.map(async ({ name }) => [name, await env.PUBLISHED.get(name)] as const)),
  );
}
