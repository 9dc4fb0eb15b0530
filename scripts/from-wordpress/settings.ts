// What only the desk knows of its site: which posts are promises, and where their parts are. It is a JSON file that the first
// run guesses and a person puts right.
import * as z from 'zod/mini';
import { faultIn } from '../../data/explain.ts';
import { wordFault } from '../../data/fault.ts';
import { localId } from '../../data/field.ts';
import { slugOf } from '../../data/slug.ts';
import { plainText } from './markdown.ts';
import { type Site, type Term, UnreadableSite } from './site.ts';

const name = z.string();

/** Custom fields that may hold a part of a promise. */
export const PARTS = [
  'quote',
  'page',
  'promiseUrl',
  'due',
  'effectiveOn',
  'headline',
  'summary',
  'kind',
] as const;
export type Part = (typeof PARTS)[number];

const settingsSchema = z.strictObject({
  /** The type of the posts that are promises. */
  posts: name,
  /** The language that slugs are written in, for `ä` and the like. */
  language: z.optional(name),
  /** The id of the manifesto in the tracker. */
  document: localId,
  kind: z.enum(['action', 'target', 'continue', 'umbrella']),
  topics: z.strictObject({
    taxonomy: z.nullable(name),
    /** By the topic's slug: the id of the category, or null for none. */
    categories: z.record(name, z.nullable(localId)),
  }),
  verdict: z.strictObject({
    taxonomy: z.optional(name),
    field: z.optional(name),
    /** By the words of the site: the id of the verdict, or null for none. */
    verdicts: z.record(name, z.nullable(localId)),
  }),
  /** Which custom field holds what. */
  fields: z.partialRecord(z.enum(PARTS), name),
  /** What the site has besides, and the tracker has no place for. */
  ignore: z.array(name),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Settings as somebody has left them; what is wrong is told by its place. */
export function readSettings(json: string, file: string): Settings {
  let sent: unknown;
  try {
    sent = JSON.parse(json);
  } catch (error) {
    throw new UnreadableSite(`${file} is not JSON: ${(error as Error).message}.`);
  }
  const read = settingsSchema.safeParse(sent);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => {
    const fault = faultIn(issue);
    const place = [...issue.path, ...(fault.code === 'unknown-field' ? [fault.found] : [])];
    return `  ${place.join('.') || 'all of it'} ${wordFault(fault)}`;
  });
  throw new UnreadableSite(`${file} cannot be used:\n${faults.join('\n')}`);
}

const OWN_TYPES =
  /^(?:page|attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-\w+)$/;
const VERDICT_NAME =
  /status|verdict|rating|outcome|result|urteil|bewertung|stand|umsetzung|statut|estado|statws/i;
const FIELD_NAMES: Record<Part, RegExp> = {
  quote: /quote|promise_text|wortlaut|zitat|citation|cita/i,
  page: /^page|page$|seite/i,
  promiseUrl: /promise_?url|manifesto_?url|quelle_?url/i,
  due: /due|deadline|frist|echeance|plazo/i,
  effectiveOn: /status_?date|verdict_?date|effective|stand_?vom|date_?statut/i,
  headline: /headline|schlagzeile|titulo_corto/i,
  summary: /summary|zusammenfassung|resume|resumen|kurz/i,
  kind: /^kind$|promise_?type/i,
};

/** What the settings probably are: a first run writes them, for a person to look at. */
export function guessSettings(site: Site): Settings {
  const own = site.posts.filter(({ type }) => !OWN_TYPES.test(type));
  if (own.length === 0) throw new UnreadableSite('There is no post in it that could be a promise.');
  const counts = countBy(own.map(({ type }) => type));
  // A type of its own was made for something.
  const posts =
    ranked(counts).find((type) => /promise|pledge|policy|versprechen|promesse|promesa/i.test(type)) ??
    ranked(counts).find((type) => type !== 'post') ??
    'post';
  const promises = own.filter(({ type }) => type === posts);
  const terms = new Map<string, Map<string, Term>>();
  for (const term of promises.flatMap((post) => post.terms)) {
    const known = terms.get(term.taxonomy) ?? new Map<string, Term>();
    terms.set(term.taxonomy, known.set(term.slug, term));
  }
  const fields = ranked(countBy(promises.flatMap((post) => [...post.fields.keys()])));
  const valuesOf = (field: string) => [...new Set(promises.flatMap((post) => post.fields.get(field) ?? []))];
  const taxonomy = [...terms.keys()].find((each) => VERDICT_NAME.test(each));
  const used = new Map<Part, string>();
  for (const part of PARTS) {
    const found = fields.find(
      (field) => FIELD_NAMES[part].test(field) && ![...used.values()].includes(field),
    );
    if (found) used.set(part, found);
  }
  const field = taxonomy
    ? undefined
    : fields.find(
        (each) =>
          VERDICT_NAME.test(each) && ![...used.values()].includes(each) && valuesOf(each).length <= 20,
      );
  const labels = taxonomy
    ? [...(terms.get(taxonomy)?.values() ?? [])].map(({ label }) => plainText(label))
    : field
      ? valuesOf(field).map(plainText)
      : [];
  const topics = terms.has('category')
    ? 'category'
    : ([...terms.keys()].find((each) => each !== taxonomy && each !== 'post_tag') ?? null);
  const categories = [...(topics ? (terms.get(topics)?.values() ?? []) : [])];
  return {
    posts,
    ...(site.language ? { language: site.language.slice(0, 2) } : {}),
    document: 'manifesto',
    kind: 'action',
    topics: {
      taxonomy: topics,
      categories: Object.fromEntries(
        categories.map((term) => [term.slug, term.slug === 'uncategorized' ? null : categoryId(term)]),
      ),
    },
    verdict: {
      ...(taxonomy ? { taxonomy } : {}),
      ...(field ? { field } : {}),
      verdicts: Object.fromEntries(labels.map((label) => [label, idOf(label, label)])),
    },
    fields: Object.fromEntries(used),
    ignore: [],
  };
}

// The site's own name of a topic, where it is in Latin letters.
function categoryId({ slug, label }: Term): string {
  return localId.safeParse(slug).success ? slug : idOf(plainText(label), slug);
}

function idOf(label: string, otherwise: string): string {
  return slugOf(label).slice(0, 80) || slugOf(otherwise).slice(0, 80) || 'to-be-named';
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function ranked(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
