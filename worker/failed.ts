import { HTTPException } from 'hono/http-exception';
import { problem } from './problem.ts';

/** What every router answers when a handler throws. */
export function failed(error: Error, context: { env: Env }): Response {
  if (error instanceof HTTPException) return error.getResponse();
  // Whoever asked learns nothing of it; the operator's log does.
  console.error(error);
  return problem(context, 'internal');
}
