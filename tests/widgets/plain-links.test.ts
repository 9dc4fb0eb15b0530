// `data-links` on the script's tag: plain links to pledges get their badges, in pages with the script as it is built.
import { expect, test } from 'vitest';
import type { Badge } from '../../data/published.ts';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import { aBadge, aChange, aPledgeId } from './builders.ts';
import { calls, eventually, openHost, part, quiet, serve } from './page.ts';

const SCRIPT = '<script type="module" async data-links src="/embed/v1.js"></script>';

/** Opens a page whose API knows these pledges. */
async function open(html: string, known: string[] = [], rest: Parameters<typeof serve>[0] = {}) {
  const badges: Record<string, Badge> = Object.fromEntries(known.map((pledge) => [pledge, aBadge()]));
  await serve({ pages: { links: { html } }, badges, ...rest });
  const { page } = await openHost('links');
  return page;
}

const badgesOf = (page: Document) => [...page.querySelectorAll<PledgeBadgeElement>('pledge-badge')];
const loadedBadges = (page: Document, count: number) =>
  eventually(() => expect(page.querySelectorAll('pledge-badge:state(loaded)')).toHaveLength(count));
const badgeCalls = async () => (await calls()).filter(({ url }) => url.includes('/badges'));

test('every plain link to a pledge gets its badge, in one call, and nothing else on the page is touched', async () => {
  const [first, second, unknown] = [aPledgeId(), aPledgeId(), aPledgeId()];
  const text = `<p>Promised <a href="/${first}?from=feed#x">here</a>, and <a href="/${second}/">there</a>.</p>
    <p><a href="/${first}">Again</a> <a href="/${unknown}">unknown</a> <a href="/about">no pledge</a>
    <a href="/fiction-2030">a tracker</a> <a href="https://elsewhere.example/${first}">elsewhere</a> <a>none</a></p>`;
  const page = await open(SCRIPT + text, [first, second]);
  await loadedBadges(page, 3);
  const badges = badgesOf(page);
  expect(badges.map(({ pledge }) => pledge)).toEqual([first, second, first]);
  expect(badges.map((badge) => badge.previousElementSibling!.textContent)).toEqual([
    'here',
    'there',
    'Again',
  ]);
  expect(part(badges[0]!, 'link')!.textContent).toBe('Broken');
  expect((await badgeCalls()).map(({ url }) => url)).toEqual([
    `/api/v1/badges?ids=${[first, second, unknown].sort()}`,
  ]);

  for (const badge of badges) {
    badge.previousSibling!.remove();
    badge.remove();
  }
  page.normalize();
  const untouched = page.createElement('div');
  untouched.innerHTML = text;
  expect(page.body.innerHTML.trim()).toBe(untouched.innerHTML);
});

test('a badge is not painted before it has something to show', async () => {
  const pledge = aPledgeId();
  const html = `<script>
    window.painted = [];
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes)
        if (node.localName === 'pledge-badge') requestAnimationFrame(() => painted.push(node.matches(':state(loaded)')));
    }).observe(document, { childList: true, subtree: true });
  </script>${SCRIPT}<p><a href="/${pledge}">here</a>`;
  const page = await open(html, [pledge]);
  await loadedBadges(page, 1);
  const { painted } = page.defaultView as Window & { painted?: boolean[] };
  await eventually(() => expect(painted).toEqual([true]));
});

test('without data-links, links stay as they are and the part for them is not loaded', async () => {
  const pledge = aPledgeId();
  const page = await open(`${SCRIPT.replace('data-links', '')}<a href="/${pledge}">here</a>`, [pledge]);
  await quiet();
  expect(badgesOf(page)).toEqual([]);
  expect((await calls()).map(({ url }) => url)).toEqual(['/embed/v1.js']);
});

test.for([
  ['the pledge is unknown', {}],
  ['the API answers 500', { status: 500 }],
  ['the answer is no JSON', { body: '<html>' }],
  ['the network fails', { offline: true }],
] as const)('adds nothing when %s', async ([, script]) => {
  const page = await open(`${SCRIPT}<a href="/${aPledgeId()}">here</a>`, [], script);
  await eventually(async () => expect(await badgeCalls()).not.toEqual([]));
  await quiet();
  expect(badgesOf(page)).toEqual([]);
});

