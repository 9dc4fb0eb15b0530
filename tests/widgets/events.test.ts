// What an element tells the page: that its data are shown, or that they could not be had.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import '../../widgets/embed.ts';
import type { PledgeErrorEvent } from '../../widgets/load-error.ts';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import { aBadge, aChange, aListedPledge, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import {
  addScript,
  calls,
  eventually,
  hurry,
  loaded,
  mount,
  openHost,
  part,
  serve,
  updated,
} from './page.ts';

const FALLBACK = '<a href="https://pledges.example/x">Broken</a>';
const DRIFTED = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];
const LISTED = [aListedPledge('Reopen the ferry', 'in-progress', '2025-03-10T09:00:00Z')];

// What lit-html takes for one of its own, but for the mark that only a template in a script has.
const TEMPLATE = { _$litType$: 1, strings: ['<img src=x onerror=alert(1)>'], values: [] } as never;

/** What the page heard on its document: the event, by whom, and whether that element showed its data by then. */
let told: [type: string, target: EventTarget | null, isShown: boolean][] = [];

let reasons: (string | undefined)[] = [];

function note(event: Event): void {
  const { type, target } = event;
  if (type === 'pledge-error') reasons.push((event as PledgeErrorEvent).reason);
  told.push([type, target, (target as Element).matches(':state(loaded)')]);
}

beforeEach(() => {
  told = [];
  reasons = [];
  for (const type of ['pledge-load', 'pledge-error']) document.addEventListener(type, note);
});
afterEach(() => {
  for (const type of ['pledge-load', 'pledge-error']) document.removeEventListener(type, note);
});

function badgeFor(pledge: string, attributes = ''): PledgeBadgeElement {
  return mount(`<p>It was <pledge-badge pledge="${pledge}" ${attributes}>${FALLBACK}</pledge-badge>.</p>`);
}

test.for([
  ['pledge-badge', 'pledge'],
  ['pledge-card', 'pledge'],
  ['pledge-summary', 'tracker'],
  ['pledge-list', 'tracker'],
] as const)('<%s> tells that its data are shown, and that there are none', async ([tag, attribute]) => {
  const [known, unknown] = [aPledgeId(), aPledgeId()];
  const id = (pledge: string) => (attribute === 'tracker' ? pledge.replace('/', '-') : pledge);
  await serve({
    badges: { [known]: aBadge() },
    pledges: { [known]: aPublishedPledge() },
    summaries: { [id(known)]: aSummary({ pledges: LISTED }) },
  });
  const element = mount(`<${tag} ${attribute}="${id(known)}">${FALLBACK}</${tag}>`);
  await eventually(() => expect(told).toEqual([['pledge-load', element, true]]));
  const other = mount(`<${tag} ${attribute}="${id(unknown)}">${FALLBACK}</${tag}>`);
  await eventually(() => expect(told.slice(1)).toEqual([['pledge-error', other, false]]));
  expect(other.shadowRoot!.querySelector('slot')!.assignedElements()).toEqual([other.firstElementChild]);
});

test('tells it again when other data were asked for, and not when the same are drawn anew', async () => {
  const [first, second, unknown] = [aPledgeId(), aPledgeId(), aPledgeId()];
  await serve({ badges: { [first]: aBadge(), [second]: aBadge({ changes: DRIFTED }) } });
  const badge = badgeFor(first);
  await eventually(() => expect(told).toEqual([['pledge-load', badge, true]]));
  for (const [name, value] of [
    ['as-of', '2025-04-02'],
    ['lang', 'de'],
    ['theme', 'dark'],
    ['pledge', first],
  ] as const)
    badge.setAttribute(name, value);
  await updated();
  badge.pledge = second;
  await eventually(() => expect(told.slice(1)).toEqual([['pledge-load', badge, true]]));
  badge.pledge = unknown;
  await eventually(() => expect(told.slice(2)).toEqual([['pledge-error', badge, false]]));
  badge.pledge = first;
  await eventually(() => expect(told.slice(3)).toEqual([['pledge-load', badge, true]]));
});

test.for([
  ['the API answers 404', { status: 404 }, 'unknown'],
  ['the API answers 403', { status: 403 }, 'refused'],
  ['the API answers 500', { status: 500 }, 'refused'],
  ['the network fails', { offline: true }, 'offline'],
  ['the answer takes too long', { hold: true }, 'late'],
  ['the answer is no JSON', { body: '<html>' }, 'malformed'],
  ['the answer is JSON of another kind', { body: '[]' }, 'malformed'],
] as const)('tells once that there are no data when %s, and why', async ([, script, reason]) => {
  hurry();
  const { timeout } = AbortSignal;
  if (reason === 'late')
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 100));
  await serve(script);
  const badge = badgeFor(aPledgeId());
  const card = mount(`<pledge-card pledge="${aPledgeId()}">${FALLBACK}</pledge-card>`);
  await eventually(() => expect(told).toHaveLength(2));
  expect(told).toContainEqual(['pledge-error', badge, false]);
  expect(told).toContainEqual(['pledge-error', card, false]);
  expect(reasons).toEqual([reason, reason]);
  await serve({});
});

test('says of a pledge that there is none, and of an id that it can be none', async () => {
  await serve({});
  const badge = badgeFor(aPledgeId());
  await eventually(() => expect(reasons).toEqual(['unknown']));
  badge.pledge = 'no id';
  await eventually(() => expect(reasons).toEqual(['unknown', 'malformed']));
});

test.for([
  ['lacks its verdict', { ...aBadge(), verdict: undefined }],
  ['links to a script', aBadge({ url: 'javascript:alert(1)' })],
  ['poses as a template', aBadge({ verdict: { ...aBadge().verdict, label: { en: TEMPLATE } } })],
])('tells once that there are no data when the document %s', async ([, document]) => {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: document } });
  const badge = badgeFor(pledge);
  await eventually(() => expect(told).toEqual([['pledge-error', badge, false]]));
});

