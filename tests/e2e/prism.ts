// Stoplight's Prism as a proxy in front of an installation: it holds each request and each answer to a description.
import { writeFile } from 'node:fs/promises';
import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { freePort } from '../free-port.ts';

/** What Prism finds in one exchange: where, and what. */
export type Violation = { location: string[]; message: string };
export type Violations = { request: Violation[]; response: Violation[] };

export type Prism = { origin: string; close(): Promise<void> };

/** Starts it on loopback in front of `upstream`, with the description in a file; the caller closes it. */
export async function startPrism(description: object, upstream: string, file: string): Promise<Prism> {
  await writeFile(file, JSON.stringify(description));
  const server = createServer(await getHttpOperationsFromSpec(file), {
    cors: false,
    components: { logger: createLogger('prism', { level: 'silent' }) },
    config: {
      isProxy: true,
      upstream: new URL(upstream),
      upstreamProxy: undefined,
      validateRequest: true,
      validateResponse: true,
      // A request without a key is for the desk to refuse: its refusal is looked at as well.
      checkSecurity: false,
      // What it finds comes in a header, and the answer as it was.
      errors: false,
      mock: { dynamic: false },
    },
  });
  const port = await freePort();
  await server.listen(port, '127.0.0.1');
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** What Prism found in an exchange. */
export function violationsIn({ headers }: Response): Violations {
  const told = headers.get('sl-violations') ?? '[]';
  // More than a header may hold are cut off.
  const found: Violation[] = told.startsWith('[')
    ? JSON.parse(told)
    : [{ location: ['response'], message: told }];
  const of = (side: string) => found.filter(({ location }) => location[0] === side);
  return { request: of('request'), response: of('response') };
}
