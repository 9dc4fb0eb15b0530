import type { HonoRequest } from 'hono';

export type Role = 'writer' | 'editor' | 'admin';

/** Who acts at the desk: the name that the audit keeps, and what they may do where. */
export type Editor = { name: string; role: Role; trackers: '*' | string[] };

/** Who sent this request, or null. The desk's first key is the ADMIN_TOKEN secret; without one nobody enters. */
export async function authenticate(context: { env: Env; req: HonoRequest }): Promise<Editor | null> {
  const token = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const { ADMIN_TOKEN } = context.env;
  if (!token || !ADMIN_TOKEN) return null;
  return (await isSame(token, ADMIN_TOKEN)) ? { name: 'admin', role: 'admin', trackers: '*' } : null;
}

// Digests have one length, so neither the length nor the content of the secret shows in the time this takes.
async function isSame(given: string, secret: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [given, secret].map((text) => crypto.subtle.digest('SHA-256', encoder.encode(text))),
  );
  return a !== undefined && b !== undefined && crypto.subtle.timingSafeEqual(a, b);
}

const encoder = new TextEncoder();
