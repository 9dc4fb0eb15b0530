// Hostile texts through every field of the desk, and read back in a browser wherever they appear: they are texts there,
// and nothing else. A new surface is one more line in PAGES, SCREENS, ELEMENTS or FILES.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE } from '../hostile-strings.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { lookThrough, lookThroughFile, setTripwire } from './dom-faults.ts';
import { type Hostile, publishEach } from './hostile-trackers.ts';
import { builtWithMail } from './mail-installation.ts';

/** What harmless texts make of the same fields: whatever a hostile one makes besides is a fault. */
const MARKDOWN =
  'A text, with *emphasis* and **more** and [a link](https://desk.example/).\n\n- a list\n\n1. a list\n\n> a quotation';
const URL_TEXT = 'https://desk.example/';
const HARMLESS = [
  [MARKDOWN, 'Word', URL_TEXT],
  ['Word', URL_TEXT, MARKDOWN],
  [URL_TEXT, MARKDOWN, 'Word'],
];

/** Pages that hold a tracker's texts, or the text itself in their address. */
const PAGES: [name: string, path: (of: Hostile) => string][] = [
  ['all trackers', () => '/'],
  ['the pledge', ({ id }) => `/${id}/the-pledge`],
  ['one that was withdrawn', ({ id }) => `/${id}/withdrawn-pledge`],
  ['the tracker', ({ id }) => `/${id}`],
  ['the tracker, narrowed by a facet', ({ id }) => `/${id}?facet=party:greens`],
  ['its corrections', ({ id }) => `/${id}/corrections`],
  [
    'a search for them',
    ({ id, texts }) => `/${id}?q=${address(texts)}&verdict=${address(texts)}&sort=${address(texts)}`,
  ],
  ['the frame of a card', ({ id }) => `/embed/card/${id}/the-pledge`],
  ['the frame of a summary', ({ id }) => `/embed/summary/${id}?facet=party:greens`],
  ['the frame of a list', ({ id }) => `/embed/list/${id}`],
  ['the embed builder with a pledge', ({ id }) => `/embed?pledge=${id}/the-pledge`],
  ['the embed builder with a part', ({ id }) => `/embed?tracker=${id}&facet=party:greens`],
  [
    'a search in the embed builder',
    ({ id, texts }) => `/embed?tracker=${id}&q=${address(texts)}&facet=${address(texts)}`,
  ],
  ['an address that is not there', ({ texts }) => `/${address(texts)}`],
  ['an address in the tracker that is not there', ({ id, texts }) => `/${id}/${address(texts)}`],
  ['what is kept of mail', ({ texts }) => `/mail/privacy?lang=${address(texts)}`],
  ['a link of no mail', ({ texts }) => `/mail/confirm/${address(texts)}`],
  ['the problems', ({ texts }) => `/docs/problems?${address(texts)}#${address(texts)}`],
];

/** Screens of the desk, for an admin of this tracker alone, and the page that the desk frames. */
const SCREENS: [name: string, path: (of: Hostile) => string][] = [
  ['Today', () => '/desk'],
  ['Inbox', () => '/desk/inbox?all=true'],
  ['Suggestions', ({ id }) => `/desk/suggestions?tracker=${id}`],
  ['closed suggestions', ({ id }) => `/desk/suggestions?tracker=${id}&slug=the-pledge&state=declined`],
  ['Find', ({ texts }) => `/desk/find?q=&state=${address(texts)}`],
  [
    'Find with every column',
    ({ id }) =>
      `/desk/find?tracker=${id}&columns=verdict,reasons,state,category,assignee,owner,due,checked,updated,tracker`,
  ],
  ['One by one', ({ id }) => `/desk/review?list=find&tracker=${id}&at=${id}/the-pledge`],
  ['New', () => '/desk/new'],
  ['Write', ({ id }) => `/desk/pledges/${id}/the-pledge`],
  ['Comments', ({ id }) => `/desk/pledges/${id}/the-pledge#discussion`],
  ['Publish', ({ id }) => `/desk/pledges/${id}/the-pledge/publish`],
  ['History', ({ id }) => `/desk/pledges/${id}/the-pledge/history`],
  ['Open', ({ id }) => `/desk/${id}/open`],
  ['Import', ({ id }) => `/desk/${id}/import`],
  ['People', () => '/desk/people'],
  ['Webhooks', () => '/desk/webhooks'],
  ['Settings', ({ id }) => `/desk/${id}/settings`],
  ['Audit', ({ id, texts }) => `/desk/audit?tracker=${id}&q=${address(texts)}`],
  ['Status', () => '/desk/status'],
  ['the end of a term', ({ id }) => `/desk/${id}/close`],
  ['Trash', () => '/desk/trash'],
  ['of which tracker', () => '/desk/settings'],
  ['an invitation that lets nobody in', ({ texts }) => `/desk/invite#${address(texts)}`],
  ['an address of the desk that is not there', ({ id, texts }) => `/desk/pledges/${id}/${address(texts)}`],
  ['the preview of a tracker', ({ id }) => `/api/v1/desk/trackers/${id}/preview.html`],
  ['the preview', ({ id }) => `/api/v1/desk/trackers/${id}/pledges/the-pledge/preview.html`],
];

