// Whether anybody waits for webhooks: the same publications in one installation with none, with 200 that answer, and with 200
// that hang. `node tests/bench/courier-time.ts` prints these rows alone, of the build that is there.
import { createServer, type Server } from 'node:http';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { mostHeap } from './heap.ts';
import { startInstallation } from './installation.ts';
import { publishOnce } from './publish-delay.ts';
import { quantile } from './statistics.ts';
import { printTable, type Row } from './table.ts';

const WEBHOOKS = 200;
const PUBLICATIONS = 30;
const NOTHING_TO_READ = { pledgeKey: '', badges: [] };
const PLEDGES = '/trackers/test-tracker/pledges';

type Hearing = { answers: boolean; heard: number; server: Server; origin: string };

export async function courierRows(): Promise<Row[]> {
  const hearing = await listen();
  const receivers = { 'https://hooks.paper.example': hearing.origin };
  const installation = await startInstallation(NOTHING_TO_READ, { origin: 'http://localhost', receivers });
  const { miniflare, desk } = installation;
  try {
    await found(desk);
    await publishAll(desk); // warms up
    const none = await mostHeap(miniflare, () => publishAll(desk));
    const ids = await makeWebhooks(desk);
    const answering = await mostHeap(miniflare, async () => {
      const delays = await publishAll(desk);
      await untilSent(desk, ids);
      return delays;
    });
    const sent = hearing.heard;
    hearing.answers = false;
    const hanging = await mostHeap(miniflare, () => publishAll(desk));
    const row = (what: string, of: typeof none, against: string): Row => ({
      what: `publish to visible, 95th percentile, ${what}`,
      measured: `${quantile(of.done, 0.95).toFixed(0)} ms`,
      against: `most heap ${of.heapMb.toFixed(1)} MB; ${against}`,
      limit: of === none ? '' : `with none ${quantile(none.done, 0.95).toFixed(0)} ms`,
      reached: null,
    });
    return [
      row('no webhooks', none, `${PUBLICATIONS} verdicts`),
      row(`${WEBHOOKS} webhooks that answer`, answering, `${sent} messages sent`),
      row(`${WEBHOOKS} webhooks that hang`, hanging, `${hearing.heard - sent} tries begun`),
    ];
  } finally {
    await miniflare.dispose();
    hearing.server.closeAllConnections();
    hearing.server.close();
  }
}

async function listen(): Promise<Hearing> {
  const hearing = { answers: true, heard: 0 } as Hearing;
  hearing.server = createServer((request, response) => {
    hearing.heard += 1;
    request.resume();
    if (hearing.answers) request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => hearing.server.listen(0, '127.0.0.1', resolve));
  const address = hearing.server.address();
  hearing.origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return hearing;
}

const slugs = Array.from({ length: PUBLICATIONS }, (_, at) => `pledge-${at}`);

async function found(desk: Desk): Promise<void> {
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  const pledges = slugs.map((slug) => anImportRow({ slug }));
  await ask(desk, '/trackers/test-tracker/import', { method: 'POST', body: { pledges } });
  await untilPublished(desk);
}

/** Another verdict for each pledge, and how long it takes until readers have it. */
async function publishAll(desk: Desk): Promise<number[]> {
  const delays: number[] = [];
  for (const slug of slugs) {
    await changeVerdict(desk, slug);
    delays.push(await publishOnce(desk, `${PLEDGES}/${slug}`));
  }
  return delays;
}

// What publishOnce publishes has the usual verdict, so it is news after another one.
async function changeVerdict(desk: Desk, slug: string): Promise<void> {
  const path = `${PLEDGES}/${slug}`;
  const { version } = await ask<{ version: number }>(desk, path);
  const body = aPledge({ verdict: aVerdict({ id: 'stalled' }) });
  const saved = await ask<{ version: number }>(desk, path, { method: 'PUT', body, version });
  await ask(desk, `${path}/publish`, { method: 'POST', body: { note: 'Why.' }, version: saved.version });
  await untilPublished(desk);
}

async function makeWebhooks(desk: Desk): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < WEBHOOKS; at += 1) {
    const body = { name: `Paper ${at}`, url: `https://hooks.paper.example/${at}`, scope: { trackers: '*' } };
    ids.push((await ask<{ id: string }>(desk, '/webhooks', { method: 'POST', body })).id);
  }
  return ids;
}

async function untilSent(desk: Desk, ids: string[]): Promise<void> {
  for (;;) {
    const { webhooks } = await ask<{ webhooks: { id: string; waiting: number }[] }>(desk, '/webhooks');
    const waiting = webhooks
      .filter(({ id }) => ids.includes(id))
      .reduce((sum, each) => sum + each.waiting, 0);
    const { news } = await ask<{ news: { waiting: number } }>(desk, '/status');
    if (waiting + news.waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

if (process.argv[1] === import.meta.filename) printTable(await courierRows());
