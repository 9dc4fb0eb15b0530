// Which pledge each row of a sheet is, and what those will be called that it brings.
import { shown } from '../../data/explain.ts';
import { FORMATS } from '../../data/fault.ts';
import { alias as aliasSchema, rowKey, slug as slugSchema } from '../../data/field.ts';
import type { FieldError } from '../../data/field-error.ts';
import type { importableSchema } from '../../data/import-row.ts';
import { freeSlug, slugOrKey } from '../../data/slug.ts';
import type { Tracker } from '../../data/tracker.ts';
import { fieldErrors } from '../field-error.ts';
import type { MappedRow, MappedRows } from '../interchange/mapping/map-rows.ts';
import type { Act } from './act.ts';
import type { Lookup } from './import-lookup.ts';
import { isFree } from './names.ts';
import type { PledgeRow } from './pledges.ts';

export type Names = {
  keys: Map<string, number>;
  slugs: Map<string, number>;
  pledges: Map<number, number>;
  taken: Set<string>;
};

export type Planning = {
  act: Act;
  tracker: Tracker;
  names: Names;
  find: Lookup;
  schema: ReturnType<typeof importableSchema>;
  place: MappedRows['place'];
};

/** A row with the pledge that it is, or the name of the one that it will be. */
export type Identified = {
  mapped: MappedRow;
  pledge: PledgeRow | undefined;
  slug: string;
  faults: FieldError[];
};

export function identify(by: Planning, mapped: MappedRow): Identified {
  const faults = [...mapped.faults];
  const pledge = pledgeOf(by, mapped, (field, found) => faults.push(by.place(mapped.row, field, found)));
  const slug = pledge?.slug ?? mapped.slug ?? madeSlug(by, mapped);
  by.names.taken.add(slug);
  return { mapped, pledge, slug, faults };
}

export function newAliases(
  { act, tracker, names, place }: Planning,
  { mapped, pledge, slug, faults }: Identified,
  had: readonly string[],
): string[] {
  const { row } = mapped;
  const aliases = mapped.aliases.filter((alias) => alias !== slug && !had.includes(alias));
  const of = { id: pledge?.id ?? null, tracker: tracker.id };
  for (const alias of aliases) {
    const found = shown(alias);
    const allowed = { format: 'alias', example: FORMATS.alias.example } as const;
    if (!aliasSchema.safeParse(alias).success)
      faults.push(place(row, 'aliases', { code: 'wrong-format', found, allowed }));
    else if (names.slugs.has(alias) || !isFree(act.sql, of, alias))
      faults.push(place(row, 'aliases', `leads to another pledge already; found: ${found}`));
    names.slugs.set(alias, row);
  }
  return aliases;
}

// By its key before its slug: a key is the sheet's own, and a made slug says nothing.
function pledgeOf(
  { find, names }: Planning,
  { row, key, slug }: MappedRow,
  fault: (field: string, found: Parameters<MappedRows['place']>[2]) => unknown,
): PledgeRow | undefined {
  if (key !== null) {
    const wrong = rowKey.safeParse(key).error;
    if (wrong)
      for (const { code = 'refused', detail: _d, pointer: _p, ...rest } of fieldErrors(wrong))
        fault('key', { code, ...rest });
    if (names.keys.has(key)) fault('key', { code: 'twice', of: 'a row', found: shown(key) });
    names.keys.set(key, row);
  }
  if (slug !== null) {
    const wrong = slugSchema.safeParse(slug).error;
    if (wrong)
      for (const { code = 'refused', detail: _d, pointer: _p, ...rest } of fieldErrors(wrong))
        fault('slug', { code, ...rest });
    if (names.slugs.has(slug)) fault('slug', { code: 'twice', of: 'a pledge', found: shown(slug) });
    names.slugs.set(slug, row);
  }
  const byKey = key === null ? undefined : find.byKey(key);
  const bySlug = slug === null ? undefined : find.bySlug(slug);
  const pledge = byKey ?? bySlug;
  if (byKey && slug !== null && bySlug?.id !== byKey.id)
    fault(
      'key',
      `belongs to "${byKey.slug}", which has another address than this row; found: ${shown(key ?? '')}`,
    );
  else if (!byKey && bySlug?.key && key !== null)
    fault('key', `is not that of "${bySlug.slug}", which is ${shown(bySlug.key)}; found: ${shown(key)}`);
  if (pledge) {
    const other = names.pledges.get(pledge.id);
    if (other !== undefined && other !== row)
      fault(key === null ? 'slug' : 'key', { code: 'twice', of: 'a pledge', found: shown(pledge.slug) });
    names.pledges.set(pledge.id, row);
  }
  return pledge;
}

function madeSlug({ tracker, names }: Planning, { row, key, content }: MappedRow): string {
  const wanted = slugOrKey(content.title ?? '', key ?? String(row + 1), tracker.language);
  return freeSlug(slugSchema.safeParse(wanted).success ? wanted : `${wanted}-1`, (slug) =>
    names.taken.has(slug),
  );
}

// A sheet names other pledges by their addresses, or by its own keys.
export function link(
  { find, place }: Planning,
  identified: Identified,
  others: { bySlug: Set<string>; byKey: Map<string | null, string> },
): Identified {
  const { related } = identified.mapped.content;
  if (!related) return identified;
  const linked = related.map((each) => {
    const name = each.pledge ?? '';
    const slug = others.bySlug.has(name)
      ? name
      : (others.byKey.get(name) ?? find.byKey(name)?.slug ?? find.bySlug(name)?.slug);
    if (slug === undefined)
      identified.faults.push(
        place(identified.mapped.row, 'related', { code: 'unknown-id', of: 'a pledge', found: shown(name) }),
      );
    return slug === undefined ? each : { ...each, pledge: slug };
  });
  const content = { ...identified.mapped.content, related: linked };
  return { ...identified, mapped: { ...identified.mapped, content } };
}
