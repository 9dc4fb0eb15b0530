import { existsSync } from 'node:fs';
import { chromiumPath } from './chromium.ts';

/** The Firefox to test with: `FIREFOX_PATH`, or where Debian and others put it. */
export function firefoxPath(): string {
  return found('Firefox', 'firefox-esr', process.env.FIREFOX_PATH, [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
  ]);
}

/** WebKitGTK's browser, which its driver starts: `WEBKIT_PATH`, or where Debian and its relatives put it. */
export function webKitPath(): string {
  return found('WebKit', 'webkit2gtk-driver', process.env.WEBKIT_PATH, [
    '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  ]);
}

/** Each engine that the elements are tested in: where its browser is, and the packages of Debian that bring it. */
export const BROWSERS = {
  chromium: { path: chromiumPath, packages: ['chromium'] },
  firefox: { path: firefoxPath, packages: ['firefox-esr'] },
  // Its driver opens a window, so it wants a display and a bus.
  webkit: { path: webKitPath, packages: ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus'] },
} as const;

function found(name: string, of: string, given: string | undefined, candidates: string[]): string {
  const path = given ?? candidates.find(existsSync);
  if (!path) throw new Error(`No ${name} found: run "apt-get install ${of}".`);
  return path;
}