test('leaves a link alone that has its badge, is inside an element of ours, or is being written', async () => {
  const [beside, inside, edited, plain] = [aPledgeId(), aPledgeId(), aPledgeId(), aPledgeId()];
  const html = `${SCRIPT}
    <p><a href="/${beside}">here</a> <pledge-badge pledge="${beside}">Broken</pledge-badge></p>
    <p><pledge-badge pledge="${inside}"><a href="/${inside}">Broken</a></pledge-badge></p>
    <pledge-summary tracker="none"><a href="/${plain}">All</a></pledge-summary>
    <p contenteditable><a href="/${edited}">here</a></p>
    <p><a href="/${plain}">here</a></p>`;
  const page = await open(html, [beside, inside, edited, plain]);
  await loadedBadges(page, 3);
  await quiet();
  expect(badgesOf(page).map(({ pledge }) => pledge)).toEqual([beside, inside, plain]);
});

test('the script loaded twice, under two addresses and late, adds one badge to each link', async () => {
  const pledge = aPledgeId();
  const html = `${SCRIPT}${SCRIPT}${SCRIPT.replace('v1.js', 'v1.js?again')}<a href="/${pledge}">here</a>`;
  const page = await open(html, [pledge]);
  await loadedBadges(page, 1);
  const late = page.createElement('script');
  Object.assign(late, { type: 'module', src: '/embed/v1.js?late' });
  late.dataset.links = '';
  page.body.append(late);
  await new Promise((done) => late.addEventListener('load', done));
  await quiet();
  expect(badgesOf(page)).toHaveLength(1);
});

test('follows a page that goes on: links that come, go, or lead elsewhere', async () => {
  const [first, second, third] = [aPledgeId(), aPledgeId(), aPledgeId()];
  const page = await open(`${SCRIPT}<main></main>`, [first, second, third]);
  await quiet();
  const main = page.querySelector('main')!;
  main.innerHTML = `<p><a href="/${first}">one</a></p><p><a href="/${second}">two</a></p>`;
  await loadedBadges(page, 2);

  const [one, two] = main.querySelectorAll<HTMLAnchorElement>('p > a');
  one!.href = `/${third}`;
  await eventually(() => expect(badgesOf(page).map(({ pledge }) => pledge)).toEqual([third, second]));
  one!.href = '/about';
  two!.remove();
  await eventually(() => expect(badgesOf(page)).toEqual([]));
  main.innerHTML = `<a href="/${second}">two</a>`;
  await loadedBadges(page, 1);
});

test('looks at a page that changes all the time only now and then', async () => {
  const page = await open(`<script>
      window.looks = 0;
      window.waiting = [];
      const { querySelectorAll } = Document.prototype;
      Document.prototype.querySelectorAll = function (selectors) {
        if (selectors === 'a') looks += 1;
        return querySelectorAll.call(this, selectors);
      };
      window.setTimeout = (act) => waiting.push(act);
    </script>${SCRIPT}<main></main>`);
  const window = page.defaultView as Window & { looks?: number; waiting?: (() => void)[] };
  await eventually(() => expect(window.looks).toBeGreaterThan(0));
  const before = window.looks!;
  for (let change = 0; change < 3; change += 1) {
    page.querySelector('main')!.append(String(change));
    await new Promise(requestAnimationFrame);
  }
  expect([window.looks, window.waiting!.length]).toEqual([before, 1]);
  window.waiting!.pop()!();
  expect(window.looks).toBeGreaterThan(before);
});

test('asks for nothing while all links are far below the fold', async () => {
  const pledge = aPledgeId();
  const page = await open(`${SCRIPT}<div style="height:6000px"></div><a href="/${pledge}">here</a>`, [
    pledge,
  ]);
  await quiet();
  expect(await badgeCalls()).toEqual([]);
  page.querySelector('a')!.scrollIntoView();
  await loadedBadges(page, 1);
});

