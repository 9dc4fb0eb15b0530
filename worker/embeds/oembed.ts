// oEmbed 1.0 (oembed.com) for whoever pastes an address of ours into a CMS. Its `html` has three layers on one line, and each
// reader of it is left with one: who runs scripts has the element; WordPress drops what it does not know and keeps the
// sentence and the frame; who drops frames too has the sentence, which is dated, with its link.
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { dateText, inLanguage } from '../pages/parts.tsx';
import { verdictSentence, verdictTitle } from './sentence.ts';

/** For how many seconds a consumer may keep an answer: what it shows by itself is live all the same. */
const CACHE_AGE_SECONDS = 3600;

/** In pixels, where a consumer says nothing or more. */
const USUAL = { width: 600, pledge: 360, tracker: 300 };

/** The size of the pictures of `/badge/{tracker}/{slug}.png`, in pixels. */
const THUMBNAIL = { thumbnail_width: 1200, thumbnail_height: 630 };

/** What a consumer asks for; sizes are in pixels, `asOf` is the day or instant of its article. */
export type Wanted = { asOf: string; maxwidth?: number | undefined; maxheight?: number | undefined };

/** A tracker, or one category of it. */
export type EmbeddedTracker = { tracker: PublishedTracker; category: string | null };

/** The answer of a pledge's address. */
export function pledgeEmbed(tracker: PublishedTracker, pledge: PublishedPledge, wanted: Wanted) {
  const { origin } = new URL(pledge.url);
  const id = `${tracker.id}/${pledge.slug}`;
  const title = verdictTitle(pledge, tracker);
  const element = `pledge-card pledge="${id}"`;
  return {
    ...frame(origin, title, tracker, wanted, USUAL.pledge, {
      element,
      address: pledge.url,
      sentence: verdictSentence(pledge, tracker),
      source: `${origin}/embed/card/${id}`,
      query: {},
    }),
    thumbnail_url: `${origin}/badge/${id}.png`,
    ...THUMBNAIL,
  };
}

/** The answer of a tracker's address: its summary, or that of the category that the address names. */
export function trackerEmbed({ tracker, category }: EmbeddedTracker, wanted: Wanted) {
  const { origin } = new URL(tracker.url);
  const known = tracker.categories.find(({ id }) => id === category);
  const name = known ? `${tracker.name}: ${inLanguage(known.label, tracker.language)}` : tracker.name;
  const query = known ? { category: known.id } : {};
  return frame(origin, name, tracker, wanted, USUAL.tracker, {
    element: `pledge-summary tracker="${tracker.id}"${known ? ` category="${known.id}"` : ''}`,
    address: `${tracker.url}${known ? `?category=${known.id}` : ''}`,
    sentence: `${name}. Verdicts by ${tracker.publisher.name}, as they stood on ${dateText(new Date().toISOString(), tracker)}`,
    source: `${origin}/embed/summary/${tracker.id}`,
    query,
  });
}

type Layers = {
  element: string;
  address: string;
  sentence: string;
  source: string;
  query: Record<string, string>;
};

function frame(
  origin: string,
  title: string,
  { publisher }: PublishedTracker,
  { asOf, maxwidth = USUAL.width, maxheight }: Wanted,
  usualHeight: number,
  { element, address, sentence, source, query }: Layers,
) {
  const width = Math.min(maxwidth, USUAL.width);
  const height = Math.min(maxheight ?? usualHeight, usualHeight);
  const [tag] = element.split(' ');
  const src = `${source}?${new URLSearchParams({ ...query, 'as-of': asOf })}`;
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: publisher.name,
    provider_url: origin,
    author_name: publisher.name,
    author_url: publisher.url,
    cache_age: CACHE_AGE_SECONDS,
    width,
    height,
    // Not `hidden`: a theme's own `display` for frames would show the card twice. `width="100%"` fills a column.
    html: [
      `<${element} as-of="${asOf}"><blockquote><a href="${escaped(address)}">${escaped(sentence)}</a></blockquote></${tag}>`,
      `<script type="module" async src="${origin}/embed/v1.js"></script>`,
      `<iframe style="display:none" loading="lazy" src="${escaped(src)}" width="100%" height="${height}" frameborder="0" scrolling="no" title="${escaped(title)}"></iframe>`,
    ].join(''),
  };
}

// For text and for attributes in double quotes; a line break would break the one line.
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\s+/g, ' ');
}
