// Who may do what at the desk: one table, from which the routes are made, so that no route is without a role.

/**
 * A reader reads drafts and previews; a writer drafts and submits; an editor also publishes; an admin also has trackers,
 * schemes, tokens and imports.
 */
export const ROLES = ['reader', 'writer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts at the desk: the name that the audit keeps, what they may do, and in which trackers. */
export type Editor = { name: string; role: Role; trackers: '*' | string[] };

const PLEDGE = '/trackers/:tracker/pledges/:slug';

/** The least role that each route of the desk needs. */
export const LEAST_ROLE = {
  'GET /me': 'reader',
  'DELETE /session': 'reader',
  'GET /me/mail': 'reader',
  'PUT /me/mail': 'reader',
  'DELETE /me/mail': 'reader',
  'GET /today': 'reader',
  'GET /inbox': 'reader',
  'PATCH /inbox': 'reader',
  'GET /pledges': 'reader',
  'GET /views': 'reader',
  'PUT /views': 'reader',
  'GET /status': 'reader',
  'POST /republish': 'admin',
  'GET /backup': 'admin',
  'POST /restore': 'admin',
  'GET /audit': 'admin',
  'GET /audit.csv': 'admin',
  'GET /suggestions': 'editor',
  'PATCH /suggestions': 'editor',
  'GET /suggestions/:id': 'editor',
  'PATCH /suggestions/:id': 'editor',
  'POST /undo/:id': 'writer',
  'GET /tokens': 'admin',
  'POST /tokens': 'admin',
  'PATCH /tokens/:id': 'admin',
  'DELETE /tokens/:id': 'admin',
  'POST /followers/key': 'admin',
  'POST /followers/export': 'admin',
  'POST /followers/import': 'admin',
  'GET /webhooks': 'admin',
  'POST /webhooks': 'admin',
  'GET /webhooks/:id': 'admin',
  'PATCH /webhooks/:id': 'admin',
  'DELETE /webhooks/:id': 'admin',
  'POST /webhooks/:id/rotate': 'admin',
  'POST /webhooks/:id/test': 'admin',
  'GET /webhooks/:id/deliveries': 'admin',
  'POST /webhooks/:id/deliveries/:delivery/resend': 'admin',
  'POST /tokens/:id/invite': 'admin',
  'GET /invites': 'admin',
  'POST /invites': 'admin',
  'DELETE /invites/:id': 'admin',
  'GET /trackers': 'reader',
  'POST /trackers': 'admin',
  'GET /trackers/:tracker': 'reader',
  'GET /trackers/:tracker/preview.html': 'reader',
  'PUT /trackers/:tracker': 'admin',
  'DELETE /trackers/:tracker': 'admin',
  'GET /trackers/:tracker/usage': 'admin',
  'POST /trackers/:tracker/words': 'admin',
  'POST /trackers/:tracker/open': 'admin',
  'POST /trackers/:tracker/rename': 'admin',
  'GET /trackers/:tracker/close': 'admin',
  'GET /trackers/:tracker/close/preview.html': 'admin',
  'POST /trackers/:tracker/close': 'admin',
  'POST /trackers/:tracker/acts': 'writer',
  'GET /trackers/:tracker/trash': 'reader',
  'POST /trackers/:tracker/import': 'admin',
  'GET /trackers/:tracker/import': 'admin',
  'GET /imports/:id': 'admin',
  'GET /trackers/:tracker/export.csv': 'reader',
  'GET /trackers/:tracker/export.json': 'reader',
  'GET /trackers/:tracker/pledges': 'reader',
  'POST /trackers/:tracker/pledges': 'writer',
  [`GET ${PLEDGE}`]: 'reader',
  [`PUT ${PLEDGE}`]: 'writer',
  [`DELETE ${PLEDGE}`]: 'writer',
  [`POST ${PLEDGE}/recover`]: 'writer',
  [`POST ${PLEDGE}/discard`]: 'writer',
  [`GET ${PLEDGE}/preview`]: 'reader',
  [`GET ${PLEDGE}/preview.html`]: 'reader',
  [`GET ${PLEDGE}/revisions`]: 'reader',
  [`GET ${PLEDGE}/revisions/:revision`]: 'reader',
  [`GET ${PLEDGE}/comments`]: 'reader',
  [`POST ${PLEDGE}/comments`]: 'reader',
  [`DELETE ${PLEDGE}/comments/:comment`]: 'reader',
  [`PUT ${PLEDGE}/presence`]: 'reader',
  [`POST ${PLEDGE}/submit`]: 'writer',
  [`POST ${PLEDGE}/return`]: 'editor',
  [`POST ${PLEDGE}/assign`]: 'editor',
  [`POST ${PLEDGE}/snooze`]: 'editor',
  [`POST ${PLEDGE}/publish`]: 'editor',
  [`POST ${PLEDGE}/correct`]: 'editor',
  [`POST ${PLEDGE}/retract`]: 'editor',
  [`POST ${PLEDGE}/redact`]: 'admin',
  [`POST ${PLEDGE}/revert`]: 'editor',
  [`POST ${PLEDGE}/rename`]: 'editor',
  [`POST ${PLEDGE}/merge`]: 'editor',
  [`POST ${PLEDGE}/check`]: 'editor',
  [`POST ${PLEDGE}/dispute`]: 'editor',
  [`POST ${PLEDGE}/settle`]: 'editor',
} as const satisfies Record<string, Role>;

export type Route = keyof typeof LEAST_ROLE;

/** The routes that are open to whoever is not known yet: to sign in, and to come by an invitation. */
export const OPEN_ROUTES = ['POST /session', 'POST /invites/accept'] as const;
export type OpenRoute = (typeof OPEN_ROUTES)[number];

/** The acts that go through more than one route, and the route of each that is on one pledge. */
const ROUTE_OF_ACT = {
  submit: `POST ${PLEDGE}/submit`,
  publish: `POST ${PLEDGE}/publish`,
  set: `PUT ${PLEDGE}`,
  check: `POST ${PLEDGE}/check`,
  assign: `POST ${PLEDGE}/assign`,
  snooze: `POST ${PLEDGE}/snooze`,
  discard: `POST ${PLEDGE}/discard`,
  trash: `DELETE ${PLEDGE}`,
  recover: `POST ${PLEDGE}/recover`,
  import: 'POST /trackers/:tracker/import',
} as const satisfies Record<string, Route>;

export type DeskAct = keyof typeof ROUTE_OF_ACT;

// About the installation and not about one tracker: an admin of some trackers could otherwise make a token for all. The ids of
// trackers are the installation's as well: by renaming theirs, such an admin could take one, or find out that one is taken.
const WHOLE: ReadonlySet<Route> = new Set<Route>([
  'POST /republish',
  'GET /backup',
  'POST /restore',
  'POST /followers/key',
  'POST /followers/export',
  'POST /followers/import',
  'GET /tokens',
  'POST /tokens',
  'PATCH /tokens/:id',
  'DELETE /tokens/:id',
  'POST /tokens/:id/invite',
  'POST /trackers/:tracker/rename',
]);

function mayUse({ role, trackers }: Editor, route: Route): boolean {
  return includesRole(role, LEAST_ROLE[route]) && (trackers === '*' || !WHOLE.has(route));
}

/** The routes that an editor may use at all, for whoever draws a desk. */
export function routesOf(editor: Editor): Route[] {
  return (Object.keys(LEAST_ROLE) as Route[]).filter((route) => mayUse(editor, route));
}

/** Whether a role allows what another does. */
export function includesRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Whether a tracker is one of an editor's. Another's tracker is treated as one that does not exist. */
export function mayEnter({ trackers }: Pick<Editor, 'trackers'>, tracker: string): boolean {
  return trackers === '*' || trackers.includes(tracker);
}

/**
 * Why an editor may not use a route on a tracker (null: on none), or null where they may. The one judgement there is: the
 * door makes it before it reads a body, and each act again in its own transaction.
 */
export function barrier(
  editor: Editor,
  route: Route,
  tracker: string | null,
): 'unknown-tracker' | 'forbidden' | null {
  // A tracker in the address looks like one that is not there; one that is to be founded cannot.
  if (tracker !== null && !mayEnter(editor, tracker))
    return route.includes(':tracker') ? 'unknown-tracker' : 'forbidden';
  return mayUse(editor, route) ? null : 'forbidden';
}

/** The same of an act, by whichever route it comes. */
export function barrierToAct(editor: Editor, act: DeskAct, tracker: string): ReturnType<typeof barrier> {
  return barrier(editor, ROUTE_OF_ACT[act], tracker);
}
