// What a pledge is called: its slug, the slugs it had, an old site's paths, and the pledge that took it in.
import type { PledgeRecord } from '../../data/desk.ts';
import { isOldPath } from '../../data/field.ts';
import { isPrivate } from '../../data/visibility.ts';
import { unknownId } from '../field-error.ts';
import { invalid, type Result, refused } from '../result.ts';
import type { Act, PledgeName } from './act.ts';
import { begin, type NotBegun } from './begin.ts';
import { moveDiscussion } from './comments.ts';
import { enqueuePledge } from './enqueue.ts';
import { noteMerged, noteRenamed } from './news.ts';
import { aliasesOf, findRow, type PledgeRow, publishedDocument } from './pledges.ts';
import { moved, readRecord } from './record.ts';
import { revise } from './revise.ts';
import { moveSuggestions } from './suggestions.ts';
import { findTracker } from './trackers.ts';
import { moveWork } from './work.ts';

/** As many as a document may list: see `aliases` in data/pledge.ts. */
const MOST_ALIASES = 50;

/** Gives a pledge a new slug, further aliases, or both. The old slug becomes an alias; an alias is for ever. */
export function rename(
  act: Act,
  name: PledgeName,
  version: number,
  { slug, aliases = [] }: { slug?: string | undefined; aliases?: string[] | undefined },
): Result<PledgeRecord, NotBegun | 'invalid' | 'taken'> {
  const begun = begin(act, name, version, 'rename');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  const taken = [slug, ...aliases].find((each) => each !== undefined && !isFree(act.sql, row, each));
  if (taken !== undefined)
    return refused({ reason: 'taken', detail: `"${taken}" leads to another pledge already.` });
  const known = [row.slug, ...aliasesOf(act.sql, row.id)];
  if ([slug ?? row.slug, ...aliases].every((each) => known.includes(each)) && (slug ?? row.slug) === row.slug)
    return readRecord(act, row);
  const had = known.length - 1 + aliases.length;
  if (had >= MOST_ALIASES)
    return invalid('/aliases', { code: 'too-many', length: had, allowed: { most: MOST_ALIASES - 1 } });
  for (const alias of aliases) addAlias(act.sql, row, alias);
  const renamed = slug !== undefined && slug !== row.slug;
  if (renamed) {
    act.sql.exec('DELETE FROM alias WHERE tracker = ? AND slug = ?', row.tracker, slug);
    act.sql.exec('UPDATE pledge SET slug = ? WHERE id = ?', slug, row.id);
    addAlias(act.sql, { ...row, slug }, row.slug);
  }
  enqueuePledge(act, row.tracker, row.id, begun.value.published ? [begun.value.published] : []);
  const next = renamed ? { ...row, slug } : row;
  if (renamed) noteRenamed(act, next, row.slug, begun.value.published);
  return moved(act, next, 'rename', {
    from: row.slug,
    to: next.slug,
    ...(aliases.length > 0 ? { aliases } : {}),
  });
}

/** Lets a pledge lead to another for ever: of two that were one, this is the one that goes. */
export function merge(
  act: Act,
  name: PledgeName,
  version: number,
  { into, note }: { into: string; note: string },
): Result<PledgeRecord, NotBegun | 'invalid'> {
  const begun = begin(act, name, version, 'merge');
  if (!begun.ok) return begun;
  const { row, published } = begun.value;
  const winner = findRow(act.sql, { tracker: row.tracker, slug: into });
  if (!winner || winner.id === row.id || winner.status !== 'published' || !published)
    return refused({ reason: 'invalid', errors: [unknownId('/into', 'another published pledge', into)] });
  revise(act, row, published, { act: 'merge', kind: 'edit', note, detail: { into: winner.slug } });
  const title = publishedDocument(act.sql, winner)?.title ?? winner.slug;
  noteMerged(act, row, published, { slug: winner.slug, title });
  // The draft stays in its row: nobody's words are lost, but nothing can be published from it any more.
  moveWork(act.sql, row.id, null);
  act.sql.exec("UPDATE pledge SET status = 'merged', moved_to = ? WHERE id = ?", winner.id, row.id);
  act.sql.exec('UPDATE pledge SET moved_to = ? WHERE moved_to = ?', winner.id, row.id);
  moveDiscussion(act.sql, { pledge: row.id }, { pledge: winner.id });
  moveSuggestions(act.sql, row.id, winner.id);
  enqueuePledge(act, row.tracker, winner.id, [published], { isCounted: true });
  return readRecord(act, name);
}

/**
 * Whether a name leads nowhere yet, or to this pledge. An old site's path is one for the whole installation, and not
 * below the address of another tracker that readers see: whoever asks learns nothing of one that is private.
 */
export function isFree(sql: SqlStorage, of: { id: number | null; tracker: string }, name: string): boolean {
  if (!isOldPath(name)) {
    const owner = findRow(sql, { tracker: of.tracker, slug: name });
    return !owner || owner.id === of.id;
  }
  const [owner] = sql.exec<{ pledge: number }>('SELECT pledge FROM alias WHERE slug = ?', name);
  const tracker = name.split('/')[1] ?? '';
  const other = tracker === of.tracker ? null : findTracker(sql, tracker);
  return (!owner || owner.pledge === of.id) && (!other || isPrivate(other.tracker));
}

export function addAlias(
  sql: SqlStorage,
  { id, tracker, slug }: Pick<PledgeRow, 'id' | 'tracker' | 'slug'>,
  alias: string,
): void {
  if (alias !== slug) sql.exec('INSERT OR IGNORE INTO alias VALUES (?, ?, ?)', tracker, alias, id);
}
