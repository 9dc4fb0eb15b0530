// What those who show a link make of our pages' heads, and readers of our feeds: the libraries that systems for publishing,
// for chat and for feeds use for it.
import { extractFromXml } from '@extractus/feed-extractor';
import { extract } from '@extractus/oembed-extractor';
import { getPreviewFromContent } from 'link-preview-js';
import metascraper from 'metascraper';
import metascraperAuthor from 'metascraper-author';
import metascraperDate from 'metascraper-date';
import metascraperDescription from 'metascraper-description';
import metascraperImage from 'metascraper-image';
import metascraperLogo from 'metascraper-logo';
import metascraperPublisher from 'metascraper-publisher';
import metascraperTitle from 'metascraper-title';
import metascraperUrl from 'metascraper-url';
import openGraph from 'open-graph-scraper';
import RssParser from 'rss-parser';
import { unfurl } from 'unfurl.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PublishedPledge } from '../../data/published.ts';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';
import { type Installation, startInstallation } from './installation.ts';

const LONG_TITLE = `Reopen the ferry ${'and the quay '.repeat(14)}`.slice(0, 200).trim();

let site: Installation;

beforeAll(async () => {
  site = await startInstallation({ isPublic: true });
  const { desk } = site;
  const subject = { name: 'Test Council', party: 'The Party', term: { start: '2024-05-07' } };
  for (const [id, language] of [
    ['linked', 'en'],
    ['jazira', 'ar'],
  ] as const) {
    await ask(desk, '/trackers', { method: 'POST', body: aTracker({ id, language, subject }) });
    for (const [slug, title] of [
      ['ferry', language === 'ar' ? 'إعادة تشغيل العبّارة' : 'Reopen the ferry'],
      ['long', LONG_TITLE],
      ['withdrawn', 'Buy a boat'],
    ] as const) {
      const path = `/trackers/${id}/pledges`;
      await ask(desk, path, { method: 'POST', body: { slug: `a-${slug}`, ...aPledge({ title }) } });
      await ask(desk, `${path}/a-${slug}/publish`, { method: 'POST', body: { note: 'New.' }, version: 1 });
    }
    const body = { note: 'It was never promised.' };
    await ask(desk, `/trackers/${id}/pledges/a-withdrawn/retract`, { method: 'POST', body, version: 2 });
  }
  await untilPublished(desk);
});

afterAll(() => site?.close());

// What Ghost makes its bookmark cards with.
const scrape = metascraper([
  metascraperAuthor(),
  metascraperDate({ datePublished: true, dateModified: true }),
  metascraperDescription(),
  metascraperImage(),
  metascraperLogo(),
  metascraperPublisher(),
  metascraperTitle(),
  metascraperUrl(),
]);

/** What of a page they show. `undefined` is what one of them does not look for. */
type Card = {
  title: unknown;
  author?: unknown;
  site?: unknown;
  image?: unknown;
  alt?: unknown;
  size?: unknown;
  published?: unknown;
  modified?: unknown;
};

/** What each of the five would show of a page. */
async function cards(path: string): Promise<Record<string, Card>> {
  const url = site.desk.origin + path;
  const html = await (await fetch(url)).text();
  const { result } = await openGraph({ html });
  const [ogImage] = result.ogImage ?? [];
  const unfurled = await unfurl(url);
  const [image] = unfurled.open_graph?.images ?? [];
  const headers = { 'content-type': 'text/html' };
  const preview = (await getPreviewFromContent({ headers, data: html, url })) as Record<string, unknown>;
  const [previewImage] = preview.images as string[];
  const scraped = await scrape({ html, url });
  const embed = await extract(url);
  return {
    'open-graph-scraper': {
      title: result.ogTitle,
      author: result.author,
      site: result.ogSiteName,
      image: ogImage?.url,
      alt: ogImage?.alt,
      size: [Number(ogImage?.width), Number(ogImage?.height)],
      published: result.articlePublishedTime,
      modified: result.articleModifiedTime,
    },
    unfurl: {
      title: unfurled.open_graph?.title,
      author: unfurled.author,
      site: unfurled.open_graph?.site_name,
      image: image?.url,
      alt: image?.alt,
      size: [image?.width, image?.height],
    },
    'link-preview-js': {
      title: preview.title,
      author: preview.author,
      site: preview.siteName,
      image: previewImage,
    },
    metascraper: {
      title: scraped.title,
      author: scraped.author,
      site: scraped.publisher,
      image: scraped.image,
      published: scraped.datePublished,
      modified: scraped.dateModified,
    },
    'oembed-extractor': { title: embed.title, author: embed.author_name, site: embed.provider_name },
  };
}

