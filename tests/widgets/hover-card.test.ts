// The card of a badge: when it comes and goes.
import { expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import '../../widgets/embed.ts';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import { aBadge, aPledgeId } from './builders.ts';
import { away, cardOf, closed, long, opened, pointAt, show, tabTo } from './hover.ts';
import { calls, eventually, mount, part, serve, updated } from './page.ts';

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

test('one card is open on a page', async () => {
  const [first, second] = [await show(), await show()];
  second.parentElement!.style.marginTop = '420px';
  await pointAt(first);
  await opened(first);
  await pointAt(second);
  await opened(second);
  expect(cardOf(first)).toBeNull();
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
  expect(cardOf(badge)!.textContent).toContain('Bewertet von');
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

test('is closed when the reader leaves the page, and is not there when they come back', async () => {
  const badge = await show();
  await pointAt(badge);
  await opened(badge);
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  expect(cardOf(badge)).toBeNull();
});

test('closes when its badge is scrolled out of view, and does not come back with it', async () => {
  const badge = await show();
  const below = document.createElement('div');
  below.style.height = '6000px';
  document.body.append(below);
  await tabTo(badge);
  await opened(badge);
  await inView(badge);
  scrollTo(0, 3000);
  await closed(badge);
  scrollTo(0, 0);
  await updated();
  expect(cardOf(badge)).toBeNull();
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
  await tabTo(badge);
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
  await tabTo(badge);
  await opened(badge);
  part(badge, 'link')!.blur();
  await closed(badge);
});

test('opens for the keyboard on a page that brings its badge into view by and by', async () => {
  const badge = await show();
  const root = document.documentElement;
  root.style.scrollBehavior = 'smooth';
  const above = document.createElement('div');
  above.style.height = '6000px';
  badge.parentElement!.before(above);
  await tabTo(badge);
  await opened(badge);
  await inView(badge);
  expect(cardOf(badge)).not.toBeNull();
  root.removeAttribute('style');
});
