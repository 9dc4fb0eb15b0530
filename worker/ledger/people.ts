// Who may do what now, by name: what several tokens of one name allow, one person may.
import { barrier, type Editor, mayEnter, ROLES, type Role } from '../../data/roles.ts';
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

/** Whether somebody of this name may enter a tracker now, to read at least. */
export function mayEnterAs(now: Now, tracker: string, name: string): boolean {
  return selvesOf(now, name).some((self) => mayEnter(self, tracker));
}

/** The names of those who may enter a tracker now, those who only read and `admin` among them. */
export function entrantsOf({ sql, at }: Now, tracker: string): string[] {
  const people = sql.exec<{ name: string }>(
    `SELECT DISTINCT name FROM token
     WHERE EXISTS (SELECT 1 FROM json_each(trackers) WHERE value IN ('*', ?1)) AND ${IS_LIVE} ORDER BY name`,
    tracker,
    at,
  );
  return [ADMIN.name, ...[...people].map(({ name }) => name)];
}

/** The names of the admins who may enter all of these trackers now; `*` stands for those of the whole installation. */
export function adminsOf({ sql, at }: Now, trackers: string[]): string[] {
  const rows = sql.exec<{ name: string; role: Role; trackers: string }>(
    `SELECT name, role, trackers FROM token WHERE role = ?1 AND ${IS_LIVE}`,
    'admin',
    at,
  );
  const admins = [...rows].map(asEditor).filter((admin) => trackers.every((each) => mayEnter(admin, each)));
  return [...new Set([ADMIN, ...admins].map(({ name }) => name))];
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

/** Whether anybody of this name may enter now. */
export function isHere(now: Now, name: string): boolean {
  return selvesOf(now, name).length > 0;
}

/** All that somebody of this name may do now, as one; null where nobody of that name may enter. */
export function wholeSelf(now: Now, name: string): Editor | null {
  const selves = selvesOf(now, name);
  if (selves.length === 0) return null;
  const role = ROLES.findLast((each) => selves.some((self) => self.role === each)) ?? 'reader';
  const isWhole = selves.some(({ trackers }) => trackers === '*');
  const trackers = selves.flatMap(({ trackers }) => (trackers === '*' ? [] : trackers));
  return { name, role, trackers: isWhole ? '*' : [...new Set(trackers)] };
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
