// What a page for readers may do: run our own script and nothing else.
import type { MiddlewareHandler } from 'hono';

const TURNSTILE = 'https://challenges.cloudflare.com';

const HEADERS = {
  'strict-transport-security': 'max-age=31536000',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=()',
};

// Turnstile's script brings a frame and no Trusted Types, so only an installation that has asked for it opens to it.
function policy(withTurnstile: boolean, more: string[]): string {
  const [script, rest] = withTurnstile
    ? [`'self' ${TURNSTILE}`, [`frame-src ${TURNSTILE}`]]
    : ["'self'", ["require-trusted-types-for 'script'", 'trusted-types pledgemark']];
  return [
    "default-src 'none'",
    "style-src 'self'",
    `script-src ${script}`,
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...rest,
    ...more,
  ].join('; ');
}

/** Puts the security headers of a page on every answer. */
export const secured = securedWith();

/** The same for a page that previews our frames, and sends no suggestion. */
export const securedWithFrames = securedWith("frame-src 'self'");

function securedWith(...more: string[]): MiddlewareHandler<{ Bindings: Env }> {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    const withTurnstile = more.length === 0 && Boolean(context.env.TURNSTILE_SITE_KEY);
    headers.set('content-security-policy', policy(withTurnstile, more));
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  };
}
