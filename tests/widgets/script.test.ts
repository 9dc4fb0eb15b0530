// The script as it is built, in whatever way a page brings it in.
import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { badgeWords } from '../../widgets/words/badge-words.ts';
import { needs } from '../engines/supports.ts';
import { aBadge, aChange, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { addScript, calls, eventually, loaded, openHost, part, quiet, SCRIPT, serve } from './page.ts';

const DRIFTED = aBadge({
  changes: [aChange('broken', '2019-05-16T09:30:00Z'), aChange('done', '2025-09-03T08:00:00Z')],
});
const PLEDGE = aPledgeId();
const BADGES = { [PLEDGE]: DRIFTED };
const CONTENT = `<p>A <pledge-badge pledge="${PLEDGE}" outcome="broken" as-of="2025-04-02"><a href="/x">Broken</a></pledge-badge>.</p>
  <pledge-summary tracker="fiction">All verdicts</pledge-summary>`;

test('properties that a framework set before the script came are its attributes', async () => {
  await serve({ pages: { early: { html: '<p></p>' } }, badges: BADGES });
  const { page } = await openHost('early');
  const badge = page.createElement('pledge-badge');
  Object.assign(badge, { pledge: PLEDGE, asOf: '2025-04-02', pinned: true, outcome: undefined });
  page.querySelector('p')!.append(badge);
  await addScript(page);
  await loaded(badge);
  expect(part(badge, 'link')!.textContent).toBe('Broken');
  expect(badge.matches('[as-of="2025-04-02"][pinned]:not([outcome]):state(changed)')).toBe(true);
  Object.assign(badge, { pinned: false });
  await eventually(() => expect(part(badge, 'link')!.textContent).toBe('Done'));
});

test('a page that the reader loads again has the verdict of now, whatever the browser still holds', async (context) => {
  needs(context, 'HTTP cache');
  const pledge = aPledgeId('held-by-the-browser');
  const again = { html: `${SCRIPT}<pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>` };
  await serve({ cacheable: true, pages: { again }, badges: { [pledge]: aBadge() } });
  const { frame } = await openHost('again');
  const label = async () =>
    part(await loaded(frame.contentDocument!.querySelector('pledge-badge')!), 'link')!.textContent;
  const visited = () => new Promise((done) => frame.addEventListener('load', done, { once: true }));
  expect(await label()).toBe('Broken');

  await serve({ cacheable: true, pages: { again }, badges: { [pledge]: DRIFTED } });
  frame.src = '/host/again?';
  await visited();
  expect(await label()).toBe('Broken');
  frame.contentWindow!.location.reload();
  await visited();
  expect(await label()).toBe('Done');
});

test('loaded twice, and under two addresses, it works once and throws nothing', async () => {
  const twice = `<script>addEventListener('error', ({ message }) => (window.failed = message))</script>
    ${SCRIPT}<script type="module" src="/embed/v1.js?again"></script>${CONTENT}`;
  await serve({ pages: { twice: { html: twice } }, badges: BADGES, summaries: { fiction: aSummary() } });
  const { page, window } = await openHost('twice');
  await loaded(page.querySelector('pledge-badge')!);
  await quiet();
  expect((window as Window & { failed?: string }).failed).toBeUndefined();
  expect((await calls()).filter(({ url }) => url.includes('/badges'))).toHaveLength(1);
});

const ERRORS = '<script>addEventListener("error", ({ message }) => (window.failed = message))</script>';
const V1 = SCRIPT.replace('async ', '');
const OTHER = V1.replace('v1.js', 'other-release.js');

test.for([
  ['with a version in its address', V1.replace('v1.js', 'v1.js?ver=6.7'), ['v1.js']],
  ['by a redirect', V1.replace('/embed/v1.js', '/host/moved.js'), ['v1.js']],
  ['and then another release', V1 + OTHER, ['v1.js', 'other-release.js']],
  ['after another release', OTHER + V1, ['other-release.js', 'v1.js']],
] as const)('a script that comes %s runs once, and its later parts fit', async ([, scripts, asked]) => {
  const linked = aPledgeId();
  const withLinks = scripts.replace(/^(.*)src/, '$1data-links src');
  const html = `${ERRORS}${withLinks}${CONTENT}<p><a href="/${linked}">Linked</a></p>
    <pledge-card pledge="${PLEDGE}" lang="cy">One pledge</pledge-card>`;
  const pages = { late: { html }, 'moved.js': { redirect: '/embed/v1.js' } };
  const pledges = { [PLEDGE]: aPublishedPledge() };
  const badges = { ...BADGES, [linked]: DRIFTED };
  await serve({ pages, badges, pledges, summaries: { fiction: aSummary() } });
  const { page, window } = await openHost('late');
  await eventually(() => expect(page.querySelector('a + pledge-badge')).not.toBeNull());
  for (const element of page.querySelectorAll('pledge-badge, pledge-card, pledge-summary'))
    await loaded(element);
  expect(part(page.querySelector('pledge-card')!, 'card')!.lang).toBe('cy');
  expect((window as Window & { failed?: string }).failed).toBeUndefined();
  const asks = (await calls()).map(({ url }) => url.replace('/embed/', ''));
  expect(asks.filter((url) => /^[^/]+\.js$/.test(url))).toEqual(asked);
  // The views of the first release only: the elements are its.
  expect(asks.filter((url) => url.startsWith('chunks/views-'))).toHaveLength(1);
});

test('plain links are the business of whichever release was asked for them', async () => {
  const linked = aPledgeId();
  const html = `${ERRORS}${V1}${OTHER.replace('src', 'data-links src')}<p><a href="/${linked}">Linked</a></p>`;
  await serve({ pages: { two: { html } }, badges: { [linked]: DRIFTED } });
  const { page, window } = await openHost('two');
  await eventually(() => expect(page.querySelector('a + pledge-badge')).not.toBeNull());
  await loaded(page.querySelector('pledge-badge')!);
  expect((window as Window & { failed?: string }).failed).toBeUndefined();
});

// Of any other language the words of a badge come with those of its cards.
const IN_SCRIPT = Object.entries(badgeWords).flatMap(([lang, words]) => (words ? [lang] : []));

test.for(IN_SCRIPT)('one badge costs two requests in %s, and so do fifty', async (lang) => {
  for (const count of [1, 50]) {
    const ids = Array.from({ length: count }, () => aPledgeId());
    const badges = Object.fromEntries(ids.map((id) => [id, aBadge()]));
    const html =
      SCRIPT +
      ids
        .map((id) => `<pledge-badge pledge="${id}" lang="${lang}"><a href="/x">Broken</a></pledge-badge> `)
        .join('');
    await serve({ pages: { count: { html } }, badges });
    const { page } = await openHost('count');
    await loaded(page.querySelector('pledge-badge')!);
    expect(await calls()).toHaveLength(2);
  }
});

test('a reader who came by keyboard before the script is on the badge’s link when its data come, and has its card', async () => {
  const pledge = aPledgeId();
  const html = `<p style="margin:80px 40px"><pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>`;
  await serve({ pages: { focus: { html } }, badges: { [pledge]: aBadge() } });
  const { page, window } = await openHost('focus');
  window.focus();
  await commands.press('Tab');
  expect(page.activeElement).toBe(page.querySelector('a'));
  await addScript(page);
  const badge = await loaded(page.querySelector('pledge-badge')!);
  expect(badge.shadowRoot!.activeElement).toBe(part(badge, 'link'));
  await eventually(() => expect(part(badge, 'card')?.checkVisibility()).toBe(true));
  await commands.press('Escape');
  expect(badge.shadowRoot!.activeElement).toBe(part(badge, 'link'));
});

const LATE = `<script>
  addEventListener('load', () => {
    const script = document.createElement('script');
    Object.assign(script, { type: 'module', src: '/embed/v1.js' });
    document.head.append(script);
  });
</script>`;

test.for([
  ['in the head', `<head>${SCRIPT}</head><body>${CONTENT}`],
  ['in the head, without async', `<head>${SCRIPT.replace('async', '')}</head><body>${CONTENT}`],
  ['at the end', `<body>${CONTENT}${SCRIPT}`],
  ['in the midst of a sentence', `<body>${CONTENT.replace('<p>A', `<p>${SCRIPT}A`)}`],
  ['late, put there by another script', `<head>${LATE}</head><body>${CONTENT}`],
] as const)('a script that stands %s brings badge and summary to life', async ([, html]) => {
  await serve({ pages: { place: { html } }, badges: BADGES, summaries: { fiction: aSummary() } });
  const { page } = await openHost('place');
  const badge = await loaded(page.querySelector('pledge-badge')!);
  await loaded(page.querySelector('pledge-summary')!);
  expect(part(badge, 'link')!.textContent).toBe('Done');
});

test('a page that swaps its content has live elements in each of its views, whatever puts them there', async () => {
  const pledges = Array.from({ length: 4 }, () => aPledgeId());
  const badges = Object.fromEntries(pledges.map((pledge) => [pledge, aBadge()]));
  const [first, second, third, fourth] = pledges.map(
    (pledge) => `<p><pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge></p>`,
  );
  const html = `${SCRIPT}<main>${first}</main><template>${third}</template>`;
  await serve({ pages: { app: { html } }, badges });
  const { page, window } = await openHost('app');
  const main = page.querySelector('main')!;
  const shown = () => loaded(main.querySelector('pledge-badge')!);
  const old = await shown();

  window.history.pushState(null, '', '/host/second');
  main.innerHTML = second!;
  await shown();
  main.replaceChildren(page.querySelector('template')!.content.cloneNode(true));
  await shown();
  const parsed = new DOMParser().parseFromString(fourth!, 'text/html');
  main.replaceChildren(page.adoptNode(parsed.body.firstElementChild!));
  await shown();
  main.replaceChildren(old);
  expect(part(await shown(), 'link')!.textContent).toBe('Broken');
});

test('what a newer version of the desk says is shown as far as this one understands it', async () => {
  const pledge = aPledgeId();
  const newer = { outcome: 'imploded' as 'kept', label: { en: 'Imploded' }, kind: 'omen' as 'verdict' };
  const changes = [
    aChange('broken', '2019-05-16T09:30:00Z'),
    { ...aChange('done', '2025-09-03T08:00:00Z'), ...newer, weather: 'fair' },
  ];
  const html = `${SCRIPT}<p><pledge-badge pledge="${pledge}" outcome="imploded" as-of="2020-01-01"><a href="/x">Broken</a></pledge-badge>`;
  const badge = { ...aBadge({ changes }), mood: 'good', status: 'adored' };
  await serve({ pages: { newer: { html } }, badges: { [pledge]: badge } });
  const { page } = await openHost('newer');
  const shown = await loaded(page.querySelector('pledge-badge')!);
  expect(part(shown, 'link')!.textContent).toBe('Imploded');
  await expect
    .poll(() => part(shown, 'link')!.ariaLabel)
    .toContain('Verdict now: Imploded (3 September 2025). When');
  expect(part(shown, 'badge')!.className).toContain('none');
  expect(part(shown, 'changed')).not.toBeNull();
});

test.for([
  ['has no IntersectionObserver', 'window.IntersectionObserver = undefined'],
  ['has no internals', 'HTMLElement.prototype.attachInternals = undefined'],
  ['makes no stylesheets', 'CSSStyleSheet.prototype.replaceSync = undefined'],
  ['imports no nodes', 'Document.prototype.importNode = undefined'],
  ['parses nothing', 'Object.defineProperty(Element.prototype, "innerHTML", { set: undefined })'],
  ['cannot end a call', 'delete AbortSignal.timeout'],
] as const)('where a browser %s, what the page wrote stays, and it hears of nothing', async ([, broken]) => {
  const html = `<script>window.heard = []; addEventListener('error', ({ message }) => heard.push(message)); ${broken}</script>
    ${CONTENT}<pledge-card pledge="${PLEDGE}">One pledge</pledge-card>`;
  await serve({ pages: { broken: { html } }, badges: BADGES });
  const { page, window } = await openHost('broken');
  await addScript(page);
  await quiet();
  expect((window as unknown as { heard: string[] }).heard).toEqual([]);
  expect(page.defaultView!.customElements.get('pledge-badge')).toBeUndefined();
  expect(page.body.innerText.replace(/\s+/g, '')).toBe('ABroken.AllverdictsOnepledge');
  expect((await calls()).filter(({ url }) => url.startsWith('/api/'))).toEqual([]);
});

test('leaves a page alone that is XML, whose templates would have to be', async () => {
  await serve({ badges: BADGES });
  const frame = document.createElement('iframe');
  const html = `<html xmlns="http://www.w3.org/1999/xhtml"><head><script>
      window.heard = [];
      addEventListener('error', ({ message }) => heard.push(message));
      import('${location.origin}/embed/v1.js').then(() => heard.push('loaded'));
    </script></head><body>${CONTENT}</body></html>`;
  frame.src = URL.createObjectURL(new Blob([html], { type: 'application/xhtml+xml' }));
  document.body.append(frame);
  const { contentWindow: window } = frame as unknown as { contentWindow: Window & { heard?: string[] } };
  await eventually(() => expect(window.heard).toEqual(['loaded']));
  expect(window.document.querySelector('pledge-badge')!.shadowRoot).toBeNull();
});

// After a deployment: pages that hold the script of the one before ask for what is no longer there.
test.for(['', 'views', 'cy'])(
  'where its later parts are gone (chunks/%s), what the page wrote stays and the page hears of nothing but pledge-error',
  async (goneChunks) => {
    const linked = aPledgeId();
    const html = `<script>
        window.heard = [];
        for (const type of ['error', 'unhandledrejection', 'pledge-error'])
          addEventListener(type, ({ type, target }) => heard.push(type + ' ' + (target.localName ?? '')), true);
      </script>
      <body lang="cy"><script type="module" async data-links src="/embed/v1.js"></script>${CONTENT}
      <p><a href="/${linked}">Linked</a></p><pledge-card pledge="${PLEDGE}">One pledge</pledge-card>
      <pledge-list tracker="fiction">Newest verdicts</pledge-list>`;
    const summaries = { fiction: aSummary() };
    const pledges = { [PLEDGE]: aPublishedPledge() };
    const pages = { older: { html } };
    await serve({ pages, badges: { ...BADGES, [linked]: DRIFTED }, summaries, pledges, goneChunks });
    const { page, window } = await openHost('older');
    const { heard } = window as unknown as { heard: string[] };
    const badge = await loaded(page.querySelector('pledge-badge')!);
    badge.dispatchEvent(new PointerEvent('pointerenter'));
    await eventually(() => expect(heard).toHaveLength(3));
    if (goneChunks) await eventually(() => expect(page.querySelector('a + pledge-badge')).not.toBeNull());
    await quiet();
    expect(heard.sort()).toEqual(
      ['card', 'list', 'summary'].map((element) => `pledge-error pledge-${element}`),
    );
    expect(part(badge, 'card')).toBeNull();
    for (const block of page.querySelectorAll('pledge-card, pledge-list, pledge-summary'))
      expect(block.shadowRoot!.querySelector('slot')!.assignedNodes()).toEqual([...block.childNodes]);
  },
);

test('without script the page has its text, in a box of its own size', async () => {
  const html = `<link rel="stylesheet" href="/embed/badge.css">${SCRIPT}${CONTENT}<p>A <a href="/x">Broken</a>.</p>`;
  await serve({ pages: { plain: { html } }, badges: BADGES });
  const { page } = await openHost('plain', 390, 'allow-same-origin');
  const badge = page.querySelector('pledge-badge')!;
  expect(badge.shadowRoot).toBeNull();
  expect(badge.textContent).toBe('Broken');
  const widths = [badge, page.querySelector('p > a')!].map((box) => box.getBoundingClientRect().width);
  expect(widths[0]).toBe(widths[1]);
  expect((await calls()).some(({ url }) => url.startsWith('/api/'))).toBe(false);
});
