// What the desk's first screens and acts cost the Ledger, by how many pledges there are. In this process, because the Ledger's
// code needs no more of a Durable Object than its SQLite, and a process can read its own CPU time.
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { type Act, unasked } from '../../worker/ledger/act.ts';
import { documentsOf } from '../../worker/ledger/documents.ts';
import { saveDraft } from '../../worker/ledger/drafts.ts';
import { find } from '../../worker/ledger/find.ts';
import { importPledges } from '../../worker/ledger/import.ts';
import { keepListing } from '../../worker/ledger/kept-listing.ts';
import { findRow, publishedDocument } from '../../worker/ledger/pledges.ts';
import { projectionInput } from '../../worker/ledger/projection-input.ts';
import { publish } from '../../worker/ledger/publication.ts';
import { contentOf } from '../../worker/ledger/revise.ts';
import { today } from '../../worker/ledger/today.ts';
import { createTracker } from '../../worker/ledger/tracker-acts.ts';
import { beginUndo } from '../../worker/ledger/undo-steps.ts';
import { checkPledge } from '../../worker/ledger/verdict-acts.ts';
import type { Reason, Result } from '../../worker/result.ts';
import { type LedgerStorage, storageOf } from './ledger-in-node.ts';
import { median } from './statistics.ts';
import { printColumns } from './table.ts';

const EDITOR = { name: 'admin', role: 'admin', trackers: '*' } as const;
const ROUNDS = 31;

/** Trackers, and pledges in each: a desk of the real size, one large tracker, and a hundred desks. */
const SIZES = [
  { trackers: 1, rows: 700 },
  { trackers: 1, rows: 10_000 },
  { trackers: 100, rows: 700 },
];

/** Of a hundred desks, at most so many times what one of them takes. */
const MOST_FOR_A_HUNDRED = 1.5;

/** At most so many milliseconds with 700 pledges, and with 10,000. */
const LIMITS = [5, 40] as const;

const ORDER = { sort: 'updated', order: 'desc', limit: 100 } as const;

type Measured = (storage: LedgerStorage, round: number) => unknown;

const MEASURED: Record<string, Measured> = {
  Today: ({ sql }) => today(sql, EDITOR, now()),
  'Today, mine': ({ sql }) => today(sql, EDITOR, now(), { who: 'mine' }),
  'Find, all': ({ sql }) => find(sql, EDITOR, now(), {}, ORDER),
  'Find, by title': ({ sql }) => find(sql, EDITOR, now(), {}, { ...ORDER, sort: 'title', order: 'asc' }),
  'a search for two words': ({ sql }) => find(sql, EDITOR, now(), { q: 'police forces' }, ORDER),
  'a search for a word that most have': ({ sql }) => find(sql, EDITOR, now(), { q: 'the' }, ORDER),
  'a check': (storage, round) => check(storage, round),
  'a publication, until it is decided': (storage, round) => publishEdit(storage, round),
  'a publication, its documents for KV': (storage, round) => publishAndProject(storage, round),
};

/** Prints what each takes at each size. `looked`: when all pledges were last looked at; null: as the real ones were. */
export function printDeskTable(): void {
  for (const looked of [null, '2020-01-01T00:00:00Z']) {
    console.log(
      looked === null
        ? "\nThe Ledger's CPU, an import that falls due over the interval:"
        : "\nThe Ledger's CPU, everything is due:",
    );
    const times = SIZES.map((size) => timesOf(size, looked));
    printColumns([
      ['what', '700', '10,000', '100 x 700', 'against 700', 'limit', 'reached'],
      ...Object.keys(MEASURED).map((what) => rowOf(what, times)),
    ]);
  }
}

