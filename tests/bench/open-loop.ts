// Requests at a steady rate, whether or not the earlier ones have been answered: a server that stalls is charged with
// every reader who would have come meanwhile.
import { Agent, request } from 'node:http';

const CONNECTIONS = 64;
/** More than this under way at once is a server that has been overrun: what would be sent then counts as not answered. */
const MOST_UNDER_WAY = 500;
const ANSWER_TIMEOUT_MS = 10_000;
const TICK_MS = 5;

/** One kind of request: where to, its share of all, and the status that it is to have. */
export type Kind = {
  name: string;
  share: number;
  path: () => string;
  status: number;
  headers?: Record<string, string>;
};

/** `status` is 0 where there was no answer. `after` is when it was to be sent, from the beginning. */
export type Answer = { kind: Kind; after: number; milliseconds: number; status: number };

/** Sends `rate` requests a second for so many seconds, the kinds by their shares, and waits for the last answer. */
export async function offer(
  origin: string,
  kinds: Kind[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const answers: Answer[] = [];
  const total = Math.floor(rate * seconds);
  const began = performance.now();
  let sent = 0;
  await new Promise<void>((resolve) => {
    const done = () => {
      if (answers.length === total) resolve();
    };
    const tick = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * rate));
      for (; sent < due; sent += 1) {
        const kind = pick(kinds);
        const after = (sent / rate) * 1000;
        const answered = (status: number) => {
          answers.push({ kind, after, status, milliseconds: performance.now() - began - after });
          done();
        };
        if (sent - answers.length >= MOST_UNDER_WAY) answered(0);
        else ask(agent, origin + kind.path(), kind.headers ?? {}).then(answered);
      }
      if (sent === total) clearInterval(tick);
    }, TICK_MS);
  });
  agent.destroy();
  return answers;
}

function pick(kinds: Kind[]): Kind {
  let left = Math.random() * kinds.reduce((sum, { share }) => sum + share, 0);
  for (const kind of kinds) {
    left -= kind.share;
    if (left <= 0) return kind;
  }
  throw new Error('Nothing to ask for.');
}

function ask(agent: Agent, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(url, { agent, headers, timeout: ANSWER_TIMEOUT_MS }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(0));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(0));
    asked.end();
  });
}
