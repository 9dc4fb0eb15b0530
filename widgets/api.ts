// Reads the public API. It stands beside the script that asks, so a publisher who serves the script and proxies
// `/api/v1/` under a host of their own needs no setting.
import type { Badge, Badges } from '../data/published.ts';
import { LoadError, type Reason } from './load-error.ts';

const BASE = `${new URL('../api/v1', import.meta.url)}/`;
const TIMEOUT_MILLISECONDS = 8000;
/** From one to two of these, so that the readers of an API that failed do not all come back at once. */
const RETRY_MILLISECONDS = 4000;
/** As long as the browser may hold an answer. A page that stays open for hours asks anew for what it adds. */
const SHARED_MILLISECONDS = 60_000;
/** Limits of `GET /api/v1/badges`. */
const IDS_PER_CALL = 100;
const URL_BYTES = 8000;
/** More than any text of a document has. */
const MOST_CHARACTERS = 5000;

// One id that the API refuses would spoil the call for all others.
const PLEDGE_ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;

const answers = new Map<string, Promise<unknown>>();

/** Forgets the answer to a pledge or a path, so that whoever wants it next asks again. */
export function forget(source: string): void {
  answers.delete(source);
}

function share(source: string, answer: Promise<unknown>): void {
  answers.set(source, answer);
  setTimeout(forget, SHARED_MILLISECONDS, source);
}

// The browser may hold an answer for a minute, and a reader who loads the page again wants what is there now.
function cacheMode(): RequestCache {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visit?.type === 'reload' ? 'no-cache' : 'default';
}

/** What is on its way, and how to have it sooner. */
const pending = new Map<string, (answer: unknown) => void>();

function read<T>(path: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    pending.set(path, resolve as (answer: unknown) => void);
    ask(path)
      .then(parse<T>)
      .then(resolve, reject)
      .finally(() => pending.delete(path));
  });
}

/**
 * Asks again for all that is on its way, and waits for it: printing does not, and a synchronous call is the only one that
 * is back before. Where a page's policy forbids those, or there is no answer, the paper has what the page wrote.
 */
export function readAtOnce(): void {
  for (const [path, resolve] of pending)
    try {
      const request = new XMLHttpRequest();
      request.open('GET', BASE + path, false);
      request.send();
      if (request.status === 200) resolve(parse(request.responseText));
    } catch {
      // No network, no such permission or no JSON.
    }
}

// A text of the contract is never as long. One that is would keep the page busy for longer than it is worth.
function parse<T>(json: string): T {
  return JSON.parse(json, (_, value) =>
    typeof value === 'string' && value.length > MOST_CHARACTERS
      ? `${value.slice(0, MOST_CHARACTERS)}…`
      : value,
  );
}

// A plain GET: no cookie, no referrer, and no header of our own, because that would cost a preflight.
async function ask(path: string, isRetry = false): Promise<string> {
  let reason: Reason;
  let mayPass = true;
  try {
    const response = await fetch(BASE + path, {
      cache: cacheMode(),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    const { ok, status } = response;
    if (ok) return await response.text();
    reason = status === 404 ? 'unknown' : 'refused';
    mayPass = status === 429 || status >= 500;
  } catch (error) {
    // Whatever ends it besides is the time-out, which WebKit calls an AbortError.
    reason = error instanceof TypeError ? 'offline' : 'late';
  }
  if (isRetry || !mayPass) throw new LoadError(reason);
  await new Promise((over) => setTimeout(over, RETRY_MILLISECONDS * (1 + Math.random())));
  return ask(path, true);
}

/**
 * Asks for pledges (`tracker/slug`) in as few calls as there can be, sorted so that pages share cached answers, and
 * returns the answer to each. One rejects with a LoadError when the network or the API fails twice, and when the pledge is unknown
 * or its id malformed.
 */
export function loadBadges(ids: readonly string[]): (id: string) => Promise<Badge> {
  let batch: string[] = [];
  const send = () => {
    if (!batch[0]) return;
    const answer = read<Badges>(`badges?ids=${batch}`);
    for (const id of batch)
      share(
        id,
        answer.then(({ badges }) => badges[id] ?? fail('unknown')),
      );
    batch = [];
  };
  for (const id of [...new Set(ids)].sort()) {
    if (answers.has(id) || !PLEDGE_ID.test(id)) continue;
    if (batch.length === IDS_PER_CALL || `${BASE}badges?ids=${batch},${id}`.length > URL_BYTES) send();
    batch.push(id);
  }
  send();
  return async (id) => (answers.get(id) as Promise<Badge>) ?? fail('malformed');
}

function fail(reason: Reason): never {
  throw new LoadError(reason);
}

/** Reads one document below `/api/v1/`; elements that want the same one share the answer. */
export function load<T>(path: string): Promise<T> {
  if (!answers.has(path)) share(path, read<T>(path));
  return answers.get(path) as Promise<T>;
}
