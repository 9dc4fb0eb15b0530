// The frames, as other people's pages hold them: in WordPress's sandbox, in AMP's, and in a plain one.
import { brotliCompressSync } from 'node:zlib';
import type { Frame, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, startInstallation } from './installation.ts';
import { type Publisher, startPublisher } from './publisher.ts';

const PLEDGE = 'uk-2017/plant-11-million-trees';

/** Of a frame's own document, in brotli: the scripts and the stylesheet have their budget in the build. */
const MOST_DOCUMENT_BYTES = 700;

const HTML = 'text/html; charset=utf-8';

let site: Installation;
let publisher: Publisher;

beforeAll(async () => {
  site = await startInstallation({ isPublic: true });
  const { origin } = site.desk;
  const page = (attributes: string, path: string, style = '') => ({
    body: `<!doctype html><html lang="en" style="${style}"><title>Article</title>
      <script>window.heard = []; addEventListener('message', ({ data, origin }) => heard.push({ ...data, origin }));</script>
      <p>Before</p><iframe ${attributes} src="${origin}${path}" width="600" height="360" frameborder="0"></iframe><p>After</p></html>`,
  });
  const wordpress = 'sandbox="allow-scripts" security="restricted"';
  publisher = await startPublisher({
    '/favicon.ico': { body: '' },
    '/wordpress': page(wordpress, `/embed/card/${PLEDGE}?as-of=2019-05-20#?secret=aB3dE`),
    '/fragment': page(wordpress, `/embed/card/${PLEDGE}#x#?secret=aB3dE`),
    '/amp': page(
      'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"',
      `/embed/card/${PLEDGE}#amp=1`,
    ),
    '/plain': page('', `/embed/card/${PLEDGE}`),
    '/dark': page('', `/embed/card/${PLEDGE}?theme=dark`, 'background:#111;color:#eee'),
    '/dark-auto': page('', `/embed/card/${PLEDGE}`, 'background:#111;color:#eee'),
    '/dark-scheme': page('', `/embed/card/${PLEDGE}`, 'background:#111;color:#eee;color-scheme:dark'),
    '/light': page('', `/embed/card/${PLEDGE}?theme=light`),
    '/summary': page(wordpress, '/embed/summary/uk-2017?view=donut#?secret=aB3dE'),
    '/list': page(wordpress, '/embed/list/uk-2017?limit=3#?secret=aB3dE'),
  });
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

type Heard = {
  message?: string;
  sentinel?: string;
  type?: string;
  value?: number | string;
  height?: number;
} & {
  secret?: string;
  origin: string;
  src?: string;
};

async function openFrame(path: string): Promise<{ page: Page; frame: Frame; complaints: string[] }> {
  const page = await site.browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(publisher.origin + path);
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1] as Frame;
  await frame.waitForFunction(() =>
    document.querySelector('pledge-card, pledge-summary, pledge-list')?.matches(':state(loaded)'),
  );
  return { page, frame, complaints };
}

function heard(page: Page): Promise<Heard[]> {
  return page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
}

function heightOf(frame: Frame): Promise<number> {
  return frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
}

test('in WordPress’s sandbox the card is live, tells its height with the secret, and again when it is asked', async () => {
  const { page, frame, complaints } = await openFrame('/wordpress');
  expect(await frame.evaluate(() => origin)).toBe('null');
  const height = await heightOf(frame);
  await expect
    .poll(async () => (await heard(page)).filter(({ message }) => message === 'height').at(-1))
    .toEqual({ message: 'height', value: height, secret: 'aB3dE', origin: 'null' });
  const before = (await heard(page)).length;
  await page.evaluate(() =>
    document.querySelector('iframe')?.contentWindow?.postMessage({ message: 'ready' }, '*'),
  );
  await expect.poll(async () => (await heard(page)).length).toBeGreaterThan(before);
  // A narrower column makes it higher.
  await page.evaluate(() => document.querySelector('iframe')?.setAttribute('width', '320'));
  await expect
    .poll(async () => Number((await heard(page)).filter(({ message }) => message === 'height').at(-1)?.value))
    .toBeGreaterThan(height);
  expect(complaints).toEqual([]);
  await page.close();
});

test('the secret is found wherever in the fragment WordPress has put it', async () => {
  const { page } = await openFrame('/fragment');
  await expect.poll(async () => (await heard(page)).some(({ secret }) => secret === 'aB3dE')).toBe(true);
  await page.close();
});

test('with a secret each link of the card asks to be led to our own host', async () => {
  const { page, frame } = await openFrame('/wordpress');
  const links = frame.locator('pledge-card a');
  const hrefs = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(hrefs.length).toBeGreaterThan(2);
  for (const href of hrefs) expect(new URL(href).origin, href).toBe(site.desk.origin);
  await frame.getByRole('link', { name: 'Vote for Policies' }).click();
  await expect
    .poll(async () => (await heard(page)).filter(({ message }) => message === 'link'))
    .toEqual([{ message: 'link', value: `${site.desk.origin}/${PLEDGE}`, secret: 'aB3dE', origin: 'null' }]);
  expect(page.url()).toBe(`${publisher.origin}/wordpress`);
  await page.close();
});

test('AMP is told that the frame is ready and how high it is, and a link opens a tab of its own', async () => {
  const { page, frame } = await openFrame('/amp');
  const height = await heightOf(frame);
  await expect
    .poll(() => heard(page))
    .toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sentinel: 'amp', type: 'embed-ready' }),
        expect.objectContaining({ sentinel: 'amp', type: 'embed-size', height }),
        expect.objectContaining({ type: 'pledgemark:height', height }),
      ]),
    );
  const opened = page.context().waitForEvent('page');
  await frame
    .getByRole('link', { name: /^Plant 11 million trees/ })
    .first()
    .click();
  const tab = await opened;
  await tab.waitForURL(`${site.desk.origin}/${PLEDGE}`);
  expect(await tab.evaluate(() => opener)).toBeNull();
  await page.close();
});

