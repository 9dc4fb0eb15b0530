// Which rows of the audit are wanted. A page costs the same however far back it is and however many rows there are: rows are
// found newest first by an index of what they have to be, and what only their text says is looked for in so many at most.

/** What audit rows are looked for by; a missing part is not asked for. Instants bound from below and above. */
export type AuditFilter = {
  tracker?: string | undefined;
  slug?: string | undefined;
  editor: string[];
  act: string[];
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
  before?: number | undefined;
};

/** A name that a tracker has or had, and the rows in which it is that tracker's: from one id to before another. */
export type Span = { tracker: string; from: number; before: number };

/** Rows that are read one after the other by an index. */
type Way = { index: string; where: string; values: SqlStorageValue[] };

const IDS_AT_ONCE = 200;

/** With more ways than these, reading all rows is quicker. */
const MOST_WAYS = 60;

/** So many rows are searched for a text at a time: about a tenth of a second. The next page goes on from there. */
const MOST_SEARCHED = 250_000;

/** A statement takes a hundred values. */
const MOST_PIECES = 20;

const SEARCHED = "lower(editor || ' ' || act || ' ' || coalesce(slug, '') || ' ' || coalesce(detail, ''))";

/**
 * The ids of rows that may be wanted, newest first; and `floor`, the id below which nothing was looked at. What the text is
 * searched for has to be looked up in each (`holdsText`): SQL knows the capitals of ASCII alone.
 */
export function auditIds(
  sql: SqlStorage,
  filter: AuditFilter,
  slugs: readonly string[],
  spans: readonly Span[] | null,
): { ids: Generator<number>; floor: number } {
  const { before = newest(sql) + 1, q } = filter;
  const floor = q === undefined ? 1 : Math.max(1, before - MOST_SEARCHED);
  return { ids: ids(sql, filter, slugs, spans, { before, floor }), floor };
}

function newest(sql: SqlStorage): number {
  return sql.exec<{ id: number | null }>('SELECT max(id) AS id FROM audit').one().id ?? 0;
}

function* ids(
  sql: SqlStorage,
  filter: AuditFilter,
  slugs: readonly string[],
  spans: readonly Span[] | null,
  { before, floor }: { before: number; floor: number },
): Generator<number> {
  const all = waysFor(filter, slugs, spans);
  const ways = all.length > MOST_WAYS ? [EVERYTHING] : all;
  const { where, values } = conditions(filter, slugs, spans);
  for (;;) {
    const found = ways
      .flatMap((way) => [
        ...sql.exec<{ id: number }>(
          `SELECT id FROM audit ${way.index} WHERE id >= ? AND id < ? AND ${way.where} ${where}
           ORDER BY id DESC LIMIT ${IDS_AT_ONCE}`,
          floor,
          before,
          ...way.values,
          ...values,
        ),
      ])
      .map(({ id }) => id)
      .sort((a, b) => b - a)
      .slice(0, IDS_AT_ONCE);
    yield* found;
    if (found.length < IDS_AT_ONCE) return;
    before = found.at(-1) ?? 0;
  }
}

const EVERYTHING: Way = { index: '', where: 'TRUE', values: [] };

function waysFor(
  { editor, act }: AuditFilter,
  slugs: readonly string[],
  spans: readonly Span[] | null,
): Way[] {
  if (slugs.length > 0 && spans)
    return spans.flatMap(({ tracker }) =>
      slugs.map((slug) => ({
        index: 'INDEXED BY audit_pledge',
        where: 'tracker = ? AND slug = ?',
        values: [tracker, slug],
      })),
    );
  const by = (column: string, values: readonly string[]): Way[] =>
    [...new Set(values)].map((value) => ({
      index: `INDEXED BY audit_${column}`,
      where: `${column} = ?`,
      values: [value],
    }));
  if (editor.length > 0) return by('editor', editor);
  if (act.length > 0) return by('act', act);
  if (!spans) return [EVERYTHING];
  return by(
    'tracker',
    spans.map(({ tracker }) => tracker),
  );
}

// A statement takes a hundred values, and a list may be longer: lists go in as JSON.
function conditions(
  { editor, act, from, to, q }: AuditFilter,
  slugs: readonly string[],
  spans: readonly Span[] | null,
): { where: string; values: SqlStorageValue[] } {
  const parts: [string, SqlStorageValue][] = [];
  const among = (column: string, values: readonly string[]) =>
    parts.push([`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)]);
  if (spans)
    among(
      'tracker',
      spans.map(({ tracker }) => tracker),
    );
  if (slugs.length > 0) among('slug', slugs);
  if (editor.length > 0) among('editor', editor);
  if (act.length > 0) among('act', act);
  if (from !== undefined) parts.push(['at >= ?', from]);
  if (to !== undefined) parts.push(['at < ?', to]);
  // What JSON writes in another way, and letters beyond ASCII, are left to holdsText.
  for (const piece of (q ?? '')
    .normalize('NFC')
    .match(/[!#-[\]-~]+/g)
    ?.slice(0, MOST_PIECES) ?? [])
    parts.push([`instr(${SEARCHED}, ?) > 0`, piece.toLowerCase()]);
  return {
    where: parts.map(([condition]) => `AND ${condition}`).join(' '),
    values: parts.map(([, value]) => value),
  };
}

/** Whether each word of a text is in a row's person, act, pledge or details, in capitals or not. */
export function holdsText(
  row: { editor: string; act: string; slug: string | null; detail: unknown },
  q: string,
): boolean {
  const texts = [row.editor, row.act, row.slug ?? '', ...textsIn(row.detail)].map(lowered);
  return lowered(q)
    .split(/\s+/)
    .every((word) => texts.some((text) => text.includes(word)));
}

function lowered(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * The rows of a tracker: since it was founded, under the name that it has and those that it had. Another tracker may have
 * borne the same name before it was deleted; its rows are not among them.
 */
export function spansOf(sql: SqlStorage, id: string): Span[] {
  const spans: Span[] = [];
  let [tracker, before] = [id, Number.MAX_SAFE_INTEGER];
  for (;;) {
    const [start] = sql.exec<{ id: number; former: string | null }>(
      `SELECT id, iif(act = 'rename tracker', json_extract(detail, '$.from'), NULL) AS former FROM audit
       WHERE tracker = ? AND slug IS NULL AND act IN ('create tracker', 'rename tracker') AND id < ?
       ORDER BY id DESC LIMIT 1`,
      tracker,
      before,
    );
    spans.push({ tracker, from: start?.id ?? 0, before });
    if (!start?.former) return spans;
    [tracker, before] = [start.former, start.id];
  }
}

/** Everybody who did something of these trackers, or at all. */
export function peopleIn(sql: SqlStorage, spans: readonly Span[] | null): string[] {
  if (spans) {
    const names = spans.flatMap(({ tracker, from, before }) => [
      ...sql.exec<{ name: string }>(
        `SELECT DISTINCT editor AS name FROM audit INDEXED BY audit_tracker WHERE tracker = ? AND id >= ? AND id < ?`,
        tracker,
        from,
        before,
      ),
    ]);
    return [...new Set(names.map(({ name }) => name))].sort();
  }
  // From one name of the index to the next: DISTINCT would read all rows.
  const names = sql.exec<{ name: string }>(
    `WITH RECURSIVE person (name) AS (
       SELECT min(editor) FROM audit
       UNION ALL SELECT (SELECT min(editor) FROM audit WHERE editor > name) FROM person WHERE name IS NOT NULL)
     SELECT name FROM person WHERE name IS NOT NULL`,
  );
  return [...names].map(({ name }) => name);
}
