// What frameworks write for a flag that is not set, and for a name in two words: on a server, before the script is there
// and after it.
import { expect, test } from 'vitest';
import '../../widgets/embed.ts';
import { aBadge, aChange, aPledgeId, aPublishedPledge } from './builders.ts';
import { addScript, calls, eventually, loaded, mount, openHost, part, serve, updated } from './page.ts';

const DRIFTED = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];

const verdictOf = (element: Element) =>
  (part(element, 'link') ?? part(element, 'verdict'))!.textContent.trim();
const isMarked = (element: Element) => Boolean(part(element, 'changed') ?? part(element, 'note'));

async function show(tag: string, attributes: string): Promise<HTMLElement> {
  const pledge = aPledgeId();
  document.body.replaceChildren();
  await serve({
    badges: { [pledge]: aBadge({ changes: DRIFTED }) },
    pledges: { [pledge]: aPublishedPledge({ changes: DRIFTED }) },
  });
  return loaded(mount(`<${tag} pledge="${pledge}" ${attributes}><a href="/${pledge}">x</a></${tag}>`));
}

test.for(['pledge-badge', 'pledge-card'])(
  '<%s pinned="false"> is not pinned, in any case of its letters',
  async (tag) => {
    for (const value of ['false', 'False', 'FALSE']) {
      const element = await show(tag, `as-of="2025-04-02" pinned="${value}"`);
      expect([verdictOf(element), Reflect.get(element, 'pinned')]).toEqual(['Done', false]);
    }
    for (const value of ['pinned', 'pinned=""', 'pinned="true"', 'pinned="pinned"']) {
      const element = await show(tag, `as-of="2025-04-02" ${value}`);
      expect([verdictOf(element), Reflect.get(element, 'pinned')]).toEqual(['In progress', true]);
    }
  },
);

test.for(['pledge-badge', 'pledge-card'])(
  '<%s> takes its flag as a property, whatever stands for false',
  async (tag) => {
    const element = await show(tag, 'as-of="2025-04-02" pinned');
    for (const value of [false, null, undefined, 'false', '']) {
      Object.assign(element, { pinned: value });
      await eventually(() => expect(verdictOf(element)).toBe('Done'));
      expect(element.hasAttribute('pinned')).toBe(false);
      Object.assign(element, { pinned: true });
      await eventually(() => expect(verdictOf(element)).toBe('In progress'));
    }
  },
);

test.for(['pledge-badge', 'pledge-card'])('<%s asof> is read as as-of, which goes before it', async (tag) => {
  const element = await show(tag, 'asof="2025-04-02"');
  expect([isMarked(element), Reflect.get(element, 'asOf')]).toEqual([true, '2025-04-02']);
  element.setAttribute('as-of', '2025-10-01');
  await eventually(() => expect(isMarked(element)).toBe(false));
  Object.assign(element, { asOf: '2025-04-02' });
  await eventually(() => expect(isMarked(element)).toBe(true));
  Object.assign(element, { asOf: null });
  await eventually(() => expect(isMarked(element)).toBe(false));
  expect(element.matches('[asof], [as-of]')).toBe(false);
  element.setAttribute('asof', '2025-04-02');
  await eventually(() => expect(isMarked(element)).toBe(true));
});

test('what was set before the script came, as attributes of any form or as properties, counts then', async () => {
  const pledge = aPledgeId();
  await serve({ pages: { early: { html: '<p></p>' } }, badges: { [pledge]: aBadge({ changes: DRIFTED }) } });
  const { page } = await openHost('early');
  const early = () => page.querySelector('p')!.appendChild(page.createElement('pledge-badge'));
  // As React and Vue do for a tag that they do not know yet, and as Svelte does for one that it has seen.
  const byAttribute = early();
  for (const [name, value] of Object.entries({ pledge, asOf: '2025-04-02', pinned: 'false', live: 'false' }))
    byAttribute.setAttribute(name, value);
  const byProperty = early();
  Object.assign(byProperty, { pledge, asOf: '2025-04-02', pinned: false, live: undefined });
  await addScript(page);
  for (const badge of [byAttribute, byProperty]) {
    await loaded(badge);
    expect([verdictOf(badge), isMarked(badge)]).toEqual(['Done', true]);
  }
});

test.for(['pledge-badge', 'pledge-card'])('<%s live="false"> is live: only "off" is off', async (tag) => {
  for (const value of ['false', '', 'on']) expect(await show(tag, `live="${value}"`)).toBeTruthy();
});

test.for([
  ['', 1],
  ['="false"', 0],
] as const)('data-links%s makes badges of that many plain links: %i', async ([value, count]) => {
  const pledge = aPledgeId();
  const html = `<script type="module" async src="/embed/v1.js" data-links${value}></script><p><a href="/${pledge}">It</a></p>
    <p><pledge-badge pledge="${pledge}"><a href="/${pledge}">Done</a></pledge-badge>`;
  await serve({ pages: { links: { html } }, badges: { [pledge]: aBadge() } });
  const { page } = await openHost('links');
  await loaded(page.querySelector('p:last-of-type pledge-badge')!);
  await eventually(() => expect(page.querySelectorAll('a + pledge-badge')).toHaveLength(count));
  await updated();
  expect((await calls()).some(({ url }) => url.includes('plain-links'))).toBe(count > 0);
});

test.for([
  'scripts',
  'currentScript',
  'body',
  'documentElement',
  'head',
  'activeElement',
  'contentType',
  'title',
  'lang',
])(
  'a form of the page that is called %s, and two of that name, are no hindrance and no error',
  async (name) => {
    const pledge = aPledgeId();
    for (const forms of [
      `<form name="${name}"></form>`,
      `<img name="${name}" alt=""><form name="${name}"></form>`,
    ]) {
      const html = `<script>window.failed = []; addEventListener('error', ({ message }) => failed.push(message));
        addEventListener('unhandledrejection', ({ reason }) => failed.push(String(reason)))</script>${forms}
        <p><pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>. <a href="/${pledge}">It</a></p>
        <script type="module" src="/embed/v1.js" data-links></script>`;
      await serve({ pages: { clobbered: { html } }, badges: { [pledge]: aBadge() } });
      const { page, window } = await openHost('clobbered');
      await loaded(page.querySelector('pledge-badge')!);
      await eventually(() => expect(page.querySelector('a + pledge-badge')).not.toBeNull());
      expect((window as Window & { failed?: string[] }).failed).toEqual([]);
    }
  },
);
