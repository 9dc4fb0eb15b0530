// When badges ask for their data, for how many at once, and what becomes of them when nothing good comes back.
import { expect, test, vi } from 'vitest';
import '../../widgets/embed.ts';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import { aBadge, aChange, aPledgeId } from './builders.ts';
import { calls, eventually, hurry, loaded, mount, part, quiet, serve, updated } from './page.ts';

const LINK = '<a href="https://pledges.example/x">Broken</a>';
const badgeFor = (pledge: string, attributes = '', inside = LINK) =>
  mount<PledgeBadgeElement>(
    `<p>It was <pledge-badge pledge="${pledge}" ${attributes}>${inside}</pledge-badge>.</p>`,
  );

const DRIFTED = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];

test('one call asks for all badges of the page, sorted and once each', async () => {
  const ids = [aPledgeId('c'), aPledgeId('a'), aPledgeId('b')];
  await serve({ badges: Object.fromEntries(ids.map((id) => [id, aBadge()])) });
  mount(
    [...ids, ids[0], 'not an id', '']
      .map((id) => `<pledge-badge pledge="${id}">${LINK}</pledge-badge> `)
      .join(''),
  );
  const far = document.createElement('pledge-badge');
  far.setAttribute('pledge', ids[1]!);
  far.style.cssText = 'position:absolute;top:9000px';
  document.body.append(far);
  await Promise.all([...document.querySelectorAll('pledge-badge[pledge*="/"]')].map(loaded));
  await quiet();
  expect((await calls()).map(({ url }) => url)).toEqual([`/api/v1/badges?ids=${[...ids].sort()}`]);
});

test('more than a hundred badges, or longer ids than a URL may hold, make more calls', async () => {
  const many = Array.from({ length: 130 }, () => aPledgeId());
  const long = Array.from({ length: 70 }, () => aPledgeId('x'.repeat(110)));
  for (const [ids, largest] of [
    [many, 100],
    [long, 61],
  ] as const) {
    await serve({ badges: Object.fromEntries(ids.map((id) => [id, aBadge()])) });
    mount(ids.map((id) => `<pledge-badge pledge="${id}">${LINK}</pledge-badge> `).join(''));
    await Promise.all([...document.querySelectorAll('pledge-badge')].map(loaded));
    const urls = (await calls()).map(({ url }) => url);
    expect(urls).toHaveLength(2);
    expect(urls[0]!.split(',').length).toBeLessThanOrEqual(largest);
    for (const url of urls) expect(location.origin.length + url.length).toBeLessThanOrEqual(8000);
    document.body.replaceChildren();
  }
});

test('asks for nothing while it is far below the fold, and asks when it comes near', async () => {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge() } });
  const badge = mount(
    `<div style="height:6000px"></div><pledge-badge pledge="${pledge}">${LINK}</pledge-badge>`,
  );
  await quiet();
  expect(await calls()).toEqual([]);
  scrollTo(0, badge.getBoundingClientRect().top - innerHeight - 300);
  await loaded(badge);
  expect(badge.getBoundingClientRect().top).toBeGreaterThan(innerHeight);
});

test('a badge that comes later asks only for what is not known', async () => {
  const [first, second] = [aPledgeId(), aPledgeId()];
  await serve({ badges: { [first]: aBadge(), [second]: aBadge() } });
  await loaded(badgeFor(first));
  await Promise.all([loaded(badgeFor(first)), loaded(badgeFor(second))]);
  expect((await calls()).map(({ url }) => url)).toEqual([
    `/api/v1/badges?ids=${first}`,
    `/api/v1/badges?ids=${second}`,
  ]);
});

test.for([
  ['the pledge is unknown', {}],
  ['the API answers 404', { status: 404 }],
  ['the API answers 500', { status: 500 }],
  ['the answer is no JSON', { body: '<html>' }],
  ['the answer is JSON of another kind', { body: '[]' }],
  ['the network fails', { offline: true }],
] as const)('keeps what the page wrote when %s, and a later badge may ask again', async ([, script]) => {
  hurry();
  const pledge = aPledgeId();
  await serve(script);
  const badge = badgeFor(pledge, 'outcome="broken"');
  await eventually(async () => expect(await calls()).not.toEqual([]));
  await quiet();
  expect(badge.shadowRoot!.querySelector('slot')!.assignedElements()).toEqual([badge.firstElementChild]);
  expect(part(badge, 'link')).toBeNull();
  expect(badge.matches(':state(loaded)')).toBe(false);

  await serve({ badges: { [pledge]: aBadge() } });
  await loaded(badgeFor(pledge));
});

test.for([
  ['the API has no answer for now', { status: 503 }, 2],
  ['it was asked too often', { status: 429 }, 2],
  ['the API does not know the address', { status: 404 }, 1],
] as const)('when %s it asks as often as can help', async ([, script, asked]) => {
  hurry();
  const pledge = aPledgeId();
  await serve(script);
  badgeFor(pledge);
  await quiet();
  expect(await calls()).toHaveLength(asked);
});

test('keeps what the page wrote when the API takes too long, and lets the calls go', async () => {
  hurry();
  let made = 0;
  const waits = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const controller = new AbortController();
    made += 1;
    // Not before the server has the call, which a busy browser is slow to send.
    const sent = made;
    void eventually(async () => expect((await calls()).length).toBeGreaterThanOrEqual(sent)).then(() =>
      controller.abort(),
    );
    return controller.signal;
  });
  const pledge = aPledgeId();
  await serve({ hold: true, badges: { [pledge]: aBadge() } });
  const badge = badgeFor(pledge, 'outcome="broken"');
  await eventually(async () => expect(await calls()).toHaveLength(2));
  await quiet();
  expect(waits).toHaveBeenCalledWith(8000);
  expect(badge.matches(':state(loaded)')).toBe(false);
  expect(badge.shadowRoot!.querySelector('slot')!.assignedElements()).toEqual([badge.firstElementChild]);
  await serve({});
});

