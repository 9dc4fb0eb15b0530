// The room that elements take on a page: the same before the script, before the data and with them, and no more than
// there is.
import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { badgeWords } from '../../widgets/words/badge-words.ts';
import { lacks, needs } from '../engines/supports.ts';
import { aBadge, aChange, aListedPledge, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { addScript, calls, eventually, loaded, openHost, part, SCRIPT, serve, updated } from './page.ts';

test.for([
  [320, 'A label of forty characters and no more.'],
  [320, 'Donaudampfschifffahrtskapitänswitwenrente'],
  [220, 'A label of forty characters and no more.'],
] as const)(
  'a page of %i pixels does not scroll sideways for "%s", which keeps its marks',
  async ([width, text]) => {
    const pledge = aPledgeId();
    const label = { en: text };
    const changes = [
      aChange('stalled', '2019-05-16T09:30:00Z'),
      aChange('broken', '2025-09-03T08:00:00Z', { label }),
    ];
    const html = `<body style="font:18px/1.5 serif">${SCRIPT}
    <p>The verdict is <pledge-badge pledge="${pledge}" as-of="2025-04-02"><a href="/x">Stalled</a></pledge-badge>, so far.
    <p>It was <pledge-badge outcome="broken"><a href="/x">${text}</a></pledge-badge>, so far.`;
    await serve({ pages: { phone: { html } }, badges: { [pledge]: aBadge({ changes }) } });
    const { page } = await openHost('phone', width);
    const badge = await loaded(page.querySelector('pledge-badge')!);
    const late = page.createElement('pledge-badge');
    page.body.append(late);
    await updated();
    late.textContent = text;
    await updated();
    expect(page.documentElement.scrollWidth).toBe(width);

    const [line] = part(badge, 'badge')!.getClientRects();
    const { left, right, top, bottom } = part(badge, 'icon')!.getBoundingClientRect();
    expect(left > line!.left && right < line!.right && top > line!.top && bottom < line!.bottom).toBe(true);
    const mark = part(badge, 'changed')!.getBoundingClientRect();
    expect(Math.abs(mark.right - right) + Math.abs(mark.top - top)).toBeLessThan(mark.width);
  },
);

test.for([
  ['en', 'Seventeen letters'],
  ['de', 'Zurückgenommenes!'],
  ['de', 'Teilgehaltenworte'],
  ['ar', 'تحقق منها القليل ج'],
] as const)('at 40 pixels a short label in %s is as wide as its column at most: %s', async ([lang, text]) => {
  const pledge = aPledgeId();
  const label = { en: text, [lang]: text };
  const changes = [
    aChange('stalled', '2019-05-16T09:30:00Z'),
    aChange('broken', '2025-09-03T08:00:00Z', { label }),
  ];
  const html = `<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><body style="font:40px/1.2 serif;margin:8px">${SCRIPT}
    <p>It <pledge-badge pledge="${pledge}" as-of="2025-04-02"><a href="/${pledge}">${text}</a></pledge-badge>, so.
    <div style="width:150px">(<pledge-badge pledge="${pledge}">${text}</pledge-badge>)</div>`;
  await serve({ pages: { large: { html } }, badges: { [pledge]: aBadge({ changes }) } });
  const { page } = await openHost('large', 320);
  for (const badge of page.querySelectorAll('pledge-badge')) {
    await loaded(badge);
    expect(part(badge, 'badge')!.getBoundingClientRect().width).toBeLessThanOrEqual(
      badge.parentElement!.clientWidth,
    );
  }
  expect(page.documentElement.scrollWidth).toBe(320);
});

test.for([
  ['before a badge', 0],
  ['after a badge', 1],
] as const)(
  'a line ends %s where it would end beside its word, and nowhere else',
  async ([, side], context) => {
    if (side) needs(context, 'glue after boxes');
    const html = `<body style="font:18px/1.5 serif">${Array.from(
      { length: 60 },
      (_, at) =>
        `<p style="width:${140 + at * 4}px">They said of it (<pledge-badge live="off" outcome="broken"><a href="/x">Broken</a></pledge-badge>), and left.</p>`,
    ).join('')}`;
    await serve({ pages: { lines: { html } } });
    const { page } = await openHost('lines', 480);
    await addScript(page);
    for (const paragraph of page.querySelectorAll('p')) {
      const badge = paragraph.querySelector('pledge-badge')!;
      const { bottom, top } = part(badge, 'badge')!.getBoundingClientRect();
      const text = (side ? badge.nextSibling : badge.previousSibling) as Text;
      const range = page.createRange();
      range.setStart(text, side ? 0 : text.length - 1);
      range.setEnd(text, side ? 2 : text.length);
      const neighbour = range.getBoundingClientRect();
      const middle = (neighbour.top + neighbour.bottom) / 2;
      expect(middle > top && middle < bottom, paragraph.style.width).toBe(true);
    }
  },
);

test('a sentence with badges in it is that sentence when it is copied', async () => {
  const pledge = aPledgeId();
  const changes = [aChange('stalled', '2019-05-16T09:30:00Z'), aChange('broken', '2025-09-03T08:00:00Z')];
  const html = `<p>It was <pledge-badge pledge="${pledge}" as-of="2025-04-02"><a href="/${pledge}">Stalled</a></pledge-badge>, so far (<pledge-badge live="off" outcome="kept"><a href="/x">Kept in part and later than was promised</a></pledge-badge>).</p><textarea></textarea>`;
  await serve({ pages: { copied: { html } }, badges: { [pledge]: aBadge({ changes }) } });
  const { page, window } = await openHost('copied');
  window.focus();
  await addScript(page);
  await loaded(page.querySelector('pledge-badge')!);
  page.getSelection()!.selectAllChildren(page.querySelector('p')!);
  await commands.press('ControlOrMeta+c');
  const field = page.querySelector('textarea')!;
  field.focus();
  await commands.press('ControlOrMeta+v');
  await eventually(() =>
    expect(field.value.trim()).toBe('It was Broken, so far (Kept in part and later than was promised).'),
  );
});

test('in vertical lines its icon stands above its word, in the same line', async () => {
  const html = `<p style="writing-mode:vertical-rl;font:18px/1.5 serif;height:300px">So it was: <pledge-badge live="off" outcome="broken"><a href="/x">Broken</a></pledge-badge>.</p>`;
  await serve({ pages: { vertical: { html } } });
  const { page } = await openHost('vertical');
  await addScript(page);
  const badge = page.querySelector('pledge-badge')!;
  const box = part(badge, 'badge')!.getBoundingClientRect();
  const icon = part(badge, 'icon')!.getBoundingClientRect();
  const word = badge.querySelector('a')!.getBoundingClientRect();
  expect(icon.bottom).toBeLessThanOrEqual(word.top);
  expect(icon.left >= box.left && icon.right <= box.right && icon.top >= box.top).toBe(true);
});

// What pages do to everything in them.
const LEAKING = `<style>
  * { margin: 0; padding: 0; box-sizing: border-box; letter-spacing: .04em; text-transform: uppercase }
  body { font: 18px/1.5 serif; width: 340px; word-spacing: .1em; text-indent: 1em }
  p { text-align: justify }
  a { color: #00e; text-decoration: underline }
</style>`;

// How wide a column has to be for a line to end at each place in and around a badge.
const WIDTHS = Array.from({ length: 15 }, (_, at) => 180 + at * 11);

// Where each paragraph is, the texts in it line by line, and its label in the line: in height WebKit puts a box of its own
// to whole pixels.
function places(page: Document): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [at, badge] of [...page.querySelectorAll('pledge-badge')].entries()) {
    const label = (badge.shadowRoot && part(badge, 'link')) ?? badge.querySelector('a')!;
    const rects = (node: Node) => {
      const range = page.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].map(({ x, y, width, height }) => [x, y, width, height]);
    };
    const [[left, , width] = []] = rects(label);
    const { top, height } = badge.parentElement!.getBoundingClientRect();
    const all = [
      [top, height],
      [left!, width!],
      ...[badge.previousSibling!, badge.nextSibling!].flatMap(rects),
    ];
    found[`paragraph ${at}`] = all
      .map((place) => place.map((px) => (Math.round(px * 4) / 4).toFixed(2)).join(' '))
      .join(', ');
  }
  return found;
}

