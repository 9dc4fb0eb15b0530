// Every form of snippet that was ever shown, on today's script: what publishers have pasted goes on to work.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReleases } from '../../scripts/releases.ts';
import { formsIn, readCorpus, type Shown } from '../corpus/corpus.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Pages, type Publisher, startPublisher } from './publisher.ts';

const ROOT = join(import.meta.dirname, '../..');
const corpus = readCorpus();
const known = new Set(corpus.flatMap(({ text }) => formsIn(text)));

let site: Installation;
let publisher: Publisher;

beforeAll(async () => {
  site = await startInstallation({ isPublic: true });
  const { releases } = await readReleases();
  const integrity = releases.at(-1)?.integrity ?? '';
  const pages: Pages = { '/favicon.ico': { body: '' } };
  for (const { name, text } of corpus) {
    const here = text
      .replaceAll('https%3A%2F%2FORIGIN', encodeURIComponent(site.desk.origin))
      .replaceAll('https://ORIGIN', site.desk.origin)
      .replaceAll('sha384-HASH', integrity);
    const body = name.endsWith('.md') ? await marked.parse(here) : here;
    pages[`/${name}`] = {
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><main>${body}</main></html>`,
    };
  }
  publisher = await startPublisher(pages);
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

/** Opens a snippet on the publisher's page; one with addresses of its own host on the installation, as it was shown. */
async function open({ name, text }: Shown): Promise<{ page: Page; complaints: string[] }> {
  const page = await site.browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  // Nothing outside this machine is asked.
  await page.route(/^https:\/\/img\.shields\.io\//, (route) =>
    route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    }),
  );
  const isOurs = text.includes(' src="/');
  if (isOurs)
    await page.route(`${site.desk.origin}/demo`, async (route) =>
      route.fulfill({ response: await route.fetch({ url: `${publisher.origin}/${name}` }) }),
    );
  await page.goto(isOurs ? `${site.desk.origin}/demo` : `${publisher.origin}/${name}`);
  return { page, complaints };
}

test.each(corpus)('$name ($since) is live, or is left as it was pasted', async (shown) => {
  const { page, complaints } = await open(shown);
  // What has to be live, or be left alone: nothing else is said by what was pasted.
  await page.waitForFunction(() => {
    const elements = [...document.querySelectorAll('pledge-badge, pledge-card, pledge-summary, pledge-list')];
    const live = elements.filter((element) => element.getAttribute('live') !== 'off');
    for (const element of live) if (!element.matches(':state(loaded)')) element.scrollIntoView();
    return live.every((element) => element.matches(':state(loaded)'));
  });
  const links = page.locator('main > p > a:not(:has(img)), main > a:not(:has(img))');
  const script = page.locator('script[data-links]');
  if ((await script.count()) > 0) {
    const isOn = (await script.getAttribute('data-links')) !== 'false';
    if (isOn) await links.first().locator('xpath=following-sibling::*[1][self::pledge-badge]').waitFor();
    else await page.waitForLoadState('networkidle');
    expect(await page.locator('pledge-badge').count()).toBe(isOn ? await links.count() : 0);
  }
  const seen = await page.evaluate(() => {
    const elements = [...document.querySelectorAll('pledge-badge, pledge-card, pledge-summary, pledge-list')];
    return elements.map((element) => {
      const fallback = element.querySelector('a')?.getClientRects().length ?? 0;
      return { element: element.outerHTML, isLive: element.getAttribute('live') !== 'off', fallback };
    });
  });
  // What was pasted is hidden where the verdict stands in its place, and only there.
  for (const { element, isLive, fallback } of seen) expect(fallback > 0, element).toBe(!isLive);
  for (const image of await page.locator('img').all())
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  for (const source of await page
    .locator('iframe:visible')
    .evaluateAll((all) => all.map((frame) => (frame as HTMLIFrameElement).src)))
    await liveFrame(page, source);
  for (const data of decodedIn(shown.text))
    expect(await (await fetch(data)).json()).toMatchObject({ schemaVersion: 1 });
  expect(complaints).toEqual([]);
  await page.close();
});

async function liveFrame(page: Page, source: string): Promise<void> {
  await page.locator(`iframe[src="${source}"]`).scrollIntoViewIfNeeded();
  await expect.poll(() => page.frames().some((frame) => frame.url() === source)).toBe(true);
  const frame = page.frames().find((each) => each.url() === source);
  await frame?.waitForFunction(() =>
    document.querySelector('pledge-card, pledge-summary, pledge-list')?.matches(':state(loaded)'),
  );
}

/** What shields.io would ask us for. */
function decodedIn(text: string): string[] {
  return [...text.matchAll(/endpoint\?url=([^)"]+)/g)].map(([, address = '']) =>
    decodeURIComponent(address).replace('https://ORIGIN', site.desk.origin),
  );
}

test('each snippet says since when it is shown, and where', () => {
  for (const { name, since, where, text } of corpus) {
    expect(since, name).toMatch(/^2\d{3}-\d\d-\d\d$/);
    expect(where, name).not.toBe('');
    expect(formsIn(text).length, name).toBeGreaterThan(0);
  }
  expect(corpus.length).toBeGreaterThan(20);
});

test('each form that the docs and the demonstration show today is in the corpus', () => {
  const files = ['README.md', 'data/README.md', ...globSync('docs/*.md', { cwd: ROOT })];
  const blocks = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^```(?:html|md)\n(.*?)^```/gms)].map(
      ([, block = '']) => block,
    ),
  );
  const article = readFileSync(join(ROOT, 'widgets/demo/demo.html'), 'utf8');
  const quoted = article.match(/<(pledge-\w+|script)\b[\s\S]*?<\/\1>/g) ?? [];
  const shown = [...blocks, ...quoted].flatMap(formsIn);
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((form) => !known.has(form))).toEqual([]);
});

test('each form that a pledge’s page and an oEmbed answer show today is in the corpus', async () => {
  const { origin } = site.desk;
  const page = await (await fetch(`${origin}/uk-2017/plant-11-million-trees`)).text();
  const [, escaped = ''] = /class="snippet".*?<code>(.*?)<\/code>/s.exec(page) ?? [];
  const snippet = escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  const answers = ['uk-2017/plant-11-million-trees', 'uk-2017', 'uk-2017?category=health'].map(
    async (path) => {
      const answer = await fetch(`${origin}/oembed?url=${encodeURIComponent(`${origin}/${path}`)}`);
      return (await answer.json()).html as string;
    },
  );
  const shown = [snippet, ...(await Promise.all(answers))].flatMap(formsIn);
  expect(shown.length).toBe(2 + 3 * 3);
  expect(shown.filter((form) => !known.has(form))).toEqual([]);
});
