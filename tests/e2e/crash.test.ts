// The runtime is killed in the middle of publications, early, half-way and late: whatever was answered is there when it
// starts again, nothing is there by half, and Ledger, KV and audit tell the same story.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import { type Local, startLocal } from './local.ts';

const SLUGS = Array.from({ length: 60 }, (_, at) => `pledge-${at}`);
const KILLED_AFTER = [3, 20, 40];
const LANES = 10;
const PLEDGES = '/trackers/test-tracker/pledges';

type Record = { version: number; state: string; published: { revision: number; title: string } };
type Shown = { title: string; revision: number; history: { hash: string; previous: string | null }[] };

const stateDir = mkdtempSync(join(tmpdir(), 'pledgemark-crash-'));
let local: Local | undefined;

afterAll(async () => {
  await local?.end('SIGINT');
  rmSync(stateDir, { recursive: true, force: true });
});

test('of 60 publications under way whenever the runtime is killed, every one that was answered is there afterwards', async () => {
  local = await startLocal(stateDir);
  const pledges = SLUGS.map((slug) => anImportRow({ slug }));
  await ask(local.desk, '/trackers', { method: 'POST', body: aTracker() });
  await ask(local.desk, '/trackers/test-tracker/import', { method: 'POST', body: { pledges } });

  let records = await readRecords(local.desk);
  for (const kill of KILLED_AFTER) {
    const before = await writeDrafts(local.desk, records, kill);
    const answered = await publishUntilKilled(local, before, kill);
    expect(answered.size).toBeLessThan(SLUGS.length);
    local = await startLocal(stateDir);
    await untilPublished(local.desk);
    records = await readRecords(local.desk);
    for (const slug of SLUGS) {
      const [was, is] = [before.get(slug)!, records.get(slug)!];
      const isPublished = is.published.revision > was.published.revision;
      if (answered.has(slug)) expect([slug, isPublished]).toEqual([slug, true]);
      expect([slug, is]).toMatchObject(
        isPublished
          ? [
              slug,
              { version: was.version + 1, state: 'published', published: { title: titleOf(slug, kill) } },
            ]
          : [slug, { version: was.version, state: 'draft', published: was.published }],
      );
    }
    await expectAgreement(local.desk, records);
  }
}, 600_000);

function titleOf(slug: string, kill: number): string {
  return `${slug}, before kill ${kill}`;
}

async function readRecords(desk: Desk): Promise<Map<string, Record>> {
  const read = async (slug: string) => [slug, await ask<Record>(desk, `${PLEDGES}/${slug}`)] as const;
  return new Map(await Promise.all(SLUGS.map(read)));
}

async function writeDrafts(
  desk: Desk,
  records: Map<string, Record>,
  kill: number,
): Promise<Map<string, Record>> {
  const writing = [...records].map(([slug, { version }]) =>
    ask(desk, `${PLEDGES}/${slug}`, {
      method: 'PUT',
      body: aPledge({ title: titleOf(slug, kill) }),
      version,
    }),
  );
  await Promise.all(writing);
  return readRecords(desk);
}

/** Publishes them, several at a time, and kills the runtime while those after the last wanted one are under way. */
async function publishUntilKilled({ desk, end }: Local, records: Map<string, Record>, kill: number) {
  const answered = new Set<string>();
  const left = [...records];
  const lane = async () => {
    for (let next = left.shift(); next && answered.size < kill + LANES; next = left.shift()) {
      const [slug, { version }] = next;
      await ask(desk, `${PLEDGES}/${slug}/publish`, { method: 'POST', body: {}, version });
      answered.add(slug);
    }
  };
  const lanes = Promise.allSettled(Array.from({ length: LANES }, lane));
  await vi.waitUntil(() => answered.size >= kill, { timeout: 60_000, interval: 1 });
  await end('SIGKILL');
  await lanes;
  return answered;
}

/** What readers see is what the Ledger holds, the audit has each publication once, and all revisions are one chain. */
async function expectAgreement(desk: Desk, records: Map<string, Record>): Promise<void> {
  const get = async <Body>(path: string) =>
    (await fetch(`${desk.origin}/api/v1${path}`)).json() as Promise<Body>;
  const shown = await Promise.all(SLUGS.map((slug) => get<Shown>(`${PLEDGES}/${slug}`)));
  for (const [at, slug] of SLUGS.entries()) {
    const { title, revision } = records.get(slug)!.published;
    expect([slug, shown[at]]).toMatchObject([slug, { title, revision, history: { length: revision } }]);
  }
  const ids = SLUGS.map((slug) => `test-tracker/${slug}`);
  const { badges } = await get<{ badges: { [id: string]: { title: string } } }>(`/badges?ids=${ids}`);
  for (const [at, id] of ids.entries())
    expect(badges[id]?.title).toBe(records.get(SLUGS[at]!)!.published.title);
  expect(await get('/summaries/test-tracker')).toMatchObject({ tally: { total: SLUGS.length } });

  const published = SLUGS.flatMap((slug) =>
    Array.from({ length: records.get(slug)!.published.revision - 1 }, (_, at) => `${slug} ${at + 2}`),
  );
  expect((await audited(desk)).toSorted()).toEqual(published.toSorted());

  const chain = new Map(
    shown.flatMap(({ history }) => history).map(({ hash, previous }) => [previous, hash]),
  );
  const { head } = await get<{ head: string }>('/trackers/test-tracker');
  let last: string | null = null;
  for (let links = 0; links < SLUGS.length + published.length; links += 1) last = chain.get(last) ?? 'broken';
  expect([chain.size, last]).toEqual([SLUGS.length + published.length, head]);
}

/** The slug and revision of every publication in the audit. */
async function audited(desk: Desk): Promise<string[]> {
  type Page = { audit: { slug: string; toRevision: number }[]; next: number | null };
  const rows: string[] = [];
  let before = '';
  for (;;) {
    const page = await ask<Page>(desk, `/audit?act=publish&limit=500&tracker=test-tracker${before}`);
    rows.push(...page.audit.map(({ slug, toRevision }) => `${slug} ${toRevision}`));
    if (page.next === null) return rows;
    before = `&before=${page.next}`;
  }
}
