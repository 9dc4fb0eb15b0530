// The table that the desk's lists are read from: a slim row for each pledge, made of the other tables. Triggers note which
// rows an act has left behind (migrations.ts); here they are made anew, at the end of the act.
import type { Status, Work } from '../../data/states.ts';
import { dueInstants, type Rule, ruleOf } from './due-rule.ts';
import { placeImported } from './import-places.ts';
import { listedContent, searchedWords, type Words } from './listed-content.ts';
import { stateOf } from './pledges.ts';
import { findTracker } from './trackers.ts';

/** Rows made anew at a time: the documents of a large tracker at once would not fit an object's memory. */
const ROWS_AT_A_TIME = 200;

/** Rebuilds the rows that are out of date. Call it at the end of anything that changes a pledge; if nothing has changed, it is free. */
export function keepListing(sql: SqlStorage): void {
  if (!isStale(sql)) return;
  placeImported(sql);
  const ruleIn = rules(sql);
  while (isStale(sql)) keepSome(sql, ruleIn);
}

/** The same in steps that last, for all pledges of an installation. */
export function keepWholeListing(storage: DurableObjectStorage): void {
  const { sql } = storage;
  if (!isStale(sql)) return;
  storage.transactionSync(() => placeImported(sql));
  const ruleIn = rules(sql);
  while (isStale(sql)) storage.transactionSync(() => keepSome(sql, ruleIn));
}

/** Takes the words of what was redacted, or thrown away for good, out of the search's own tables, where they stay as a rest otherwise. */
export function forgetWords(sql: SqlStorage): void {
  keepListing(sql);
  sql.exec("INSERT INTO listing_words (listing_words) VALUES ('optimize')");
}

function isStale(sql: SqlStorage): boolean {
  return sql.exec('SELECT 1 FROM listing_stale LIMIT 1').toArray().length > 0;
}

type TrackersRule = Rule & { placeOf: (verdict: string | null) => number | null };

function rules(sql: SqlStorage): (tracker: string) => TrackersRule {
  const known = new Map<string, TrackersRule>();
  return (id) => {
    const kept = known.get(id);
    if (kept) return kept;
    const tracker = findTracker(sql, id)?.tracker;
    if (!tracker) throw new Error('A pledge without its tracker.');
    const places = new Map(tracker.scheme.verdicts.map((verdict, place) => [verdict.id, place]));
    const rule = {
      ...ruleOf(tracker),
      placeOf: (verdict: string | null) => places.get(verdict ?? '') ?? null,
    };
    known.set(id, rule);
    return rule;
  };
}

/** What a row is made of. Its words are read only where they have changed; otherwise what the row has of them stands. */
type Stale = PublishedColumns & {
  pledge: number;
  content: 0 | 1;
  tracker: string | null;
  slug: string;
  key: string | null;
  draft: string | null;
  ready: string | null;
  is_ready: 0 | 1;
  document: string | null;
  kind: string | null;
  at: string | null;
  is_opening: 0 | 1 | null;
  status: Status | null;
  work: Work | null;
  owner: string;
  assignee: string | null;
  snoozed_until: string | null;
  checked_at: string | null;
  updated_at: string;
  import_place: number | null;
  suggestions: number;
  suggested_at: string | null;
};

/** What of its words, and of when they came, the rule goes by. */
type PublishedColumns = Record<
  'verdict' | 'promised_for' | 'disputed_at' | 'revised_at' | 'entered_at',
  string | null
>;

const STALE = `
  SELECT stale.pledge, stale.content, pledge.tracker, pledge.slug, key, iif(stale.content, draft, NULL) AS draft,
    iif(stale.content, pledge.ready, NULL) AS ready, pledge.ready IS NOT NULL AS is_ready,
    iif(stale.content, newest.document, NULL) AS document, newest.kind, newest.at,
    newest.number = 1 AND newest.at = (SELECT opened_at FROM tracker WHERE id = pledge.tracker) AS is_opening,
    (SELECT at FROM revision WHERE pledge = stale.pledge AND number = 1) AS entered_at,
    listing.verdict, listing.promised_for, listing.disputed_at, listing.revised_at, pledge.status, work, pledge.owner,
    pledge.assignee, pledge.snoozed_until, pledge.checked_at, pledge.updated_at, import_place,
    (SELECT count(*) FROM suggestion WHERE state = 'open' AND pledge = stale.pledge) AS suggestions,
    (SELECT min(at) FROM suggestion WHERE state = 'open' AND pledge = stale.pledge) AS suggested_at
  FROM listing_stale AS stale LEFT JOIN pledge ON pledge.id = stale.pledge
    LEFT JOIN listing ON listing.pledge = stale.pledge
    LEFT JOIN revision AS newest ON newest.pledge = pledge.id AND newest.number = pledge.revision
  ORDER BY stale.pledge LIMIT ${ROWS_AT_A_TIME}`;

