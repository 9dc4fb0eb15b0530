// One request to somebody else's server. It has so many seconds, is led nowhere else, and of its answer the status alone is
// kept: what it says is not read, however much it is.
import { isReceiver } from '../../data/receiver.ts';
import { withinTime } from '../within-time.ts';
import { isLoopback } from './loopback.ts';

/** As the specification asks: 15 to 30 s. */
export const SEND_TIMEOUT_MS = 15_000;

/** The status of the answer, or why there is none. */
export type Sent = { status: number; error: null } | { status: null; error: string };

type Post = { headers: Record<string, string>; body: string };

/** Sends to a webhook's receiver. */
export async function sendToReceiver(env: Env, url: string, post: Post): Promise<Sent> {
  // It was let in when it was written; the rule may have become stricter since.
  if (!isReceiver(url)) return { status: null, error: 'The address is not one that may be sent to' };
  return send(() => inTests(env, url), post);
}

export async function send(url: () => string, { headers, body }: Post): Promise<Sent> {
  const abort = new AbortController();
  try {
    const asked = fetch(url(), { method: 'POST', redirect: 'manual', headers, body, signal: abort.signal });
    const { status, body: answer } = await withinTime(asked, SEND_TIMEOUT_MS);
    // Not read, and its end not waited for.
    answer?.cancel().catch(() => undefined); // gone already
    return { status, error: null };
  } catch (error) {
    return { status: null, error: wordsOf(error) };
  } finally {
    abort.abort();
  }
}

// What the runtime says of it may name addresses inside the network that it runs in.
function wordsOf(error: unknown): string {
  const text = String(error);
  return text.includes('No answer within') ? `No answer within ${SEND_TIMEOUT_MS / 1000} s` : 'No connection';
}

// A public name as the test's own server. Obeyed on a loopback address alone, so that no deployment can be talked into it.
function inTests({ TEST_RECEIVERS, PUBLIC_ORIGIN }: Env, url: string): string {
  if (!TEST_RECEIVERS || !isLoopback(PUBLIC_ORIGIN)) return url;
  const { origin, pathname, search } = new URL(url);
  const other: unknown = JSON.parse(TEST_RECEIVERS)[origin];
  return typeof other === 'string' ? other + pathname + search : url;
}
