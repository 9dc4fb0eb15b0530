// The desk endpoint, route by route: a route of the table of roles that has no row here does not compile.
import type * as z from 'zod/mini';
import { LEAST_ROLE, OPEN_ROUTES, type OpenRoute } from '../../../data/roles.ts';
import type { ProblemSlug } from '../../problem.ts';
import { BODIES } from '../../routes/desk/bodies.ts';
import { QUERIES } from '../../routes/desk/queries.ts';
import type { Operation } from '../operation.ts';
import { ACTS } from './acts.ts';
import { BULK } from './bulk.ts';
import { DISCUSSION } from './discussion.ts';
import { LISTS } from './lists.ts';
import { PEOPLE } from './people.ts';
import { PLEDGES } from './pledges.ts';
import type { DeskRoute, Row } from './row.ts';
import { RUNNING } from './running.ts';
import { TRACKERS } from './trackers.ts';
import { WEBHOOKS } from './webhooks.ts';

const ROWS: Record<DeskRoute, Row> = {
  ...PEOPLE,
  ...TRACKERS,
  ...PLEDGES,
  ...ACTS,
  ...BULK,
  ...DISCUSSION,
  ...WEBHOOKS,
  ...LISTS,
  ...RUNNING,
};

const SAFE = /^GET /;

/** What a route of this form may be refused for, whatever it does. */
function usualProblems(route: string, { version, bodies }: Row): ProblemSlug[] {
  const isSafe = SAFE.test(route);
  const takesBody = bodies !== undefined || route in BODIES;
  return [
    'malformed',
    'unauthenticated',
    'forbidden',
    ...(isSafe ? [] : ['foreign-origin' as const, 'origin-not-set' as const, 'invalid-fields' as const]),
    'not-found',
    ...(version?.startsWith('asks') ? ['stale-version' as const, 'version-required' as const] : []),
    ...(takesBody ? ['too-large' as const, 'unsupported-media-type' as const] : []),
    'too-many-requests',
    'internal',
  ];
}

function operation(route: DeskRoute, row: Row): Operation {
  const { answers, problems = [], version, bodies, ...told } = row;
  const body = (BODIES as Partial<Record<string, z.ZodMiniType>>)[route];
  return {
    ...told,
    query: (QUERIES as Partial<Record<string, z.ZodMiniObject>>)[route],
    bodies: bodies ?? (body && { 'application/json': body }),
    answers: [answers].flat(),
    problems: [...new Set([...usualProblems(route, row), ...problems])],
    etag: version?.endsWith('tells') ? 'version' : undefined,
    asksVersion: version?.startsWith('asks'),
    ...(isOpen(route) ? { access: 'signing in' } : { access: 'desk', role: LEAST_ROLE[route] }),
  };
}

function isOpen(route: DeskRoute): route is OpenRoute {
  return (OPEN_ROUTES as readonly DeskRoute[]).includes(route);
}

/** By method and path below `/api/v1/desk`. */
export const DESK_OPERATIONS: Record<string, Operation> = Object.fromEntries(
  Object.entries(ROWS).map(([route, row]) => [route, operation(route as DeskRoute, row)]),
);