function keepSome(sql: SqlStorage, ruleIn: (tracker: string) => TrackersRule): void {
  const rows = sql.exec<Stale>(STALE).toArray();
  for (const row of rows)
    if (row.tracker === null) drop(sql, row.pledge);
    else keep(sql, row, row.tracker, ruleIn(row.tracker));
  sql.exec('DELETE FROM listing_stale WHERE pledge <= ?', rows.at(-1)?.pledge ?? 0);
}

function drop(sql: SqlStorage, pledge: number): void {
  sql.exec('DELETE FROM listing WHERE pledge = ?', pledge);
  sql.exec('DELETE FROM listing_words WHERE rowid = ?', pledge);
}

function keep(sql: SqlStorage, row: Stale, tracker: string, rule: TrackersRule): void {
  const { pledge } = row;
  if (row.content === 0) {
    write(sql, { pledge, tracker, ...standingOf(row, row, rule) });
    return;
  }
  const words: Words = {
    published: parsed(row.document),
    ready: parsed(row.ready)?.content ?? null,
    draft: parsed(row.draft),
  };
  const listed = listedContent(words);
  // An import and an opening are no look; a renaming of what its tracker names leaves the day of the pledge as it was.
  const isLook = row.kind !== 'import' && !row.is_opening && words.published?.updatedAt === row.at;
  const published = { revised_at: isLook ? row.at : null, entered_at: row.entered_at };
  write(sql, {
    pledge,
    tracker,
    ...listed,
    ...published,
    ...standingOf(row, { ...listed, ...published }, rule),
  });
  sql.exec(
    'INSERT OR REPLACE INTO listing_words (rowid, words) VALUES (?, ?)',
    pledge,
    searchedWords([row.slug, row.key], words),
  );
}

function standingOf(
  row: Stale,
  published: PublishedColumns,
  rule: TrackersRule,
): Record<string, SqlStorageValue> {
  const { status, work, owner, assignee, is_ready, updated_at, checked_at, snoozed_until, suggestions } = row;
  const looked_at = later(checked_at, published.revised_at);
  const due = dueInstants(
    {
      status,
      work,
      verdict: published.verdict,
      due: published.promised_for,
      lookedAt: looked_at,
      enteredAt: published.entered_at,
      importPlace: row.import_place,
      underReviewAt: published.disputed_at,
      suggestedAt: row.suggested_at,
      snoozedUntil: snoozed_until,
    },
    rule,
  );
  return {
    state: stateOf({ work, status, ready: is_ready || null }),
    status,
    is_ready,
    verdict_place: rule.placeOf(published.verdict),
    owner,
    // Who has something of it to write.
    holder: work === null ? null : owner,
    assignee,
    updated_at,
    checked_at,
    looked_at,
    snoozed_until,
    suggestions,
    passed_at: due.passedAt,
    under_review_at: due.underReviewAt,
    suggested_at: due.suggestedAt,
    check_at: due.checkAt,
    evidence_at: due.evidenceAt,
    due_at: due.dueAt,
  };
}

function write(sql: SqlStorage, row: Record<string, SqlStorageValue>): void {
  sql.exec(writing(Object.keys(row)), ...Object.values(row));
}

// Of two kinds: with its words and without. A large import asks for thousands.
const statements = new Map<string, string>();

function writing(names: string[]): string {
  const columns = names.join();
  const known = statements.get(columns);
  if (known !== undefined) return known;
  const statement = `INSERT INTO listing (${columns}) VALUES (${names.map(() => '?')})
    ON CONFLICT (pledge) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`)}`;
  statements.set(columns, statement);
  return statement;
}

// One that is damaged is listed without its words: the desk of all others must not stand still for it. What it holds is for
// nobody's eyes.
function parsed(text: string | null) {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    console.error('What a pledge says cannot be read. It is listed without its words.');
    return null;
  }
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
}
