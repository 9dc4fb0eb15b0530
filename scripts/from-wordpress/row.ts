// A post as a row of the import, complete or as a draft.
import querystring from 'node:querystring';
import { firstDay } from '../../data/calendar.ts';
import { alias, day, partialDate, webUrl } from '../../data/field.ts';
import { type ExportRow, importRowSchema, pledgeDraftRowSchema } from '../../data/import-row.ts';
import { PLEDGE_LIMITS } from '../../data/limits.ts';
import type { Evidence } from '../../data/pledge.ts';
import { freeSlug, slugOrKey } from '../../data/slug.ts';
import { inShort, type Tell } from './loss.ts';
import { firstQuotation, linksIn, markdownOf, plainText, type Source, textOf } from './markdown.ts';
import type { Part, Settings } from './settings.ts';
import { isClassic, withoutComments, withoutShortcodes } from './shortcodes.ts';
import type { Post, Site } from './site.ts';

const MOST_SOURCES = 100;
const MOST_CATEGORIES = 3;

/** What has become of a post; `lacks` names what a draft still needs. */
export type Brought = { row: ExportRow; lacks: string[] };

/** Brings one post over; `taken` holds the slugs and aliases of those before it. */
export function rowOf(post: Post, site: Site, settings: Settings, taken: Set<string>, tell: Tell): Brought {
  const { body, quote: quoted, evidence } = contentOf(post, site, tell);
  const part = (name: Part) => partOf(post, settings, name, tell);
  const title = shortened(plainText(post.title), PLEDGE_LIMITS.title, (found) => tell('title', found));
  const excerpt = textOf(sourceOf(post, post.excerpt, site, tell), tell);
  const summary = part('summary') || excerpt;
  const headline = part('headline') || title;
  const categories = categoriesOf(post, settings, tell);
  const verdict = verdictOf(post, settings, tell);
  const slug = slugFor(post, settings, taken);
  const kind = part('kind');
  const text = (found: string, limit: number) =>
    shortened(found, limit, (whole) => tell('cut', whole, 'its beginning'));
  const written = {
    slug,
    // By which no promise comes in a second time under another address.
    key: `wp-${post.id}`,
    title,
    categories,
    kind: isKind(kind) ? kind : settings.kind,
    due: dateOf(part('due'), partialDate, tell),
    promise: {
      quote: text(part('quote') || quoted, PLEDGE_LIMITS.promise.quote),
      document: settings.document,
      page: pageOf(part('page'), tell),
      url: addressOf(part('promiseUrl'), tell),
    },
    verdict: {
      id: verdict,
      effectiveOn: dateOf(part('effectiveOn'), day, tell),
      headline: text(headline, PLEDGE_LIMITS.verdict.headline),
      summary: text(summary, PLEDGE_LIMITS.verdict.summary),
      body,
    },
    evidence,
    related: [],
    responses: [],
  };
  if (post.comments > 0) tell('comments', String(post.comments));
  if (post.picture) tell('picture', site.pictures.get(post.picture)?.url ?? `picture ${post.picture}`);
  tellRest(post, settings, tell);
  return finished(post, written, taken, tell);
}

type Written = Omit<
  Extract<ExportRow, { state: 'published' }>,
  'aliases' | 'createdAt' | 'updatedAt' | 'verdict' | 'state'
> & {
  verdict: { id: string; effectiveOn: string | null; headline: string; summary: string; body: string };
};

