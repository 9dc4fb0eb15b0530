import { createRemoteJWKSet, jwtVerify } from 'jose';
import { emailAddress } from '../../data/field.ts';

/** How far the clocks of Access and of this Worker may be apart. */
const CLOCK_SKEW_SECONDS = 60;

type Keys = ReturnType<typeof createRemoteJWKSet>;

// One key set for a team: it keeps the keys it has fetched, and fetches again when a token names one it lacks.
const keysOf = new Map<string, Keys>();

/** Whom Access vouches for, and until when. */
export type Vouched = { email: string; expiresAt: string };

/**
 * Whom a Cloudflare Access token vouches for, or null where the token is not for this desk: wrong signature,
 * issuer or audience, too old, not valid yet. Without ACCESS_TEAM_ORIGIN and ACCESS_AUDIENCE no token is.
 */
export async function verifyAccess(env: Env, token: string): Promise<Vouched | null> {
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
    const email = emailAddress.safeParse(payload.email);
    if (!email.success) return null;
    const expiresAt = new Date(((payload.exp ?? 0) + CLOCK_SKEW_SECONDS) * 1000).toISOString();
    return { email: email.data, expiresAt };
  } catch {
    // Forged, stale, for another desk, or the team's keys cannot be had: whoever it is does not enter.
    return null;
  }
}
