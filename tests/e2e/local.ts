// The installations that are processes of their own, on a free port: `npm start`, and `wrangler dev` with nothing in it.
import { type ChildProcess, spawn } from 'node:child_process';
import { vi } from 'vitest';
import type { Desk } from '../../scripts/desk-client.ts';
import { freePort } from '../free-port.ts';

const START_TIMEOUT_MS = 120_000;
const TOKEN = 'pm_another_key';

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
  const environment = { PORT: String(port), STATE_DIR: stateDir };
  const desk = { origin: `http://localhost:${port}`, token: TOKEN };
  return begin(desk, ['node', 'scripts/start.ts'], environment, async (output) =>
    output().includes('Pledgemark is running'),
  );
}

/** Starts the Worker alone on the state in `stateDir`, with `vars` in place of those of `wrangler.toml`. */
export async function startEmpty(stateDir: string, vars: Record<string, string> = {}): Promise<Local> {
  const port = await freePort();
  const desk = { origin: `http://localhost:${port}`, token: TOKEN };
  const command = [
    ...['wrangler', 'dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'],
    ...['--persist-to', stateDir, '--log-level', 'error', '--show-interactive-dev-session=false'],
    ...Object.entries({ PUBLIC_ORIGIN: desk.origin, ...vars }).flatMap((it) => ['--var', it.join(':')]),
  ];
  return begin(desk, command, { CLOUDFLARE_CF_FETCH_ENABLED: 'false' }, () =>
    fetch(`${desk.origin}/healthz`).then(
      ({ ok }) => ok,
      () => false, // not listening yet
    ),
  );
}

async function begin(
  desk: Desk,
  [program = '', ...args]: string[],
  own: NodeJS.ProcessEnv,
  isRunning: (output: () => string) => Promise<boolean>,
): Promise<Local> {
  const environment = { ...process.env, ADMIN_TOKEN: desk.token, ...own };
  // In a process group of its own, so that the runtime below it ends with it.
  const child = spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let printed = '';
  const output = () => printed;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const end = (signal: NodeJS.Signals) => endGroup(child, signal);
  try {
    await vi.waitUntil(async () => hasEnded(child) || (await isRunning(output)), {
      timeout: START_TIMEOUT_MS,
      interval: 100,
    });
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
  } catch (cause) {
    await end('SIGKILL');
    throw new Error(`${program} ${args[0]} did not start: ${printed}`, { cause });
  }
  return { desk, output, environment, end };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function endGroup(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, signal);
  await ended;
}
