// Reading what an editor sent. What cannot be read ends the request here, before any act.
import type { Hono, Env as HonoEnv, HonoRequest, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type * as z from 'zod';
import { namedVersion } from '../conditional.ts';
import { fieldErrors } from '../ledger/result.ts';
import { type ProblemSlug, problem } from '../problem.ts';

/** The largest document an editor may send. */
const DOCUMENT_BYTES = 256 * 1024;

const METHODS = ['GET', 'PUT', 'POST'];

type Request = { env: Env; req: HonoRequest };

export function limitBody(maxSize = DOCUMENT_BYTES): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: (context) => problem(context, 'too-large', { detail: `At most ${maxSize} bytes.` }),
  });
}

/** The version that the editor has seen and acts on: nobody overwrites anybody. */
export function seenVersion(context: Request): number {
  const version = namedVersion(context.req.header('if-match'));
  if (version === undefined) return end(context, 'version-required');
  if (version === null)
    return end(context, 'malformed', { detail: 'If-Match must name a version, as the ETag does: "3"' });
  return version;
}

/** The body, read as JSON and checked against `schema`. */
export async function jsonBody<Schema extends z.ZodType>(
  context: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const type = context.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    return end(context, 'unsupported-media-type', { detail: 'Send application/json.' });
  const parsed = schema.safeParse(parse(context, await context.req.arrayBuffer()));
  return parsed.success ? parsed.data : end(context, 'invalid-fields', { errors: fieldErrors(parsed.error) });
}

function parse(context: Request, bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    // Not UTF-8, not JSON, or nested deeper than the parser goes: for the sender it is the same.
    return end(context, 'malformed', { detail: 'The body is not JSON in UTF-8.' });
  }
}

function end(context: Request, slug: ProblemSlug, extra?: Parameters<typeof problem>[2]): never {
  const response = problem(context, slug, extra);
  throw new HTTPException(response.status as 400, { res: response });
}

/** Closes the routes below `prefix`: 405 with what the address does take, or 404. Call it after the last route. */
export function allowOnly<E extends HonoEnv & { Bindings: Env }>(routes: Hono<E>, prefix: string): void {
  const taken = routes.routes.map(({ method, path }) => ({ method, path: prefix + path }));
  routes.all('*', (context) => {
    const { method, path } = context.req;
    const allowed = METHODS.filter((each) =>
      taken.some((route) => route.method === each && fits(route.path, path)),
    );
    if (allowed.length === 0) return problem(context, 'not-found');
    const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
    return problem(context, 'method-not-allowed', {}, { allow });
  });
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at])
  );
}
