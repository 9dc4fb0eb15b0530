// What readers and editors do, on the production build, in every engine: read the article and a pledge's page, be on a
// page that is not kind to what it embeds, sign in to the desk, write and publish.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { untilPublished } from '../../scripts/desk-client.ts';
import { bringInSeeds } from '../../scripts/seed.ts';
import { type DeskInstallation, newToken, startDesk } from '../e2e/desk.ts';
import { foundTracker, publishPledge } from '../e2e/desk-pledge.ts';
import { BARRIERS, hostPages, SUPPORT } from '../e2e/host-pages.ts';
import { type Publisher, startPublisher } from '../e2e/publisher.ts';
import { freePort } from '../free-port.ts';
import { Chromium } from './chromium.ts';
import type { Engine } from './engine.ts';
import { Firefox } from './firefox.ts';
import { Reader } from './reader.ts';
import { WebKit } from './webkit.ts';

// In a frame whose origin is null nobody can look: the page in it says to the one around it how it is.
const TELLS = `<script>setInterval(() => parent.postMessage({ origin, loaded: document.querySelectorAll(':state(loaded)').length }, '*'), 100)</script>`;
const HEARS = `<script>addEventListener('message', ({ data }) => (window.told = data))</script>
  <iframe sandbox="allow-scripts" src="/telling" width="900" height="900"></iframe>`;

const ALL_LOADED = `(() => {
  const elements = [...document.querySelectorAll('pledge-badge, pledge-card, pledge-summary, pledge-list')];
  for (const element of elements) if (!element.matches(':state(loaded)')) element.scrollIntoView();
  return elements.length === 6 && elements.every((element) => element.matches(':state(loaded)'));
})()`;

let site: DeskInstallation;
let publisher: Publisher;
let robin: string;