function rowOf(what: string, times: Map<string, number>[]): string[] {
  const [few = 0, many = 0, hundred = 0] = times.map((of) => of.get(what) ?? 0);
  const ratio = hundred / few;
  // The documents of a tracker grow with that tracker; of neither may the others be part.
  const isSame = /^(Today|a check|a publication)/.test(what);
  const isShort = !what.includes('documents');
  const limits = [...(isShort ? ['5, 40 ms'] : []), ...(isSame ? [`x ${MOST_FOR_A_HUNDRED}`] : [])];
  const reached =
    (!isShort || (few <= LIMITS[0] && many <= LIMITS[1])) && (!isSame || ratio <= MOST_FOR_A_HUNDRED);
  const shown = [few, many, hundred].map((time) => `${time.toFixed(1)} ms`);
  return [what, ...shown, ratio.toFixed(2), limits.join('; '), reached ? 'yes' : 'NO'];
}

function timesOf(size: (typeof SIZES)[number], looked: string | null): Map<string, number> {
  const storage = fill(size, looked);
  const times = Object.entries(MEASURED).map(([what, measured]) => {
    const rounds = Array.from({ length: ROUNDS }, (_, round) =>
      cpuMs(() => JSON.stringify(measured(storage, round))),
    );
    return [what, median(rounds)] as const;
  });
  storage.close();
  return new Map(times);
}

/** An installation of so many pledges, as imports have left it. */
function fill({ trackers, rows }: (typeof SIZES)[number], looked: string | null) {
  const storage = storageOf();
  const pledges = Array.from({ length: rows }, (_, at) => {
    const row = real(at);
    return { ...row, slug: slugOf(at), related: [], aliases: [], checkedAt: looked ?? row.checkedAt };
  });
  for (let at = 0; at < trackers; at += 1)
    acted(storage, (act) => {
      const tracker = { ...uk2017.tracker, id: `tracker-${at}`, closedAt: null, reviewEvery: 90 };
      const created = createTracker(act, tracker, false);
      return created.ok
        ? importPledges(act, tracker.id, pledges, { dryRun: false, breakGlass: null })
        : created;
    });
  storage.sql.exec('DELETE FROM outbox');
  return storage;
}

function check(storage: LedgerStorage, round: number): unknown {
  const name = nameOf(round);
  const version = findRow(storage.sql, name)?.version ?? 0;
  return acted(storage, (act) => {
    const undo = { id: crypto.randomUUID() };
    beginUndo(act, undo, 'check', name.tracker);
    return checkPledge(act, name, version, undo);
  });
}

function publishEdit(storage: LedgerStorage, round: number): unknown {
  const name = nameOf(round + ROUNDS);
  const row = findRow(storage.sql, name);
  const published = row && publishedDocument(storage.sql, row);
  if (!row || !published) throw new Error(`${name.slug} is not there.`);
  const draft = { ...contentOf(published), title: `${published.title} (${round})`.slice(0, 200) };
  acted(storage, (act) => saveDraft(act, name, row.version, draft));
  const how = { note: 'It changed.', publishAt: null, breakGlass: null };
  return acted(storage, (act) => publish(act, name, row.version + 1, how));
}

/** As the alarm does it, without KV. Answers how many bytes would be written. */
function publishAndProject(storage: LedgerStorage, round: number): number {
  storage.sql.exec('DELETE FROM outbox');
  publishEdit(storage, round + ROUNDS);
  const documents = documentsOf(projectionInput(storage.sql), 'https://pledges.example');
  const keys = [...storage.sql.exec<{ key: string }>('SELECT key FROM outbox')].map(({ key }) => key);
  return keys.reduce((bytes, key) => bytes + (documents(key)?.body.length ?? 0), 0);
}

// The real ones, over and over.
function real(at: number) {
  return uk2017.pledges[at % uk2017.pledges.length] ?? uk2017.pledges[0]!;
}

function slugOf(at: number): string {
  return `${at}-${real(at).slug}`.slice(0, 120);
}

function nameOf(at: number) {
  return { tracker: 'tracker-0', slug: slugOf(at) };
}

// As the Ledger's own frame of an act.
function acted<Value>(storage: LedgerStorage, act: (frame: Act) => Result<Value, Reason>): Value {
  return storage.transactionSync(() => {
    const result = act(unasked(storage.sql, EDITOR, now()));
    if (!result.ok) throw new Error(JSON.stringify(result).slice(0, 500));
    keepListing(storage.sql);
    return result.value;
  });
}

function now(): string {
  return new Date().toISOString();
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
