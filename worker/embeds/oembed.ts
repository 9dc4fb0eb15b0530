// oEmbed 1.0 (oembed.com) for whoever pastes an address of ours into a CMS. Its `html` has three layers on one line, and each
// reader of it is left with one: who runs scripts has the element; WordPress drops what it does not know and keeps the
// sentence and the frame; who drops frames too has the sentence, which is dated, with its link.
import { tag, toHtml } from '../../data/markup.ts';
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { elementTag, frameTag, originOf, type Part, type Quote, scriptTag } from '../../data/snippets.ts';
import type { Localizer } from '../localizer.ts';
import { pledgeQuote, trackerQuote } from './quote.ts';

/** For how many seconds a consumer may keep an answer: what it shows by itself is live all the same. */
const CACHE_AGE_SECONDS = 3600;

/** In pixels, where a consumer says nothing or more. */
const USUAL = { width: 600, pledge: 360, tracker: 300 };

/** The size of the pictures of `/badge/{tracker}/{slug}.png`, in pixels. */
const THUMBNAIL = { thumbnail_width: 1200, thumbnail_height: 630 };

/** What a consumer asks for; sizes are in pixels, `asOf` is the day or instant of its article. */
export type Wanted = { asOf: string; maxwidth?: number | undefined; maxheight?: number | undefined };

/** A tracker, or a part of it. */
export type EmbeddedTracker = { tracker: PublishedTracker; part: Part };

/** The answer of a pledge's address. */
export function pledgeEmbed(
  tracker: PublishedTracker,
  pledge: PublishedPledge,
  l10n: Localizer,
  wanted: Wanted,
) {
  const quote = pledgeQuote(tracker, pledge, l10n);
  return {
    ...answerOf(quote, tracker, wanted),
    thumbnail_url: `${originOf(quote)}/badge/${quote.id}.png`,
    ...THUMBNAIL,
  };
}

/** The answer of a tracker's address: its summary, or that of the part that the address names. */
export function trackerEmbed({ tracker, part }: EmbeddedTracker, l10n: Localizer, wanted: Wanted) {
  return answerOf(trackerQuote(tracker, part, l10n), tracker, wanted);
}

function answerOf(
  quote: Quote,
  { publisher }: PublishedTracker,
  { asOf, maxwidth = USUAL.width, maxheight }: Wanted,
) {
  const origin = originOf(quote);
  const [form, usualHeight] =
    quote.kind === 'pledge' ? (['card', USUAL.pledge] as const) : (['summary', USUAL.tracker] as const);
  const width = Math.min(maxwidth, USUAL.width);
  const height = Math.min(maxheight ?? usualHeight, usualHeight);
  const sentence = tag('blockquote', {}, tag('a', { href: quote.url }, quote.sentence));
  // Not `hidden`: a theme's own `display` for frames would show the card twice. `width="100%"` fills a column.
  const frame = frameTag(quote, form, { asOf }, { style: 'display:none', height: `${height}` });
  return {
    version: '1.0',
    type: 'rich',
    title: quote.kind === 'pledge' ? quote.heading : quote.title,
    provider_name: publisher.name,
    provider_url: origin,
    author_name: publisher.name,
    author_url: publisher.url,
    cache_age: CACHE_AGE_SECONDS,
    width,
    height,
    html: [elementTag(quote, form, { asOf }, sentence), scriptTag(origin), frame].map(toHtml).join(''),
  };
}
