// Requests a second, in rounds: each round asks every target once, and each begins with another one, so that whatever
// else the machine does meets all of them alike.
import autocannon from 'autocannon';

/** Many and short: the machine's other work comes and goes in seconds. */
export const ROUNDS = 21;
const ROUND_SECONDS = 0.6;
const WARM_UP_SECONDS = 2;
/** A machine may be that busy now and then; a target that answers nothing more often than this is broken. */
const MOST_REPEATED = 10;
export const CONNECTIONS = 10;

/** What is asked for again and again, and the one status that it may answer with. */
export type Target = { name: string; url: string; status: 200 | 304; headers?: Record<string, string> };

/** Requests a second of each target, round by round. */
export type Rates = Map<Target, number[]>;

/**
 * Loads the targets in turn; throws when one answers with anything but its status. A round in which one answers nothing
 * counts for none of them: it is repeated, and how many were is printed.
 */
export async function measureRates(targets: Target[], rounds = ROUNDS): Promise<Rates> {
  for (const target of targets) await rate(target, WARM_UP_SECONDS);
  const rates: Rates = new Map(targets.map((target) => [target, []]));
  let repeated = 0;
  for (let round = 0; round < rounds; ) {
    const from = round % targets.length;
    const found = await measureRound([...targets.slice(from), ...targets.slice(0, from)]);
    const silent = targets.find((target) => found.get(target) === 0);
    if (silent && repeated === MOST_REPEATED)
      throw new Error(`${silent.name}: nothing was answered in ${MOST_REPEATED + 1} rounds`);
    if (silent) repeated += 1;
    else {
      for (const [target, measured] of found) rates.get(target)?.push(measured);
      round += 1;
    }
  }
  if (repeated > 0) console.log(`Rounds repeated, because a target answered nothing in them: ${repeated}`);
  return rates;
}

async function measureRound(targets: Target[]): Promise<Map<Target, number>> {
  const found = new Map<Target, number>();
  for (const target of targets) found.set(target, await rate(target, ROUND_SECONDS));
  return found;
}

/** Answers a second: 0 where nothing came, neither answer nor error. */
async function rate({ name, url, status, headers }: Target, seconds: number): Promise<number> {
  const began = performance.now();
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    ...(headers ? { headers } : {}),
  });
  const took = (performance.now() - began) / 1000;
  const { [`${status}` as const]: expected, ...others } = result.statusCodeStats ?? {};
  if (Object.keys(others).length > 0 || result.errors > 0 || result.timeouts > 0)
    throw new Error(
      `${name}: expected ${status} only; it answered ${JSON.stringify(result.statusCodeStats)}, with ${result.errors} errors and ${result.timeouts} timeouts`,
    );
  return (expected?.count ?? 0) / took;
}
