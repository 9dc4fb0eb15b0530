// Who may do what now, by name: what several tokens of one name allow, one person may.
import { barrier, type Editor, type Role } from '../roles.ts';
import type { Act } from './act.ts';
import { ADMIN, asEditor, IS_LIVE } from './credentials.ts';

type Now = Pick<Act, 'sql' | 'at'>;

/**
 * Whether somebody of this name may work in these trackers now: another's desk is no place for a draft of theirs, nor is that of
 * somebody who only reads.
 */
export function mayWorkIn(now: Now, trackers: string[], name: string): boolean {
  const save = 'PUT /trackers/:tracker/pledges/:slug';
  const selves = selvesOf(now, name);
  return (
    selves.length > 0 &&
    trackers.every((tracker) => selves.some((self) => barrier(self, save, tracker) === null))
  );
}

/** Whether somebody of this name may put a draft of this tracker before readers now. */
export function mayPublishIn(now: Now, tracker: string, name: string): boolean {
  const publish = 'POST /trackers/:tracker/pledges/:slug/publish';
  return selvesOf(now, name).some((self) => barrier(self, publish, tracker) === null);
}

/** The names of those who may work in a tracker now, `admin` among them. */
export function peopleOf({ sql, at }: Now, tracker: string): string[] {
  const people = sql.exec<{ name: string }>(
    `SELECT DISTINCT name FROM token WHERE EXISTS (SELECT 1 FROM json_each(trackers) WHERE value IN ('*', ?1))
       AND role <> 'reader' AND ${IS_LIVE}
     ORDER BY name`,
    tracker,
    at,
  );
  return [ADMIN.name, ...[...people].map(({ name }) => name)];
}

/** Whether somebody of this name can sign in now: what an invitation made has no secret and no address. */
export function hasKey({ sql, at }: Now, name: string): boolean {
  const keys = sql.exec(
    `SELECT 1 FROM token WHERE name = ?1 AND (hash IS NOT NULL OR email IS NOT NULL) AND ${IS_LIVE} LIMIT 1`,
    name,
    at,
  );
  return [...keys].length > 0;
}

function selvesOf({ sql, at }: Now, name: string): Editor[] {
  if (name === ADMIN.name) return [ADMIN];
  const rows = sql.exec<{ name: string; role: Role; trackers: string }>(
    `SELECT name, role, trackers FROM token WHERE name = ?1 AND ${IS_LIVE}`,
    name,
    at,
  );
  return [...rows].map(asEditor);
}
