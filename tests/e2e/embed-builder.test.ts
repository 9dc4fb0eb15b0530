// The embed builder at work: what it shows, what it copies, and each form that it copies at work in somebody's article.
import { createHash } from 'node:crypto';
import { marked } from 'marked';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORMS } from '../../data/snippets.ts';
import { REVIEWED } from '../../data/words/languages.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Pages, type Publisher, startPublisher } from './publisher.ts';

const PLEDGE = 'uk-2017/plant-11-million-trees';
const SENTENCE = 'In progress: Plant 11 million trees. Verdict by Vote for Policies, 15 January 2019';

let site: Installation;
let context: BrowserContext;
let publisher: Publisher;
const articles: Pages = { '/favicon.ico': { body: '' } };

beforeAll(async () => {
  site = await startInstallation({ isPublic: true });
  context = await site.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  publisher = await startPublisher(articles);
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

/** Opens the builder, and collects what browsers complain of. */
async function open(query: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto(`${site.desk.origin}/embed${query}`);
  return { page, complaints };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}

/** Presses the button, and answers what is in the clipboard. */
async function copied(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy the line' }).click();
  await page.getByText('Copied.', { exact: true }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** An article that has the line in it, under a policy that allows what the builder said, and nothing else. */
async function read(line: string, policy: string, head = ''): Promise<{ page: Page; complaints: string[] }> {
  const { origin } = site.desk;
  const path = `/article-${Object.keys(articles).length}`;
  const styles = "style-src 'unsafe-inline'";
  articles[path] = {
    body: `<!doctype html><html lang="en-GB"><title>Article</title>${head}<main><p>Before</p><div id="pasted">${line}</div><p id="after">After</p></main>`,
    headers: { 'content-security-policy': `default-src 'none'; ${styles}; ${policy}` },
  };
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto(publisher.origin + path);
  expect(line).toContain(origin);
  return { page, complaints };
}

const policyOf = (page: Page) => page.locator('#policy').textContent() as Promise<string>;

/** What a form has to be in an article before it counts as working. */
const WORKS: Record<string, (page: Page) => Promise<unknown>> = {
  badge: (page) => page.locator('pledge-badge:state(loaded)').waitFor(),
  card: (page) => page.locator('pledge-card:state(loaded)').getByText('Evidence and history').waitFor(),
  summary: (page) => page.locator('pledge-summary:state(loaded)').getByText('33 of 33 assessed').waitFor(),
  list: (page) => page.locator('pledge-list:state(loaded)').locator('li').nth(9).waitFor(),
  frame: (page) => page.frameLocator('iframe').getByText('Evidence and history').waitFor(),
  'summary-frame': (page) => page.frameLocator('iframe').getByText('33 of 33 assessed').waitFor(),
  'list-frame': (page) => page.frameLocator('iframe').locator('li').nth(9).waitFor(),
  link: (page) => page.locator('a + pledge-badge:state(loaded)').waitFor(),
  svg: untilDrawn,
  png: untilDrawn,
  markdown: untilDrawn,
};

async function untilDrawn(page: Page): Promise<void> {
  const image = page.getByRole('img', { name: SENTENCE });
  await expect.poll(() => image.evaluate((drawn: HTMLImageElement) => drawn.naturalWidth)).toBeGreaterThan(0);
}

test.each([
  ...FORMS.pledge.filter((form) => form !== 'shields').map((form) => [form, `?pledge=${PLEDGE}`] as const),
  ...FORMS.tracker.filter((form) => form !== 'link').map((form) => [form, '?tracker=uk-2017'] as const),
  ['summary', '?tracker=uk-2017&category=environment'] as const,
])('what is copied as %s works in an article under the policy that is named for it', async (form, query) => {
  const { page, complaints } = await open(query);
  await page.locator(`input[value="${form}"]`).check();
  const isBlock = /card|summary|list|frame/.test(form);
  // The height is found out as soon as the preview is there.
  if (isBlock) await expect.poll(() => page.textContent('#snippet')).not.toMatch(/(384|448|360)(px|")/);
  const text = await copied(page);
  expect(text).toBe(await page.textContent('#snippet'));
  const [, asOf] = /as-of="([^"]+)"|as-of=([^"]+)/.exec(text) ?? [];
  if (asOf) expect(Math.abs(Date.now() - Date.parse(asOf))).toBeLessThan(60_000);
  const policy = await policyOf(page);
  expect(complaints).toEqual([]);
  const line = form === 'markdown' ? await marked.parse(text) : text;
  const article = await read(
    line,
    policy,
    '<style>#pasted { width: 480px; font: 18px/1.6 system-ui }</style>',
  );
  const before = isBlock ? await article.page.locator('#pasted > *').first().boundingBox() : null;
  if (form !== 'summary' || !query.includes('category')) await WORKS[form]?.(article.page);
  else await article.page.locator('pledge-summary:state(loaded)').waitFor();
  expect(article.complaints).toEqual([]);
  // As high as it was before its data were there.
  const after = isBlock ? await article.page.locator('#pasted > *').first().boundingBox() : null;
  expect(after?.height).toBe(before?.height);
  await article.page.close();
  await page.close();
});

test('shields.io is led to data that it understands', async () => {
  const { page } = await open(`?pledge=${PLEDGE}&form=shields`);
  const text = await copied(page);
  const [, encoded = ''] = /\(https:\/\/img\.shields\.io\/endpoint\?url=([^)]+)\)/.exec(text) ?? [];
  const data = await (await fetch(decodeURIComponent(encoded))).json();
  expect(data).toMatchObject({
    schemaVersion: 1,
    label: 'Plant 11 million trees',
    message: expect.any(String),
  });
  // What others draw is not asked for here.
  await page.getByText('shields.io draws this image').first().waitFor();
  await page.close();
});

test('a pledge is found and its line copied by the keyboard alone', async () => {
  const { page, complaints } = await open('');
  await page.getByLabel('Words of a pledge').focus();
  await page.keyboard.type('million tre');
  await page.getByText('Results: 1').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?pledge=/);
  await page.getByRole('radio', { name: /^Badge/ }).focus();
  await page.keyboard.press('ArrowDown');
  expect(new URL(page.url()).searchParams.get('form')).toBe('card');
  await page.getByLabel('Theme').focus();
  await page.keyboard.type('Dark');
  await page.getByLabel('Language of the line').focus();
  await page.keyboard.type('Deutsch');
  await page.locator('.preview.dark').getByText('Belege und Verlauf').waitFor();
  await page.getByRole('button', { name: 'Copy the line' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Copied.', { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^<pledge-card [^>]*theme="dark" lang="de"/);
  expect(text).toContain('<a href="');
  expect(complaints).toEqual([]);
  // The address is that of what is seen now.
  await page.reload();
  expect(await page.textContent('#snippet')).toMatch(/^<pledge-card [^>]*theme="dark" lang="de"/);
  await page.close();
});

test('only what a form knows of can be chosen for it', async () => {
  const { page } = await open(`?pledge=${PLEDGE}`);
  const choices = async (form: string) => {
    await page.locator(`input[value="${form}"]`).check();
    return page
      .locator('.look select:visible')
      .evaluateAll((all) => all.map((each) => each.getAttribute('name')));
  };
  expect(await choices('badge')).toEqual(['theme', 'lang']);
  expect(await choices('card')).toEqual(['theme', 'lang', 'width']);
  expect(await choices('link')).toEqual([]);
  expect(await choices('png')).toEqual(['width']);
  const languages = await page
    .locator('[name="lang"] option')
    .evaluateAll((all) => all.map((each) => each.getAttribute('value')));
  expect(languages).toEqual(['', ...Object.keys(REVIEWED)]);
  await page.close();
});

test('what is found by typing is in the language of its desk', async () => {
  const { page } = await open('?tracker=uk-2017');
  await page.getByLabel('Words of a pledge').fill('million trees');
  const link = page.getByRole('link', { name: 'Plant 11 million trees' });
  expect(await link.getAttribute('lang')).toBe('en');
  expect(await page.locator('.found li').innerText()).toContain('In progress');
  await page.close();
});

test('the preview is the real element on each paper, and its theme is that of the paper', async () => {
  const { page } = await open(`?pledge=${PLEDGE}`);
  await page.locator('.preview pledge-badge:state(loaded)').nth(2).waitFor();
  const colours = await page
    .locator('.preview pledge-badge')
    .evaluateAll((badges) =>
      badges.map((badge) => getComputedStyle(badge.shadowRoot!.querySelector('a')!).color),
    );
  expect(new Set(colours).size).toBe(2);
  expect(colours[0]).toBe(colours[2]);
  await page.close();
});

test('on a phone the sentence of a preview is whole, and begins where its language does on a page that is turned round', async () => {
  const { page } = await open(`?pledge=${PLEDGE}&in=ar`);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.locator('.preview pledge-badge:state(loaded)').nth(2).waitFor();
  const sentences = await page.locator('.preview p').evaluateAll((all) =>
    all.map((sentence) => {
      const { clientWidth, scrollWidth } = sentence.closest('.preview')!;
      const { direction, textAlign } = getComputedStyle(sentence);
      return { isWhole: scrollWidth <= clientWidth && clientWidth <= 320, direction, textAlign };
    }),
  );
  expect(sentences).toEqual(Array(3).fill({ isWhole: true, direction: 'ltr', textAlign: 'start' }));
  await page.close();
});

test('for security teams there is a pinned release with its hash and a rule, if releases are kept', async () => {
  const { page } = await open(`?pledge=${PLEDGE}&form=card`);
  // One that is like every release, but named after what is there in any build: today’s script.
  const script = new Uint8Array(await (await fetch(`${site.desk.origin}/embed/v1.js`)).arrayBuffer());
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  const releases = [
    { version: '0.9.0', path: '/embed/0.9.0.js', integrity: 'sha384-old' },
    { version: '0.10.0', path: '/embed/v1.js', integrity },
    { version: '0.2.0', path: '/embed/0.2.0.js', integrity: 'sha384-older' },
  ];
  await page.route('**/embed/manifest.json', (route) => route.fulfill({ json: { releases } }));
  await page.getByText('For your security team').click();
  await page.locator('#pinned-line').waitFor();
  await expect
    .poll(() => page.textContent('#rule'))
    .toMatch(/^\.pledge-room \{ display: block; min-block-size: \d+px \}$/);
  const line = (await page.textContent('#pinned-line'))!;
  expect(line).toContain(`src="${site.desk.origin}/embed/v1.js" integrity="${integrity}"`);
  expect(line).not.toContain('style=');
  const article = await read(line, await policyOf(page), `<style>${await page.textContent('#rule')}</style>`);
  await WORKS.card?.(article.page);
  expect(article.complaints).toEqual([]);
  // A script with one byte more would not run.
  const wrong = await read(line.replace('sha384-', 'sha384-A'), await policyOf(page));
  await expect.poll(() => wrong.complaints.join()).toContain('integrity');
  for (const each of [page, article.page, wrong.page]) await each.close();
});

test('the release that is offered is one that is kept, with its true hash', async () => {
  const { page } = await open(`?pledge=${PLEDGE}&form=card`);
  await page.getByText('For your security team').click();
  await expect.poll(() => page.textContent('#pinned-line')).toContain('integrity="sha384-');
  const line = (await page.textContent('#pinned-line'))!;
  const article = await read(line, await policyOf(page), `<style>${await page.textContent('#rule')}</style>`);
  await WORKS.card?.(article.page);
  expect(article.complaints).toEqual([]);
  for (const each of [page, article.page]) await each.close();
});

test('without a list of releases nothing is offered that may be wrong', async () => {
  const { page } = await open(`?pledge=${PLEDGE}&form=card`);
  await page.route('**/embed/manifest.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByText('For your security team').click();
  await expect.poll(() => page.textContent('#policy')).toContain('script-src');
  expect(await page.locator('#pinned').isVisible()).toBe(false);
  await page.close();
});

test('a network that is gone is told where it is missed, and the line is there all the same', async () => {
  const { page } = await open(`?pledge=${PLEDGE}`);
  await page.locator('.preview pledge-badge:state(loaded)').first().waitFor();
  await context.setOffline(true);
  await page.getByLabel('Words of a pledge').fill('trees');
  await page.getByText('There is no connection, so nothing could be looked for.').waitFor();
  for (const form of [/^Frame/, /^Image with words/]) {
    await page.getByRole('radio', { name: form }).check();
    await page.getByText('The preview could not be loaded').waitFor();
  }
  expect(await copied(page)).toContain(`/badge/${PLEDGE}.svg`);
  await context.setOffline(false);
  await page.getByLabel('Words of a pledge').fill('million trees');
  await page.getByText('Results: 1').waitFor();
  await page.getByRole('radio', { name: /^Badge/ }).check();
  await expect.poll(() => page.textContent('#preview-told')).toBe('');
  await page.close();
});

test('in German it says what is found, copied and missed in German, and the line keeps a language of its own', async () => {
  const { page, complaints } = await open(`?pledge=${PLEDGE}&form=card&lang=es&in=de`);
  await page.locator('.preview.dark').getByText('Pruebas e historial').waitFor();
  await page.getByRole('button', { name: 'Zeile kopieren' }).click();
  await page.getByText('Kopiert.', { exact: true }).waitFor();
  expect(await page.textContent('#snippet')).toContain('lang="es"');
  await page.getByLabel('Wörter eines Versprechens').fill('million tre');
  await page.getByText('Treffer: 1').waitFor();
  await page.locator('.found a').click();
  await page.waitForURL(/in=de/);
  expect(await page.getAttribute('html', 'lang')).toBe('de');
  await page.getByRole('radio', { name: /^shields/ }).check();
  await page.getByText('shields.io zeichnet dieses Bild').first().waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test('where a browser forbids copying, the line is selected and it says so', async () => {
  const { page } = await open(`?pledge=${PLEDGE}`);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Copy the line' }).click();
  await page.getByText('The line is selected').waitFor();
  expect(await page.evaluate(() => String(getSelection()))).toBe(await page.textContent('#snippet'));
  await page.close();
});

test('without JavaScript the form makes the line, too', async () => {
  const plain = await site.browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${site.desk.origin}/embed?tracker=uk-2017&q=million+trees`);
  await page.getByRole('link', { name: 'Plant 11 million trees' }).click();
  await page.getByRole('radio', { name: /^Plain link/ }).check();
  await page.getByRole('button', { name: 'Make the line' }).click();
  expect(await page.textContent('#snippet')).toMatch(
    /^<a href="[^"]+" data-as-of="[^"]+">Plant 11 million trees<\/a>/,
  );
  expect(await page.getByRole('button', { name: 'Copy the line' }).isVisible()).toBe(false);
  await plain.close();
});
