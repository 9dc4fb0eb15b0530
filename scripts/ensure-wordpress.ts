// Before the tests of the plugin: PHP, and a WordPress. On Debian as root PHP is installed; elsewhere a line says how.
import { spawnSync } from 'node:child_process';
import { beginInstalling, install } from './debian.ts';
import { bringWordPress } from './wordpress.ts';

/** What WordPress wants of PHP, and the packages that have it. */
const PACKAGES = {
  json: 'php-cli',
  pdo_sqlite: 'php-sqlite3',
  dom: 'php-xml',
  mbstring: 'php-mbstring',
  curl: 'php-curl',
};

function missing(): string[] {
  const { stdout } = spawnSync('php', ['-m'], { encoding: 'utf8' });
  const modules = stdout?.toLowerCase().split('\n') ?? [];
  return Object.entries(PACKAGES).flatMap(([name, found]) => (modules.includes(name) ? [] : [found]));
}

if (beginInstalling(missing())) install(missing(), true);
const still = missing();
if (still.length > 0) {
  console.error(`The tests of the WordPress plugin need PHP: run "apt-get install ${still.join(' ')}".`);
  process.exit(1);
}
await bringWordPress();
