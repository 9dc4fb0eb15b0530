// Where a local installation lives: its port, the folder of its state, and the key to its desk.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Desk } from './desk-client.ts';

export const PORT = Number(process.env.PORT || 8787);
export const STATE_DIR = resolve(process.env.STATE_DIR || '.state');

/** The local desk. Its token is ADMIN_TOKEN, or one made at the first start and kept beside the state. */
export function localDesk(): Desk {
  return { origin: `http://localhost:${PORT}`, token: process.env.ADMIN_TOKEN || keptToken() };
}

function keptToken(): string {
  const file = resolve(STATE_DIR, 'admin-token');
  if (!existsSync(file)) {
    mkdirSync(STATE_DIR, { recursive: true });
    writeFileSync(file, `pm_${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
