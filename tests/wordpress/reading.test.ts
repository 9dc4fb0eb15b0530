// What readers get of an article in WordPress: on its page, in the feed, in a newsletter, and without the plugin.
import Parser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishVerdict } from '../e2e/ferry.ts';
import { Chromium } from '../engines/chromium.ts';
import type { Engine } from '../engines/engine.ts';
import { Firefox } from '../engines/firefox.ts';
import { Reader } from '../engines/reader.ts';
import { CLASSIC, IN_BLOCKS } from './articles.ts';
import {
  activate,
  desk,
  expectNoNotices,
  FERRY,
  installation,
  installPlugin,
  launch,
  php,
  publish,
  rest,
  site,
  TREES,
  written,
} from './wordpress.ts';

const SCRIPT = `<script type="module" src="${installation}/embed/v1.js" id="pledgemark-js-module" async fetchpriority="low" referrerpolicy="no-referrer"></script>`;
const SENTENCE = 'In progress: Reopen the harbour ferry. Verdict by Harbour Desk (fictional), 10 March 2025';

/** The day of every article here, on which the ferry was "in progress". */
const DAY = '2025-04-02T08:00:00Z';

let blocks: string;
let classic: string;
let plain: string;

beforeAll(async () => {
  await installPlugin();
  blocks = (await publish({ title: 'In blocks', content: IN_BLOCKS })).link;
  classic = (await publish({ title: 'Classic', content: CLASSIC })).link;
  plain = (await publish({ title: 'Of other things', content: 'It rained.' })).link;
  // WordPress asks for what it embeds when a page is first shown, and keeps it: from here on it is of the article's day.
  for (const link of [blocks, classic]) await pageOf(link);
  await publishVerdict(desk, 'kept', 'It runs.');
});

async function pageOf(link: string): Promise<string> {
  const response = await fetch(link);
  expect(response.status).toBe(200);
  return response.text();
}

/** The article without the page around it. */
async function articleOf(link: string): Promise<string> {
  const page = await pageOf(link);
  return (
    /<div class="entry-content[^>]*>([\s\S]*?)<\/div>\s*<div class="wp-block-group/.exec(page)?.[1] ?? page
  );
}

