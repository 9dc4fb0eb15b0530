// Before the tests: the engines to run them in, which are the arguments. On Debian as root they are installed; elsewhere
// a line says how.
import { BROWSERS } from './browsers.ts';
import { areOnPath, beginInstalling, install } from './debian.ts';

const wanted = Object.entries(BROWSERS).filter(([engine]) => process.argv.includes(engine));

function isThere({ path, programs }: (typeof BROWSERS)[keyof typeof BROWSERS]): boolean {
  try {
    path();
  } catch {
    return false;
  }
  return areOnPath(programs);
}

function missing(): { engines: string; packages: string[] } {
  const found = wanted.filter(([, browser]) => !isThere(browser));
  return {
    engines: found.map(([engine]) => engine).join(' and '),
    packages: found.flatMap(([, { packages }]) => packages),
  };
}

const lighter = wanted.flatMap(([, browser]) =>
  'lighter' in browser && !browser.lighter.isThere() ? browser.lighter.package : [],
);
if (beginInstalling([...lighter, ...missing().packages])) {
  // Where there is no such package, the whole browser does as well.
  install(lighter, false);
  install(missing().packages, true);
}
const still = missing();
if (still.packages.length > 0) {
  console.error(
    `The tests need ${still.engines}: run "apt-get install ${still.packages.join(' ')}", or set CHROMIUM_PATH or FIREFOX_PATH to one (WebKit is tested on Linux only).`,
  );
  process.exit(1);
}
