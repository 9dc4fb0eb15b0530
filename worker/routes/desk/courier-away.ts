// The Courier may be slow, or away: what asks it says so, and nothing of the desk waits for it for long.
import { problem } from '../../problem.ts';
import { withinTime } from '../../within-time.ts';
import type { DeskContext } from './route.ts';

/** How long the desk waits for the Courier. */
const COURIER_TIMEOUT_MS = 10_000;

/** What the Courier says, unless it takes too long. */
export async function unlessLate<Value>(
  asked: Promise<Value>,
  milliseconds = COURIER_TIMEOUT_MS,
): Promise<Value> {
  try {
    return await withinTime(asked, milliseconds);
  } catch (error) {
    throw new Away(error);
  }
}

class Away extends Error {
  constructor(cause: unknown) {
    super('The Courier does not answer', { cause });
  }
}

/** The answer, or that the Courier does not answer. */
export async function unlessAway(context: DeskContext, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    console.error(error);
    return problem(context, 'unavailable', {}, { 'retry-after': '30' });
  }
}
