// Hostile texts through every field of the desk, and read back in a browser wherever they appear: they are texts there,
// and nothing else. A new surface is one more line in PAGES, ELEMENTS or FILES.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE } from '../hostile-strings.ts';
import { type DeskInstallation, startDesk } from './desk.ts';
import { lookThrough, setTripwire } from './dom-faults.ts';
import { type Hostile, publishEach } from './hostile-trackers.ts';

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
  ['the pledge', ({ id }) => `/${id}/the-pledge`],
  ['one that was withdrawn', ({ id }) => `/${id}/withdrawn-pledge`],
  ['the tracker', ({ id }) => `/${id}`],
  ['its corrections', ({ id }) => `/${id}/corrections`],
  [
    'a search for them',
    ({ id, texts }) => `/${id}?q=${address(texts)}&verdict=${address(texts)}&sort=${address(texts)}`,
  ],
  ['an address that is not there', ({ texts }) => `/${address(texts)}`],
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
  ['pledge-summary', ({ id }) => `<pledge-summary tracker="${id}"><a href="/">So far</a></pledge-summary>`],
  [
    'pledge-summary',
    ({ id }) => `<pledge-summary tracker="${id}" view="donut"><a href="/">So far</a></pledge-summary>`,
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
];

function address(texts: string[]): string {
  return encodeURIComponent(texts.join(' ').toWellFormed());
}

let site: DeskInstallation;
let harmless: Hostile[];
let hostile: Hostile[];
let news: Server;

beforeAll(async () => {
  site = await startDesk();
  harmless = await publishEach(site.desk, HARMLESS, 'harmless');
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

async function openPage(): Promise<{ page: Page; tripped: string[] }> {
  const page = await site.browser.newPage({ viewport: { width: 1200, height: 9000 } });
  return { page, tripped: await setTripwire(page) };
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

test.each(PAGES)(
  'on the page of %s, a hostile text is a text',
  async (_, path) => {
    const { page, tripped } = await openPage();
    const allowed = new Set<string>();
    const look = async (of: Hostile) => {
      await page.goto(site.desk.origin + path(of));
      return lookThrough(page);
    };
    for (const of of harmless) for (const part of (await look(of)).skeleton) allowed.add(part);
    for (const of of hostile) {
      const { skeleton, addresses } = await look(of);
      const strange = skeleton.filter((part) => !allowed.has(part));
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

test('in an article under a strict policy, the elements show hostile texts as texts', async () => {
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
    return lookThrough(page);
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
    const { page, tripped } = await openPage();
    await page.goto(`${site.desk.origin}/healthz`);
    const look = (of: Hostile) =>
      page.evaluate(async (url) => {
        const response = await fetch(url);
        const type = response.headers.get('content-type') ?? '';
        const text = await response.text();
        const names = new Set<string>();
        const addTree = (kind: DOMParserSupportedType, source: string) => {
          for (const element of new DOMParser().parseFromString(source, kind).querySelectorAll('*')) {
            names.add(`${kind} ${element.localName}`);
            for (const { name, value } of element.attributes)
              names.add(
                `${kind} ${element.localName}[${name}]${/^\s*(?:javascript|data|vbscript):/i.test(value) ? ' run' : ''}`,
              );
            if (element.getAttribute('type') === 'html') addTree('text/html', element.textContent ?? '');
          }
        };
        const addValue = (value: unknown, path: string) => {
          if (typeof value !== 'object' || value === null) names.add(path);
          else
            for (const [key, each] of Object.entries(value))
              addValue(each, `${path}/${Array.isArray(value) ? '*' : key.replace(/-\d+\//, '-n/')}`);
          if (path.endsWith('content_html')) addTree('text/html', String(value));
        };
        if (type.includes('json')) addValue(JSON.parse(text), '');
        else addTree('application/xml', text);
        return [...names, type, String(response.headers.get('x-content-type-options'))];
      }, site.desk.origin + path(of));
    const allowed = new Set<string>();
    for (const of of harmless)
      for (const name of await look(of)) allowed.add(name.replace('harmless', 'hostile'));
    for (const of of hostile) {
      const strange = (await look(of)).filter((name) => !allowed.has(name));
      expect({ texts: of.texts, strange, tripped }).toEqual({ texts: of.texts, strange: [], tripped: [] });
    }
    await page.close();
  },
  300_000,
);

test('no cell of the spreadsheet is a formula', async () => {
  for (const { id, texts } of hostile) {
    const csv = await (await fetch(`${site.desk.origin}/api/v1/trackers/${id}/export.csv`)).text();
    expect([texts, csv.match(/(?:^|,|\n)"?[=+\-@\t][^\n]{0,40}/)]).toEqual([texts, null]);
  }
});
