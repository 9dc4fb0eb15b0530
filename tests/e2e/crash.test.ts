// The runtime is killed in the middle of publications: whatever was answered is there when it starts again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import { type Local, startLocal } from './local.ts';

const PLEDGES = 200;
const KILLED_AFTER = 60;

const stateDir = mkdtempSync(join(tmpdir(), 'pledgemark-crash-'));
let local: Local | undefined;

afterAll(async () => {
  await local?.end('SIGINT');
  rmSync(stateDir, { recursive: true, force: true });
});

test('of 200 publications under way when the runtime is killed, every one that was answered is there afterwards', async () => {
  local = await startLocal(stateDir);
  let { desk } = local;
  const path = '/trackers/test-tracker/pledges';
  const pledges = Array.from({ length: PLEDGES }, (_, at) => anImportRow({ slug: `pledge-${at}` }));
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  await ask(desk, '/trackers/test-tracker/import', { method: 'POST', body: { pledges } });
  for (const { slug } of pledges)
    await ask(desk, `${path}/${slug}`, {
      method: 'PUT',
      body: aPledge({ title: `New ${slug}` }),
      version: 1,
    });

  const answered: string[] = [];
  const all = pledges.map(async ({ slug }, at) => {
    await new Promise((resolve) => setTimeout(resolve, at * 5));
    await ask(desk, `${path}/${slug}/publish`, { method: 'POST', body: {}, version: 2 });
    answered.push(slug);
  });
  void Promise.allSettled(all);
  await vi.waitUntil(() => answered.length >= KILLED_AFTER, { timeout: 30_000, interval: 1 });
  await local.end('SIGKILL');
  await Promise.allSettled(all);
  const wereAnswered = new Set(answered);
  expect(wereAnswered.size).toBeLessThan(PLEDGES);

  local = await startLocal(stateDir);
  desk = local.desk;
  await untilPublished(desk);
  let published = 0;
  for (const { slug } of pledges) {
    const record = await ask<{ version: number; published: { revision: number; title: string } }>(
      desk,
      `${path}/${slug}`,
    );
    const isPublished = record.published.revision === 2;
    if (wereAnswered.has(slug)) expect([slug, record.version, isPublished]).toEqual([slug, 3, true]);
    if (!isPublished) expect([slug, record.version]).toEqual([slug, 2]);
    const answer = await fetch(`${desk.origin}/api/v1${path}/${slug}`);
    const shown = (await answer.json()) as { title: string; revision: number };
    expect(shown).toMatchObject({ title: record.published.title, revision: record.published.revision });
    published += isPublished ? 1 : 0;
  }
  const { audit } = await ask<{ audit: unknown[] }>(desk, '/audit?act=publish&limit=500');
  expect(audit).toHaveLength(published);
});