test.for([
  ['', ''],
  ['as-of="2025-04-02"', ''],
  ['as-of="2025-04-02"', LEAKING],
  ['', LEAKING],
] as const)(
  'nothing moves when the script comes, or the data, with the tag on one line or over several (%s)',
  async ([attributes, css]) => {
    const pledge = aPledgeId();
    const data = attributes
      ? aBadge({
          changes: [aChange('stalled', '2019-05-16T09:30:00Z'), aChange('broken', '2025-09-03T08:00:00Z')],
        })
      : aBadge();
    const badge = (inside: string) =>
      `<pledge-badge pledge="${pledge}" outcome="broken" ${attributes}>${inside}</pledge-badge>`;
    const comma = lacks('glue after boxes') ? '' : ',';
    const text = `<p>The government promised to remove the barriers: ${badge('<a href="/x">Broken</a>')}${comma} says the desk, and more will follow.</p>
    <p>Written over lines ${badge('\n<a href="/x">Broken</a>\n')} of markup, and the sentence goes on after that.</p>`;
    const html = `<link rel="stylesheet" href="/embed/badge.css">${css}
    ${WIDTHS.map((width) => `<div style="width:${width}px">${text}</div>`).join('')}`;
    await serve({ hold: true, pages: { box: { html } }, badges: { [pledge]: data } });
    const { page } = await openHost('box');
    const badges = [...page.querySelectorAll('pledge-badge')];
    const before = places(page);

    const script = page.createElement('script');
    script.type = 'module';
    script.src = '/embed/v1.js';
    page.body.append(script);
    await eventually(() => expect(badges[0]!.shadowRoot).not.toBeNull());
    await eventually(async () =>
      expect((await calls()).some(({ url }) => url.includes('/badges'))).toBe(true),
    );
    expect(places(page)).toEqual(before);

    await serve({ badges: { [pledge]: data } });
    await Promise.all(badges.map(loaded));
    expect(badges.every((badge) => Boolean(part(badge, 'changed')) === Boolean(attributes))).toBe(true);
    expect(places(page)).toEqual(before);
  },
);

