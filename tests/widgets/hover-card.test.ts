// The card of a badge: when it comes and goes, and that it is in nobody's way.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import '../../widgets/embed.ts';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import { aBadge, aChange, aPledgeId } from './builders.ts';
import {
  addScript,
  calls,
  eventually,
  loaded,
  mount,
  openHost,
  part,
  quiet,
  serve,
  updated,
} from './page.ts';

let followed: Event[] = [];

// Notes which clicks would have led away, and stays.
function note(event: Event): void {
  if (!event.defaultPrevented) followed.push(event);
  event.preventDefault();
}

beforeEach(async () => {
  followed = [];
  for (const type of ['click', 'auxclick']) document.addEventListener(type, note);
  await commands.mouseTo(2, 2);
});
afterEach(() => {
  for (const type of ['click', 'auxclick']) document.removeEventListener(type, note);
});

async function show(data: Parameters<typeof aBadge>[0] = {}, attributes = ''): Promise<PledgeBadgeElement> {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge(data) } });
  return loaded(
    mount<PledgeBadgeElement>(
      `<p style="margin:80px 40px 0">It was <pledge-badge pledge="${pledge}" ${attributes}><a href="/x">Broken</a></pledge-badge>, they say.</p>`,
    ),
  );
}

const cardOf = (badge: Element) => part(badge, 'card');
const opened = (badge: Element) => eventually(() => expect(cardOf(badge)?.checkVisibility()).toBe(true));
const closed = (badge: Element) => eventually(() => expect(cardOf(badge)).toBeNull());
const middle = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2] as const;
};
const pointAt = (element: Element) => commands.mouseTo(...middle(element));
/** Waits until the browser has told the card, and with it this, that the badge is in view. */
const inView = (badge: Element) =>
  new Promise<void>((told) => {
    const sight = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      sight.disconnect();
      told();
    });
    sight.observe(part(badge, 'badge')!);
  });
const away = () => commands.mouseTo(2, 2);
const long = () => new Promise((over) => setTimeout(over, 700));

test('opens for a pointer that rests, with what the badge knows, and closes when it leaves', async () => {
  const badge = await show({ checkedAt: '2019-09-30T00:00:00Z' });
  await pointAt(badge);
  await opened(badge);
  const card = cardOf(badge)!;
  expect(card.innerText.replace(/\s+/g, ' ')).toBe(
    'Broken Remove barriers to the integration of care Verdict by Vote for Policies, 16 May 2019 ' +
      'The barriers still stand. Last checked 30 September 2019 Evidence and history',
  );
  const [desk, page] = card.querySelectorAll('a');
  expect(desk!.href).toBe('https://voteforpolicies.example/');
  expect(page!.href).toBe('https://pledges.example/fiction-2030/remove-barriers');
  expect((await calls()).filter(({ url }) => url.startsWith('/api/'))).toHaveLength(1);
  await away();
  await closed(badge);
});

test('a pointer on its way through the paragraph opens nothing', async () => {
  const badge = await show();
  await pointAt(badge);
  await opened(badge);
  await away();
  await closed(badge);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await pointAt(badge);
  await away();
  vi.advanceTimersByTime(1000);
  expect(cardOf(badge)).toBeNull();
});

test('can be reached by the pointer, however slow it is, and stays as long as it is there', async () => {
  const badge = await show();
  await pointAt(badge);
  await opened(badge);
  const box = part(badge, 'badge')!.getBoundingClientRect();
  const card = cardOf(badge)!.getBoundingClientRect();
  const isBelow = card.top > box.top;
  const [from, to] = isBelow ? [box.bottom, card.top] : [card.bottom, box.top];
  expect(to - from).toBeGreaterThan(2);
  for (const y of [from + 1, (from + to) / 2, to - 1, isBelow ? to + 5 : from - 5]) {
    await commands.mouseTo(box.left + 20, y);
    await long();
    expect(cardOf(badge)).not.toBeNull();
  }
  await away();
  await closed(badge);
});