test('tells that an id can be none', async () => {
  await serve({});
  const badge = badgeFor('not an id');
  await eventually(() => expect(told).toEqual([['pledge-error', badge, false]]));
  expect(await calls()).toEqual([]);
});

test('tells what becomes of a list that is asked for a verdict which the desk does not have, and for one again', async () => {
  await serve({ summaries: { narrowed: aSummary({ pledges: LISTED }) } });
  const list = await loaded(mount('<pledge-list tracker="narrowed">x</pledge-list>'));
  list.setAttribute('verdict', 'never-heard-of');
  await eventually(() => expect(told.slice(1)).toEqual([['pledge-error', list, false]]));
  expect(reasons).toEqual(['unknown']);
  list.setAttribute('verdict', 'in-progress');
  await eventually(() => expect(told.slice(2)).toEqual([['pledge-load', list, true]]));
  expect(part(list, 'row')).not.toBeNull();
});

test('says nothing for one that asks for nothing, or is gone when its answer comes', async () => {
  const [gone, there] = [aPledgeId(), aPledgeId()];
  const badges = { [gone]: aBadge(), [there]: aBadge() };
  await serve({ hold: true, badges });
  badgeFor(aPledgeId(), 'live="off"');
  mount(`<pledge-card pledge="${gone}" live="off">x</pledge-card>`);
  mount('<pledge-list>x</pledge-list>');
  badgeFor('');
  const leaver = badgeFor(gone);
  const parent = leaver.parentElement!;
  const witness = badgeFor(there);
  await eventually(async () => expect(await calls()).toHaveLength(1));
  leaver.remove();
  await serve({ badges });
  await loaded(witness);
  await updated();
  expect(told).toEqual([['pledge-load', witness, true]]);
  parent.append(leaver);
  await eventually(() => expect(told.slice(1)).toEqual([['pledge-load', leaver, true]]));
});

test('says nothing of an answer that is late, and tells one once that was moved on the way', async () => {
  const [first, second, moved, given] = [aPledgeId('a'), aPledgeId('b'), aPledgeId('c'), aPledgeId('d')];
  const badges = { [second]: aBadge(), [moved]: aBadge(), [given]: aBadge() };
  await serve({ hold: true, badges });
  const [changed, mover, emptied] = [badgeFor(first), badgeFor(moved), badgeFor(given)];
  await eventually(async () => expect(await calls()).toHaveLength(1));
  document.body.append(mover);
  emptied.pledge = null;
  changed.pledge = second;
  await eventually(async () => expect(await calls()).toHaveLength(2));
  await serve({ badges });
  await Promise.all([loaded(changed), loaded(mover)]);
  await updated();
  expect(told).toHaveLength(2);
  expect(told).toContainEqual(['pledge-load', changed, true]);
  expect(told).toContainEqual(['pledge-load', mover, true]);
});

test('one that was moved far down on the way is not asked for again when it comes near', async () => {
  const [moved, below] = [aPledgeId(), aPledgeId()];
  const badges = { [moved]: aBadge(), [below]: aBadge() };
  await serve({ hold: true, badges });
  const mover = badgeFor(moved);
  await eventually(async () => expect(await calls()).toHaveLength(1));
  mount('<div style="height:6000px"></div>');
  document.body.append(mover);
  const witness = badgeFor(below);
  await serve({ badges });
  await loaded(mover);
  mover.scrollIntoView();
  await loaded(witness);
  expect(told.map(([, target]) => target)).toEqual([mover, witness]);
});

test('is heard outside the page’s own components, by the name of the component', async () => {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge() } });
  const component = document.createElement('div');
  document.body.append(component);
  component.attachShadow({ mode: 'open' }).innerHTML = `<pledge-badge pledge="${pledge}">x</pledge-badge>`;
  const heard = await new Promise<[Event, EventTarget | undefined]>((done) =>
    document.addEventListener('pledge-load', (event) => done([event, event.composedPath()[0]]), {
      once: true,
    }),
  );
  const [event, element] = heard;
  expect(element).toBe(component.shadowRoot!.firstElementChild);
  expect([event.constructor, event.bubbles, event.composed, event.cancelable]).toEqual([
    Event,
    true,
    true,
    false,
  ]);
  expect(told.map(([, target]) => target)).toEqual([component]);
});

test('a listener that throws or takes the element away breaks nothing', async () => {
  const [first, second, unknown] = [aPledgeId(), aPledgeId(), aPledgeId()];
  const listening = `<script>
    const thrown = (window.thrown = []);
    addEventListener('error', (event) => { thrown.push(event.error.message); event.preventDefault() });
    for (const type of ['pledge-load', 'pledge-error'])
      addEventListener(type, ({ target }) => {
        if (type === 'pledge-error') target.remove();
        throw new Error(type);
      });
  </script>`;
  const badges = [first, unknown, second].map(
    (pledge) => `<pledge-badge pledge="${pledge}">${FALLBACK}</pledge-badge> `,
  );
  await serve({
    pages: { listening: { html: listening + badges.join('') } },
    badges: { [first]: aBadge(), [second]: aBadge() },
  });
  const { page, window } = await openHost('listening');
  const { thrown } = window as Window & { thrown?: string[] };
  const [one, none, other] = page.querySelectorAll('pledge-badge');
  await addScript(page);
  await Promise.all([loaded(one!), loaded(other!)]);
  await eventually(() => expect(thrown?.sort()).toEqual(['pledge-error', 'pledge-load', 'pledge-load']));
  expect(none!.isConnected).toBe(false);
});
