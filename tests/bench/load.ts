// Requests a second, in rounds: each round asks every target once, and each begins with another one, so that whatever
// else the machine does meets all of them alike.
import autocannon from 'autocannon';

/** Many and short: the machine's other work comes and goes in seconds. */
export const ROUNDS = 21;
const ROUND_SECONDS = 0.6;
const WARM_UP_SECONDS = 2;
const CONNECTIONS = 10;

/** What is asked for again and again, and the one status that it may answer with. */
export type Target = { name: string; url: string; status: 200 | 304; headers?: Record<string, string> };

/** Requests a second of each target, round by round. */
export type Rates = Map<Target, number[]>;

/** Loads the targets in turn; throws when one answers with anything but its status. */
export async function measureRates(targets: Target[]): Promise<Rates> {
  for (const target of targets) await rate(target, WARM_UP_SECONDS);
  const rates: Rates = new Map(targets.map((target) => [target, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = round % targets.length;
    for (const target of [...targets.slice(from), ...targets.slice(0, from)])
      rates.get(target)?.push(await rate(target, ROUND_SECONDS));
  }
  return rates;
}

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
  if (!expected?.count || Object.keys(others).length > 0 || result.errors > 0 || result.timeouts > 0)
    throw new Error(
      `${name}: expected ${status} only; it answered ${JSON.stringify(result.statusCodeStats)}, with ${result.errors} errors and ${result.timeouts} timeouts`,
    );
  return expected.count / took;
}
