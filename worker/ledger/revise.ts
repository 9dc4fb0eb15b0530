import { type Pledge, type PledgeContent, pledgeContentSchema, type Verdict } from '../../data/pledge.ts';
import type { RevisionKind } from '../../data/revision.ts';
import type { Scheme, SchemeVerdict, Tracker } from '../../data/tracker.ts';
import { sha256 } from '../digest.ts';
import { type Act, audit } from './act.ts';
import { appendRevision, canonical } from './chain.ts';
import { enqueuePledge } from './enqueue.ts';
import { notifyOfSchedule } from './inbox.ts';
import { noteRevision } from './news.ts';
import { aliasesOf, type PledgeRow, publishedDocument } from './pledges.ts';
import { noteFollowed } from './suggestions.ts';
import { moveWork } from './work.ts';

/** What an act makes of the published document; slug, aliases, number and dates follow from the row. */
export type NewDocument = Omit<Pledge, 'slug' | 'aliases' | 'revision' | 'createdAt' | 'updatedAt'>;

/** `authors` wrote the content; an act that leaves it alone leaves them, too. */
type How = {
  act: string;
  kind: RevisionKind;
  note: string | null;
  authors?: string[];
  /** Whether somebody has looked at the verdict and found that it is so: readers are told when that was last. */
  isLook?: boolean;
  detail?: Record<string, unknown>;
  /** Nothing but names is other than before: it keeps its date, and its schedule. */
  isOnlyWords?: boolean;
};

/** The acts by which an editor answers what a reader has suggested. */
const FOLLOWS: ReadonlySet<string> = new Set(['publish', 'correct', 'revert', 'retract']);

/** Appends a revision, makes it what readers see, and writes the act's audit and outbox rows, and what it is news of. */
export function revise(act: Act, row: PledgeRow, next: NewDocument, how: How): void {
  const { sql, at, editor } = act;
  const before = publishedDocument(sql, row);
  const document: Pledge = {
    ...next,
    slug: row.slug,
    aliases: aliasesOf(sql, row.id),
    revision: (row.revision ?? 0) + 1,
    createdAt: before ? before.createdAt : row.created_at,
    updatedAt: how.isOnlyWords && before ? before.updatedAt : at,
  };
  const { kind, note, detail } = how;
  const authors = how.authors ?? authorsOf(sql, row);
  const record = appendRevision(sql, row.id, document, {
    tracker: row.tracker,
    at,
    kind,
    note,
    editor: editor.name,
    authors: JSON.stringify(authors),
  });
  sql.exec(
    `UPDATE pledge SET status = ?1, revision = ?2, version = version + 1, revised_version = version + 1, changed_version = version + 1,
       updated_at = iif(?6, updated_at, ?3), checked_at = iif(?4, ?3, checked_at),
       snoozed_until = iif(?6, snoozed_until, NULL) WHERE id = ?5`,
    document.status,
    document.revision,
    at,
    how.isLook ? 1 : 0,
    row.id,
    how.isOnlyWords ? 1 : 0,
  );
  // It was scheduled for what readers saw until now; somebody has to look at it again.
  if (row.work === 'scheduled' && !how.isOnlyWords) {
    const comment = `Taken off the schedule by "${how.act}".`;
    moveWork(sql, row.id, 'review', comment);
    // What is published is off the schedule as well.
    if (how.act !== 'publish' && how.act !== 'correct') notifyOfSchedule(act, row, 'unscheduled', comment);
  }
  if (FOLLOWS.has(how.act)) noteFollowed(sql, row.id, document.revision);
  sql.exec('DELETE FROM relation WHERE pledge = ?', row.id);
  for (const { pledge } of document.related) sql.exec('INSERT INTO relation VALUES (?, ?)', row.id, pledge);
  enqueuePledge(act, row.tracker, row.id, before ? [document, before] : [document], { isCounted: !before });
  noteRevision(act, how.act, row, { before, document, record });
  audit(act, {
    act: how.act,
    tracker: row.tracker,
    slug: row.slug,
    fromRevision: row.revision,
    toRevision: document.revision,
    detail: { kind, ...(note === null ? {} : { note }), ...detail },
  });
}

/** Who wrote what a revision shows; of the newest one, unless another is named. */
export function authorsOf(sql: SqlStorage, row: PledgeRow, revision = row.revision): string[] {
  const [found] = sql.exec<{ authors: string }>(
    'SELECT authors FROM revision WHERE pledge = ? AND number = ?',
    row.id,
    revision,
  );
  return found ? JSON.parse(found.authors) : [];
}

/** What a document keeps of its tracker's scheme: the version, and the hash of the words that its readers get. */
export function givenUnder({ version, verdicts }: Scheme, id: string): Pick<Verdict, 'scheme' | 'words'> {
  const words = verdicts.find((verdict) => verdict.id === id);
  return { scheme: version, ...(words ? { words: hashOfWords(words) } : {}) };
}

// An import asks for them at each of its rows. Nobody changes a scheme that is read.
const hashes = new WeakMap<SchemeVerdict, string>();

function hashOfWords(words: SchemeVerdict): string {
  const hash = hashes.get(words) ?? sha256(canonical(words));
  hashes.set(words, hash);
  return hash;
}

/**
 * Content as a document: with this tracker's scheme, and the instant since when readers see this verdict, which an
 * act that leaves the verdict alone does not move.
 */
export function documentFor(
  act: Act,
  { scheme }: Tracker,
  content: PledgeContent,
  before: Pledge | null,
): NewDocument {
  const isSame = before?.status === 'published' && before.verdict.id === content.verdict.id;
  const publishedAt = isSame ? before.verdict.publishedAt : act.at;
  return {
    ...content,
    verdict: { ...content.verdict, ...givenUnder(scheme, content.verdict.id), publishedAt },
    underReview: before?.underReview ?? null,
    status: 'published',
  };
}

/** What an editor would have written to get this document. */
export function contentOf({ verdict, ...document }: Pledge): PledgeContent {
  const { scheme: _, words: _w, publishedAt: _p, ...written } = verdict;
  const parts = Object.entries({ ...document, verdict: written });
  return Object.fromEntries(parts.filter(([name]) => name in pledgeContentSchema.shape)) as PledgeContent;
}
