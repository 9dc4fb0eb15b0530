// A desk of this installation, spoken to as an editor's program would.

/** Where the installation runs, and the key to its desk. */
export type Desk = { origin: string; token: string };

type Sent = { method?: string; body?: unknown; version?: number };

/** One request to the desk; throws with the problem's own words unless it succeeds or is refused as `accepted`. */
export async function ask<Answer = unknown>(
  { origin, token }: Desk,
  path: string,
  { method = 'GET', body, version }: Sent = {},
  accepted: number[] = [],
): Promise<Answer> {
  const response = await fetch(`${origin}/api/v1/desk${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok && !accepted.includes(response.status)) throw new Error(`${method} ${path}: ${answer}`);
  return JSON.parse(answer);
}

/** Waits until nothing waits for KV any more. */
export async function untilPublished(desk: Desk): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { waiting } = await ask<{ waiting: { count: number } }>(desk, '/status');
    if (waiting.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('KV has not taken everything within a minute; GET /api/v1/desk/status says what waits.');
}