test.each([
  '/linked/a-ferry',
  '/linked/a-long',
  '/linked/a-withdrawn',
  '/jazira/a-ferry',
  '/jazira/a-withdrawn',
  '/uk-2017/plant-11-million-trees',
  '/uk-2017/meet-the-nato-commitment-to-spend-at-least-2-of-gdp-on-defence', // of a day that is not known
])('%s is shown with its verdict and day, and as its desk’s', async (path) => {
  const answer = await fetch(`${site.desk.origin}/api/v1/pledges${path}`);
  const { verdict, status, title, by, language, timezone, updatedAt } =
    (await answer.json()) as PublishedPledge;
  const withdrawn = status === 'retracted';
  const picture = `${site.desk.origin}/embed/outcomes/${withdrawn ? 'retracted' : verdict.outcome}.png`;
  const label = verdict.label[language] ?? verdict.label.en;
  const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: timezone!,
  });
  const day = verdict.publishedAt && ` (${days.format(new Date(verdict.publishedAt))})`;
  const iso = (instant: unknown) => instant && new Date(String(instant)).toISOString();
  const headline = `${label}${day ?? ''}: ${title}`;
  const whose =
    language === 'ar'
      ? `${withdrawn ? 'هيئة التحرير' : 'جهة التقييم'}: \u2068${by.name}\u2069`
      : `${withdrawn ? 'Withdrawn' : 'Verdict'} by ${by.name}`;
  const sentence = `${label}: ${title}. ${whose}`;
  for (const [consumer, card] of Object.entries(await cards(path))) {
    // oEmbed's title is that of a card which is live.
    const shown = consumer === 'oembed-extractor' ? `${label}: ${title}` : headline;
    expect([consumer, card]).toMatchObject([consumer, { title: shown, author: by.name, site: by.name }]);
    if ('image' in card) expect([consumer, card.image]).toEqual([consumer, picture]);
    if ('size' in card) expect([consumer, card.size]).toEqual([consumer, [1200, 630]]);
    if ('alt' in card) expect([consumer, card.alt]).toEqual([consumer, expect.stringContaining(sentence)]);
    if ('published' in card && verdict.publishedAt) {
      expect([consumer, iso(card.published)]).toEqual([consumer, iso(verdict.publishedAt)]);
      expect([consumer, iso(card.modified)]).toEqual([consumer, iso(updatedAt)]);
    }
  }
});

test.each(['/linked', '/jazira', '/uk-2017'])('the page of %s is shown as its desk’s', async (path) => {
  const name = path === '/uk-2017' ? 'Vote for Policies' : 'Test Desk';
  const image = `${site.desk.origin}/embed/outcomes/none.png`;
  for (const [consumer, card] of Object.entries(await cards(path))) {
    expect([consumer, card]).toMatchObject([consumer, { author: name, site: name }]);
    if ('image' in card) expect([consumer, card.image]).toEqual([consumer, image]);
  }
  const picture = await fetch(image);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
});

test('what a page says of its language is what Open Graph knows', async () => {
  for (const [path, locale] of [
    ['/linked/a-ferry', 'en_GB'],
    ['/jazira/a-ferry', 'ar_EG'],
  ] as const) {
    const html = await (await fetch(site.desk.origin + path)).text();
    expect(html).toContain(`<meta property="og:locale" content="${locale}"/>`);
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image"/>');
  }
});

test('a page’s own link leads each consumer to the embed of exactly this page', async () => {
  for (const path of ['/linked/a-ferry', '/jazira/a-ferry', '/uk-2017']) {
    const embed = await extract(site.desk.origin + path, { maxwidth: 480 });
    expect(embed).toMatchObject({ type: 'rich', version: '1.0', width: 480 });
    expect(String(embed.html)).toContain(`<a href="${site.desk.origin}${path}">`);
    const { oEmbed } = await unfurl(site.desk.origin + path);
    expect(oEmbed).toMatchObject({ type: 'rich', title: embed.title });
  }
});

test.each(['/linked', '/jazira/a-withdrawn', '/jazira/corrections'])(
  'readers of feeds understand that of %s',
  async (path) => {
    const { origin } = site.desk;
    const xml = await (await fetch(`${origin}${path}/feed.atom`)).text();
    const extracted = extractFromXml(xml);
    const parsed = await new RssParser().parseString(xml);
    const sent = (await (await fetch(`${origin}${path}/feed.json`)).json()) as {
      title: string;
      items: { id: string; title: string; url: string }[];
    };
    expect(sent.items.length).toBeGreaterThan(0);
    const expected = sent.items.map(({ id, title, url }) => ({ id, title, link: url }));
    expect(extracted.entries?.map(({ id, title, link }) => ({ id, title, link }))).toEqual(expected);
    expect(parsed.items.map(({ id, title, link }) => ({ id, title, link }))).toEqual(expected);
    expect([extracted.title, parsed.title]).toEqual([sent.title, sent.title]);
    const icon = await fetch(`${origin}/assets/icon.png`);
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/png']);
  },
);
