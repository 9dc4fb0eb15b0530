// `/embed`: the embed builder. What is looked for and chosen is in the address, so that it works without a script, and the
// desk and every page can lead to it with a pledge chosen already.
import type { Context } from 'hono';
import type {
  PublishedPledge,
  PublishedTracker,
  TrackerIndex,
  Trackers,
  TrackerWords,
} from '../../data/published.ts';
import { type Choice, FORMS, type Part, type Quote, THEMES } from '../../data/snippets.ts';
import { pastedAddress } from '../embeds/address.ts';
import { findPledge, findTracker } from '../embeds/find.ts';
import { partNamed } from '../embeds/part.ts';
import { pledgeQuote, trackerQuote } from '../embeds/quote.ts';
import { listPledges } from '../listing.ts';
import {
  EMBED_LANGUAGES,
  EmbedBuilderPage,
  type EmbedBuilderProps,
  MOST_FOUND,
  WIDTHS,
} from '../pages/embed-builder.tsx';
import { indexKey, readParsed, trackersKey, wordsKey } from '../published.ts';
import { MOST_QUERY_CHARACTERS } from './pledge-list.ts';
import { isName, read } from './reading.ts';

type Asked = Context<{ Bindings: Env }>;

/** What an address of the builder names. */
type Subject = { tracker: PublishedTracker; pledge: PublishedPledge | null; part: Part };

export async function embedBuilder(context: Asked): Promise<Response> {
  const asked = context.req.query();
  const { PUBLISHED, PUBLIC_ORIGIN } = context.env;
  const q = (asked.q ?? '').slice(0, MOST_QUERY_CHARACTERS).trim();
  // Whoever has the address of a page need not look for it.
  const pasted = q.includes('/') ? pastedAddress(q, PUBLIC_ORIGIN) : null;
  const named = pasted
    ? pasted
    : namedBy(asked.pledge, asked.tracker, { category: asked.category, facet: asked.facet });
  const found = await read(context, () =>
    Promise.all([
      readParsed<Trackers>(PUBLISHED, trackersKey),
      named && findSubject(PUBLISHED, named),
      named && !pasted && q && isName(named.tracker) ? search(PUBLISHED, named.tracker, q) : null,
    ]),
  );
  if (found instanceof Response) return found;
  const [all, subject, listing] = found;
  if (pasted && subject) return leadTo(subject);
  // Whoever looks for a pledge has not chosen its tracker.
  const quote = subject && !listing ? quoteOf(subject) : null;
  const missing = faultOf(named, subject, q);
  const page = (
    <EmbedBuilderPage
      origin={PUBLIC_ORIGIN}
      trackers={all?.document.trackers ?? []}
      subject={subject}
      quote={quote}
      choice={quote && choiceOf(quote, asked)}
      q={q}
      listing={listing}
      missing={missing}
    />
  );
  return new Response(`<!doctype html>${page.toString()}`, {
    status: missing ? 404 : 200,
    // The line in it knows at what time it was made.
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  });
}

type Named = { tracker: string; slug: string | null; part: Part };

function namedBy(pledge = '', tracker = '', { category, facet }: Part): Named | null {
  if (pledge) {
    const [ofPledge = '', slug = '', ...more] = pledge.split('/');
    return { tracker: more.length > 0 ? '' : ofPledge, slug, part: {} };
  }
  const part = { category: category || undefined, facet: facet || undefined };
  return tracker ? { tracker, slug: null, part } : null;
}

async function findSubject(published: KVNamespace, { tracker, slug, part }: Named): Promise<Subject | null> {
  if (!isName(tracker) || (slug !== null && !isName(slug))) return null;
  const found = await (slug === null
    ? findTracker(published, tracker)
    : findPledge(published, tracker, slug));
  if (!found) return null;
  if (slug !== null || isWhole(part)) return { ...found, part: {} };
  return partNamed(found.tracker, part) && { ...found, part };
}

function isWhole({ category, facet }: Part): boolean {
  return category === undefined && facet === undefined;
}

async function search(published: KVNamespace, tracker: string, q: string) {
  const [index, words] = await Promise.all([
    readParsed<TrackerIndex>(published, indexKey(tracker)),
    readParsed<TrackerWords>(published, wordsKey(tracker)),
  ]);
  if (!index) return null;
  return listPledges(index.document, words?.document ?? null, { q, sort: 'updated', limit: MOST_FOUND });
}

function quoteOf({ tracker, pledge, part }: Subject): Quote {
  return pledge ? pledgeQuote(tracker, pledge) : trackerQuote(tracker, part);
}

// A value that is none counts as not chosen, as on a page.
function choiceOf({ kind }: Quote, asked: Record<string, string>): Choice {
  const [usual] = FORMS[kind];
  return {
    form: FORMS[kind].find((form) => form === asked.form) ?? usual,
    theme: THEMES.find((theme) => theme === asked.theme) ?? 'auto',
    lang: Object.keys(EMBED_LANGUAGES).find((lang) => lang === asked.lang) ?? null,
    asOf: `${new Date().toISOString().slice(0, '2026-11-30T07:00:00'.length)}Z`,
    width: WIDTHS.find((width) => `${width}` === asked.width) ?? WIDTHS[1],
  };
}

/** Why nothing can be embedded, in words; null where something can, or nothing was named yet. */
function faultOf(named: Named | null, subject: Subject | null, q: string): EmbedBuilderProps['missing'] {
  if (subject) return null;
  if (q.includes('/')) return 'No pledge and no tracker of this site is at that address.';
  if (!named) return null;
  if (named.slug !== null) return 'There is no such pledge here. It may be mistyped, or not be published.';
  return isWhole(named.part)
    ? 'There is no such tracker here. It may be mistyped, or not be published.'
    : 'There is no such tracker here, or it has no such category or value.';
}

function leadTo({ tracker, pledge, part: { category, facet } }: Subject): Response {
  const query = new URLSearchParams(
    pledge
      ? { pledge: `${tracker.id}/${pledge.slug}` }
      : { tracker: tracker.id, ...(category ? { category } : {}), ...(facet ? { facet } : {}) },
  );
  return new Response(null, {
    status: 302,
    headers: { location: `/embed?${query}`, 'cache-control': 'no-store' },
  });
}
