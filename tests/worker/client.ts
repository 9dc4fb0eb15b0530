// The front door: what an editor and a reader send, and the wait until the outbox is empty.
import { env, exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { Tracker } from '../../data/tracker.ts';
import { sha256 } from '../../worker/digest.ts';
import type { By } from '../../worker/ledger/act.ts';
import { aPledge, aTracker } from '../builders.ts';

/** The secret that vitest.config.ts gives the Worker under test. */
export const ADMIN_TOKEN = 'pm_test_admin';

export const ORIGIN = 'https://pledges.example';

const NAME = '/trackers/test-tracker/pledges/reopen-the-ferry';

export function fetchAsReader(path: string, init?: RequestInit): Promise<Response> {
  return exports.default.fetch(new Request(`${ORIGIN}${path}`, { redirect: 'manual', ...init }));
}

type Sent = { method?: string; body?: unknown; version?: number | string; headers?: Record<string, string> };

/** A request to the desk with the admin's token; `version` becomes If-Match. */
export function fetchAsEditor(
  path: string,
  { method = 'GET', body, version, headers }: Sent = {},
): Promise<Response> {
  return fetchAsReader(`/api/v1/desk${path}`, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The answer's JSON, once its status is the expected one; the body is shown where it is not. */
export async function json<Body = Record<string, unknown>>(
  answer: Promise<Response>,
  status = 200,
): Promise<Body> {
  const response = await answer;
  const text = await response.text();
  expect(response.status, text).toBe(status);
  return JSON.parse(text);
}

/** Founds `aTracker()`, with what is other in it. */
export async function found(change: Partial<Tracker> = {}): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker(change) }), 201);
}

/** Founds `aTracker()` and publishes `aPledge()` in it as `reopen-the-ferry`; answers its record at the desk. */
export async function publishOnePledge() {
  await found();
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  const published = await json<DeskRecord>(publish(1));
  await untilPublished();
  return published;
}

export type DeskRecord = {
  version: number;
  state: string;
  draft: ReturnType<typeof aPledge> | null;
  published: { revision: number; updatedAt: string; verdict: { id: string; publishedAt: string } } | null;
};

export function save(version: number | undefined, draft: unknown): Promise<Response> {
  return fetchAsEditor(NAME, { method: 'PUT', body: draft, ...(version === undefined ? {} : { version }) });
}

export function publish(
  version: number | undefined,
  note: string | null = 'First verdict.',
): Promise<Response> {
  return fetchAsEditor(`${NAME}/publish`, {
    method: 'POST',
    body: { note },
    ...(version === undefined ? {} : { version }),
  });
}

/** Waits until nothing waits for KV any more. */
export async function untilPublished(): Promise<void> {
  await expect.poll(async () => (await waiting()).count, { interval: 20 }).toBe(0);
}

/** What waits for KV, as the Ledger says it to the admin. */
export async function waiting() {
  const status = await ledger().status(byAdmin('GET /status'));
  if (!status.ok) throw new Error(status.reason);
  return status.value.waiting;
}

/** What the Ledger is told of who asks, when a test asks it directly. */
export function byAdmin(route: By['route']): By {
  return { credential: { kind: 'secret', hash: sha256(ADMIN_TOKEN) }, route };
}

export function ledger() {
  return env.LEDGER.getByName('ledger');
}