test('Escape closes it where the pointer is and leaves the page’s own dialog open', async () => {
  const badge = await show();
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  dialog.append(badge);
  dialog.showModal();
  dialog.focus();
  await pointAt(badge);
  await opened(badge);
  const focused = document.activeElement;
  await commands.press('Escape');
  expect(cardOf(badge)).toBeNull();
  expect(dialog.open).toBe(true);
  expect(document.activeElement).toBe(focused);
  await long();
  expect(cardOf(badge)).toBeNull();
  await commands.press('Escape');
  await eventually(() => expect(dialog.open).toBe(false));
});

test('opens for the keyboard, takes no focus, is walked through, and gives the focus back at Escape', async () => {
  const badge = await show();
  const link = part(badge, 'link')!;
  const focused = () => badge.shadowRoot!.activeElement;
  (document.activeElement as HTMLElement | null)?.blur();
  getSelection()!.setPosition(badge.parentElement, 0);
  await commands.press('Tab');
  expect(focused()).toBe(link);
  await opened(badge);
  expect(focused()).toBe(link);
  await commands.press('Tab');
  expect(cardOf(badge)!.contains(focused())).toBe(true);
  await long();
  expect(cardOf(badge)).not.toBeNull();
  await commands.press('Escape');
  expect(cardOf(badge)).toBeNull();
  expect(focused()).toBe(link);
  await long();
  expect(cardOf(badge)).toBeNull();
});

test('closes when the focus goes on', async () => {
  const badge = await show();
  getSelection()!.setPosition(badge.parentElement, 0);
  await commands.press('Tab');
  await opened(badge);
  part(badge, 'link')!.blur();
  await closed(badge);
});

test('one card is open on a page', async () => {
  const [first, second] = [await show(), await show()];
  second.parentElement!.style.marginTop = '420px';
  await pointAt(first);
  await opened(first);
  await pointAt(second);
  await opened(second);
  expect(cardOf(first)).toBeNull();
});

test('a click of the mouse follows the link, card or no card, with keys and other buttons too', async () => {
  const badge = await show();
  await pointAt(badge);
  await opened(badge);
  for (const [button, key] of [
    ['left'],
    ['left', 'Control'],
    ['left', 'Shift'],
    ['left', 'Meta'],
    ['middle'],
  ] as const) {
    followed = [];
    await commands.mouseClick(button, key);
    await eventually(() => expect(followed).toHaveLength(1));
  }
});

test('the Enter key follows the link', async () => {
  const badge = await show();
  getSelection()!.setPosition(badge.parentElement, 0);
  await commands.press('Tab');
  await opened(badge);
  await commands.press('Enter');
  expect(followed).toHaveLength(1);
});

test('goes with its badge, and with what it said', async () => {
  const badge = await show();
  const parent = badge.parentElement!;
  await pointAt(badge);
  await opened(badge);
  badge.lang = 'de';
  await closed(badge);
  await away();
  await pointAt(badge);
  await opened(badge);
  expect(cardOf(badge)!.textContent).toContain('Bewertung von');
  await inView(badge);
  badge.remove();
  await closed(badge);
  parent.prepend(badge);
  await away();
  await pointAt(badge);
  await opened(badge);
});

test('opens for a pointer that was there before the data', async () => {
  const pledge = aPledgeId();
  const badges = { [pledge]: aBadge() };
  await serve({ hold: true, badges });
  const badge = mount<PledgeBadgeElement>(
    `<p style="margin:80px 40px 0">It was <pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>, they say.</p>`,
  );
  // What the page wrote goes when the data come, and a pointer on that would be told of it; the icon stays.
  await pointAt(part(badge, 'icon')!);
  await eventually(async () => expect(await calls()).toHaveLength(1));
  await long();
  await serve({ badges });
  await opened(badge);
});

