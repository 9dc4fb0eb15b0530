// Before the tests: the engines to run them in, which are the arguments. On Debian as root they are installed; elsewhere
// a line says how.
import { BROWSERS } from './browsers.ts';
import { areOnPath, installPackages } from './debian.ts';

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

installPackages(missing().packages);
const still = missing();
if (still.packages.length > 0) {
  console.error(
    `The tests need ${still.engines}: run "apt-get install ${still.packages.join(' ')}", or set CHROMIUM_PATH or FIREFOX_PATH to one (WebKit is tested on Linux only).`,
  );
  process.exit(1);
}
