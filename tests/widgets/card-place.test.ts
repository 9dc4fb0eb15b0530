// The card of a badge is whole at every edge of the window, in the top layer or, where there is none, in the page.
import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { aBadge, aPledgeId } from './builders.ts';
import { cardOf, opened, pointAt } from './hover.ts';
import { addScript, eventually, loaded, openHost, part, serve, updated } from './page.ts';

// What a browser of before 2024 may lack.
const WAYS = { popover: '', box: 'delete HTMLElement.prototype.showPopover;' };
const CARDS = { short: 'It was.', tall: 'The barriers still stand. '.repeat(120) };
// Nobody has to wait long for the card.
const SOON = 'const wait = setTimeout; window.setTimeout = (act) => wait(act, 60);';
const PLACES = [
  ['top:0;left:0', 'ltr'],
  ['top:0;right:0', 'rtl'],
  ['top:45%;left:0', 'rtl'],
  ['top:60%;right:0', 'ltr'],
  ['bottom:0;left:0', 'ltr'],
  ['bottom:0;right:0', 'ltr'],
] as const;

test.for(
  Object.keys(WAYS).flatMap((way) =>
    [320, 400].flatMap((width) => Object.keys(CARDS).map((card) => [way, width, card] as const)),
  ) as [keyof typeof WAYS, number, keyof typeof CARDS][],
)('as a %s in a window of %i pixels, a %s card is whole at six places', async ([way, width, card]) => {
  const pledge = aPledgeId();
  const badge = `<pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>`;
  const html = `<script>${WAYS[way]}${SOON}</script><body style="font:18px/1.5 serif;margin:0">
    ${PLACES.map(([place, dir]) => `<p dir="${dir}" style="position:absolute;margin:0;${place}">${badge}</p>`).join('')}`;
  const data = aBadge();
  const verdict = { ...data.verdict, summary: CARDS[card] };
  await serve({ pages: { edges: { html } }, badges: { [pledge]: { ...data, verdict } } });
  const { page, window, frame } = await openHost('edges', width);
  await addScript(page);
  for (const badge of page.querySelectorAll('pledge-badge')) {
    await loaded(badge);
    await pointAt(badge, frame);
    await opened(badge);
    const place = badge.parentElement!.style.cssText;
    await eventually(() => {
      const box = cardOf(badge)!.getBoundingClientRect();
      const label = part(badge, 'badge')!.getBoundingClientRect();
      const { scrollHeight, clientHeight } = cardOf(badge)!;
      expect(
        [box.left, box.top].every((edge) => edge >= 0),
        place,
      ).toBe(true);
      expect(box.right <= width && box.bottom <= window.innerHeight, place).toBe(true);
      expect(box.top >= label.bottom || box.bottom <= label.top, place).toBe(true);
      // The short one shows all it has; the tall one can be scrolled and has half of the window at least.
      if (card === 'short') expect(scrollHeight, place).toBeLessThanOrEqual(clientHeight);
      else expect(box.height, place).toBeGreaterThan(window.innerHeight / 2 - 40);
    });
    // A tall one would cover the next badge.
    page.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  }
  await commands.mouseTo(1, 1);
});

test.for(Object.entries(WAYS))(
  'as a %s it goes along with its badge when the page is scrolled',
  async ([, way]) => {
    const pledge = aPledgeId();
    const html = `<script>${way}${SOON}</script><body style="height:4000px;font:18px/1.5 serif"><p style="margin:200px 40px"><pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>`;
    await serve({ pages: { long: { html } }, badges: { [pledge]: aBadge() } });
    const { page, window, frame } = await openHost('long');
    await addScript(page);
    const badge = await loaded(page.querySelector('pledge-badge')!);
    await pointAt(badge, frame);
    await opened(badge);
    const apart = () =>
      cardOf(badge)!.getBoundingClientRect().top - part(badge, 'badge')!.getBoundingClientRect().bottom;
    await eventually(() => expect(apart()).toBeCloseTo(7, 0));
    await commands.mouseTo(1, 1);
    window.scrollTo(0, 60);
    await eventually(() => expect(window.scrollY).toBe(60));
    await updated();
    await eventually(() => cardOf(badge) && expect(apart()).toBeCloseTo(7, 0));
  },
);
