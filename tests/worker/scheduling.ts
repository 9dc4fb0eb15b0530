// What the tests of scheduled publications share: a time to come, and its coming.
import { runInDurableObject } from 'cloudflare:test';
import { ledger } from './client.ts';

export function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString();
}

/** Lets the time come of whatever is scheduled, and runs the alarm. No test waits for a clock, or has to be faster than one. */
export async function timeComes(): Promise<void> {
  await runInDurableObject(ledger(), async (instance, { storage: { sql } }) => {
    sql.exec("UPDATE pledge SET publish_at = '2026-01-01T00:00:00.000Z' WHERE publish_at IS NOT NULL");
    await instance.alarm();
  });
}
