import { createRemoteJWKSet, jwtVerify } from 'jose';

/** How far the clocks of Access and of this Worker may be apart. */
const CLOCK_SKEW_SECONDS = 60;

type Keys = ReturnType<typeof createRemoteJWKSet>;

// One key set for a team: it keeps the keys it has fetched, and fetches again when a token names one it lacks.
const keysOf = new Map<string, Keys>();

/**
 * The e-mail address in a Cloudflare Access token, or null where the token is not for this desk: wrong signature,
 * issuer or audience, too old, not valid yet. Without ACCESS_TEAM_ORIGIN and ACCESS_AUDIENCE no token is.
 */
export async function verifyAccess(env: Env, token: string): Promise<string | null> {
  const { ACCESS_TEAM_ORIGIN: issuer, ACCESS_AUDIENCE: audience } = env;
  if (!issuer || !audience) return null;
  const keys = keysOf.get(issuer) ?? createRemoteJWKSet(new URL('/cdn-cgi/access/certs', issuer));
  keysOf.set(issuer, keys);
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['RS256', 'ES256'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ['exp', 'email'],
    });
    return typeof payload.email === 'string' ? payload.email.toLowerCase() : null;
  } catch {
    // Forged, stale, for another desk, or the team's keys cannot be had: whoever it is does not enter.
    return null;
  }
}