test('shows what the second call brings where the first had no luck', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const pledge = aPledgeId();
  await serve({ status: 503 });
  const badge = badgeFor(pledge);
  await eventually(async () => expect(await calls()).toHaveLength(1));
  await serve({ badges: { [pledge]: aBadge() } });
  await eventually(() => {
    vi.advanceTimersByTime(1000);
    expect(badge.matches(':state(loaded)')).toBe(true);
  });
});

test('an answer is shared for a minute: a page that stays open has later badges of later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge() } });
  await loaded(badgeFor(pledge));
  await serve({ badges: { [pledge]: aBadge({ changes: DRIFTED }) } });
  vi.advanceTimersByTime(50_000);
  expect(part(await loaded(badgeFor(pledge)), 'link')!.textContent).toBe('Broken');
  vi.advanceTimersByTime(10_000);
  expect(part(await loaded(badgeFor(pledge)), 'link')!.textContent).toBe('Done');
});

test('five hundred badges share one observer, five calls and the formatter of their dates', async () => {
  const observers = vi.spyOn(window, 'IntersectionObserver');
  const formatters = vi.spyOn(Intl, 'DateTimeFormat');
  const formatted = vi.spyOn(Date.prototype, 'toLocaleDateString');
  const ids = Array.from({ length: 500 }, () => aPledgeId());
  await serve({ badges: Object.fromEntries(ids.map((id) => [id, aBadge({ changes: DRIFTED })])) });
  mount(ids.map((id) => `<pledge-badge pledge="${id}" as-of="2025-04-02">${LINK}</pledge-badge> `).join(''));
  await Promise.all([...document.querySelectorAll('pledge-badge')].map(loaded));
  expect(await calls()).toHaveLength(5);
  expect(observers.mock.calls.length).toBeLessThanOrEqual(1);
  expect(formatters.mock.calls.length + formatted.mock.calls.length).toBeLessThanOrEqual(1);
});

test.for([
  ['lacks its verdict', { ...aBadge(), verdict: undefined }],
  ['links to a script', aBadge({ url: 'javascript:alert(1)' })],
])(
  'keeps what the page wrote when the document %s, and a later badge may ask again',
  async ([, document]) => {
    const pledge = aPledgeId();
    await serve({ badges: { [pledge]: document } });
    const badge = badgeFor(pledge);
    await quiet();
    expect(badge.shadowRoot!.querySelector('slot')).not.toBeNull();

    await serve({ badges: { [pledge]: aBadge() } });
    await loaded(badgeFor(pledge));
  },
);

test('live="off" makes no call', async () => {
  await serve({});
  badgeFor(aPledgeId(), 'live="off" outcome="kept"');
  await quiet();
  expect(await calls()).toEqual([]);
});

test('removed while its answer is on the way it is left alone, and shows it when it comes back', async () => {
  const pledge = aPledgeId();
  await serve({ hold: true, badges: { [pledge]: aBadge() } });
  const badge = badgeFor(pledge);
  await eventually(async () => expect(await calls()).toHaveLength(1));
  const parent = badge.parentElement!;
  badge.remove();
  await serve({ badges: { [pledge]: aBadge() } });
  await quiet();
  expect(badge.matches(':state(loaded)')).toBe(false);
  parent.append(badge);
  await loaded(badge);
});

test('waits on where the page moves it, and no longer once it is removed', async () => {
  const [moved, removed] = [aPledgeId(), aPledgeId()];
  await serve({ badges: { [moved]: aBadge(), [removed]: aBadge() } });
  mount('<div style="height:6000px"></div>');
  const [first, second] = [badgeFor(moved), badgeFor(removed)];
  await updated();
  document.body.append(first);
  second.remove();
  await quiet();
  expect(await calls()).toEqual([]);
  first.scrollIntoView();
  await loaded(first);
  expect((await calls()).map(({ url }) => url)).toEqual([`/api/v1/badges?ids=${moved}`]);
});

test('another pledge in its attribute is another badge, and a late answer to the first is dropped', async () => {
  const [first, second] = [aPledgeId(), aPledgeId()];
  const badges = { [first]: aBadge(), [second]: aBadge({ changes: DRIFTED }) };
  await serve({ hold: true, badges });
  const badge = badgeFor(first);
  await eventually(async () => expect(await calls()).toHaveLength(1));
  badge.pledge = second;
  await updated();
  await serve({ badges });
  await loaded(badge);
  expect(part(badge, 'link')!.textContent).toBe('Done');
  badge.removeAttribute('pledge');
  await updated();
  expect(part(badge, 'link')).toBeNull();

  const third = aPledgeId();
  await serve({ hold: true, badges: { [third]: aBadge() } });
  badge.pledge = third;
  await eventually(async () => expect(await calls()).toHaveLength(1));
  badge.pledge = null;
  await serve({ badges: { [third]: aBadge() } });
  await quiet();
  expect(badge.matches(':state(loaded)')).toBe(false);
});

test('takes its attributes before or after it is put on the page, as frameworks do', async () => {
  const [soon, late] = [aPledgeId(), aPledgeId()];
  await serve({ badges: { [soon]: aBadge(), [late]: aBadge() } });
  const badges = [soon, late].map((pledge) => [document.createElement('pledge-badge'), pledge] as const);
  document.body.append(...badges.map(([badge]) => badge));
  badges[0]![0].setAttribute('pledge', soon);
  await quiet();
  badges[1]![0].setAttribute('pledge', late);
  await Promise.all(badges.map(([badge]) => loaded(badge)));
});
