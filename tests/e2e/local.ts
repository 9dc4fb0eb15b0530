// `npm start` as a process of its own, on a free port.
import { type ChildProcess, spawn } from 'node:child_process';
import { vi } from 'vitest';
import type { Desk } from '../../scripts/desk-client.ts';
import { freePort } from '../free-port.ts';

const START_TIMEOUT_MS = 60_000;

/** A started installation: where it is, what it has printed, and how to end it. */
export type Local = {
  desk: Desk;
  output(): string;
  environment: NodeJS.ProcessEnv;
  end(signal: NodeJS.Signals): Promise<void>;
};

/** Starts it on the state in `stateDir`, on a free port if none is given, and waits until it says that it runs. */
export async function startLocal(stateDir: string, port?: number): Promise<Local> {
  port ??= await freePort();
  const desk = { origin: `http://localhost:${port}`, token: 'pm_another_key' };
  const environment = { ...process.env, PORT: String(port), STATE_DIR: stateDir, ADMIN_TOKEN: desk.token };
  // In a process group of its own, so that the runtime below it ends with it.
  const child = spawn('node', ['scripts/start.ts'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  const collect = (chunk: Buffer) => {
    printed += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  await vi.waitUntil(() => printed.includes('Pledgemark is running'), {
    timeout: START_TIMEOUT_MS,
    interval: 100,
  });
  return { desk, output: () => printed, environment, end: (signal) => end(child, signal) };
}

/** Ends a process that was started in a group of its own, and waits until it has ended. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid !== undefined) process.kill(-child.pid, signal);
  await ended;
}
