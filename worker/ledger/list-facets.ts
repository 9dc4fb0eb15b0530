// How many pledges that are due each value of a filter would leave. All of them are counted in one look at what is due: a
// pledge counts for the values of a filter if every other filter leaves it.
import type { ListFacets } from '../../data/desk.ts';
import { DUE_REASONS, type DueReason, WHOSE } from '../../data/lists.ts';
import type { Editor } from '../../data/roles.ts';
import { condition, holdsSince, type Wanted } from './list-filter.ts';

/** Of more than that it would take longer to count them for each value than to read the page. */
const MOST_COUNTED = 2000;

/** What is due and alike in all that a filter asks for, and how many that are. */
type Alike = {
  tracker: string;
  assignee: string | null;
  holder: string | null;
  filed: string;
  count: number;
} & Record<DueReason, 0 | 1>;

type Dimension = keyof ListFacets;

/** The counts of each filter, and of all that they leave together; null where too much is due. */
export function countDue(
  sql: SqlStorage,
  editor: Editor,
  now: string,
  wanted: Wanted,
): { count: number; facets: ListFacets } | null {
  const { where, values } = condition(sql, { q: wanted.q, day: wanted.day, due: true }, editor, now);
  const { isMore } = sql
    .exec<{ isMore: number }>(
      `SELECT count(*) > ? AS isMore FROM (SELECT 1 FROM listing WHERE ${where} LIMIT ?)`,
      MOST_COUNTED,
      ...values,
      MOST_COUNTED + 1,
    )
    .one();
  if (isMore) return null;
  const reasons = DUE_REASONS.map((reason) => `coalesce(${holdsSince(reason)} <= ?, 0) AS "${reason}"`);
  const places = DUE_REASONS.map((_, at) => at + 5);
  const groups = sql.exec<Alike>(
    `SELECT tracker, assignee, holder, filed, ${reasons}, count(*) AS count FROM listing WHERE ${where}
     GROUP BY 1, 2, 3, 4, ${places}`,
    ...DUE_REASONS.map(() => now),
    ...values,
  );
  const counts = new Map<Dimension, Map<string, number>>();
  const add = (dimension: Dimension, value: string, count: number) => {
    const known = counts.get(dimension) ?? new Map<string, number>();
    counts.set(dimension, known.set(value, (known.get(value) ?? 0) + count));
  };
  let whole = 0;
  for (const { count, ...alike } of groups) {
    const held = valuesOf(alike, editor);
    const outside = FILTERS.filter((filter) => !filter.leaves(wanted, held));
    if (outside.length === 0) whole += count;
    if (outside.length > 1) continue;
    for (const { of } of outside.length === 1 ? outside : FILTERS)
      for (const dimension of of) for (const value of held[dimension]) add(dimension, value, count);
  }
  const countsOf = (dimension: Dimension, none: readonly string[] = []) =>
    Object.fromEntries([...none.map((value) => [value, 0] as const), ...(counts.get(dimension) ?? [])]);
  return {
    count: whole,
    facets: {
      who: countsOf('who', WHOSE) as ListFacets['who'],
      person: countsOf('person'),
      tracker: countsOf('tracker'),
      category: countsOf('category'),
      facet: countsOf('facet'),
      reason: countsOf('reason', DUE_REASONS),
    },
  };
}

type Held = Record<Dimension, string[]>;

function valuesOf(
  { tracker, assignee, holder, filed, ...holds }: Omit<Alike, 'count'>,
  { name }: Editor,
): Held {
  const person = [...new Set([assignee, holder].filter((each) => each !== null))];
  const terms = filed.trim().split(' ').filter(Boolean);
  return {
    who: ['all', ...(person.includes(name) ? ['mine'] : []), ...(person.length === 0 ? ['unassigned'] : [])],
    person,
    tracker: [tracker],
    category: terms.filter((term) => !term.includes(':')),
    facet: terms.filter((term) => term.includes(':')),
    reason: DUE_REASONS.filter((reason) => holds[reason] === 1),
  };
}

// Whose it is, and which person's, is one question.
const FILTERS: { of: Dimension[]; leaves: (wanted: Wanted, held: Held) => boolean }[] = [
  {
    of: ['who', 'person'],
    leaves: ({ who = 'all', owner }, held) =>
      held.who.includes(who) && (owner === undefined || held.person.includes(owner)),
  },
  ...(['tracker', 'category', 'facet', 'reason'] as const).map((name) => ({
    of: [name],
    leaves: (wanted: Wanted, held: Held) => {
      const value = wanted[name];
      return value === undefined || held[name].includes(value);
    },
  })),
];
