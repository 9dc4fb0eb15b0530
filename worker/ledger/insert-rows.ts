// Many rows by one statement, for an import has thousands of them: a statement of its own for each costs more than the row.

/** A Durable Object's statement takes so many values. */
const MOST_VALUES = 100;

/**
 * Inserts rows in their order, by as few statements as their values allow. In the columns, `shared` come first: what all rows
 * have the same. `after` is what follows the rows, such as RETURNING.
 */
export function insertRows<Returned extends Record<string, SqlStorageValue>>(
  sql: SqlStorage,
  into: string,
  shared: readonly SqlStorageValue[],
  rows: readonly (readonly SqlStorageValue[])[],
  after = '',
): Returned[] {
  const each = rows[0]?.length ?? 1;
  const mostRows = Math.floor((MOST_VALUES - shared.length) / each);
  const places = [...shared.map((_, at) => `?${at + 1}`), ...Array<string>(each).fill('?')];
  const returned: Returned[] = [];
  for (let from = 0; from < rows.length; from += mostRows) {
    const some = rows.slice(from, from + mostRows);
    const values = some.map(() => `(${places})`);
    returned.push(
      ...sql.exec<Returned>(`INSERT INTO ${into} VALUES ${values} ${after}`, ...shared, ...some.flat()),
    );
  }
  return returned;
}
