// An element hides its own fallback and nothing else. HTML has no self-closing tags: one that is written so holds the rest
// of its parent, and a reader must lose nothing of that.
import { afterEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import '../../widgets/embed.ts';
import { lacks, needs } from '../engines/supports.ts';
import { aBadge, aChange, aListedPledge, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { addScript, eventually, loaded, mount, openHost, part, serve, updated } from './page.ts';
import { SNIPPETS } from './snippets.ts';

const PLEDGE = aPledgeId();
const DRIFTED = [aChange('in-progress', '2019-05-01T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];
const ANSWERS = {
  badges: { [PLEDGE]: aBadge({ changes: DRIFTED }) },
  pledges: { [PLEDGE]: aPublishedPledge({ changes: DRIFTED }) },
  summaries: { unclosed: aSummary({ pledges: [aListedPledge('Reopen the ferry', 'done', null)] }) },
};
const TAGS = {
  badge: `<pledge-badge pledge="${PLEDGE}" outcome="in-progress" as-of="2019-05-20" `,
  card: `<pledge-card pledge="${PLEDGE}" `,
  summary: '<pledge-summary tracker="unclosed" ',
  list: '<pledge-list tracker="unclosed" ',
};
const OURS = 'pledge-badge, pledge-card, pledge-summary, pledge-list';
const PICTURE =
  '<img alt="" width="40" height="30" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">';
const FOLLOWING: Record<string, string> = {
  'a few words': ' more.',
  'a link to something else': ' <a href="/report">the report</a>',
  'text and markup': ' more <em>of it</em>, and <a href="/report">a link</a> to <b>that</b>.',
  'a block': ' more.<p>Two.</p><h2>Three</h2>',
  'a link in a paragraph': '<p><a href="/report">The report</a></p>',
  pictures: `<figure>${PICTURE}<figcaption>What it shows</figcaption></figure> ${PICTURE}`,
  'a picture alone': PICTURE,
  'lists and a table':
    '<ul><li>One</li><li>Two</li></ul><table><tr><td>a</td><td>b</td></tr></table> and an end',
  'a form': '<form><label>Name <input value="x"></label><button>Send</button></form>',
  'another element, closed': ` <pledge-badge pledge="${PLEDGE}"><a href="/${PLEDGE}">Done</a></pledge-badge> and more.`,
  'another one, not closed': ` <pledge-badge pledge="${PLEDGE}"/> and more.<p>The end.</p>`,
};

// What a reader sees of the page's own, in the order of its markup: texts and pictures with where they begin.
function visible(root: Element): { text: string; x: number; y: number }[] {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isPicture = ['img', 'input'].includes(node.nodeName.toLowerCase());
    const text = isPicture ? `<${node.nodeName}>` : node instanceof Element ? '' : (node.nodeValue ?? '');
    if (node.nodeType === Node.ELEMENT_NODE && !isPicture) continue;
    const range = root.ownerDocument.createRange();
    range.selectNode(node);
    const [box] = range.getClientRects();
    if (text.trim() && box?.width)
      found.push({ text: text.trim(), x: box.left, y: (box.top + box.bottom) / 2 });
  }
  return found;
}

const textsOf = (root: Element) => visible(root).map(({ text }) => text);

// In reading order: none stands above the one before it, or to its left in the same line.
function expectInOrder(root: Element): void {
  for (const element of root.querySelectorAll(OURS)) {
    if (!element.matches(':state(loaded)')) continue;
    const own = (part(element, 'badge') ?? part(element, 'card'))!.getBoundingClientRect();
    const [first] = visible(element);
    if (first)
      expect(first.y > own.bottom - 1 || (first.y > own.top - 1 && first.x > own.right - 1)).toBe(true);
  }
  visible(root).reduce((before, after) => {
    expect(after.y > before.y - 12, `${before.text} before ${after.text}`).toBe(true);
    return after;
  });
}

const BEGUN = '<!doctype html><title>x</title><script type="module" async src="/embed/v1.js"></script>';
const canPrint = !lacks('media emulation');

afterEach(() => commands.emulateMedia({ media: null }));

const CASES = Object.keys(TAGS).flatMap((tag) =>
  Object.keys(FOLLOWING).map((what) => [tag as keyof typeof TAGS, what] as const),
);

test.for(CASES)('a %s that was not closed holds %s, which stays, in its place', async ([tag, what]) => {
  const html = `<body style="font:16px/1.5 serif"><main><div>Trees ${TAGS[tag]}/>${FOLLOWING[what]}</div><p>Below.</p></main>`;
  await serve({ ...ANSWERS, pages: { unclosed: { html } } });
  const { page } = await openHost('unclosed');
  const main = page.querySelector('main')!;
  const held = main.querySelector<HTMLElement>(OURS)!;
  expect(held.childNodes.length).toBeGreaterThan(0);
  // A closed badge in there has a fallback of its own, which goes.
  const before = textsOf(main).filter((text) => text !== 'Done');
  await addScript(page);
  expect(textsOf(main).filter((text) => text !== 'Done')).toEqual(before);
  await Promise.all([...main.querySelectorAll(OURS)].map(loaded));
  expect(textsOf(main)).toEqual(before);
  expectInOrder(main);
  if (canPrint) await commands.emulateMedia({ media: 'print' });
  expect(textsOf(main)).toEqual(before);
});

test.for(CASES)('a %s with live="off" that was not closed holds %s, which stays', async ([tag, what]) => {
  const markup = `Trees ${TAGS[tag]} live="off"/>${FOLLOWING[what]}`;
  await serve({ hold: true, pages: { off: { html: `<main><div>${markup}</div></main>` } } });
  const { page } = await openHost('off');
  const main = page.querySelector('main')!;
  const before = textsOf(main);
  await addScript(page);
  await updated();
  expect(textsOf(main)).toEqual(before);
  await serve({});
});

test('what cannot be a word in its box has no box around it, and none that a reader could take for a verdict', async () => {
  const held = mount(`<div>Trees ${TAGS.badge} live="off"/> more.<p>Two.</p></div>`);
  await updated();
  expect(part(held, 'badge')).toBeNull();
  expect(held.innerText).toContain('Two.');
});

test('a parser that streams brings what belongs to the article in its own time', async (context) => {
  needs(context, 'modules while parsing');
  await serve({ ...ANSWERS, pages: { empty: { html: '' } } });
  const { page } = await openHost('empty');
  page.open();
  page.write(`${BEGUN}<main><div>Trees ${TAGS.badge}/>`);
  const main = page.querySelector('main')!;
  const badge = await loaded(main.querySelector('pledge-badge')!);
  page.write(' Do');
  await eventually(() => expect(main.textContent).toContain('Do'));
  page.write('ne deals');
  await eventually(() => expect(textsOf(main)).toEqual(['Trees', 'Done deals']));
  page.write(` are <b>rare</b>.<p>Two</p>${TAGS.card}/><p>Three`);
  await loaded(main.querySelector('pledge-card')!);
  page.write(' and four</p></div></main>');
  page.close();
  await eventually(() =>
    expect(textsOf(main)).toEqual(['Trees', 'Done deals are', 'rare', '.', 'Two', 'Three and four']),
  );
  expectInOrder(main);
  expect(badge.matches(':state(loaded)')).toBe(true);
});

test('a word that grows into its label in a parser that streams is hidden, whatever it was at first', async (context) => {
  needs(context, 'modules while parsing');
  await serve({ ...ANSWERS, pages: { empty: { html: '' } } });
  const { page } = await openHost('empty');
  page.open();
  page.write(`${BEGUN}<main><p>${TAGS.badge}><a href="https://pledges.example/other">In pro`);
  const main = page.querySelector('main')!;
  await loaded(main.querySelector('pledge-badge')!);
  page.write('gress</a></pledge-badge>, they say.</p></main>');
  page.close();
  await eventually(() => expect(textsOf(main)).toEqual([', they say.']));
});

test('a framework that puts other contents in has them shown, and its fallback hidden again', async () => {
  await serve(ANSWERS);
  const badge = await loaded(
    mount(`<p>It was ${TAGS.badge}><a href="/x">In progress</a></pledge-badge>.</p>`),
  );
  expect(textsOf(badge)).toEqual([]);
  const paragraph = document.createElement('p');
  paragraph.textContent = 'A paragraph';
  badge.append(paragraph);
  await eventually(() => expect(textsOf(badge)).toEqual(['In progress', 'A paragraph']));
  badge.replaceChildren('Done');
  await eventually(() => expect(textsOf(badge)).toEqual([]));
  badge.firstChild!.nodeValue =
    'Done, and this is far more than a label may have: a sentence of the article, and no word.';
  await eventually(() => expect(textsOf(badge)).toHaveLength(1));
});

test('a reader who writes in a form that an unclosed badge holds does not keep its verdict away', async () => {
  await serve({ ...ANSWERS, hold: true });
  const badge = mount(`<div>Trees ${TAGS.badge}/><form><input></form></div>`);
  badge.querySelector('input')!.focus();
  await serve(ANSWERS);
  await loaded(badge);
  expect(document.activeElement).toBe(badge.querySelector('input'));
});

test.for(Object.entries(SNIPPETS))('hides the fallback of %s, as it was ever shown', async ([, snippet]) => {
  const pledge = aPledgeId('plant-11-million-trees');
  const tracker = pledge.split('/')[0]!;
  await serve({
    badges: { [pledge]: aBadge({ changes: DRIFTED }) },
    pledges: { [pledge]: aPublishedPledge({ changes: DRIFTED }) },
    summaries: { [tracker]: aSummary() },
  });
  for (const [before, after] of [
    ...(/<(blockquote|p)>/.test(snippet(pledge, tracker)) ? [] : [['<p>So it was said: ', '.</p>']]),
    ['<div>', '</div>'],
    ['<div>\n  ', '\n</div>'],
  ]) {
    const element = mount<HTMLElement>(before + snippet(pledge, tracker) + after);
    await loaded(element);
    expect(element.querySelector('a')!.getClientRects()).toHaveLength(0);
    expect(textsOf(element)).toEqual([]);
  }
});
