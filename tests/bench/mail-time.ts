// Whether anybody waits for mail: the same publications in one installation with nobody who follows, and with 10,000 who follow
// their tracker. `node tests/bench/mail-time.ts` prints these rows alone, of the build that is there.
import { CompactEncrypt, importJWK } from 'jose';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { heldHeap, mostHeap } from './heap.ts';
import { startInstallation } from './installation.ts';
import { delayRows, foundPledges, publishAll, publishEach } from './publications.ts';
import type { PublishDelay } from './publish-delay.ts';
import { printTable, type Row } from './table.ts';

const FOLLOWERS = 10_000;
const IN_A_LINE = 500;
const NOTHING_TO_READ = { pledgeKey: '', badges: [] };
const LONGEST_MS = 10 * 60_000;
const many = FOLLOWERS.toLocaleString('en');

export async function mailRows(): Promise<Row[]> {
  const { miniflare, desk } = await startInstallation(NOTHING_TO_READ, {
    origin: 'http://localhost',
    mail: true,
  });
  try {
    await foundPledges(desk);
    await publishAll(desk); // warms up
    const none = [...(await publishAll(desk)), ...(await publishAll(desk))];
    await bringFollowers(desk);
    let began = 0;
    let found: PublishDelay[] = [];
    let sent: PublishDelay[] = [];
    const { heapMb } = await mostHeap(miniflare, async () => {
      began = performance.now();
      found = await publishAll(desk);
      await until(async () => (await mail(desk)).lately.sent > 0);
      sent = await publishEach(desk);
      await until(async () => (await mail(desk)).waiting === 0);
    });
    const seconds = (performance.now() - began) / 1000;
    const { lately, uncertain } = await mail(desk);
    const held = await heldHeap(miniflare);
    return [
      ...delayRows('nobody follows by mail', none, `${none.length} verdicts`),
      ...delayRows(`${many} follow by mail, while it is found who`, found, '2 changes of 10 verdicts', none),
      ...delayRows(
        `${many} follow by mail, while mails leave`,
        sent,
        `${lately.sent} mails in ${seconds.toFixed(0)} s, ${uncertain} uncertain; most heap ${heapMb.toFixed(1)} MB, held ${held.toFixed(1)} MB`,
        none,
      ),
    ];
  } finally {
    await miniflare.dispose();
  }
}

type Mail = { waiting: number; uncertain: number; lately: { sent: number } };

async function mail(desk: Desk): Promise<Mail> {
  const status = await ask<{ mail: Mail | null }>(desk, '/status');
  if (!status.mail) throw new Error('This installation sends no mail.');
  return status.mail;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('Mails still wait.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** As from another installation: see docs/operating.md. */
async function bringFollowers(desk: Desk): Promise<void> {
  const key = await ask<Record<string, string>>(desk, '/followers/key', { method: 'POST', body: {} });
  const lines: string[] = [];
  for (let from = 0; from < FOLLOWERS; from += IN_A_LINE) {
    const followers = Array.from({ length: IN_A_LINE }, (_, at) => ({
      address: `reader-${from + at}@example.org`,
      name: 'test-tracker',
      title: 'Test tracker',
      language: 'en',
      timezone: 'Europe/London',
      often: 'at-once',
      confirmedAt: 1,
      links: [],
    }));
    lines.push(
      await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(followers)))
        .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
        .encrypt(await importJWK(key, 'RSA-OAEP-256')),
    );
  }
  const answer = await fetch(`${desk.origin}/api/v1/desk/followers/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'text/plain' },
    body: lines.join('\n'),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

if (process.argv[1] === import.meta.filename) printTable(await mailRows());