test('speaks the language of where the link is, and follows the colour of its text', async () => {
  const [welsh, dark] = [aPledgeId(), aPledgeId()];
  const html = `${SCRIPT}<p lang="cy"><a href="/${welsh}">yma</a></p><p style="color:#eee"><a href="/${dark}">here</a>`;
  const page = await open(html, [welsh, dark]);
  await loadedBadges(page, 2);
  const [first, second] = badgesOf(page);
  expect(part(first!, 'link')!.ariaLabel).toContain('Dyfarnwyd gan');
  expect(Number(/oklch\(([\d.]+)/.exec(getComputedStyle(part(second!, 'badge')!).color)![1])).toBeGreaterThan(
    0.8,
  );
});

test('a page that serves the script itself names where its pledges are', async () => {
  const pledge = aPledgeId();
  const named = SCRIPT.replace('data-links', 'data-links="https://pledges.example"');
  const html = `${named}<a href="https://pledges.example/${pledge}">here</a> <a href="/${pledge}">there</a>`;
  const page = await open(html, [pledge]);
  await loadedBadges(page, 1);
  expect(badgesOf(page)[0]!.previousElementSibling!.textContent).toBe('here');
});

const DRIFTED = aBadge({
  changes: [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')],
});
const WITHDRAWN = aBadge({
  status: 'retracted',
  changes: DRIFTED.changes,
  verdict: { ...DRIFTED.verdict, label: { en: 'Verdict withdrawn' } },
});

test('a link that says when it was written has its drift told, by the rules of a badge', async () => {
  const [told, pinned, unpinned, withdrawn] = [aPledgeId(), aPledgeId(), aPledgeId(), aPledgeId()];
  const badges = { [told]: DRIFTED, [pinned]: DRIFTED, [unpinned]: DRIFTED, [withdrawn]: WITHDRAWN };
  const html = `${SCRIPT}<p><a href="/${told}" data-as-of="2025-04-02">here</a></p>
    <p><a href="/${pinned}" data-as-of="2025-04-02" data-pinned>here</a></p>
    <p><a href="/${unpinned}" data-as-of="2025-04-02" data-pinned="false">here</a></p>
    <p><a href="/${withdrawn}" data-as-of="2025-04-02" data-pinned>here</a></p>`;
  const page = await open(html, [], { badges });
  await loadedBadges(page, 4);
  const shown = badgesOf(page).map((badge) => [
    part(badge, 'link')!.textContent,
    badge.matches(':state(changed)'),
  ]);
  expect(shown).toEqual([
    ['Done', true],
    ['In progress', true],
    ['Done', true],
    ['Verdict withdrawn', false],
  ]);
  await eventually(() =>
    expect(part(badgesOf(page)[0]!, 'link')!.ariaLabel).toContain('on 2 April 2025: In progress.'),
  );
});

test('a link that learns later when it was written passes that on, and takes it back', async () => {
  const pledge = aPledgeId();
  const html = `${SCRIPT}<p><a href="/${pledge}">here</a></p>`;
  const page = await open(html, [], { badges: { [pledge]: DRIFTED } });
  await loadedBadges(page, 1);
  const [badge, link] = [badgesOf(page)[0]!, page.querySelector('a')!];
  link.dataset.asOf = '2025-04-02';
  await eventually(() => expect(badge.matches(':state(changed)')).toBe(true));
  delete link.dataset.asOf;
  await eventually(() => expect(badge.matches(':state(changed)')).toBe(false));
  expect(badgesOf(page)).toEqual([badge]);
});

test.for([
  ['by a redirect', '/host/moved.js'],
  ['with a version in its address', '/embed/v1.js?ver=2'],
  ['as a copy under another name', '/embed/copy.js'],
])('finds its links where the script comes %s', async ([, src]) => {
  const pledge = aPledgeId();
  const html = `${SCRIPT.replace('/embed/v1.js', src!)}<p><a href="/${pledge}">here</a></p>`;
  const pages = { links: { html }, 'moved.js': { redirect: '/embed/v1.js' } };
  const page = await open(html, [], { badges: { [pledge]: DRIFTED }, pages });
  await loadedBadges(page, 1);
});

test('leaves the links of a script alone that is another one’s', async () => {
  const pledge = aPledgeId();
  const other = '<script type="module" data-links src="/host/other.js"></script>';
  const html = `${SCRIPT.replace('data-links', '')}${other}<a href="/${pledge}">here</a>`;
  const page = await open(html, [pledge]);
  await quiet();
  expect(badgesOf(page)).toEqual([]);
});
