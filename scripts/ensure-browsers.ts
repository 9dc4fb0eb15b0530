// Before the tests: the engines to run them in, which are the arguments. On Debian as root they are installed; elsewhere
// a line says how.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { BROWSERS } from './browsers.ts';

const wanted = Object.entries(BROWSERS).filter(([engine]) => process.argv.includes(engine));

function isThere({ path, programs }: (typeof BROWSERS)[keyof typeof BROWSERS]): boolean {
  const folders = process.env.PATH?.split(':') ?? [];
  try {
    path();
  } catch {
    return false;
  }
  return programs.every((program) => folders.some((folder) => existsSync(`${folder}/${program}`)));
}

function missing(): { engines: string; packages: string[] } {
  const found = wanted.filter(([, browser]) => !isThere(browser));
  return {
    engines: found.map(([engine]) => engine).join(' and '),
    packages: found.flatMap(([, { packages }]) => packages),
  };
}

/** Installs packages; `isWanted`: says what goes wrong. */
function install(packages: string[], isWanted: boolean): void {
  spawnSync('apt-get', ['install', '--yes', ...packages], {
    stdio: ['ignore', 'ignore', isWanted ? 'inherit' : 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

const lighter = wanted.flatMap(([, browser]) =>
  'lighter' in browser && !browser.lighter.isThere() ? browser.lighter.package : [],
);
if (
  missing().packages.length + lighter.length > 0 &&
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get')
) {
  console.log(`Installing ${[...lighter, ...missing().packages].join(' ')} with apt-get ...`);
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  // Where there is no such package, the whole browser does as well.
  if (lighter.length > 0) install(lighter, false);
  const { packages } = missing();
  if (packages.length > 0) install(packages, true);
}
const still = missing();
if (still.packages.length > 0) {
  console.error(
    `The tests need ${still.engines}: run "apt-get install ${still.packages.join(' ')}", or set CHROMIUM_PATH or FIREFOX_PATH to one (WebKit is tested on Linux only).`,
  );
  process.exit(1);
}
