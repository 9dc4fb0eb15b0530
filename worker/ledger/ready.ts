// What a pledge of a private tracker will say when its tracker is opened. It has passed all that a publication asks, and is
// no revision: nothing of a private tracker is on record.
import type { FieldError } from '../../data/field-error.ts';
import { type ImportRow, importableSchema } from '../../data/import-row.ts';
import { type Pledge, type PledgeContent, publishableSchema } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { fieldError, fieldErrors, unknownId } from '../field-error.ts';
import type { Act } from './act.ts';
import { appendRevision, canonical } from './chain.ts';
import { aliasesOf, findRow, type PledgeRow } from './pledges.ts';
import { givenUnder } from './revise.ts';
import { isSecondPerson } from './work.ts';

/**
 * As its column holds it. `by` decided that it is ready, and `authors` wrote it; `imported` are the dates that it brought
 * along, as long as its verdict is the one that they belong to; `isImport`: nobody at the desk has written in it since.
 */
export type StoredReady = {
  content: PledgeContent;
  by: string;
  at: string;
  authors: string[];
  note: string | null;
  breakGlass: string | null;
  imported: (Pick<ImportRow, 'createdAt' | 'updatedAt'> & { publishedAt: string | null }) | null;
  isImport: boolean;
};

/** What is ready of a pledge, or null. */
export function readyOf({ ready }: Pick<PledgeRow, 'ready'>): StoredReady | null {
  return ready === null ? null : JSON.parse(ready);
}

/** Marks content as ready. Whatever was ready before gives way; its dates stay with its verdict. */
export function keepReady(
  { sql, editor, at }: Act,
  row: PledgeRow,
  content: PledgeContent,
  { note, breakGlass }: Pick<StoredReady, 'note' | 'breakGlass'>,
): void {
  const before = readyOf(row);
  const ready: StoredReady = {
    content,
    by: editor.name,
    at,
    authors: JSON.parse(row.authors),
    note,
    breakGlass,
    imported: before?.content.verdict.id === content.verdict.id ? before.imported : null,
    isImport: false,
  };
  sql.exec('UPDATE pledge SET ready = ? WHERE id = ?', canonical(ready), row.id);
}

/** Whether a draft says what is ready already. */
export function isReadyAlready(row: Pick<PledgeRow, 'ready'>, draft: unknown): boolean {
  const ready = readyOf(row);
  return ready !== null && canonical(draft) === canonical(ready.content);
}

/**
 * Finds what no longer fits of something ready, as pointers below `/pledges/{slug}` or another `base`: the scheme, or what it names, or the rule
 * of two people may have changed since. Made once for all pledges of a tracker: a schema takes longer to make than to use.
 */
export function readyFaultsIn(sql: SqlStorage, tracker: Tracker, at: string) {
  const written = publishableSchema(tracker, at);
  const imported = importableSchema(tracker, at);
  return (row: PledgeRow, ready: StoredReady, base = `/pledges/${row.slug}`): FieldError[] => {
    const parsed = ready.imported
      ? imported.safeParse(asImportRow(row, ready, ready.imported))
      : written.safeParse(ready.content);
    if (!parsed.success) return fieldErrors(parsed.error, base);
    const decided = { editor: { name: ready.by, role: 'admin' as const } };
    const alone = isSecondPerson(decided, tracker, ready.authors, ready.breakGlass)
      ? []
      : [fieldError(base, `was made ready by ${ready.by}, who wrote it; somebody else has to do that`)];
    return [...relationFaults(sql, row, ready.content, base), ...alone];
  };
}

/** What a pledge names as related and is not there. */
export function relationFaults(
  sql: SqlStorage,
  row: PledgeRow,
  { related }: PledgeContent,
  base: string,
): FieldError[] {
  return related.flatMap(({ pledge }, index) => {
    const target = findRow(sql, { tracker: row.tracker, slug: pledge });
    if (target && target.id !== row.id) return [];
    return unknownId(`${base}/related/${index}/pledge`, 'another pledge', pledge);
  });
}

function asImportRow(
  row: PledgeRow,
  { content }: StoredReady,
  { publishedAt, ...dates }: NonNullable<StoredReady['imported']>,
) {
  return { ...content, slug: row.slug, verdict: { ...content.verdict, publishedAt }, ...dates };
}

/** Since when readers are told that this verdict stands, if the tracker is opened at `at`. */
export function publishedAtOf({ imported }: StoredReady, at: string): string {
  return imported?.publishedAt ?? at;
}

/** Makes what is ready the first revision of its pledge. Queues nothing: a whole tracker is opened, and queued, at once. */
export function publishReady(act: Act, { scheme }: Tracker, row: PledgeRow, ready: StoredReady): void {
  const { sql, at } = act;
  const { content, imported, by, authors, note } = ready;
  const isDated = Boolean(imported?.publishedAt);
  const document: Pledge = {
    ...content,
    slug: row.slug,
    aliases: aliasesOf(sql, row.id),
    verdict: {
      ...content.verdict,
      ...givenUnder(scheme, content.verdict.id),
      publishedAt: publishedAtOf(ready, at),
    },
    underReview: null,
    status: 'published',
    revision: 1,
    createdAt: imported ? imported.createdAt : row.created_at,
    updatedAt: isDated && imported ? imported.updatedAt : at,
  };
  appendRevision(sql, row.id, document, {
    tracker: row.tracker,
    at,
    kind: isDated ? 'import' : 'verdict',
    note,
    editor: by,
    authors: JSON.stringify(authors),
  });
  // Whoever made it ready has looked at it, then and not now; of an import nobody is known to have.
  sql.exec(
    `UPDATE pledge SET status = 'published', revision = 1, ready = NULL, version = version + 1, revised_version = version + 1,
       changed_version = version + 1, updated_at = ?1, checked_at = nullif(max(coalesce(checked_at, ''), ?2), '') WHERE id = ?3`,
    at,
    ready.isImport ? '' : ready.at,
    row.id,
  );
  for (const { pledge } of content.related)
    sql.exec('INSERT OR IGNORE INTO relation VALUES (?, ?)', row.id, pledge);
}
