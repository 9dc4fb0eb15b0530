// Before the tests: a browser to run them in. On Debian as root it is installed; elsewhere one line says how.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './chromium.ts';

function isFound(): boolean {
  try {
    return Boolean(chromiumPath());
  } catch {
    return false;
  }
}

if (!isFound() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  console.log('Installing Chromium with apt-get ...');
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '--yes', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
if (!isFound()) {
  console.error('The tests need Chromium: run "apt-get install chromium", or set CHROMIUM_PATH to one.');
  process.exit(1);
}