test('data that come for one badge leave the card of another alone', async () => {
  const [first, second] = [await show(), await show()];
  const told = (badge: Element, type: string) =>
    new Promise((event) => badge.addEventListener(type, event, { once: true }));
  for (const badge of [second, first]) {
    await away();
    await closed(second);
    await pointAt(badge);
    await opened(badge);
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const [left, shown] = [told(first, 'pointerleave'), told(second, 'pledge-load')];
  await away();
  await left;
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge() } });
  second.pledge = pledge;
  await shown;
  vi.advanceTimersByTime(1000);
  expect(cardOf(first)).toBeNull();
});

test('closes when its badge is scrolled out of view, and does not come back with it', async () => {
  const badge = await show();
  const below = document.createElement('div');
  below.style.height = '6000px';
  document.body.append(below);
  getSelection()!.setPosition(badge.parentElement, 0);
  await commands.press('Tab');
  await opened(badge);
  await inView(badge);
  scrollTo(0, 3000);
  await closed(badge);
  scrollTo(0, 0);
  await updated();
  expect(cardOf(badge)).toBeNull();
});

test('opens for the keyboard on a page that brings its badge into view by and by', async () => {
  const badge = await show();
  const root = document.documentElement;
  root.style.scrollBehavior = 'smooth';
  const above = document.createElement('div');
  above.style.height = '6000px';
  badge.parentElement!.before(above);
  getSelection()!.setPosition(badge.parentElement, 0);
  await commands.press('Tab');
  await opened(badge);
  await inView(badge);
  expect(cardOf(badge)).not.toBeNull();
  root.removeAttribute('style');
});

test('where its file does not come, or the data have not, the link leads on as if there were none', async () => {
  const pledge = aPledgeId();
  const html = `<p style="margin:80px 40px"><pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>`;
  await serve({ pages: { gone: { html } }, goneChunks: '', badges: { [pledge]: aBadge() } });
  const { page, window, frame } = await openHost('gone');
  const failures: string[] = [];
  window.addEventListener('unhandledrejection', ({ reason }) => failures.push(String(reason)));
  const clicks: boolean[] = [];
  page.addEventListener('click', (event) => {
    clicks.push(event.defaultPrevented);
    event.preventDefault();
  });
  await addScript(page);
  const badge = await loaded(page.querySelector('pledge-badge')!);
  const [x, y] = middle(badge);
  const { left, top } = frame.getBoundingClientRect();
  await commands.tap(x + left, y + top);
  await eventually(() => expect(clicks).toEqual([false]));
  await eventually(async () =>
    expect((await calls()).some(({ url }) => url.includes('chunks/views'))).toBe(true),
  );
  await quiet();
  expect(cardOf(badge)).toBeNull();
  expect(failures).toEqual([]);
});

const DRIFTED = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];

test.for([
  [
    'a change',
    { changes: DRIFTED },
    'as-of="2025-04-02"',
    'Done since 3 September 2025; In progress when this was published on 2 April 2025.',
  ],
  [
    'a change, pinned',
    { changes: DRIFTED },
    'as-of="2025-04-02" pinned',
    'Done since 3 September 2025; In progress when',
  ],
  [
    'a correction',
    { changes: [{ ...aChange('done', '2025-09-03T08:00:00Z'), kind: 'correction' as const }] },
    '',
    'Corrected on 3 September 2025: Done.',
  ],
  [
    'a review',
    { underReview: { since: '2026-02-01T00:00:00Z', note: 'New figures.' } },
    '',
    'Under review since 1 February 2026. New figures.',
  ],
  ['a merger', { movedTo: 'fiction-2030/other' }, '', 'Merged into this promise.'],
  ['the end of the term', { closedAt: '2024-05-30T00:00:00Z' }, '', 'The term is over (30 May 2024).'],
] as const)('says of %s what the badge says, with its date', async ([, data, attributes, sentence]) => {
  const badge = await show(data as Parameters<typeof aBadge>[0], attributes);
  await pointAt(badge);
  await opened(badge);
  expect(part(badge, 'note')!.innerText.trim()).toContain(sentence);
});

