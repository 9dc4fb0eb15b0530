// What those who show a link make of our pages' heads: the libraries that systems for publishing and chat use for it.
import { getPreviewFromContent } from 'link-preview-js';
import openGraph from 'open-graph-scraper';
import { unfurl } from 'unfurl.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PublishedPledge } from '../../data/published.ts';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';
import { type Installation, startInstallation } from './installation.ts';

const LONG_TITLE = `Reopen the ferry ${'and the quay '.repeat(14)}`.slice(0, 200).trim();

let site: Installation;

beforeAll(async () => {
  site = await startInstallation();
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

type Card = {
  by: string;
  title: unknown;
  author?: unknown;
  site?: unknown;
  published?: unknown;
  modified?: unknown;
};

/** What each of them would show of a page. */
async function cards(path: string): Promise<Card[]> {
  const address = site.desk.origin + path;
  const html = await (await fetch(address)).text();
  const { result } = await openGraph({ html });
  const unfurled = await unfurl(address);
  const preview = await getPreviewFromContent({
    headers: { 'content-type': 'text/html' },
    data: html,
    url: address,
  });
  const { title, author, siteName } = preview as Record<string, unknown>;
  return [
    {
      by: 'open-graph-scraper',
      title: result.ogTitle,
      author: result.author,
      site: result.ogSiteName,
      published: result.articlePublishedTime,
      modified: result.articleModifiedTime,
    },
    {
      by: 'unfurl',
      title: unfurled.open_graph?.title,
      author: unfurled.author,
      site: unfurled.open_graph?.site_name,
    },
    { by: 'link-preview-js', title, author, site: siteName },
  ];
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
  const { verdict, title, by, language, timezone, updatedAt } = (await answer.json()) as PublishedPledge;
  const label = verdict.label[language] ?? verdict.label.en;
  const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: timezone!,
  });
  const day = verdict.publishedAt && ` (${days.format(new Date(verdict.publishedAt))})`;
  const iso = (instant: string | null) => instant && new Date(instant).toISOString();
  for (const card of await cards(path)) {
    expect(card).toMatchObject({ author: by.name, site: by.name });
    expect([card.by, card.title]).toEqual([card.by, `${label}${day ?? ''}: ${title}`]);
    if ('published' in card && verdict.publishedAt) {
      expect([card.by, iso(card.published as string)]).toEqual([card.by, iso(verdict.publishedAt)]);
      expect([card.by, iso(card.modified as string)]).toEqual([card.by, iso(updatedAt)]);
    }
  }
});

test.each(['/linked', '/jazira', '/uk-2017'])('the page of %s is shown as its desk’s', async (path) => {
  const name = path === '/uk-2017' ? 'Vote for Policies' : 'Test Desk';
  for (const card of await cards(path)) expect(card).toMatchObject({ author: name, site: name });
});

test('what a page says of its language is what Open Graph knows', async () => {
  for (const [path, locale] of [
    ['/linked/a-ferry', 'en_GB'],
    ['/jazira/a-ferry', 'ar_EG'],
  ] as const) {
    const html = await (await fetch(site.desk.origin + path)).text();
    expect(html).toContain(`<meta property="og:locale" content="${locale}"/>`);
    expect(html).toContain('<meta name="twitter:card" content="summary"/>');
  }
});