/** What is left of HTML where nobody knows our tags: mail clients and feed readers drop them and keep what is inside. */
function asText(html: string): string {
  return html
    .replaceAll(/<script[\s\S]*?<\/script>|<iframe[\s\S]*?<\/iframe>|<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  let engine: Engine;
  let reader: Reader;

  beforeAll(async () => {
    if (name === 'firefox') engine = new Firefox();
    else {
      const browser = await launch();
      engine = new Chromium(browser);
      const close = engine.close.bind(engine);
      engine.close = async () => {
        await close();
        await browser.close();
      };
    }
    reader = new Reader(engine);
  });
  afterAll(() => engine?.close());

  test('every form is live, and tells what has changed since the day of its post', async () => {
    await engine.open(blocks);
    await reader.until(`(() => {
      const elements = [...document.querySelectorAll('pledge-badge, pledge-card, pledge-summary')];
      for (const element of elements) if (!element.matches(':state(loaded)')) element.scrollIntoView();
      return elements.length === 4 && elements.every((element) => element.matches(':state(loaded)'));
    })()`);
    const badge = `document.querySelector('pledge-badge').shadowRoot.querySelector('[part~=link]')`;
    expect(await engine.evaluate(`${badge}.textContent`)).toBe('Kept');
    await reader.until(`/In progress/.test(${badge}.ariaLabel)`);
    expect(await engine.evaluate(`${badge}.ariaLabel`)).toMatch(
      /^Kept: .*Verdict now: Kept .*published, on April 2, 2025: In progress/,
    );
    const [pasted, block] = (await engine.evaluate(
      `[...document.querySelectorAll('pledge-card')].map((card) => card.shadowRoot.textContent.replace(/\\s+/g, ' '))`,
    )) as [string, string];
    expect(pasted).toMatch(/Kept.*Reopen the harbour ferry.*In progress/);
    expect(block).toContain('Plant 11 million trees');
    // No frame beside the card, and nothing wider than a phone.
    expect(await engine.evaluate(`document.querySelectorAll('.entry-content iframe').length`)).toBe(0);
    await engine.resize(390, 844);
    expect(await engine.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('what was written in the classic editor is live too, and keeps a day of its own', async () => {
    await engine.open(classic);
    await reader.until(
      `[...document.querySelectorAll('pledge-badge, pledge-card')].every((each) => each.matches(':state(loaded)'))`,
    );
    expect(
      await engine.evaluate(
        `[...document.querySelectorAll('pledge-badge, pledge-card')].map((each) => [each.localName, each.getAttribute('pledge'), each.getAttribute('as-of')])`,
      ),
    ).toEqual([
      ['pledge-badge', FERRY, DAY],
      ['pledge-card', FERRY, DAY],
      ['pledge-card', TREES, '2019-05-20'],
    ]);
  });
});

test('the page asks for the script once, as every snippet does, and for nothing where there is no verdict', async () => {
  const page = await pageOf(blocks);
  expect(page.split(`${installation}/embed/`).length).toBe(2);
  expect(page).toContain(SCRIPT);
  expect(page).not.toContain('wp-embed.min.js');
  const [head = ''] = page.split('</head>');
  expect(head).toContain('pledge-badge:not(:defined)');
  expect(head).toContain('pledge-card{min-block-size');
  expect(await pageOf(plain)).not.toContain('pledge');
});

test('a page of several articles gives each element the day of its own', async () => {
  await publish({ title: 'Later', content: IN_BLOCKS, date_gmt: '2025-05-06T07:00:00' });
  php(`update_option( 'template', 'classic' ); update_option( 'stylesheet', 'classic' );`);
  try {
    const page = await pageOf(site.origin);
    expect(new Set([...page.matchAll(/as-of="([^"]+)"/g)].map(([, day]) => day))).toEqual(
      new Set(['2025-05-06T07:00:00Z', DAY, '2019-05-20']),
    );
    // A classic theme has its scripts at its end, and its styles at its beginning all the same.
    expect(page.split('</head>')[0]).toContain('pledge-badge:not(:defined)');
    expect(page.split('</head>')[1]).toContain(`<script type="module" src="${installation}/embed/v1.js"`);
    // A shortcode becomes an element later than all else.
    const [shortcode = ''] = CLASSIC.split('\n');
    const { link } = await publish({ title: 'A shortcode and no more', content: shortcode });
    expect(await pageOf(link)).toContain(`src="${installation}/embed/v1.js"`);
    expect(await pageOf(plain)).not.toContain('pledge');
  } finally {
    php(
      `update_option( 'template', 'twentytwentyfour' ); update_option( 'stylesheet', 'twentytwentyfour' );`,
    );
  }
});

test('an address may name a day of its own, and an old one leads to the same pledge', async () => {
  const content = `${installation}/${FERRY}?as-of=2025-03-12\n\n${installation}/${FERRY.toUpperCase()}/?ref=news`;
  const page = await pageOf((await publish({ title: 'As of', content })).link);
  const cards = [
    ...page.matchAll(
      /<pledge-card as-of="([^"]+)" pledge="([^"]+)">|<pledge-card pledge="([^"]+)" as-of="([^"]+)">/g,
    ),
  ];
  expect(cards.map(([, day, pledge, other, its]) => [pledge ?? other, day ?? its])).toEqual([
    [FERRY, '2025-03-12'],
    [FERRY, DAY],
  ]);
});

test('a draft and an article that is planned have no day yet', async () => {
  for (const when of [{ status: 'draft' }, { status: 'future', date_gmt: '2038-01-01T00:00:00' }]) {
    const post = { title: 'Not yet', content: CLASSIC, ...when };
    const { content } = await rest('author', 'POST', '/wp/v2/posts', post);
    expect(content.rendered).toContain(`<pledge-badge pledge="${FERRY}">`);
  }
});

test('the feed has the verdict of the day in a sentence with its date, and no script and no frame', async () => {
  const feed = await new Parser().parseString(await pageOf(`${site.origin}/feed/`));
  const content = feed.items.find(({ title }) => title === 'In blocks')?.['content:encoded'] ?? '';
  expect(content).not.toMatch(/<(?:script|iframe|style)/);
  expect(asText(content)).toContain(`The ferry is In progress, says the desk. ${SENTENCE}`);
  expect(content).toContain(`<a href="${installation}/${FERRY}">${SENTENCE}</a>`);
});

test('a newsletter has the same', async () => {
  await publish({ title: 'Newsletter', content: IN_BLOCKS });
  const mail = (await written('mails/sent')).replaceAll(/=\r?\n/g, '');
  expect(mail).toContain('To: reader@news.example');
  expect(mail).not.toMatch(/<(?:script|iframe)/);
  expect(asText(mail)).toMatch(
    /The ferry is In progress, says the desk\. (?:In progress|Kept): Reopen the harbour ferry\. Verdict by Harbour Desk \(fictional\), /,
  );
  expect(mail).toContain(`href="${installation}/${TREES}"`);
});

test('an address that WordPress could not ask for is a card for readers all the same, and a link for others', async () => {
  php(`update_option( 'pledgemark_origin', 'https://gone.example' );`);
  try {
    const { link } = await publish({
      title: 'Away',
      content: 'https://gone.example/uk-2017/plant-11-million-trees',
    });
    const address = 'https://gone.example/uk-2017/plant-11-million-trees';
    expect(await pageOf(link)).toContain(
      `<pledge-card as-of="${DAY}" pledge="${TREES}"><a href="${address}">${address}</a></pledge-card>`,
    );
  } finally {
    php(`update_option( 'pledgemark_origin', ${JSON.stringify(installation)} );`);
  }
});

test('without the plugin the text and the links are left', async () => {
  await activate(false);
  try {
    const article = await articleOf(blocks);
    expect(asText(article)).toContain(`The ferry is In progress, says the desk. ${SENTENCE}`);
    for (const pledge of [FERRY, TREES]) expect(article).toContain(`<a href="${installation}/${pledge}"`);
    // WordPress makes a frame of an address again, in a sandbox.
    expect(article).toMatch(
      new RegExp(`<iframe[^>]*sandbox="allow-scripts"[^>]*src="${installation}/embed/card/${FERRY}`),
    );
    expect(await pageOf(blocks)).not.toContain('/embed/v1.js');
    expect(asText(await pageOf(classic))).toContain('In progress[/pledge_badge], says the desk.');
    const saved = await rest('author', 'POST', '/wp/v2/posts?context=edit', {
      title: 'After',
      content: IN_BLOCKS,
    });
    expect(asText(saved.content.raw)).toContain('The ferry is In progress, says the desk.');
    expect(saved.content.raw).toContain(`<a href="${installation}/${FERRY}"`);
  } finally {
    await activate(true);
  }
});

test('PHP has nothing to say of all that', expectNoNotices);
