// No act may forget what the desk's lists are read from: after random acts the kept rows are those that would be made anew,
// and what they say is due is what a slow and plain look at the record says, whatever time has passed.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { dayAt, lastDay } from '../../data/calendar.ts';
import type { DueReason } from '../../data/lists.ts';
import type { Tracker } from '../../data/tracker.ts';
import { keepListing } from '../../worker/ledger/kept-listing.ts';
import { publishedRows, publishedWords } from '../../worker/ledger/published-rows.ts';
import { today } from '../../worker/ledger/today.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import fc from '../property.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, ORIGIN } from './client.ts';
import { newAddress } from './limits.ts';
import { daysAgo } from './lists.ts';

afterEach(reset);

const DAY_MS = 86_400_000;
const TRACKER = '/trackers/test-tracker';
const EDITOR = { name: 'admin', role: 'admin', trackers: '*' } as const;
const SLUGS = ['ferry', 'boat', 'pier', 'canal'];
const VERDICTS = ['in-progress', 'kept', 'stalled'];

type Step = { act: string; slug: string; verdict: string; days: number };

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(
    'import',
    'import',
    'save',
    'create',
    'submit',
    'return',
    'publish',
    'publish',
    'correct',
    'schedule',
    'discard',
    'trash',
    'check',
    'check',
    'dispute',
    'settle',
    'retract',
    'redact',
    'revert',
    'merge',
    'rename',
    'assign',
    'snooze',
    'snooze',
    'suggest',
    'decide',
    'tracker',
    'tracker',
    'words',
    'close',
    'bulk',
    'undo',
    'open',
    'alarm',
  ),
  slug: fc.constantFrom(...SLUGS),
  verdict: fc.constantFrom(...VERDICTS),
  days: fc.integer({ min: -20, max: 420 }),
});

const steps = fc.array(step, { minLength: 12, maxLength: 30 });

