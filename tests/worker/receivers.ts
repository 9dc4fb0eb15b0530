// Other people's servers, at the border of the Worker: what leaves it by fetch to a host of paper.example comes here.
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Webhook as Verifier } from 'standardwebhooks';
import { expect, vi } from 'vitest';
import { type News, newsSchema, type Webhook, type WebhookScope } from '../../data/news.ts';
import { fetchAsEditor, json } from './client.ts';

export type Heard = { url: string; headers: Record<string, string>; body: string; at: number };
type Answer = (heard: Heard, signal: AbortSignal | null) => Response | Promise<Response>;

export const ok: Answer = () => new Response(null, { status: 204 });

/** A receiver that takes the connection and never answers. It hears that it was hung up on. */
export const hangs: Answer = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

/** Answers whatever is sent to paper.example, and remembers it in order. */
export function listen(answer: Answer = ok): { heard: Heard[]; answer(by: Answer): void } {
  const heard: Heard[] = [];
  let current = answer;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    if (!new URL(request.url).hostname.endsWith('paper.example'))
      throw new Error(`Nothing else is asked: ${request.url}`);
    const message = {
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
      at: Date.now(),
    };
    heard.push(message);
    return current(message, (init?.signal as AbortSignal) ?? null);
  });
  return {
    heard,
    answer: (by) => {
      current = by;
    },
  };
}

/** What a receiver reads, once the standard's own library has found that it comes from who has the secret. */
export function verified({ body, headers }: Heard, secret: string): News {
  const read = new Verifier(secret).verify(body, headers);
  return newsSchema.parse(read);
}

export type MadeWebhook = Webhook & { secret: string };

export function makeWebhook(
  scope: WebhookScope = { trackers: '*' },
  { name = 'The Paper', url = 'https://hooks.paper.example/pledges', headers = {} } = {},
): Promise<MadeWebhook> {
  return json<MadeWebhook>(
    fetchAsEditor('/webhooks', { method: 'POST', body: { name, url, scope }, headers }),
    201,
  );
}

export function courier() {
  return env.COURIER.getByName('courier');
}

export function inCourier<Found>(read: (sql: SqlStorage) => Found): Promise<Found> {
  return runInDurableObject(courier(), (_, { storage: { sql } }) => read(sql));
}

/** Lets all pauses end at once, and waits for the round that follows. */
export async function passTime(): Promise<void> {
  await inCourier((sql) => {
    // In the order in which they would have come.
    sql.exec("UPDATE delivery SET next_at = min(next_at, ?) WHERE state = 'waiting'", Date.now());
    sql.exec('UPDATE webhook SET paused_until = 0, due_at = 0 WHERE due_at IS NOT NULL');
    sql.exec('UPDATE ping SET first_at = 0, due_at = 0');
  });
  await runInDurableObject(courier(), (instance) => instance.alarm());
}

/** Waits until the Ledger has handed over all, and all is sent that is due. */
export async function untilTold(): Promise<void> {
  await expect.poll(async () => (await newsStatus()).waiting, { interval: 20 }).toBe(0);
  await expect
    .poll(
      () =>
        inCourier(
          (sql) =>
            sql
              .exec<{ due: number }>('SELECT count(*) AS due FROM webhook WHERE due_at <= ?', Date.now())
              .one().due,
        ),
      { interval: 20 },
    )
    .toBe(0);
}

export async function newsStatus() {
  const { news } = await json<{
    news: {
      waiting: number;
      since: string | null;
      webhooks: { failing: { id: string }[]; off: { id: string; off: { why: string } }[] } | null;
    };
  }>(fetchAsEditor('/status'));
  return news;
}