/** Elements in a publisher's article; each must have loaded. */
const ELEMENTS: [name: string, html: (of: Hostile) => string][] = [
  [
    'pledge-badge',
    ({ id }) =>
      `<pledge-badge pledge="${id}/the-pledge" outcome="kept" as-of="2019-05-20"><a href="/">Kept</a></pledge-badge>`,
  ],
  [
    'pledge-badge',
    ({ id }) => `<pledge-badge pledge="${id}/withdrawn-pledge"><a href="/">Kept</a></pledge-badge>`,
  ],
  ['pledge-card', ({ id }) => `<pledge-card pledge="${id}/the-pledge"><a href="/">Kept</a></pledge-card>`],
  [
    'pledge-card',
    ({ id }) => `<pledge-card pledge="${id}/withdrawn-pledge"><a href="/">Kept</a></pledge-card>`,
  ],
  ['pledge-summary', ({ id }) => `<pledge-summary tracker="${id}"><a href="/">So far</a></pledge-summary>`],
  [
    'pledge-summary',
    ({ id }) => `<pledge-summary tracker="${id}" view="donut"><a href="/">So far</a></pledge-summary>`,
  ],
  [
    'pledge-summary',
    ({ id }) =>
      `<pledge-summary tracker="${id}" facet="party:greens"><a href="/">So far</a></pledge-summary>`,
  ],
  ['pledge-list', ({ id }) => `<pledge-list tracker="${id}"><a href="/">All</a></pledge-list>`],
];

/** Documents for machines: each is parsed as what it says it is, and what is HTML in them as HTML. */
const FILES: [name: string, path: (of: Hostile) => string][] = [
  ['the pledge as JSON', ({ id }) => `/api/v1/trackers/${id}/pledges/the-pledge`],
  ['the badge as JSON', ({ id }) => `/api/v1/badges?ids=${id}/the-pledge`],
  ['the summary as JSON', ({ id }) => `/api/v1/summaries/${id}`],
  ['the feed as Atom', ({ id }) => `/${id}/feed.atom`],
  ['the feed as JSON', ({ id }) => `/${id}/feed.json`],
  ['the feed of corrections', ({ id }) => `/${id}/corrections/feed.atom`],
  ['the feed of corrections as JSON', ({ id }) => `/${id}/corrections/feed.json`],
  ['oEmbed', ({ id }) => `/oembed?url=${encodeURIComponent(`${site.desk.origin}/${id}/the-pledge`)}`],
  [
    'oEmbed of a part',
    ({ id }) => `/oembed?url=${encodeURIComponent(`${site.desk.origin}/${id}?facet=party:greens`)}`,
  ],
  ['the badge as an image', ({ id }) => `/badge/${id}/the-pledge.svg`],
  ['the badge for shields.io', ({ id }) => `/badge/${id}/the-pledge.json`],
  ['the feed of a pledge', ({ id }) => `/${id}/the-pledge/feed.atom`],
  ['the open data as JSON', ({ id }) => `/api/v1/trackers/${id}/export.json`],
  ['the history', ({ id }) => `/api/v1/trackers/${id}/pledges/the-pledge/history`],
  ['the suggestions at the desk', ({ id }) => `/api/v1/desk/suggestions?tracker=${id}`],
  ['the inbox', () => '/api/v1/desk/inbox'],
  ['the comments at the desk', ({ id }) => `/api/v1/desk/trackers/${id}/pledges/the-pledge/comments`],
  ['the revisions at the desk', ({ id }) => `/api/v1/desk/trackers/${id}/pledges/the-pledge/revisions`],
];

