// Before the tests: the browsers to run them in, named as arguments. On Debian as root they are installed; elsewhere a
// line says how.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { BROWSERS } from './browsers.ts';

const PROGRAMS = { webkit: ['WebKitWebDriver', 'xvfb-run', 'xauth', 'dbus-run-session'] };

const wanted = (Object.keys(BROWSERS) as (keyof typeof BROWSERS)[]).filter((name) =>
  process.argv.slice(2).includes(name),
);

function missing() {
  return wanted.filter((name) => {
    try {
      return !BROWSERS[name].path() || (name === 'webkit' && !PROGRAMS.webkit.every(isOnPath));
    } catch {
      return true;
    }
  });
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
}

function packagesOf(names: typeof wanted): string[] {
  return names.flatMap((name) => BROWSERS[name].packages);
}

if (missing().length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  const packages = packagesOf(missing());
  console.log(`Installing ${packages.join(' ')} with apt-get ...`);
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '--yes', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
if (missing().length > 0) {
  console.error(
    `These tests need ${missing().join(', ')}. On Debian or Ubuntu: "apt-get install ${packagesOf(missing()).join(' ')}". ` +
      'Elsewhere: CHROMIUM_PATH and FIREFOX_PATH name a Chromium and a Firefox; WebKit is tested on Linux only.',
  );
  process.exit(1);
}
