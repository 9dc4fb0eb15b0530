// What a screen reader is given, and where the keyboard goes, on a page that quotes the production build.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, startInstallation } from './installation.ts';
import { type Publisher, startPublisher } from './publisher.ts';

const BARRIERS = 'uk-2017/remove-barriers-to-the-integration-of-care-before-april-2018';
const SUPPORT = 'uk-2017/support-more-integrated-working-across-health-services';

/** What the card of a badge leads to. */
const CARD_LINKS = ['Vote for Policies', 'Evidence and history'];

let site: Installation;
let publisher: Publisher;

beforeAll(async () => {
  site = await startInstallation();
  const { origin } = site.desk;
  const badge = (pledge: string) =>
    `<pledge-badge pledge="${pledge}"><a href="${origin}/${pledge}">Verdict</a></pledge-badge>`;
  const body = `<!doctype html><html lang="en-GB"><title>Article</title>
    <script type="module" src="${origin}/embed/v1.js"></script>
    <main><h1>Article</h1>
    <p>It is ${badge(BARRIERS)} now, and ${badge(SUPPORT)} as well.</p>
    <pledge-card pledge="${SUPPORT}">One pledge</pledge-card>
    <pledge-summary tracker="uk-2017" view="donut">All verdicts</pledge-summary>
    <pledge-list tracker="uk-2017" limit="2">Newest verdicts</pledge-list>
    <p><a id="after" href="/">After</a></p></main>`;
  publisher = await startPublisher({ '/': { body } });
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

async function open(): Promise<Page> {
  const page = await site.browser.newPage({ viewport: { width: 900, height: 1600 } });
  await page.goto(publisher.origin);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('pledge-badge, pledge-card, pledge-summary, pledge-list')].every(
      (element) => element.matches(':state(loaded)'),
    ),
  );
  return page;
}

type Node = {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  childIds?: string[];
  properties?: { name: string; value: { value: unknown } }[];
};

/** The accessibility tree as lines, `role: name`, indented; only what is not ignored. */
async function spoken(page: Page): Promise<{ lines: string[]; nodes: Node[] }> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: Node | undefined, depth: number): void => {
    if (!node) return;
    const role = node.role?.value ?? '';
    const isTold = !node.ignored && !['none', 'generic', 'InlineTextBox', 'RootWebArea'].includes(role);
    if (isTold) lines.push(`${'  '.repeat(depth)}${role}: ${node.name?.value ?? ''}`.trimEnd());
    for (const id of node.childIds ?? []) walk(byId.get(id), depth + (isTold ? 1 : 0));
  };
  walk(nodes[0], 0);
  return { lines, nodes: nodes.filter(({ ignored }) => !ignored) };
}

test('a screen reader is given a badge as one sentence: verdict, pledge, desk and day', async () => {
  const page = await open();
  const { lines } = await spoken(page);
  const from = lines.findIndex((line) => line.endsWith('It is'));
  expect(lines.slice(from, from + 4).map((line) => line.trim())).toEqual([
    'StaticText: It is',
    'link: Broken: Remove barriers to the integration of care before April 2018. Verdict by Vote for Policies, 16 May 2019.',
    // What is seen, within the link: its name is said in its place.
    'StaticText: Broken',
    'StaticText:  now, and',
  ]);
  await page.close();
});

