// `/embed`: the embed builder. What is looked for and chosen is in the address, so that it works without a script, and the
// desk and every page can lead to it with a pledge chosen already.
import type { Context } from 'hono';
import type {
  PublishedPledge,
  PublishedTracker,
  SearchIndex,
  TrackerIndex,
  Trackers,
} from '../../data/published.ts';
import { type Choice, FORMS, type Part, type Quote, THEMES } from '../../data/snippets.ts';
import { LANGUAGES, type Language } from '../../data/words/languages.ts';
import { pastedAddress } from '../embeds/address.ts';
import { findPledge, findTracker } from '../embeds/find.ts';
import { partNamed } from '../embeds/part.ts';
import { pledgeQuote, trackerQuote } from '../embeds/quote.ts';
import { listPledges, MOST_QUERY_CHARACTERS } from '../listing.ts';
import { isLanguage, localizerFor } from '../localizer.ts';
import { EmbedBuilderPage, type EmbedBuilderProps, MOST_FOUND, WIDTHS } from '../pages/embed-builder.tsx';
import { BUILDER_LANGUAGE, languageOfMost, localizerForPage } from '../pages/page-localizer.ts';
import { indexKey, isName, readParsed, searchIndexKey, trackersKey } from '../published.ts';
import { read } from './reading.ts';

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
  const { [BUILDER_LANGUAGE]: spoken, ...here } = asked;
  const chosen = isLanguage(spoken) ? spoken : undefined;
  const own = subject?.tracker.language ?? languageOfMost(all?.document ?? { trackers: [] });
  const l10n = await localizerForPage(chosen, own);
  if (pasted && subject) return redirectTo(subject, chosen);
  // Whoever looks for a pledge has not chosen its tracker.
  const quote = subject && !listing ? await quoteOf(subject) : null;
  const missing = faultOf(named, subject, q);
  const page = (
    <EmbedBuilderPage
      l10n={l10n}
      here={`/embed?${new URLSearchParams(here)}`.replace(/\?$/, '')}
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
    readParsed<SearchIndex>(published, searchIndexKey(tracker)),
  ]);
  if (!index) return null;
  return listPledges(index.document, words?.document ?? null, { q, sort: 'updated', limit: MOST_FOUND });
}

async function quoteOf({ tracker, pledge, part }: Subject): Promise<Quote> {
  const l10n = await localizerFor(tracker.language);
  return pledge ? pledgeQuote(tracker, pledge, l10n) : trackerQuote(tracker, part, l10n);
}

// A value that is none counts as not chosen, as on a page.
function choiceOf({ kind }: Quote, asked: Record<string, string>): Choice {
  const [usual] = FORMS[kind];
  return {
    form: FORMS[kind].find((form) => form === asked.form) ?? usual,
    theme: THEMES.find((theme) => theme === asked.theme) ?? 'auto',
    lang: Object.keys(LANGUAGES).find((lang) => lang === asked.lang) ?? null,
    asOf: `${new Date().toISOString().slice(0, '2026-11-30T07:00:00'.length)}Z`,
    width: WIDTHS.find((width) => `${width}` === asked.width) ?? WIDTHS[1],
  };
}

/** Why nothing can be embedded; null where something can, or nothing was named yet. */
function faultOf(named: Named | null, subject: Subject | null, q: string): EmbedBuilderProps['missing'] {
  if (subject) return null;
  if (q.includes('/')) return 'builder.noAddress';
  if (!named) return null;
  if (named.slug !== null) return 'builder.noPledge';
  return isWhole(named.part) ? 'builder.noTracker' : 'builder.noPart';
}

function redirectTo({ tracker, pledge, part: { category, facet } }: Subject, chosen?: Language): Response {
  const query = new URLSearchParams(
    pledge
      ? { pledge: `${tracker.id}/${pledge.slug}` }
      : { tracker: tracker.id, ...(category ? { category } : {}), ...(facet ? { facet } : {}) },
  );
  if (chosen) query.set(BUILDER_LANGUAGE, chosen);
  return new Response(null, {
    status: 302,
    headers: { location: `/embed?${query}`, 'cache-control': 'no-store' },
  });
}
