import { type Editor, includesRole } from '../../data/roles.ts';
import type { Work } from '../../data/states.ts';
import type { Tracker } from '../../data/tracker.ts';
import type { PledgeRow } from './pledges.ts';

/** Moves the work on a draft. Whatever was scheduled is off the schedule; `comment` tells its writer why. */
export function moveWork(
  sql: SqlStorage,
  pledgeId: number,
  work: Work | null,
  comment: string | null = null,
): void {
  sql.exec(
    `UPDATE pledge SET work = ?, comment = ?, publish_at = NULL, publish_by = NULL, publish_note = NULL
     WHERE id = ?`,
    work,
    comment,
    pledgeId,
  );
}

/** Notes when a verdict was last looked at. That is a new version, by which no older one becomes stale: see begin.ts. */
export function noteLook(sql: SqlStorage, pledgeId: number, at: string | null): void {
  sql.exec(
    `UPDATE pledge SET checked_at = ?, version = version + 1, revised_version = coalesce(revised_version, version),
       changed_version = coalesce(changed_version, version) WHERE id = ?`,
    at,
    pledgeId,
  );
}

/** Drops a draft: whoever writes next begins from what readers see. */
export function dropDraft(sql: SqlStorage, pledgeId: number): void {
  moveWork(sql, pledgeId, null);
  sql.exec("UPDATE pledge SET draft = NULL, authors = '[]' WHERE id = ?", pledgeId);
}

/** Where the work on a pledge stands, for putting it back. */
export function workOn({
  draft,
  authors,
  owner,
  work,
  comment,
  ready,
}: PledgeRow): Record<string, SqlStorageValue> {
  return { draft, authors, owner, work, comment, ready };
}

/** Whether an editor may take away what `authors` wrote: a writer, what nobody else has written in. */
export function isOwn(
  { editor }: { editor: Pick<Editor, 'name' | 'role'> },
  { authors }: { authors: string },
): boolean {
  if (includesRole(editor.role, 'editor')) return true;
  const names: string[] = JSON.parse(authors);
  return names.every((name) => name === editor.name);
}

/**
 * Whether an editor may put before readers what `authors` wrote: where a tracker wants two people, not one of them.
 * An admin may all the same, with a reason (`breakGlass`) that the audit keeps.
 */
export function isSecondPerson(
  { editor }: { editor: Pick<Editor, 'name' | 'role'> },
  { review }: Tracker,
  authors: readonly string[],
  breakGlass: string | null,
): boolean {
  if (review === 'one' || !authors.includes(editor.name)) return true;
  return editor.role === 'admin' && breakGlass !== null;
}

/** What the audit keeps of a broken glass. */
export function brokenGlass(breakGlass: string | null): Record<string, string> {
  return breakGlass === null ? {} : { brokeGlass: breakGlass };
}
