// By which a request is told apart before the routes that answer it are loaded.

/** Below this is the desk's endpoint. */
export const DESK_PATH = '/api/v1/desk';

/** Whether this path, as it stands in a request, is one of the desk's endpoint. */
export function isDesk(path: string): boolean {
  return path === DESK_PATH || path.startsWith(`${DESK_PATH}/`);
}

/** Whether this is where suggestions go, of whatever pledge. */
export function isSuggestions(path: string): boolean {
  return /^\/api\/v1\/trackers\/[^/?#]+\/pledges\/[^/?#]+\/suggestions(?:[?#]|$)/.test(path);
}

/** Whether this is of following by mail. A tracker could once be called `mail`: what else is below that is its own. */
export function isMail(path: string): boolean {
  return /^\/mail\/(?:follow|privacy|(?:confirm|manage|stop)\/[^/?#]*)\/?(?:[?#]|$)/.test(path);
}