test('summary and list are frames as well', async () => {
  for (const [path, what] of [
    ['/summary', 'figure, [part=chart], svg'],
    ['/list', 'li'],
  ] as const) {
    const { page, frame, complaints } = await openFrame(path);
    await frame.locator('pledge-summary, pledge-list').locator(what).first().waitFor();
    await expect.poll(async () => (await heard(page)).some(({ message }) => message === 'height')).toBe(true);
    expect(complaints).toEqual([]);
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/frame${path.replace('/', '-')}.png` });
    await page.close();
  }
});

test('a frame keeps nothing, names its full page, is no page for search engines, and reads without a script', async () => {
  const answer = await fetch(`${site.desk.origin}/embed/card/${PLEDGE}?as-of=2019-05-20`);
  const html = await answer.text();
  expect(answer.headers.get('x-frame-options')).toBeNull();
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('content-security-policy')).not.toContain('frame-ancestors');
  expect(html).toContain(`<link rel="canonical" href="${site.desk.origin}/${PLEDGE}"/>`);
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).toMatch(
    /<pledge-card [^>]*as-of="2019-05-20"[^>]*><a href="[^"]+">In progress: Plant 11 million trees\. Verdict by Vote for Policies, 15 January 2019<\/a>/,
  );
});

test('its ground is its own in each theme, so that its words can be read on any page', async () => {
  for (const [path, ground] of [
    ['/dark', 'rgb(24, 24, 24)'],
    ['/light', 'rgb(255, 255, 255)'],
  ] as const) {
    const { page, frame } = await openFrame(path);
    expect(await frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      ground,
    );
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/frame-${path.slice(1)}.png` });
    await page.close();
  }
});