test('gives the reason of a withdrawal, and nothing of what was withdrawn', async () => {
  const verdict = {
    ...aBadge().verdict,
    id: 'withdrawn',
    label: { en: 'Withdrawn' },
    publishedAt: '2026-03-01T00:00:00Z',
    summary: 'Its source was forged.',
  };
  const badge = await show({ status: 'retracted', verdict }, 'as-of="2025-04-02" pinned outcome="kept"');
  await pointAt(badge);
  await opened(badge);
  expect(cardOf(badge)!.innerText).toMatch(/^Withdrawn\s[\s\S]*1 March 2026\s+Its source was forged\./);
});

test('is heard once: the name of the link is not repeated by the card', async () => {
  const badge = await show({ changes: DRIFTED, checkedAt: '2026-01-01T00:00:00Z' }, 'as-of="2025-04-02"');
  await pointAt(badge);
  await opened(badge);
  const heard = await commands.accessibilityTree();
  expect(heard.slice(heard.findIndex((each) => each.startsWith('link: Done')))).toEqual([
    'link: Done: Remove barriers to the integration of care. Verdict by Vote for Policies, 3 September 2025.' +
      ' Done since 3 September 2025; In progress when this was published on 2 April 2025.',
    'link: Vote for Policies',
    'StaticText: The barriers still stand.',
    'StaticText: Last checked 1 January 2026',
    'link: Evidence and history',
    'StaticText: , they say.',
  ]);
});

test.for([
  ['a box that cuts off', 'overflow:hidden;height:3em', 320],
  ['a box that is turned', 'transform:rotate(1deg)', 390],
  ['the end of a narrow page', 'margin:520px 0 0 180px', 320],
] as const)('stands in view within %s', async ([, style, width]) => {
  const pledge = aPledgeId();
  const html = `<meta name="viewport" content="width=device-width"><div style="font:18px/1.5 serif;${style}">It was <pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>.</div>`;
  await serve({ pages: { box: { html } }, badges: { [pledge]: aBadge() } });
  const { page, frame, window } = await openHost('box', width);
  await addScript(page);
  const badge = await loaded(page.querySelector('pledge-badge')!);
  const [x, y] = middle(badge);
  const { left, top } = frame.getBoundingClientRect();
  await commands.mouseTo(x + left, y + top);
  await opened(badge);
  const card = cardOf(badge)!.getBoundingClientRect();
  expect([
    card.left >= 0,
    card.right <= width,
    card.top >= 0,
    card.bottom <= window.innerHeight,
  ]).not.toContain(false);
  const hit = (page.elementFromPoint(card.left + 20, card.top + 20) as Element | null)?.shadowRoot;
  expect(hit).toBe(badge.shadowRoot);
});

test('is not printed', async () => {
  const badge = await show();
  await pointAt(badge);
  await opened(badge);
  await commands.emulateMedia({ media: 'print' });
  expect(cardOf(badge)!.checkVisibility()).toBe(false);
  await commands.emulateMedia({ media: null });
});

// Last, because Chromium may stay deaf to the mouse for a while after a finger.
test('a tap opens it once it is there, the next one follows the link, and one beside it closes it', async () => {
  const badge = await show();
  await pointAt(badge);
  await opened(badge); // its file is there
  await away();
  await closed(badge);
  await commands.tap(...middle(badge));
  await opened(badge);
  expect(followed).toEqual([]);
  await long();
  expect(cardOf(badge)).not.toBeNull();
  await commands.tap(...middle(badge));
  await eventually(() => expect(followed).toHaveLength(1));

  await commands.tap(4, 4);
  await closed(badge);
});