beforeAll(async () => {
  site = await startDesk({ DEMONSTRATION: 'on' });
  const { origin } = site.desk;
  await bringInSeeds(site.desk);
  await foundTracker(site.desk);
  robin = await newToken(site.desk, 'Robin', 'editor');
  await untilPublished(site.desk);
  const pages = hostPages(origin);
  const plain = pages['/plain']?.body ?? '';
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  publisher = await startPublisher({
    ...pages,
    '/telling': { body: plain + TELLS },
    '/hearing': { body: HEARS },
    '/no-script': { body: plain, headers: { 'content-security-policy': `script-src 'none'` } },
    '/gone': { body: plain.replaceAll(origin, nowhere) },
  });
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

describe.each(['chromium', 'firefox', 'webkit'])('in %s', (name) => {
  let engine: Engine;
  let reader: Reader;

  beforeAll(async () => {
    engine =
      name === 'chromium' ? new Chromium(site.browser) : name === 'firefox' ? new Firefox() : new WebKit();
    reader = new Reader(engine);
    // A busy machine takes its time to start a browser, which is no test's.
    await engine.open('about:blank');
  });
  afterAll(() => engine.close());

  const badge = (pledge: string) => `document.querySelector('pledge-badge[pledge="${pledge}"]')`;
  const inBadge = (pledge: string, part: string) =>
    `${badge(pledge)}.shadowRoot?.querySelector('[part~="${part}"]')`;

  test('the article shows its verdicts, opens the card of one, and leads to the page of its pledge', async () => {
    await engine.open(`${site.desk.origin}/demo`);
    for (const pledge of [BARRIERS, SUPPORT])
      await reader.until(`${badge(pledge)}.matches(':state(loaded)')`);
    expect(await engine.evaluate(`${inBadge(BARRIERS, 'link')}.textContent`)).toBe('Broken');
    expect(await engine.evaluate(`${inBadge(SUPPORT, 'link')}.textContent`)).toBe('Done');
    expect(await engine.evaluate(`${inBadge(BARRIERS, 'link')}.ariaLabel`)).toMatch(
      /^Broken: Remove barriers .*Vote for Policies.*16 May 2019/,
    );
    const summary = `document.querySelector('pledge-summary')`;
    await engine.evaluate(`${summary}.scrollIntoView()`);
    await reader.until(`${summary}.shadowRoot?.textContent.includes('35 of about 694') ?? false`);

    await reader.point(inBadge(BARRIERS, 'badge'));
    await reader.until(`${inBadge(BARRIERS, 'card')}?.checkVisibility() ?? false`);
    expect(
      await engine.evaluate(`(() => {
        const { left, right, top, bottom } = ${inBadge(BARRIERS, 'card')}.getBoundingClientRect();
        return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      })()`),
    ).toBe(true);
    await engine.mouseClick('left');
    await reader.until(`location.pathname === ${JSON.stringify(`/${BARRIERS}`)}`);
    await reader.see('heading', 'Remove barriers to the integration of care before April 2018');
    expect(await reader.text('.ruling .verdict')).toBe('Broken');
    // Its stylesheet is there, and it is no wider than its window.
    expect(await engine.evaluate('getComputedStyle(document.body).fontFamily')).toContain('Georgia');
    expect(await engine.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test.each(['/strict', '/plain', '/isolated', '/lit-first', '/lit-second'])(
    'on the host page %s every element is live and no policy is violated',
    async (path) => {
      publisher.reports.length = 0;
      await engine.open(publisher.origin + path);
      await reader.until(ALL_LOADED);
      expect(await engine.evaluate(`${inBadge(BARRIERS, 'link')}.ariaLabel`)).toMatch(/^Broken: /);
      expect(await engine.evaluate(`${inBadge(SUPPORT, 'link')}.textContent`)).toBe('Done');
      if (path.startsWith('/lit')) expect(await reader.text('#app')).toBe('Ours');
      if (path === '/isolated') expect(await engine.evaluate('crossOriginIsolated')).toBe(true);
      expect(await engine.evaluate('[document.cookie, localStorage.length, sessionStorage.length]')).toEqual([
        '',
        0,
        0,
      ]);
      // A browser's own wish for an icon may be reported too.
      expect(publisher.reports.filter((report) => !report.includes('/favicon.ico'))).toEqual([]);
    },
  );

  test('in a sandboxed frame, whose origin is null, the elements are live', async () => {
    await engine.open(`${publisher.origin}/hearing`);
    await reader.until(`window.told?.origin === 'null' && window.told.loaded >= 2`);
  });

  test.each(['/no-script', '/gone'])(
    'on the host page %s readers have the text of the page',
    async (path) => {
      await engine.open(publisher.origin + path);
      const text = await reader.text('body');
      for (const part of ['It is Broken.', 'One pledge', 'All verdicts', 'Newest verdicts'])
        expect(text).toContain(part);
    },
  );

  test('an editor signs in to the desk, writes, publishes, and readers have it', async () => {
    const slug = `ferry-in-${name}`;
    await publishPledge(site.desk, slug);
    await untilPublished(site.desk);
    await engine.open(`${site.desk.origin}/desk/pledges/test-tracker/${slug}`);
    await reader.fill('Token', robin);
    await reader.click('button', 'Sign in');
    await reader.see('heading', 'Reopen the ferry');
    // The session is in the browser, not in the page.
    await engine.open(`${site.desk.origin}/desk/pledges/test-tracker/${slug}`);
    await reader.click('field', 'Kept');
    await reader.fill('Headline', `The ferry runs again, says ${name}`);
    await reader.until(`/^Saved|: Saved/m.test(document.querySelector('.bar p')?.textContent.trim())`);
    await engine.press('Control+Enter');
    await reader.see('heading', 'What changes for readers');
    await reader.fill('What readers are told', 'The first crossing was today.');
    await engine.press('Control+Enter');
    await reader.see('heading', 'Published');

    await untilPublished(site.desk);
    await engine.open(`${site.desk.origin}/test-tracker/${slug}`);
    expect(await reader.text('body')).toContain(`The ferry runs again, says ${name}`);
    expect(await reader.text('body')).toContain('The first crossing was today.');
    expect(await reader.text('.ruling .verdict')).toBe('Kept');
  });
});
