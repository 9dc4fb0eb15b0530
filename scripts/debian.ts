// Debian's packages, for what the tests need besides npm's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether each of these programs is on the path. */
export function areOnPath(programs: readonly string[]): boolean {
  const folders = process.env.PATH?.split(':') ?? [];
  return programs.every((program) => folders.some((folder) => existsSync(`${folder}/${program}`)));
}

/** Gets ready to install these, where that can be done: on Debian and its relatives, as root. */
export function beginInstalling(packages: string[]): boolean {
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packages.join(' ')} with apt-get ...`);
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  return true;
}

/** Installs packages; `isWanted`: says what goes wrong. */
export function install(packages: string[], isWanted: boolean): void {
  if (packages.length === 0) return;
  spawnSync('apt-get', ['install', '--yes', ...packages], {
    stdio: ['ignore', 'ignore', isWanted ? 'inherit' : 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
