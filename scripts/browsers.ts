import { existsSync } from 'node:fs';
import { chromiumPath, hasShell } from './chromium.ts';

/** The Firefox to test with: `FIREFOX_PATH`, or where Debian and others put it. */
export function firefoxPath(): string {
  return existing('FIREFOX_PATH', ['/usr/bin/firefox-esr', '/usr/bin/firefox']);
}

/** WebKitGTK's small browser, which its driver starts: `WEBKIT_PATH`, or where Debian puts it. */
export function webKitPath(): string {
  return existing('WEBKIT_PATH', [
    '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  ]);
}

/**
 * Each engine that is tested: where its browser is, what else it wants on the path, and Debian's packages for both. `lighter`: what
 * does the same with less, and is installed beside it where there is a package of it.
 */
export const BROWSERS = {
  chromium: {
    path: chromiumPath,
    programs: [],
    packages: ['chromium'],
    lighter: { isThere: hasShell, package: 'chromium-headless-shell' },
  },
  firefox: { path: firefoxPath, programs: [], packages: ['firefox-esr'] },
  // Driven, it opens a window, so it wants a display and a bus.
  webkit: {
    path: webKitPath,
    programs: ['WebKitWebDriver', 'xvfb-run', 'xauth', 'dbus-run-session'],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus'],
  },
};

function existing(variable: string, usual: string[]): string {
  const given = process.env[variable];
  const path = (given === undefined ? usual : [given]).find((each) => existsSync(each));
  if (!path) throw new Error(`No browser at ${given ?? usual.join(' or ')}: install it, or set ${variable}.`);
  return path;
}
