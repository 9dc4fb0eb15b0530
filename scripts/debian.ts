// Debian's packages, for what the tests need besides npm's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether each of these programs is on the path. */
export function areOnPath(programs: string[]): boolean {
  const folders = process.env.PATH?.split(':') ?? [];
  return programs.every((program) => folders.some((folder) => existsSync(`${folder}/${program}`)));
}

/** Installs packages where that can be done: on Debian and its relatives, as root. Elsewhere it does nothing. */
export function installPackages(packages: string[]): void {
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing ${packages.join(' ')} with apt-get ...`);
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '--yes', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