/** Does a step, or is refused: either way the rows must hold. Answers what can be undone. */
async function take({ act, slug, verdict, days }: Step, undo: string | null): Promise<string | null> {
  const path = `${TRACKER}/pledges/${slug}`;
  const { version } = await body<{ version?: number }>(fetchAsEditor(path));
  const post = (to: string, sent: object) =>
    body<{ undo?: string }>(
      fetchAsEditor(`${path}/${to}`, { method: 'POST', body: sent, ...(version ? { version } : {}) }),
    );
  const note = 'Why.';
  const draft = aPledge({ title: `${slug} ${days}`, verdict: aVerdict({ id: verdict }), due: day(days) });
  switch (act) {
    case 'import': {
      const given = { ...aVerdict({ id: verdict }), publishedAt: daysAgo(Math.abs(days)) };
      const checkedAt = days % 2 ? daysAgo(Math.abs(days)) : null;
      const rows = SLUGS.slice(SLUGS.indexOf(slug)).map((each) =>
        anImportRow({ ...draft, slug: each, verdict: given, checkedAt }),
      );
      await body(fetchAsEditor(`${TRACKER}/import`, { method: 'POST', body: { pledges: rows } }));
      return undo;
    }
    case 'save':
      await body(fetchAsEditor(path, { method: 'PUT', body: draft, ...(version ? { version } : {}) }));
      return undo;
    case 'create':
      await body(fetchAsEditor(`${TRACKER}/pledges`, { method: 'POST', body: { slug, ...draft } }));
      return undo;
    case 'schedule':
      await post('publish', { note, publishAt: daysAgo(-Math.abs(days) - 1) });
      return undo;
    case 'return':
    case 'settle':
    case 'retract':
    case 'correct':
    case 'dispute':
      await post(act, { note });
      return undo;
    case 'publish':
      return (await post(act, { note })).undo ?? undo;
    case 'trash':
      return (
        (
          await body<{ undo?: string }>(
            fetchAsEditor(path, { method: 'DELETE', ...(version ? { version } : {}) }),
          )
        ).undo ?? undo
      );
    case 'redact':
      await post(act, { note, revisions: [1] });
      return undo;
    case 'revert':
      await post(act, { note, revision: 1 });
      return undo;
    case 'merge':
      await post(act, { note, into: SLUGS.find((each) => each !== slug) });
      return undo;
    case 'rename':
      await post(act, { aliases: [`/old/${slug}`] });
      return undo;
    case 'assign':
      return (await post(act, { to: days % 3 ? 'admin' : null })).undo ?? undo;
    case 'snooze':
      return (await post(act, { until: days % 3 ? daysAgo(-Math.abs(days) % 90) : null })).undo ?? undo;
    case 'suggest':
      await fetchAsReader(`/api/v1${path}/suggestions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: ORIGIN, 'cf-connecting-ip': newAddress() },
        body: JSON.stringify({ kind: 'edit', text: `Look at ${days}.` }),
      });
      return undo;
    case 'decide': {
      const { suggestions } = await json<{ suggestions: { id: number }[] }>(
        fetchAsEditor('/suggestions?state=open'),
      );
      if (suggestions[0])
        await json(
          fetchAsEditor(`/suggestions/${suggestions[0].id}`, {
            method: 'PATCH',
            body: { state: 'declined', reason: note },
          }),
        );
      return undo;
    }
    case 'tracker': {
      const { version, tracker } = await json<{ version: number; tracker: Tracker }>(fetchAsEditor(TRACKER));
      await body(fetchAsEditor(TRACKER, { method: 'PUT', version, body: changed(tracker, days) }));
      return undo;
    }
    case 'words': {
      const { version, tracker } = await json<{ version: number; tracker: Tracker }>(fetchAsEditor(TRACKER));
      const from = tracker.categories[0]?.id;
      const rename = [{ of: 'category', from, to: `${from?.slice(0, 9)}-${Math.abs(days)}` }];
      await body(fetchAsEditor(`${TRACKER}/words`, { method: 'POST', version, body: { rename } }));
      return undo;
    }
    case 'close': {
      const { version } = await json<{ version: number }>(fetchAsEditor(TRACKER));
      const rules = ['in-progress', 'stalled', 'not-started'].map((from) => ({ from, to: 'broken', note }));
      await body(
        fetchAsEditor(`${TRACKER}/close`, { method: 'POST', version, body: { closedAt: daysAgo(1), rules } }),
      );
      return undo;
    }
    case 'bulk': {
      const { pledges } = await json<{ pledges: { slug: string; version: number }[] }>(
        fetchAsEditor(`${TRACKER}/pledges`),
      );
      const id = crypto.randomUUID();
      const sent = pledges.map(({ slug, version }) => ({ slug, version }));
      const what = days % 2 ? { act: 'check', looked: note } : { act: 'snooze', until: daysAgo(-9) };
      if (sent.length > 0)
        await json(
          fetchAsEditor(`${TRACKER}/acts`, { method: 'POST', body: { id, pledges: sent, ...what } }),
        );
      return sent.length > 0 ? id : undo;
    }
    case 'open': {
      const { version } = await json<{ version: number }>(fetchAsEditor(TRACKER));
      const visibility = 'public';
      await body(fetchAsEditor(`${TRACKER}/open`, { method: 'POST', version, body: { visibility } }));
      return undo;
    }
    case 'alarm':
      await runInDurableObject(ledger(), async (instance, { storage: { sql } }) => {
        sql.exec("UPDATE pledge SET publish_at = ? WHERE work = 'scheduled'", daysAgo(1));
        await instance.alarm();
      });
      return undo;
    case 'undo':
      if (undo) await body(fetchAsEditor(`/undo/${undo}`, { method: 'POST' }));
      return null;
    default:
      return (await post(act, {})).undo ?? undo;
  }
}

async function body<Value = object>(answer: Promise<Response>): Promise<Value> {
  const response = await answer;
  expect(response.status).toBeLessThan(500);
  return response.json();
}

function day(days: number): string | null {
  const at = daysAgo(days);
  if (days % 5 === 0) return null;
  return at.slice(0, days % 3 === 0 ? 7 : 10);
}

function changed(tracker: Tracker, days: number): Tracker {
  const { verdicts, version, ...scheme } = tracker.scheme;
  if (days % 4 === 0) return { ...tracker, reviewEvery: 1 + Math.abs(days) };
  if (days % 4 === 1) return { ...tracker, timezone: days % 3 ? 'Pacific/Auckland' : 'Pacific/Honolulu' };
  if (days % 4 === 2) return { ...tracker, closedAt: days % 3 ? null : daysAgo(1) };
  const turned = verdicts.map((each) => (each.id === 'stalled' ? { ...each, final: !each.final } : each));
  return { ...tracker, scheme: { ...scheme, version: version + 1, verdicts: turned } };
}

type Plain = {
  slug: string;
  status: string | null;
  work: string | null;
  checked_at: string | null;
  snoozed_until: string | null;
  import_place: number | null;
  document: string | null;
  kind: string;
  isOpening: number;
  at: string;
  entered: string;
  suggested: string | null;
  tracker: string;
};

/** What is due at an instant, by a plain look at the record. */
function plainlyDue(sql: SqlStorage, now: string): Map<string, DueReason[]> {
  const rows = sql.exec<Plain>(
    `SELECT pledge.slug, status, work, checked_at, snoozed_until, import_place, newest.document, newest.kind, newest.at,
       newest.number = 1 AND newest.at IS tracker.opened_at AS isOpening,
       first.at AS entered, tracker.document AS tracker,
       (SELECT min(at) FROM suggestion WHERE pledge = pledge.id AND state = 'open') AS suggested
     FROM pledge JOIN tracker ON tracker.id = pledge.tracker
       JOIN revision AS newest ON newest.pledge = pledge.id AND newest.number = pledge.revision
       JOIN revision AS first ON first.pledge = pledge.id AND first.number = 1`,
  );
  const due = new Map<string, DueReason[]>();
  for (const row of rows) {
    const why = plainReasons(row, now);
    if (why.length > 0 && !(row.snoozed_until !== null && row.snoozed_until > now)) due.set(row.slug, why);
  }
  return due;
}

function plainReasons(row: Plain, now: string): DueReason[] {
  if (row.status !== 'published' || row.document === null) return [];
  if (row.work === 'review' || row.work === 'scheduled') return [];
  const { due, verdict, underReview, updatedAt } = JSON.parse(row.document);
  const tracker: Tracker = JSON.parse(row.tracker);
  const isLook = row.kind !== 'import' && !row.isOpening && updatedAt === row.at;
  const looks = [row.checked_at, isLook ? row.at : null];
  const looked = Math.max(...looks.map((at) => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at))));
  const daysSince = (at: number) => (Date.parse(now) - at) / DAY_MS;
  const isNever = looked === Number.NEGATIVE_INFINITY;
  const isOpen = !tracker.scheme.verdicts.find(({ id }) => id === verdict.id)?.final;
  const isOver = (day: string, at: string | number) => dayAt(at, tracker.timezone) > lastDay(day);
  const after = Math.floor((row.import_place ?? 0) * tracker.reviewEvery);
  const found: [DueReason, boolean][] = [
    [
      'due-passed',
      !tracker.closedAt && isOpen && due && isOver(due, now) && (isNever || !isOver(due, looked)),
    ],
    ['disputed', Boolean(underReview)],
    ['suggested', row.suggested !== null],
    ['never-checked', !tracker.closedAt && isNever && daysSince(Date.parse(row.entered)) >= after],
    ['check-old', !tracker.closedAt && !isNever && daysSince(looked) >= tracker.reviewEvery],
    ['evidence-old', !tracker.closedAt && !isNever && daysSince(looked) >= 365],
  ];
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

test('whatever is done, the kept rows are those that would be made anew, and what is due at any time is so by the record', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (steps, isPrivate) => {
      const tracker = aTracker(isPrivate ? { visibility: 'private' } : {});
      await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
      let undo: string | null = null;
      for (const each of steps) {
        undo = await take(each, undo);
        await runInDurableObject(ledger(), (_, { storage: { sql } }) => publishedRows(sql, 'test-tracker'));
      }
      await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
        const rows = () => sql.exec('SELECT * FROM listing ORDER BY pledge').toArray();
        const kept = rows();
        const searched = sql.exec('SELECT rowid AS pledge FROM listing_words ORDER BY rowid').toArray();
        expect(searched).toEqual(kept.map(({ pledge }) => ({ pledge })));
        expect(sql.exec('SELECT * FROM listing_stale').toArray()).toEqual([]);
        for (const days of [0, 1, 45, 89, 90, 91, 200, 365, 500]) {
          const now = daysAgo(-days);
          const { due } = today(sql, EDITOR, now);
          const told = new Map(due.pledges.map(({ slug, reasons }) => [slug, reasons]));
          expect(Object.fromEntries(told)).toEqual(Object.fromEntries(plainlyDue(sql, now)));
          expect(due.count).toBe(told.size);
        }
        sql.exec('DELETE FROM listing; INSERT INTO listing_stale SELECT id, 1 FROM pledge');
        keepListing(sql);
        expect(kept).toEqual(rows());
        const published = () => [
          publishedRows(sql, 'test-tracker'),
          [...publishedWords(sql, 'test-tracker')].sort((a, b) => (a.slug < b.slug ? -1 : 1)),
        ];
        const ofReaders = published();
        sql.exec('DELETE FROM published_row');
        expect(ofReaders).toEqual(published());
      });
      await reset();
    }),
    { numRuns: 30 },
  );
});
