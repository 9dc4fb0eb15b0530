// A request that has passed the desk's door and whose body is still on its way.
import { runInDurableObject } from 'cloudflare:test';
import { expect, vi } from 'vitest';
import { Ledger } from '../../worker/ledger/ledger.ts';
import { fetchAsReader, ledger, ORIGIN } from './client.ts';

export type Held = { method: string; path: string; headers?: Record<string, string>; body: string };

/** Sends all but the end of a body, and waits until the door has let the request pass; `finish` sends the rest. */
export async function holdOpen(
  { method, path, headers, body }: Held,
  who: Record<string, string>,
): Promise<() => Promise<Response>> {
  const asked = vi.spyOn(Ledger.prototype, 'whoIs');
  const bytes = new TextEncoder().encode(body);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const answer = fetchAsReader(`/api/v1/desk${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers, ...who },
    body: readable,
  });
  void writer.write(bytes.subarray(0, -1)).catch(() => undefined); // a refusal closes it
  await expect.poll(() => asked.mock.results.length, { interval: 5 }).toBeGreaterThan(0);
  expect(asked.mock.results[0]?.value).not.toBeNull();
  asked.mockRestore();
  return async () => {
    void writer
      .write(bytes.subarray(-1))
      .then(() => writer.close())
      .catch(() => undefined);
    return answer;
  };
}

/** Everything in the Ledger but when a token was last used. */
export function everythingInLedger(): Promise<string> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const tables = sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    );
    // What waits for KV, and for the Courier, goes away by itself.
    const lasting = [...tables].filter(
      ({ name }) => !['outbox', 'news', 'purge', 'unacknowledged_write'].includes(name),
    );
    return JSON.stringify(
      lasting.map(({ name }) =>
        [...sql.exec(`SELECT * FROM ${name}`)].map(({ last_used_at: _, ...row }) => row),
      ),
    );
  });
}
