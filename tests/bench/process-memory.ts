import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** Megabytes that the runtimes below this process hold in memory; null where there is no /proc to read it from. */
export function runtimeMegabytes(): number | null {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.reduce((sum, pid) => sum + (isRuntime(pid) ? residentBytes(pid) / 1e6 : 0), 0);
  } catch {
    return null; // no Linux
  }
}

function isRuntime(pid: string): boolean {
  // "pid (name) state parent ...", and the name may hold spaces.
  const [, name, parent] = /\((.*)\) \S (\d+)/.exec(contents(`/proc/${pid}/stat`)) ?? [];
  return name === 'workerd' && parent === String(process.pid);
}

function residentBytes(pid: string): number {
  return Number(contents(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * PAGE_BYTES;
}

function contents(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
