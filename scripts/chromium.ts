import { existsSync } from 'node:fs';

/** A fresh, quiet Chromium: no calls home, and no sandbox because CI runs as root. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium to test with: `CHROMIUM_PATH`, or where Debian and its relatives put it. */
export function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? CANDIDATES.find(existsSync);
  if (!path) throw new Error('No Chromium found: run "apt-get install chromium", or set CHROMIUM_PATH.');
  return path;
}
