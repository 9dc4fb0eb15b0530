// The editors' app: one document at /desk and everything below it. Its script and styles are static assets, its data
// come from the desk endpoint on the same origin.
import { CACHE_NEVER } from '../caching.ts';
import { DeskAppPage } from '../pages/desk-app.tsx';
import { problem } from '../problem.ts';

const METHODS = 'GET, HEAD';

// lit-html makes the policy of its own name, the widgets in a preview make theirs.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  // The preview of a page.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html pledgemark',
].join('; ');

const HEADERS = {
  ...CACHE_NEVER,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // A source that an editor opens is not told which pledge is being worked on.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=()',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Whether this path, as it stands in a request, is one of the app's. */
export function isDeskApp(path: string): boolean {
  return /^\/desk(?:[/?#]|$)/.test(path);
}

/** Whether this request came to the host that serves the desk. Where it has one of its own, no other does. */
export function isDeskHost(request: Request, { DESK_ORIGIN }: Env): boolean {
  return !DESK_ORIGIN || new URL(request.url).host === new URL(DESK_ORIGIN).host;
}

/** The app's document. Nobody keeps what another host answers here either: the edge's key holds no host. */
export function deskApp(request: Request, env: Env): Response {
  if (!isDeskHost(request, env)) return problem({ env }, 'not-found', {}, CACHE_NEVER);
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return problem({ env }, 'method-not-allowed', {}, { ...CACHE_NEVER, allow: METHODS });
  const body = method === 'HEAD' ? null : `<!doctype html>${(<DeskAppPage />).toString()}`;
  return new Response(body, { headers: HEADERS });
}
