// What an address asks of a list. Apart from the list, because most readers ask for nothing: then no schema is loaded.
import * as z from 'zod/mini';
import { form } from '../../data/explain.ts';
import { MOST_QUERY_CHARACTERS, placeOf, SORTS, USUALLY_WANTED, type Wanted } from '../listing.ts';
import { numberInDigits, readQuery } from './query.ts';

const MOST_ROWS = 100;

const name = z.optional(z.string().check(z.maxLength(120)));

/** What may be asked of a list. */
export const listingQuery = z.object({
  verdict: name,
  outcome: name,
  category: name,
  facet: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(10))),
  q: z.optional(z.string().check(z.maxLength(MOST_QUERY_CHARACTERS))),
  sort: z._default(z.enum(SORTS), USUALLY_WANTED.sort),
  limit: z._default(numberInDigits(1, MOST_ROWS), USUALLY_WANTED.limit),
  cursor: z.optional(
    z.string().check(
      z.maxLength(400),
      z.refine((cursor) => placeOf(cursor) !== null, { error: form('cursor') }),
    ),
  ),
});

// An empty parameter is what a form sends for a field that was left alone.
const wantedSchema = z.pipe(
  z.transform((sent) =>
    Object.fromEntries(Object.entries(sent as object).filter(([, value]) => value !== '')),
  ),
  listingQuery,
);

/** What an address of the tracker's page asks for. A part that cannot be read is left aside: a page is still of use. */
export function wantedByPage(sent: Record<string, string[]>): Wanted {
  const { limit: _, facet, ...single } = sent;
  const first = Object.entries(single).map(([name, [value]]) => [name, value]);
  const terms = facet?.filter((term) => term !== '') ?? [];
  const asked = { ...Object.fromEntries(first), ...(terms.length > 0 ? { facet: terms } : {}) };
  const read = wantedSchema.safeParse(asked);
  if (read.success) return read.data;
  const faulty = new Set(read.error.issues.map(({ path }) => path[0]));
  return wantedSchema.parse(Object.fromEntries(Object.entries(asked).filter(([part]) => !faulty.has(part))));
}

/** What an address of the API asks for; whatever cannot be read is told. */
export function wantedByProgram(url: string) {
  return readQuery(url, listingQuery, isLeftOut);
}

// An empty parameter is what a form sends for a field that was left alone; the others are what is put behind addresses that
// are passed on, or against caches. Whatever else the list does not know was meant for it: a filter that is misspelt would
// answer all pledges, and nobody would notice.
function isLeftOut(name: string, value: string): boolean {
  return value === '' || /^(?:utm_\w+|[a-z]{1,4}clid|msclkid|mc_[ce]id|_)$/.test(name);
}
