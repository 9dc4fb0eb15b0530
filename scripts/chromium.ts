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

// The same engine without the windows of a browser, which take a third of its time in tests.
const SHELL = '/usr/bin/chromium-headless-shell';

const CANDIDATES = [SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Whether there is nothing lighter to test with. */
export function hasShell(): boolean {
  return process.env.CHROMIUM_PATH !== undefined || existsSync(SHELL);
}

/** The Chromium to test with: `CHROMIUM_PATH`, or where Debian and its relatives put it. */
export function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? CANDIDATES.find(existsSync);
  if (!path) throw new Error('No Chromium found: run "apt-get install chromium", or set CHROMIUM_PATH.');
  return path;
}