test('what a query may not set is not set, and what is not there is 404 in a frame too', async () => {
  const { origin } = site.desk;
  const html = async (path: string) => (await fetch(origin + path)).text();
  expect(
    await html(`/embed/card/${PLEDGE}?theme="><script>&as-of=yesterday&lang=<b>&utm_source=x`),
  ).toContain(`<pledge-card pledge="${PLEDGE}"><a `);
  expect(await html('/embed/summary/uk-2017?category=none&view=pie')).toContain(
    '<pledge-summary tracker="uk-2017"><a ',
  );
  expect(await html('/embed/list/uk-2017?limit=0&outcome=done')).toContain(
    '<pledge-list tracker="uk-2017"><a ',
  );
  for (const path of ['card/uk-2017', 'other/uk-2017'])
    expect((await fetch(`${origin}/embed/${path}`)).status, path).toBe(404);
  // In words for the reader of the article, with a link that leads to us.
  for (const path of ['card/uk-2017/none', 'card/none/none', 'summary/none', 'list/%00']) {
    const answer = await fetch(
      `${origin}/embed/${path}${path === 'summary/none' ? '?theme=pink' : '?theme=dark'}`,
    );
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, HTML]);
    const html = await answer.text();
    expect(html).toContain(path === 'summary/none' ? 'data-theme="auto"' : 'data-theme="dark"');
    expect(html).toContain(`There is no verdict at this address. <a href="${origin}/">`);
    expect(answer.headers.get('content-security-policy')).not.toContain('frame-ancestors');
  }
});

test('until its stylesheet is there a frame is see-through, so no dark page sees a white flash', async () => {
  const styles = '**/embed/frame.css';
  for (const [path, scheme] of [
    ['/dark', 'light'],
    ['/dark', 'dark'],
    ['/dark-auto', 'light'],
    ['/dark-auto', 'dark'],
    ['/dark-scheme', 'light'],
    ['/dark-scheme', 'dark'],
  ] as const) {
    const context = await site.browser.newContext({ colorScheme: scheme });
    const page = await context.newPage();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isAsked = false;
    await page.route(styles, async (route) => {
      isAsked = true;
      await held;
      await route.continue();
    });
    await page.goto(publisher.origin + path, { waitUntil: 'commit' });
    await expect.poll(() => isAsked).toBe(true);
    const frame = page.locator('iframe');
    const shades = async () => {
      const png = await frame.screenshot({ timeout: 60_000 });
      const { channels } = await sharp(png).stats();
      return channels.slice(0, 3).map(({ max }) => max);
    };
    // The page's own #111, and nothing that is lighter.
    expect([path, scheme, await shades()]).toEqual([path, scheme, [17, 17, 17]]);
    release();
    await page
      .frames()[1]!
      .waitForFunction(() => document.querySelector('pledge-card')?.matches(':state(loaded)'));
    await context.close();
  }
});

test('a frame asks for nothing but the element and its own two files, and keeps nothing', async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${publisher.origin}/plain`);
  const frame = page.frames()[1] as Frame;
  await frame.waitForFunction(() => document.querySelector('pledge-card')?.matches(':state(loaded)'));
  const paths = asked.filter((path) => !['/plain', '/favicon.ico'].includes(path)).map(unnumbered);
  expect(paths.toSorted()).toEqual([
    '/api/v1/pledges/uk-2017/plant-11-million-trees',
    '/embed/card/uk-2017/plant-11-million-trees',
    '/embed/chunks/views.js',
    '/embed/frame.css',
    '/embed/frame.js',
    '/embed/v1.js',
  ]);
  const html = Buffer.from(await (await fetch(`${site.desk.origin}/embed/card/${PLEDGE}`)).text());
  expect(brotliCompressSync(html).length).toBeLessThan(MOST_DOCUMENT_BYTES);
  expect(await context.cookies()).toEqual([]);
  const kept = await frame.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  expect(kept).toEqual([0, 0, 0, 0]);
  await context.close();
});

/** A file's name without the hash in it. */
function unnumbered(path: string): string {
  return path.replace(/-[0-9a-f]{6}(?=\.js$)/, '');
}