test('a screen reader is given each thing of a block once, and pictures as the numbers that they show', async () => {
  const page = await open();
  const { lines, nodes } = await spoken(page);
  const blocks = lines
    .join('\n')
    .split(/\n(?= {2}\w)/)
    .filter((block) => block.startsWith('  article: Conservative manifesto 2017'));
  expect(blocks).toHaveLength(2);
  for (const block of blocks) {
    const texts = [...block.matchAll(/StaticText: (.*\D.*)/g)].map(([, text]) => text);
    const counted = texts.filter((text) => !/^\d+ \w+ \d{4}$/.test(text!));
    expect(counted).toEqual([...new Set(counted)]);
    expect(block).toContain('Verdicts by Vote for Policies');
  }
  const tally = [...blocks[0]!.matchAll(/listitem:\n +StaticText: (.*)\n +StaticText: (\d+)/g)];
  expect(tally.map(([, verdict, count]) => `${verdict} ${count}`)).toEqual([
    'Not assessed 0',
    'Not started 3',
    'In progress 16',
    'Done 8',
    'Broken 6',
  ]);
  expect(blocks[1]!.match(/link: (?!All pledges|Conservative)/g)).toHaveLength(2);

  const roles = nodes.map(({ role }) => role?.value);
  for (const role of ['image', 'img', 'graphics-document', 'status', 'alert', 'log'])
    expect(roles).not.toContain(role);
  // Nothing interrupts a reader when the data come.
  expect(nodes.filter(({ properties }) => properties?.some(({ name }) => name === 'live'))).toEqual([]);
  await page.close();
});

test('the keyboard goes through everything in the order of the page, is seen where it is, and is never held', async () => {
  const page = await open();
  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement as HTMLElement;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const isSeen = outlineStyle !== 'none' && outlineWidth !== '0px';
      return element === document.body
        ? ''
        : `${element.ariaLabel ?? element.textContent}${isSeen ? '' : ' UNSEEN'}`;
    });
  const press = async (key: string) => {
    await page.keyboard.press(key);
    const stop = await focused();
    // A card has come or gone before the walk goes on, whatever the machine has to do.
    if (/^(Broken|Done):/.test(stop)) await page.locator('pledge-badge:focus [part=card]').waitFor();
    else if (!CARD_LINKS.includes(stop))
      await page.locator('pledge-badge [part=card]').waitFor({ state: 'detached' });
    return stop;
  };
  const stops: string[] = [];
  for (let stop = await press('Tab'); stop && stops.length < 20; stop = await press('Tab')) stops.push(stop);
  expect(stops.map((stop) => stop.split(/[:.]/)[0])).toEqual([
    'Broken',
    ...CARD_LINKS,
    'Done',
    ...CARD_LINKS,
    'Support more integrated working across health services',
    ...CARD_LINKS,
    'Suggest a correction',
    'Conservative manifesto 2017',
    'All pledges',
    'Conservative manifesto 2017',
    'Reduce annual net migration to tens of thousands',
    'Pursue technological solutions to online safety',
    'All pledges',
    'After',
  ]);
  expect(stops.join()).not.toContain('UNSEEN');
  // Backwards the cards of the badges come after their links, and are passed by.
  const [broken, , , done, , , ...others] = stops;
  const back = [...others.toReversed(), done, broken];
  for (const stop of back) expect(await press('Shift+Tab')).toBe(stop);

  const followed = page.waitForRequest((request) => request.isNavigationRequest());
  await page.keyboard.press('Enter');
  expect((await followed).url()).toMatch(BARRIERS);
  await page.close();
});

test('the card of a badge opens for the keyboard, says what its link did not, and leaves the focus there', async () => {
  const page = await open();
  await page.keyboard.press('Tab');
  const card = page.locator('pledge-badge').first().locator('[part=card]');
  await card.waitFor({ state: 'visible' });
  const { lines } = await spoken(page);
  const [from, to] = ['link: Broken:', 'now, and'].map((text) =>
    lines.findIndex((line) => line.includes(text)),
  );
  const told = lines.slice(from! + 2, to).map((line) => line.trim());
  expect(told.filter((line) => line.startsWith('link'))).toEqual(CARD_LINKS.map((link) => `link: ${link}`));
  const texts = told.filter((line) => line.startsWith('StaticText')).join();
  expect(texts).toContain('missed by nine months');
  // Label, title and day are in the link's name.
  expect(texts).not.toMatch(/Broken|Remove barriers|16 May 2019/);

  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('pledge-badge');
  await page.close();
});
