// `npm start`: builds, runs the Worker on embedded KV and SQLite, brings in the demonstration, and says where it is.
// A second start finds everything in place and changes nothing.
import { spawn } from 'node:child_process';
import { buildInstallation } from './build.ts';
import { ask, type Desk, untilPublished } from './desk-client.ts';
import { localDesk, PORT, STATE_DIR } from './local.ts';
import { bringInSeeds } from './seed.ts';

const START_TIMEOUT_MS = 60_000;

await buildInstallation({ demo: true });
const desk = localDesk();
const worker = startWorker(desk);
await untilItAnswers(desk);
await bringInSeeds(desk);
// Documents hold absolute addresses: after a start on another port they are made anew.
await ask(desk, '/republish', { method: 'POST' });
await untilPublished(desk);
announce(desk);

function startWorker({ origin, token }: Desk) {
  const child = spawn(
    'wrangler',
    [
      'dev',
      ...['--ip', '127.0.0.1', '--port', String(PORT), '--inspector-port', '0'],
      ...['--persist-to', STATE_DIR, '--log-level', 'error', '--show-interactive-dev-session=false'],
      ...['--var', `PUBLIC_ORIGIN:${origin}`, '--var', 'DEMONSTRATION:on'],
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ADMIN_TOKEN: token, CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    },
  );
  child.on('exit', (code) => process.exit(code ?? 0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return child;
}

async function untilItAnswers({ origin }: Desk): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < end) {
    const answers = await fetch(`${origin}/healthz`).then(
      (response) => response.ok,
      () => false, // not listening yet
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  worker.kill();
  throw new Error(`The Worker did not answer on ${origin} within ${START_TIMEOUT_MS / 1000} s.`);
}

function announce({ origin, token }: Desk): void {
  const given = ['PORT', 'STATE_DIR', 'ADMIN_TOKEN'].filter((name) => process.env[name]);
  const environment = given.map((name) => `${name}=${process.env[name]} `).join('');
  console.log(`
Pledgemark is running.

  A news article with its badges   ${origin}/demo
  The elements, in every state     ${origin}/gallery
  The trackers                     ${origin}/
  The public API                   ${origin}/api/v1/trackers
  The desk                         ${origin}/desk
    with the local admin token     ${token}

Change the fictional verdict, then load the article again:

  ${environment}npm run change-verdict
`);
}
