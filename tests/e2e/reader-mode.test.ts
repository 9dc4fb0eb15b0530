// What a reader mode makes of the pages, by the library that Firefox's is made of.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listing, PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { type Installation, startInstallation } from './installation.ts';

const READABILITY = readFileSync(
  new URL('../../node_modules/@mozilla/readability/Readability.js', import.meta.url),
  'utf8',
);

let site: Installation;
let page: Page;

beforeAll(async () => {
  site = await startInstallation();
  const { desk } = site;
  // The least that can be published, in two directions; one of them withdrawn.
  for (const [id, language] of [
    ['brief', 'en'],
    ['jazira', 'ar'],
  ] as const) {
    await ask(desk, '/trackers', { method: 'POST', body: aTracker({ id, language, name: 'T' }) });
    for (const slug of ['one', 'two', 'withdrawn']) {
      const path = `/trackers/${id}/pledges`;
      const verdict = aVerdict({ headline: 'Begun', summary: 'It has begun.' });
      const body = { slug, ...aPledge({ title: `Pledge ${slug}`, verdict }) };
      await ask(desk, path, { method: 'POST', body });
      await ask(desk, `${path}/${slug}/publish`, { method: 'POST', body: { note: 'New.' }, version: 1 });
    }
    const note = { note: 'It was never promised.' };
    await ask(desk, `/trackers/${id}/pledges/withdrawn/retract`, { method: 'POST', body: note, version: 2 });
  }
  await untilPublished(desk);
  page = await (await site.browser.newContext({ bypassCSP: true })).newPage();
});

afterAll(() => site?.close());

type Article = { title: string; byline: string; publishedTime: string | null; lines: string[] };

async function extracted(path: string): Promise<Article & { text: string }> {
  await page.goto(site.desk.origin + path);
  const article = await page.evaluate<Article>(`${READABILITY};
    const { title, byline, publishedTime, content } = new Readability(document.cloneNode(true)).parse();
    const box = document.createElement('div');
    box.innerHTML = content;
    const lines = [...box.querySelectorAll('p, h1, h2, h3, li, blockquote, figcaption, dt, dd')];
    ({ title, byline, publishedTime, lines: lines.map((line) => line.textContent.replace(/\\s+/g, ' ').trim()) })`);
  return { ...article, text: article.lines.join('\n') };
}

async function read<Document>(path: string): Promise<Document> {
  return (await fetch(`${site.desk.origin}/api/v1${path}`)).json() as Promise<Document>;
}

async function slugsOf(tracker: string): Promise<string[]> {
  const { pledges } = await read<Listing>(`/trackers/${tracker}/pledges`);
  return pledges.map(({ slug }) => slug);
}

test.each(['uk-2017', 'example-harbour', 'brief', 'jazira'])(
  'of each pledge of %s it gives verdict, desk, date, promise and reasons, and no form',
  async (id) => {
    const { language, timezone } = await read<PublishedTracker>(`/trackers/${id}`);
    const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'long',
      timeZone: timezone,
    });
    for (const slug of await slugsOf(id)) {
      const pledge = await read<PublishedPledge>(`/pledges/${id}/${slug}`);
      const { verdict, by, promise, status, evidence } = pledge;
      const label = verdict.label[language] ?? verdict.label.en ?? '';
      const on = verdict.publishedAt && days.format(new Date(verdict.publishedAt));
      const isWithdrawn = status === 'retracted';
      const said =
        language === 'ar'
          ? `${isWithdrawn ? 'هيئة التحرير' : 'جهة التقييم'}: ${by.name}`
          : `${isWithdrawn ? 'Withdrawn' : 'Verdict'} by ${by.name}`;
      const comma = language === 'ar' ? '،' : ',';
      const article = await extracted(`/${id}/${slug}`);
      expect([slug, article.lines]).toEqual([
        slug,
        expect.arrayContaining([
          expect.stringContaining(`${label} ${said}${on ? `${comma} ${on}` : ''}`),
          promise.quote.replace(/\s+/g, ' '),
          expect.stringContaining(pledge.manifesto.title),
        ]),
      ]);
      const reasons = verdict.body || verdict.summary;
      const words = reasons
        .replaceAll(/\[([^\]]*)\]\([^)]*\)|[*_]/g, '$1')
        .split('\n', 1)[0]
        ?.trim();
      expect(article.text).toContain(words);
      for (const { title } of evidence) expect(article.text).toContain(title);
      expect(article.title).toBe(`${label}${on ? ` (${on})` : ''}: ${pledge.title}`);
      expect([article.byline, article.publishedTime]).toEqual([by.name, verdict.publishedAt]);
      expect(article.text).not.toMatch(
        /Your suggestion|Cite and embed|room for debate|Follow|اقتراحكم|الاقتباس والتضمين|باب النقاش/,
      );
    }
  },
);

test.each(['uk-2017', 'example-harbour', 'brief', 'jazira'])(
  'of the page of %s it gives each title behind its label',
  async (id) => {
    const { language, publisher } = await read<PublishedTracker>(`/trackers/${id}`);
    const { pledges } = await read<Listing>(`/trackers/${id}/pledges?limit=50`);
    const { lines, byline } = await extracted(`/${id}`);
    expect(byline).toBe(publisher.name);
    expect(pledges.length).toBeGreaterThan(2);
    for (const { title, verdict } of pledges) {
      const label = verdict.label[language] ?? verdict.label.en ?? '';
      const line = lines.find((line) => line.includes(title));
      expect(line?.slice(0, line.indexOf(title)).trim()).toBe(label);
    }
  },
);