function address(texts: string[]): string {
  return encodeURIComponent(texts.join(' ').toWellFormed());
}

let site: DeskInstallation;
let harmless: Hostile[];
let hostile: Hostile[];
let news: Server;
let context: BrowserContext | undefined;
let fileReader: Awaited<ReturnType<typeof openPage>> | undefined;
/** What each page is made of as long as there are only harmless texts: some pages hold those of every tracker. */
const harmlessPages = new Map<string, Set<string>>();

beforeAll(async () => {
  site = await startDesk({}, builtWithMail());
  harmless = await publishEach(site.desk, HARMLESS, 'harmless');
  const { page } = await openPage();
  for (const [name, path] of PAGES) harmlessPages.set(name, await skeletonOf(page, harmless, path));
  // With its cache: the pages that all trackers are on change with the hostile ones.
  await page.context().close();
  context = undefined;
  hostile = await publishEach(site.desk, Object.values(HOSTILE), 'hostile');
  news = createServer(({ url = '' }, answer) => {
    if (url === '/favicon.ico') return void answer.writeHead(204).end();
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${site.desk.origin}; connect-src ${site.desk.origin}; require-trusted-types-for 'script'; trusted-types pledgemark`,
    );
    answer.end(article(decodeURIComponent(url.slice(1)).split(',')));
  }).listen(0, '127.0.0.1');
}, 300_000);

afterAll(async () => {
  news?.close();
  await site?.close();
});

function article(ids: string[]): string {
  const elements = [...harmless, ...hostile]
    .filter(({ id }) => ids.includes(id))
    .flatMap((each) => ELEMENTS.map(([, html]) => `<p>${html(each)}</p>`));
  return `<!doctype html><title>News</title><script type="module" src="${site.desk.origin}/embed/v1.js"></script>${elements.join('')}`;
}

/**
 * As high as any page, so that all its elements load; painted small, because nobody looks at its pixels or places. All pages are of one
 * browser with one cache.
 */
async function openPage(): Promise<{ page: Page; tripped: string[] }> {
  context ??= await site.browser.newContext({
    viewport: { width: 1200, height: 9000 },
    deviceScaleFactor: 0.1,
  });
  const page = await context.newPage();
  return { page, tripped: await setTripwire(page) };
}

/** A page that fetches documents with the desk's key, one for all of them. */
async function openFileReader() {
  const opened = await openPage();
  await opened.page.setExtraHTTPHeaders({ authorization: `Bearer ${site.desk.token}` });
  await opened.page.goto(`${site.desk.origin}/healthz`);
  return opened;
}

test('every field takes texts of most kinds', () => {
  const kinds = new Map<string, number>();
  for (const { taken } of hostile)
    for (const pointer of taken.keys()) kinds.set(pointer, (kinds.get(pointer) ?? 0) + 1);
  const rarely = [...kinds].filter(
    ([pointer, count]) => count < 5 && !/url|logo|source|email/i.test(pointer),
  );
  expect(rarely).toEqual([]);
});

// The elements of a page have their data after the page itself, as a screen of the desk has; and what stands around a screen comes
// after the screen.
const NOT_YET_THERE = [
  ':root:has(script[src]) :is(pledge-badge, pledge-card, pledge-summary, pledge-list):not(:state(loaded))',
  'desk-app:not(:has(h1))',
  'desk-app:has(.side):not(:has(.side .trackers))',
  'desk-app:has(.side):not(:has(desk-shortcut-list dl))',
  'desk-app:has(.side):not(:has(desk-palette input[aria-activedescendant]))',
  'desk-own-mail:not(:has(details))',
].join();

async function look(page: Page, path: string) {
  await page.goto(site.desk.origin + path);
  const isThere = (parts: string) =>
    !document.querySelector(parts) && !document.querySelector('desk-app')?.textContent?.includes('Loading');
  await page.waitForFunction(isThere, NOT_YET_THERE).catch(async (error) => {
    throw new Error(`${path}: ${await page.innerText('body')}`, { cause: error });
  });
  return lookThrough(page);
}

async function skeletonOf(page: Page, all: Hostile[], path: (of: Hostile) => string): Promise<Set<string>> {
  // As long as an element has not its data, it shows what is inside its tag.
  const skeleton = new Set<string>(['slot']);
  for (const address of new Set(all.map(path)))
    for (const part of (await look(page, address)).skeleton) skeleton.add(part);
  return skeleton;
}

test.each(PAGES)(
  'on the page of %s, a hostile text is a text',
  async (name, path) => {
    const { page, tripped } = await openPage();
    // A page that shows the texts of all of them is looked at once.
    for (const of of new Map(hostile.map((each) => [path(each), each])).values()) {
      const { skeleton, addresses } = await look(page, path(of));
      const strange = skeleton.filter((part) => !harmlessPages.get(name)?.has(part));
      expect({ texts: of.texts, strange, addresses, tripped }).toEqual({
        texts: of.texts,
        strange: [],
        addresses: [],
        tripped: [],
      });
    }
    await page.close();
  },
  300_000,
);

test('on every screen of the desk, a hostile text is a text', async () => {
  const allowed = new Map(SCREENS.map(([name]) => [name, new Set<string>()]));
  for (const all of [harmless, hostile]) {
    const trackers = all.map(({ id }) => id);
    const token = await newToken(site.desk, trackers.join(' ').slice(0, 120), 'admin', trackers);
    const { page, context } = await openSignedIn(site, token, '/desk', { deviceScaleFactor: 0.1 });
    const tripped = await setTripwire(page);
    const ways = all.flatMap((of) => SCREENS.map(([name, path]) => [path(of), { name, of }] as const));
    // A screen that shows the texts of all of them is looked at once.
    for (const [path, { name, of }] of new Map(ways)) {
      const { skeleton, addresses } = await look(page, path);
      const parts = allowed.get(name) ?? new Set();
      if (all === harmless) for (const part of skeleton) parts.add(part);
      // In which language a text is stands at whatever element shows it.
      const strange = skeleton.filter((part) => !parts.has(part) && !part.endsWith('[lang]'));
      expect({ name, texts: of.texts, strange, addresses, tripped }).toEqual({
        name,
        texts: of.texts,
        strange: [],
        addresses: [],
        tripped: [],
      });
    }
    await context.close();
  }
}, 300_000);

test('in the answer to a suggestion that was sent without a script, a hostile text is a text', async () => {
  const { page, tripped } = await openPage();
  const send = async ({ id, texts }: Hostile, url: string) => {
    await page.setExtraHTTPHeaders({ 'cf-connecting-ip': crypto.randomUUID() });
    await page.goto(`${site.desk.origin}/${id}/the-pledge`);
    await Promise.all([
      page.waitForURL(/\/suggestions\?lang=en$/),
      page.evaluate(
        (fields) => {
          const form = document.querySelector<HTMLFormElement>('form.suggestion')!;
          for (const [name, value] of Object.entries(fields))
            (form.elements.namedItem(name) as HTMLInputElement).value = value;
          // Past the page's script and the browser's own checks.
          HTMLFormElement.prototype.submit.call(form);
        },
        { text: texts.join(' ').padEnd(2001, '.'), contact: texts.join(' ').padEnd(201, '.'), url },
      ),
    ]);
    return lookThrough(page);
  };
  // Too long and no address: the form comes back with everything that was in it, and with what is wrong.
  const allowed = new Set<string>();
  for (const of of harmless) for (const part of (await send(of, 'no address')).skeleton) allowed.add(part);
  for (const of of hostile) {
    const { skeleton, addresses } = await send(of, of.texts.join(' '));
    const strange = skeleton.filter((part) => !allowed.has(part));
    expect({ texts: of.texts, strange, addresses, tripped }).toEqual({
      texts: of.texts,
      strange: [],
      addresses: [],
      tripped: [],
    });
  }
  await page.close();
}, 300_000);

test('what was taken stands on the page as it was written', async () => {
  const { page } = await openPage();
  for (const { id, taken } of hostile) {
    await page.goto(`${site.desk.origin}/${id}/the-pledge`);
    const text = await page.evaluate(() => document.body.textContent ?? '');
    expect(await page.locator('h1').textContent()).toBe(taken.get('/title') ?? 'Reopen the ferry');
    for (const pointer of ['/title', '/promise/quote', '/evidence/0/title', '/responses/0/text'])
      expect(text).toContain(taken.get(pointer) ?? '');
  }
  await page.close();
});

test('in an article under a strict policy, the elements and the card of a badge show hostile texts as texts', async () => {
  const { page, tripped } = await openPage();
  const { port } = news.address() as AddressInfo;
  const waiting = (name: string) =>
    page.evaluate((tag) => document.querySelectorAll(`${tag}:not(:state(loaded))`).length, name);
  const look = async (of: Hostile[]) => {
    await page.goto(`http://127.0.0.1:${port}/${of.map(({ id }) => id)}`);
    for (const [name] of ELEMENTS)
      await expect
        .poll(async () => [await waiting(name), ...tripped], {
          timeout: 20_000,
        })
        .toEqual([0]);
    const seen = [await lookThrough(page)];
    // Those in the rows of a list make no call, and have no card.
    for (const badge of await page.locator('pledge-badge:not([live])').all()) {
      await badge.locator('.badge a').hover();
      await badge.locator('.hover:popover-open').waitFor();
      seen.push(await lookThrough(page));
      // It lies over the badges below, and a pointer that stays would open another as the page is scrolled.
      await page.mouse.move(0, 0);
      await page.keyboard.press('Escape');
    }
    return {
      skeleton: seen.flatMap(({ skeleton }) => skeleton),
      addresses: seen.flatMap(({ addresses }) => addresses),
    };
  };
  const allowed = new Set((await look(harmless)).skeleton);
  for (let at = 0; at < hostile.length; at += 4) {
    const some = hostile.slice(at, at + 4);
    const { skeleton, addresses } = await look(some);
    const strange = skeleton.filter((part) => !allowed.has(part));
    expect({ some: some.map(({ texts }) => texts), strange, addresses, tripped }).toMatchObject({
      strange: [],
      addresses: [],
      tripped: [],
    });
  }
  await page.close();
}, 300_000);

test.each(FILES)(
  '%s is parsed as what it says it is, with nothing in it that harmless texts do not make',
  async (_, path) => {
    fileReader ??= await openFileReader();
    const { page, tripped } = fileReader;
    const lookInto = (of: Hostile) => lookThroughFile(page, site.desk.origin + path(of));
    const allowed = new Set<string>();
    for (const of of harmless)
      for (const name of await lookInto(of)) allowed.add(name.replace('harmless', 'hostile'));
    for (const of of hostile) {
      const strange = (await lookInto(of)).filter((name) => !allowed.has(name));
      expect({ texts: of.texts, strange, tripped }).toEqual({ texts: of.texts, strange: [], tripped: [] });
    }
  },
  300_000,
);

test('no cell of the spreadsheet is a formula', async () => {
  for (const { id, texts } of hostile) {
    const csv = await (await fetch(`${site.desk.origin}/api/v1/trackers/${id}/export.csv`)).text();
    const cells = parse(csv, { bom: true }).flat();
    expect(cells.length).toBeGreaterThan(50);
    expect({ texts, formulas: cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/u.test(cell)) }).toEqual({
      texts,
      formulas: [],
    });
  }
});