function finished(post: Post, written: Written, taken: Set<string>, tell: Tell): Brought {
  const { title, categories, promise, verdict } = written;
  const needs = {
    title,
    categories: categories[0],
    quote: promise.quote,
    verdict: verdict.id,
    summary: verdict.summary,
  };
  const lacks = Object.entries(needs).flatMap(([name, value]) => (value ? [] : [name]));
  const isPublic = post.status === 'publish' && !post.hasPassword;
  if (!isPublic) lacks.unshift(post.hasPassword ? 'it has a password' : `it is ${post.status} there`);
  const paths = addressesOf(post, written.slug, taken, tell);
  const published = {
    ...written,
    aliases: paths,
    verdict: { ...written.verdict, publishedAt: null },
    createdAt: post.createdAt,
    updatedAt: post.updatedAt,
    state: 'published' as const,
  };
  if (lacks.length === 0) {
    const read = importRowSchema.safeParse(published);
    if (read.success) {
      for (const name of [written.slug, ...paths]) taken.add(name);
      return { row: published, lacks };
    }
    lacks.push(...read.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`));
  }
  taken.add(written.slug);
  // A draft has no dates yet, and no address leads to it.
  for (const path of paths) tell('old-address', path, 'to be added when it is published');
  return { row: draftOf(written, lacks), lacks };
}

// Of a draft, what is filled is kept, and what no draft may hold is open.
function draftOf(written: Written, lacks: string[]): ExportRow {
  const filled = (part: object) =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => value !== '' && value !== null));
  const draft: Record<string, unknown> = {
    ...filled(written),
    promise: filled(written.promise),
    verdict: filled(written.verdict),
    state: 'draft',
  };
  for (;;) {
    const read = pledgeDraftRowSchema.safeParse(draft);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const [first, second] = issue?.path ?? [];
    lacks.push(`${issue?.path.join('/')}: ${issue?.message}`);
    const outer = draft[String(first)];
    if (typeof outer === 'object' && outer && !Array.isArray(outer) && second !== undefined)
      delete (outer as Record<string, unknown>)[String(second)];
    else if (!(String(first) in draft)) throw new Error(`A draft cannot be written: ${issue?.message}`);
    else delete draft[String(first)];
  }
}

function slugFor(post: Post, { language }: Settings, taken: ReadonlySet<string>): string {
  // WordPress cuts a slug after 200 bytes, which may be in the middle of a letter.
  const old = querystring.unescape(post.slug).replaceAll('\ufffd', '').replaceAll('-', ' ');
  return freeSlug(slugOrKey(old || plainText(post.title), String(post.id), language), (slug) =>
    taken.has(slug),
  );
}

/** The old addresses: the path that it has, and those with slugs that it had. */
function addressesOf(post: Post, slug: string, taken: ReadonlySet<string>, tell: Tell): string[] {
  if (post.status !== 'publish' || !URL.canParse(post.link)) return [];
  const { pathname, search } = new URL(post.link);
  const path = upperEscapes(pathname.replace(/\/+$/, ''));
  const older = post.oldSlugs.map((old) =>
    path.replace(/[^/]+$/, upperEscapes(encodeURI(querystring.unescape(old)))),
  );
  return [...new Set([path + search, ...older])].filter((each) => {
    if (each === slug || each === '') return false;
    const isUsable = !taken.has(each) && alias.safeParse(each).success;
    if (!isUsable) tell('old-address', each, 'to be redirected in another way');
    return isUsable;
  });
}

function upperEscapes(path: string): string {
  return path.replaceAll(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase());
}

function sourceOf(post: Post, content: string, site: Site, tell: Tell): Source {
  const html = withoutShortcodes(withoutComments(content, tell), site.pictures, tell);
  return { html, base: post.link || site.url, isClassic: isClassic(content) };
}

function contentOf(post: Post, site: Site, tell: Tell) {
  const source = sourceOf(post, post.content, site, tell);
  const whole = markdownOf(source, tell);
  const body = cutAtParagraph(whole, PLEDGE_LIMITS.verdict.body, tell);
  return { body, quote: firstQuotation(source), evidence: sourcesOf(post, site, source, tell) };
}

function cutAtParagraph(markdown: string, limit: number, tell: Tell): string {
  if (markdown.length <= limit) return markdown;
  const end = Math.max(markdown.lastIndexOf('\n\n', limit), 0);
  tell('cut', markdown.slice(end), `the ${end} characters before it`);
  return markdown.slice(0, end).trimEnd();
}

/** The links to other sites, as sources; the old page itself where there is none. */
function sourcesOf(post: Post, site: Site, source: Source, tell: Tell): Evidence[] {
  const home = hostOf(post.link) ?? hostOf(site.url);
  const found = new Map<string, Evidence>();
  for (const { url, words } of linksIn(source)) {
    const host = hostOf(url);
    if (!host || host === home || found.has(url)) continue;
    const title = shortened(words || host, PLEDGE_LIMITS.evidence.title, (whole) =>
      tell('cut', whole, 'its beginning'),
    );
    if (found.size < MOST_SOURCES)
      found.set(url, { title, publisher: shortened(host, PLEDGE_LIMITS.evidence.publisher), url });
    else tell('source', `${title} (${url})`, 'a link in the text');
  }
  if (found.size === 0 && home && post.status === 'publish' && webUrl.safeParse(post.link).success)
    found.set(post.link, {
      title: shortened(plainText(post.title), PLEDGE_LIMITS.evidence.title) || home,
      publisher: home,
      url: post.link,
    });
  return [...found.values()];
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : undefined;
}

function categoriesOf(post: Post, { topics }: Settings, tell: Tell): string[] {
  const ids: string[] = [];
  for (const { slug, label, taxonomy } of post.terms) {
    if (taxonomy !== topics.taxonomy) continue;
    const id = topics.categories[slug];
    if (id) ids.push(id);
    else if (id === undefined) tell('term', `${taxonomy}: ${plainText(label)} (${slug})`);
  }
  const distinct = [...new Set(ids)];
  if (distinct.length > MOST_CATEGORIES) tell('topics', distinct.slice(MOST_CATEGORIES).join(', '));
  return distinct.slice(0, MOST_CATEGORIES);
}

function verdictOf(post: Post, { verdict: { taxonomy, field, verdicts } }: Settings, tell: Tell): string {
  const found = taxonomy
    ? post.terms.filter((term) => term.taxonomy === taxonomy).map(({ label }) => plainText(label))
    : ((field ? post.fields.get(field) : undefined) ?? []).map(plainText);
  const [first, ...more] = found;
  if (more.length > 0) tell('values', more.join(', '));
  if (first === undefined) return '';
  const id = verdicts[first];
  if (id === undefined) tell('term', `${taxonomy ?? field}: ${first}`);
  return id ?? '';
}

function partOf(post: Post, { fields }: Settings, part: Part, tell: Tell): string {
  const field = fields[part];
  const [first = '', ...more] = (field ? post.fields.get(field) : undefined) ?? [];
  if (more.length > 0) tell('values', `${field}: ${more.join(', ')}`);
  return plainText(first);
}

function isKind(word: string): word is Settings['kind'] {
  return word === 'action' || word === 'target' || word === 'continue' || word === 'umbrella';
}

// A day of ACF is `20190516`. Any other form may be read in two ways.
function dateOf(found: string, schema: typeof day | typeof partialDate, tell: Tell): string | null {
  if (!found) return null;
  const written = found
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
    .replace(/^(\d{4}-\d\d-\d\d)[ T].*$/, '$1');
  if (schema.safeParse(written).success && firstDay(written)) return written;
  tell('date', found);
  return null;
}

function pageOf(found: string, tell: Tell): number | null {
  if (!found) return null;
  if (/^[1-9]\d{0,4}$/.test(found)) return Number(found);
  tell('number', found);
  return null;
}

function addressOf(found: string, tell: Tell): string | null {
  if (!found) return null;
  if (webUrl.safeParse(found).success) return found;
  tell('source', found);
  return null;
}

// What the settings do not name has no place in a tracker.
function tellRest(post: Post, { topics, verdict, fields, ignore }: Settings, tell: Tell): void {
  const named = new Set<string | undefined | null>([
    topics.taxonomy,
    verdict.taxonomy,
    verdict.field,
    ...Object.values(fields),
    ...ignore,
  ]);
  for (const { taxonomy, label } of post.terms)
    if (!named.has(taxonomy)) tell('term', `${taxonomy}: ${plainText(label)}`);
  for (const [field, values] of post.fields)
    if (!named.has(field) && values.length > 0) tell('field', `${field}: ${inShort(values.join(', '))}`);
}

function shortened(words: string, limit: number, cut: (whole: string) => void = () => undefined): string {
  if (words.length <= limit) return words;
  cut(words);
  return `${words
    .slice(0, limit - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .replace(/\s+\S*$/, '')}…`;
}
