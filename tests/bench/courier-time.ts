// Whether anybody waits for webhooks: the same publications in one installation with none, with 200 that answer, and with 200
// that hang. `node tests/bench/courier-time.ts` prints these rows alone, of the build that is there.
import { createServer, type Server } from 'node:http';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { heldHeap, mostHeap } from './heap.ts';
import { startInstallation } from './installation.ts';
import { delayRows, foundPledges, publishAll } from './publications.ts';
import type { PublishDelay } from './publish-delay.ts';
import { printTable, type Row } from './table.ts';

const WEBHOOKS = 200;
const ROUNDS = 2;
const NOTHING_TO_READ = { pledgeKey: '', badges: [] };

type Hearing = { answers: boolean; heard: number; server: Server; origin: string };

export async function courierRows(): Promise<Row[]> {
  const hearing = await listen();
  const receivers = { 'https://hooks.paper.example': hearing.origin };
  const installation = await startInstallation(NOTHING_TO_READ, { origin: 'http://localhost', receivers });
  const { miniflare, desk } = installation;
  try {
    await foundPledges(desk);
    await publishAll(desk); // warms up
    const webhooks = await makeWebhooks(desk);
    const none: PublishDelay[] = [];
    const answering: PublishDelay[] = [];
    // In turn: a machine that is busy with other things slows both alike.
    const { heapMb } = await mostHeap(miniflare, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await switchAll(desk, webhooks, false);
        none.push(...(await publishAll(desk)));
        await switchAll(desk, webhooks, true);
        answering.push(...(await publishAll(desk)));
        await untilSent(desk);
      }
    });
    const held = await heldHeap(miniflare);
    const sent = hearing.heard;
    hearing.answers = false;
    const hanging = await publishAll(desk);
    return [
      ...delayRows('no webhooks', none, `${none.length} verdicts`),
      ...delayRows(
        `${WEBHOOKS} webhooks that answer`,
        answering,
        `${sent} messages; most heap ${heapMb.toFixed(1)} MB, held ${held.toFixed(1)} MB`,
        none,
      ),
      ...delayRows(`${WEBHOOKS} webhooks that hang`, hanging, `${hearing.heard - sent} tries begun`, none),
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

async function makeWebhooks(desk: Desk): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < WEBHOOKS; at += 1) {
    const body = { name: `Paper ${at}`, url: `https://hooks.paper.example/${at}`, scope: { trackers: '*' } };
    ids.push((await ask<{ id: string }>(desk, '/webhooks', { method: 'POST', body })).id);
  }
  return ids;
}

async function switchAll(desk: Desk, ids: string[], on: boolean): Promise<void> {
  for (const id of ids) {
    const { version } = await ask<{ version: number }>(desk, `/webhooks/${id}`);
    await ask(desk, `/webhooks/${id}`, { method: 'PATCH', body: { on }, version });
  }
}

async function untilSent(desk: Desk): Promise<void> {
  for (;;) {
    const { webhooks } = await ask<{ webhooks: { waiting: number }[] }>(desk, '/webhooks');
    const waiting = webhooks.reduce((sum, each) => sum + each.waiting, 0);
    const { news } = await ask<{ news: { waiting: number } }>(desk, '/status');
    if (waiting + news.waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

if (process.argv[1] === import.meta.filename) printTable(await courierRows());
