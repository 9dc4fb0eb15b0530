// Reads the public API. It stands beside the script that asks, so a publisher who serves the script and proxies
// `/api/v1/` under a host of their own needs no setting.
import type { Badge, Badges } from '../data/published.ts';

const BASE = `${new URL('../api/v1', import.meta.url)}/`;
const TIMEOUT_MILLISECONDS = 8000;
/** Limits of `GET /api/v1/badges`. */
const IDS_PER_CALL = 100;
const URL_BYTES = 8000;

// One id that the API refuses would spoil the call for all others.
const PLEDGE_ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;

const answers = new Map<string, Promise<unknown>>();

/** Forgets the answer to a pledge or a path, so that whoever wants it next asks again. */
export function forget(source: string): void {
  answers.delete(source);
}

// The browser may hold an answer for a minute, and a reader who loads the page again wants what is there now.
function cacheMode(): RequestCache {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visit?.type === 'reload' ? 'no-cache' : 'default';
}

// A plain GET: no cookie, no referrer, and no header of our own, because that would cost a preflight.
async function read<T>(path: string): Promise<T> {
  const response = await fetch(BASE + path, {
    cache: cacheMode(),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  return response.ok ? response.json() : Promise.reject(response.status);
}

/**
 * Asks for pledges (`tracker/slug`) in as few calls as there can be, sorted so that pages share cached answers, and
 * returns the answer to each. One rejects when the network, the API or the id fails; a malformed id has none.
 */
export function loadBadges(ids: readonly string[]): (id: string) => Promise<Badge> | undefined {
  let batch: string[] = [];
  const send = () => {
    if (!batch[0]) return;
    const answer = read<Badges>(`badges?ids=${batch}`);
    for (const id of batch)
      answers.set(
        id,
        answer.then(({ badges }) => badges[id] ?? Promise.reject()),
      );
    batch = [];
  };
  for (const id of [...new Set(ids)].sort()) {
    if (answers.has(id) || !PLEDGE_ID.test(id)) continue;
    if (batch.length === IDS_PER_CALL || `${BASE}badges?ids=${batch},${id}`.length > URL_BYTES) send();
    batch.push(id);
  }
  send();
  return (id) => answers.get(id) as Promise<Badge> | undefined;
}

/** Reads one document below `/api/v1/`; elements that want the same one share the answer. */
export function load<T>(path: string): Promise<T> {
  const answer = (answers.get(path) as Promise<T> | undefined) ?? read<T>(path);
  answers.set(path, answer);
  return answer;
}
