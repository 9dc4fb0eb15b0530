// Rate limits as a test meets them: they outlive a reset, and begin anew with each minute of the clock, which may be now.
import { expect } from 'vitest';

/** An address in a network from which nothing has come yet, in this file or another. */
export function newAddress(): string {
  const [first = 0, second = 0, third = 0] = crypto.getRandomValues(new Uint16Array(3));
  return `2001:${[first, second, third].map((group) => group.toString(16)).join(':')}::1`;
}

/** Asks until it is once too often, and answers that refusal; before come `least` that are answered with `status`. */
export async function untilTooMany(
  ask: (asked: number) => Promise<Response>,
  { least, status }: { least: number; status: number },
): Promise<Response> {
  for (let asked = 0; asked <= 3 * least; asked += 1) {
    const answer = await ask(asked);
    if (answer.status === 429) {
      expect(asked).toBeGreaterThanOrEqual(least);
      return answer;
    }
    expect([answer.status, await answer.text()]).toEqual([status, expect.any(String)]);
  }
  throw new Error('Nothing was too many.');
}
