// The Ledger breaks at every one of its steps in turn: before the commit, after it, in the middle of a batch to KV and
// at its end. Afterwards Ledger, KV and audit agree, and what was answered is there.
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE, publishSecond } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  json,
  ledger,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { breakAt, type Fault } from './faults.ts';
import { inCourier, listen, makeWebhook, untilTold } from './receivers.ts';

const FAULTS: Fault[] = ['throws', 'ends'];

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await publishOnePledge();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

/** Breaks one step of an act and of the alarm after it, then starts anew. Answers the step's name; null past the last. */
async function breakStep(at: number, fault: Fault, doIt: () => Promise<Response>): Promise<string | null> {
  await evictDurableObject(ledger());
  const before = await audited();
  const { step, mend } = await breakAt(at, fault);
  const answer = await doIt();
  await answer.text();
  // Joins the alarm that runs by itself, so that it has ended or broken.
  await runInDurableObject(ledger(), (instance) => instance.alarm()).catch(() => undefined);
  mend();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => sql.exec('UPDATE outbox SET next_at = 0'));
  await evictDurableObject(ledger());
  await expectAgreement();
  const acts = (await audited()) - before;
  expect([0, 1]).toContain(acts);
  if (answer.ok) expect([step(), acts]).toEqual([step(), 1]);
  return step();
}

/** How many acts the audit knows: all rows of one bear its instant. */
async function audited(): Promise<number> {
  return runInDurableObject(
    ledger(),
    (_, { storage: { sql } }) =>
      sql.exec<{ acts: number }>("SELECT count(DISTINCT at) AS acts FROM audit WHERE act <> 'save'").one()
        .acts,
  );
}

test.each(FAULTS)(
  'a publication is there or not, everywhere alike, at whichever step it breaks (%s)',
  async (fault) => {
    const steps: string[] = [];
    for (;;) {
      const { version } = await json<DeskRecord>(fetchAsEditor(PLEDGE));
      const verdict = aVerdict({ id: steps.length % 2 ? 'kept' : 'stalled' });
      await json(save(version, aPledge({ verdict })));
      const step = await breakStep(steps.length + 1, fault, () => publish(version + 1, 'Why it changed.'));
      if (step === null) break;
      steps.push(step);
    }
    expect(steps.length).toBeGreaterThan(50);
    for (const step of [
      'INSERT INTO revision',
      'INSERT INTO audit',
      'setAlarm',
      'put v1:front:test-tracker',
      'DELETE FROM outbox',
    ])
      expect(steps).toContain(step);
  },
);

const KEPT_BACK = '/trackers/kept-back';

async function prepareOpening(): Promise<void> {
  const body = aTracker({ id: 'kept-back', visibility: 'private' });
  await json(fetchAsEditor('/trackers', { method: 'POST', body }), 201);
  for (const slug of ['dig-a-canal', 'buy-a-train', 'plant-trees']) {
    const path = `${KEPT_BACK}/pledges`;
    await json(fetchAsEditor(path, { method: 'POST', body: { slug, ...aPledge() } }), 201);
    if (slug !== 'plant-trees') await json(act('publish', 1, {}, `${path}/${slug}`));
  }
}

const ACTS: Record<string, () => Promise<Response>> = {
  retract: () => act('retract', 2, { note: 'Libel.' }),
  rename: () => act('rename', 2, { slug: 'bring-back-the-ferry', aliases: ['/policies/the-ferry'] }),
  merge: () => act('merge', 2, { into: 'buy-a-boat', note: 'The same promise.' }),
  check: () => act('check', 2),
  'check many': () =>
    fetchAsEditor('/trackers/test-tracker/acts', {
      method: 'POST',
      body: {
        id: 'an-id-of-the-sender',
        act: 'check',
        looked: 'Everything.',
        pledges: ['reopen-the-ferry', 'buy-a-boat'].map((slug) => ({ slug, version: 2 })),
      },
    }),
  import: () =>
    fetchAsEditor('/trackers/test-tracker/import', {
      method: 'POST',
      body: { pledges: ['one', 'two'].map((name) => anImportRow({ slug: `pledge-${name}` })) },
    }),
  'make ready': () => act('publish', 1, {}, `${KEPT_BACK}/pledges/plant-trees`),
  'open a tracker': () =>
    fetchAsEditor(`${KEPT_BACK}/open`, { method: 'POST', body: { visibility: 'public' }, version: 1 }),
  'rename a tracker': () =>
    fetchAsEditor(`${KEPT_BACK}/rename`, { method: 'POST', body: { id: 'better-name' }, version: 1 }),
  'close the term': () =>
    fetchAsEditor('/trackers/test-tracker/close', {
      method: 'POST',
      body: {
        closedAt: '2026-05-07T22:00:00Z',
        rules: [{ from: 'in-progress', to: 'broken', note: 'Over.' }],
      },
      version: 1,
    }),
};

test.each(Object.entries(ACTS))(
  'to %s is done or not, everywhere alike, at whichever of its steps it breaks',
  async (_, doIt) => {
    await publishSecond();
    await prepareOpening();
    await untilPublished();
    // Up to the alarm, which is the same for all acts. A publication breaks in both ways at each step, and these in turn.
    for (let at = 1; ; at += 1)
      if ((await breakStep(at, FAULTS[at % 2] ?? 'ends', doIt)) === 'setAlarm') break;
  },
);

test.each(FAULTS)(
  'what an act is news of is told once, and of one that was not done nothing, at whichever step it breaks (%s)',
  async (fault) => {
    listen();
    await makeWebhook();
    const steps: (string | null)[] = [];
    do {
      await evictDurableObject(ledger());
      const { version, acts } = await json<{ version: number; acts: string[] }>(fetchAsEditor(PLEDGE));
      const { step, mend } = await breakAt(steps.length + 1, fault);
      await (await act(acts.includes('settle') ? 'settle' : 'dispute', version, { note: 'Why.' })).text();
      await runInDurableObject(ledger(), (instance) => instance.alarm()).catch(() => undefined);
      // What is handed over goes on beside the alarm.
      await runInDurableObject(ledger(), () => new Promise((resolve) => setTimeout(resolve, 50))).catch(
        () => undefined,
      );
      mend();
      await evictDurableObject(ledger());
      await untilTold();
      const told = await inCourier((sql) =>
        sql.exec('SELECT event.id FROM event JOIN delivery ON delivery.event = event.number').toArray(),
      );
      const done = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
        sql.exec("SELECT id FROM audit WHERE act IN ('dispute', 'settle')").toArray(),
      );
      expect([step(), told.length]).toEqual([step(), done.length]);
      steps.push(step());
    } while (steps.at(-1) !== null && steps.length < 150);
    for (const step of ['INSERT INTO news', 'setAlarm', 'DELETE FROM news']) expect(steps).toContain(step);
  },
);
