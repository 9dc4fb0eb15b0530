// The script as it is built, in pages that are not kind to it.
import { expect, test, vi } from 'vitest';
import { badgeWords } from '../../widgets/words/badge-words.ts';
import { aBadge, aChange, aPledgeId, aSummary } from './builders.ts';
import { calls, loaded, openHost, part, quiet, serve, updated } from './page.ts';

const SCRIPT = '<script type="module" async src="/embed/v1.js"></script>';
const DRIFTED = aBadge({
  changes: [aChange('broken', '2019-05-16T09:30:00Z'), aChange('done', '2025-09-03T08:00:00Z')],
});

const STRICT =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

type Factory = { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };

// For a page that has to be looked at before the script comes. Its own Trusted Types policy is `test`.
async function addScript(page: Document): Promise<void> {
  const script = page.createElement('script');
  script.type = 'module';
  const { trustedTypes } = page.defaultView as Window & { trustedTypes?: Factory };
  const test = trustedTypes?.createPolicy('test', { createScriptURL: (url: string) => url });
  script.src = test?.createScriptURL('/embed/v1.js') ?? '/embed/v1.js';
  page.body.append(script);
  await new Promise((done) => script.addEventListener('load', done));
}

async function violationsOf(html: string, policy: string): Promise<{ page: Document; violations: string[] }> {
  const pages = { csp: { html, headers: { 'content-security-policy': policy } } };
  await serve({ pages, badges: BADGES, summaries: { fiction: aSummary() } });
  const { page, window } = await openHost('csp');
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  window.addEventListener('error', (event) => violations.push(`uncaught ${event.message}`));
  await addScript(page);
  return { page, violations };
}

const PLEDGE = aPledgeId();
const BADGES = { [PLEDGE]: DRIFTED };
const CONTENT = `<p>A <pledge-badge pledge="${PLEDGE}" outcome="broken" as-of="2025-04-02"><a href="/x">Broken</a></pledge-badge>.</p>
  <pledge-summary tracker="fiction">All verdicts</pledge-summary>`;

test('runs under the strictest policy, with Trusted Types, and without one violation', async () => {
  const { page, violations } = await violationsOf(CONTENT, `${STRICT}; trusted-types pledgemark test`);
  const badge = await loaded(page.querySelector('pledge-badge')!);
  await loaded(page.querySelector('pledge-summary')!);
  expect(part(badge, 'link')!.textContent).toBe('Done');
  expect(violations).toEqual([]);
});

test('keeps what the page wrote, with no error, where the page refuses its Trusted Types policy', async () => {
  const { page, violations } = await violationsOf(CONTENT, `${STRICT}; trusted-types lit-html test`);
  await quiet();
  expect(page.querySelector('pledge-badge')!.shadowRoot).toBeNull();
  expect(violations).toEqual(['trusted-types']);
});

test('leaves a page’s own Lit its Trusted Types policy', async () => {
  const { page, violations } = await violationsOf(
    CONTENT,
    `${STRICT}; trusted-types pledgemark lit-html test`,
  );
  await loaded(page.querySelector('pledge-badge')!);
  const { trustedTypes } = page.defaultView as Window & { trustedTypes?: Factory };
  expect(() => trustedTypes!.createPolicy('lit-html', {})).not.toThrow();
  expect(violations).toEqual([]);
});

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
  await vi.waitFor(() => expect(part(badge, 'link')!.textContent).toBe('Done'));
});

test('a page that the reader loads again has the verdict of now, whatever the browser still holds', async () => {
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

    const lines = [...part(badge, 'badge')!.getClientRects()];
    for (const [mark, line] of [
      ['icon', lines.at(0)!],
      ['changed', lines.at(-1)!],
    ] as const) {
      const { left, right, top, bottom } = part(badge, mark)!.getBoundingClientRect();
      expect([left > line.left, right < line.right, top > line.top, bottom < line.bottom]).not.toContain(
        false,
      );
    }
  },
);

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

test.for(Object.keys(badgeWords))('one badge costs two requests in %s, and so do fifty', async (lang) => {
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

test('a link that has the focus when the script comes keeps it until the reader moves on', async () => {
  const pledge = aPledgeId();
  const html = `<pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>`;
  await serve({ pages: { focus: { html } }, badges: { [pledge]: aBadge() } });
  const { page } = await openHost('focus');
  const link = page.querySelector('a')!;
  link.focus();
  await addScript(page);
  await vi.waitFor(async () => expect((await calls()).some(({ url }) => url.includes('/badges'))).toBe(true));
  await quiet();
  expect(page.activeElement).toBe(link);
  link.blur();
  await loaded(page.querySelector('pledge-badge')!);
});

// What pages do to everything in them.
const LEAKING = `<style>
  * { margin: 0; padding: 0; box-sizing: border-box }
  body { font: 18px/1.5 serif; width: 340px; letter-spacing: .04em; word-spacing: .1em; text-indent: 1em }
  p { text-transform: uppercase; text-align: justify }
  a { color: #00e; text-decoration: underline }
</style>`;

test.for([
  ['', ''],
  ['as-of="2025-04-02"', ''],
  ['as-of="2025-04-02"', LEAKING],
  ['', LEAKING],
] as const)(
  'its box is the same before the script, before the data and with them (%s)',
  async ([attributes, css]) => {
    const pledge = aPledgeId();
    const data = attributes
      ? aBadge({
          changes: [aChange('stalled', '2019-05-16T09:30:00Z'), aChange('broken', '2025-09-03T08:00:00Z')],
        })
      : aBadge();
    const badge = (inside: string) =>
      `<pledge-badge pledge="${pledge}" outcome="broken" ${attributes}>${inside}</pledge-badge>`;
    const html = `<link rel="stylesheet" href="/embed/badge.css">${css}
    <p>The government promised to remove the barriers between care and health: ${badge('<a href="/x">Broken</a>')}, says the desk, and more will follow.</p>
    <p>Written over lines ${badge('\n<a href="/x">Broken</a>\n')} of markup.</p>
    <p id="plain">The government promised.</p>`;
    await serve({ hold: true, pages: { box: { html } }, badges: { [pledge]: data } });
    const { page } = await openHost('box');
    const badges = [...page.querySelectorAll('pledge-badge')];
    const boxes = () =>
      [...page.querySelectorAll('p, pledge-badge')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].map((value) => Math.round(value * 100) / 100);
      });
    const before = boxes();
    expect(page.querySelector('p')!.offsetHeight % page.getElementById('plain')!.offsetHeight).toBe(0);

    const script = page.createElement('script');
    script.type = 'module';
    script.src = '/embed/v1.js';
    page.body.append(script);
    await vi.waitFor(() => expect(badges[0]!.shadowRoot).not.toBeNull());
    await vi.waitFor(async () =>
      expect((await calls()).some(({ url }) => url.includes('/badges'))).toBe(true),
    );
    expect(boxes()).toEqual(before);

    await serve({ badges: { [pledge]: data } });
    await Promise.all(badges.map(loaded));
    expect(badges.every((badge) => Boolean(part(badge, 'changed')) === Boolean(attributes))).toBe(true);
    expect(boxes()).toEqual(before);
  },
);