test('a badge makes no line of its paragraph higher', async () => {
  const html = `<link rel="stylesheet" href="/embed/badge.css"><body style="font:18px/1.5 serif;width:340px">
    <p>The government promised to remove the barriers: <pledge-badge live="off" outcome="kept"><a href="/x">Kept</a></pledge-badge>, says the desk.</p><p id="plain">One line.</p>`;
  await serve({ pages: { lines: { html } } });
  const { page } = await openHost('lines');
  await addScript(page);
  expect(page.querySelector('p')!.offsetHeight % page.getElementById('plain')!.offsetHeight).toBe(0);
});

// 1,280 pixels at 400 % are 320 (WCAG 1.4.10). The second rule is what a reader may ask of any text (1.4.12).
const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }';

test.for(Object.keys(badgeWords))(
  'at 400 %% no element in %s is wider than the page, spaced out or not',
  async (lang) => {
    const label = {
      en: 'A label of forty characters and no more.',
      [lang]: 'Ein Wort mit vierzig Buchstaben genau...',
    };
    const pledge = aPledgeId();
    const since = [
      aChange('stalled', '2019-05-16T09:30:00Z', { label }),
      aChange('broken', '2025-09-03T08:00:00Z', { label }),
    ];
    const summary = aSummary({
      name: 'Donaudampfschifffahrtskapitänswitwenrente'.repeat(2),
      pledges: [
        aListedPledge('Remove barriers to the integration of care', 'broken', '2019-05-16T09:30:00Z'),
      ],
      coverage: { known: 33, total: 694 },
      closedAt: '2024-05-30T00:00:00Z',
    });
    const elements = `<p>So: <pledge-badge pledge="${pledge}" as-of="2020-01-01"><a href="/x">Stalled</a></pledge-badge>.
    <pledge-summary tracker="wide">x</pledge-summary><pledge-summary tracker="wide" view="donut">x</pledge-summary>
    <pledge-list tracker="wide">x</pledge-list><pledge-card pledge="${pledge}">x</pledge-card>`;
    const html = `<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><body style="font:16px/1.5 sans-serif;margin:8px">${SCRIPT}${elements}`;
    await serve({
      pages: { zoomed: { html } },
      badges: { [pledge]: aBadge({ changes: since }) },
      summaries: { wide: summary },
      pledges: { [pledge]: aPublishedPledge() },
    });
    const { page, window } = await openHost('zoomed', 320);
    const shown = [...page.querySelectorAll('pledge-badge, pledge-card, pledge-summary, pledge-list')];
    for (const element of shown) await loaded(element);
    expect(page.documentElement.scrollWidth).toBe(320);

    for (const { shadowRoot } of shown) {
      const spaced = new (window as Window & typeof globalThis).CSSStyleSheet();
      spaced.replaceSync(SPACED);
      shadowRoot!.adoptedStyleSheets.push(spaced);
    }
    expect(page.documentElement.scrollWidth).toBe(320);
    for (const element of shown)
      for (const { scrollWidth, clientWidth, className } of element.shadowRoot!.querySelectorAll('*'))
        if (clientWidth)
          expect(scrollWidth, `${element.localName} ${className}`).toBeLessThanOrEqual(clientWidth + 1);
  },
);

test.for([
  ['a flex item', 'display:flex'],
  ['a grid item', 'display:grid;justify-items:start'],
  ['what floats', 'float:left'],
  ['an inline block', 'display:inline-block'],
  ['a box that is placed', 'position:absolute'],
] as const)(
  'as %s a badge of two words stays on one line, and its box is as wide before the script',
  async ([, style]) => {
    const tag = (inside: string) => `<pledge-badge live="off" outcome="in-progress">${inside}</pledge-badge>`;
    const html = `<link rel="stylesheet" href="/embed/badge.css"><body style="font:18px/1.5 serif">
    <p>${tag('<a href="/x">In progress</a>')}</p><div style="${style}">${tag('<a href="/x">In progress</a>')}<i>.</i></div>`;
    await serve({ pages: { shrunk: { html } } });
    const { page } = await openHost('shrunk');
    const dot = () => page.querySelector('i')!.getBoundingClientRect().left;
    const before = dot();
    await addScript(page);
    const [inLine, shrunk] = [...page.querySelectorAll('pledge-badge')].map((badge) => part(badge, 'badge')!);
    expect(shrunk!.offsetHeight).toBe(inLine!.offsetHeight);
    expect(shrunk!.offsetWidth).toBe(inLine!.offsetWidth);
    expect(Math.abs(dot() - before)).toBeLessThan(0.5);
  },
);
