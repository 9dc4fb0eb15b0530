// The frame of every route of the desk: who asks, whether their role and their trackers allow it, and no caching.
import { type Context, type Handler, Hono, type MiddlewareHandler } from 'hono';
import { barrier, LEAST_ROLE, OPEN_ROUTES, type Route } from '../../../data/roles.ts';
import { type Authenticated, authenticate, type Stranger } from '../../auth/authenticate.ts';
import { CACHE_NEVER } from '../../caching.ts';
import type { By } from '../../ledger/act.ts';
import { problem, refusal } from '../../problem.ts';
import { LIMIT_PERIOD_SECONDS } from '../../rate-limit.ts';
import { type Reason, type Result, refused } from '../../result.ts';
import { DESK_PATH } from '../paths.ts';
import { checkedQuery } from '../request.ts';
import { unsetOrigin } from './own-origin.ts';
import { type QueryOf, queryOf } from './queries.ts';

/** `by` goes with every question to the Ledger, which judges it again when it comes to the act. */
export type DeskEnv = { Bindings: Env; Variables: Authenticated & { by: By } };
export type DeskContext<Path extends string = string> = Context<DeskEnv, Path>;

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

const CLOSED = Object.entries({ ...CACHE_NEVER, 'x-content-type-options': 'nosniff' });

/** Marks every answer of the desk, refusals included, as nobody's to keep, and as of no other type than it says. */
export const uncached: MiddlewareHandler<DeskEnv> = async (context, next) => {
  await next();
  for (const [name, value] of CLOSED) context.res.headers.set(name, value);
};

/** Lets in only who is known. All that follows is the same for an address that exists and for one that does not. */
export const authenticated: MiddlewareHandler<DeskEnv> = async (context, next) => {
  const found = await authenticate(context);
  if (typeof found === 'string') return turnAway(context, found);
  if (found.ambient && !SAFE_METHODS.includes(context.req.method) && !isFromDesk(context))
    return foreignOrigin(context);
  context.set('editor', found.editor);
  context.set('credential', found.credential);
  context.set('ambient', found.ambient);
  return next();
};

/** The answer to somebody who is not let in: why is told no further than that it may be tried again later. */
export function turnAway(context: { env: Env }, stranger: Stranger): Response {
  if (stranger === 'unknown') return refusal(context, refused({ reason: 'unauthenticated' }));
  return problem(context, 'too-many-requests', {}, { 'retry-after': String(LIMIT_PERIOD_SECONDS) });
}

/** Whether a page of the desk itself sent this. A browser states the origin of every request that changes something. */
export function isFromDesk({ env, req }: Context<DeskEnv>): boolean {
  return req.header('origin') === (env.DESK_ORIGIN || env.PUBLIC_ORIGIN);
}

/** The refusal of what comes from another page; or from the desk's own, at an address that nobody has set. */
export function foreignOrigin(context: Context<DeskEnv>): Response {
  const detail = unsetOrigin(context);
  return detail ? problem(context, 'origin-not-set', { detail }) : problem(context, 'foreign-origin');
}

type Queried<Name extends string> = { out: { query: QueryOf<Name> } };

/** A set of routes, each of which is in the table of roles, and finds its query read. */
export function deskRoutes() {
  const routes = new Hono<DeskEnv>();
  return {
    routes,
    on<Method extends string, Path extends string>(
      route: `${Method} ${Path}` & Route,
      ...handlers: Handler<DeskEnv, Path, Queried<`${Method} ${Path}`>>[]
    ): void {
      const [method = '', path = ''] = route.split(' ');
      routes.on(method, path, permit(route), ...(handlers as Handler<DeskEnv>[]));
    },
  };
}

function permit(route: Route): MiddlewareHandler<DeskEnv> {
  return async (context, next) => {
    const { editor, credential } = context.var;
    const reason = barrier(editor, route, context.req.param('tracker') ?? null);
    if (reason) return refusal(context, refused({ reason }));
    context.set('by', { credential, route });
    // A query that this route does not know was meant for something: `?dryRun=true` must not act.
    context.req.addValidatedData('query', checkedQuery(context, queryOf(route)));
    return next();
  };
}

/** What no route has taken: 405 with what the address does take, or 404. */
export function unrouted(context: Context<DeskEnv>): Response {
  const { method, path } = context.req;
  const allowed = [...Object.keys(LEAST_ROLE), ...OPEN_ROUTES]
    .map((route) => route.split(' ') as [string, string])
    .flatMap(([taken, pattern]) => (fits(DESK_PATH + pattern, path) ? [taken] : []));
  if (allowed.length === 0) return problem(context, 'not-found');
  const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
  return problem(context, 'method-not-allowed', {}, { allow });
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    // An empty part is no name.
    wanted.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]))
  );
}

/** A result with a version as JSON, with that version as its ETag. */
export function versioned<Value extends { version: number }>(
  context: { env: Env },
  result: Result<Value, Reason>,
  status: 200 | 201 = 200,
): Response {
  if (!result.ok) return refusal(context, result);
  return Response.json(result.value, { status, headers: { etag: `"${result.value.version}"` } });
}

/** Any other result as JSON. */
export function answered(context: { env: Env }, result: Result<unknown, Reason>, status = 200): Response {
  return result.ok ? Response.json(result.value, { status }) : refusal(context, result);
}
