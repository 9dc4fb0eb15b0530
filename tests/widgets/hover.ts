// A reader before a badge: what the tests of its card share.
import { expect } from 'vitest';
import { commands } from 'vitest/browser';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import { aBadge, aPledgeId } from './builders.ts';
import { eventually, loaded, mount, part, serve } from './page.ts';

/** A live badge in a sentence, of a pledge with these data. */
export async function show(
  data: Parameters<typeof aBadge>[0] = {},
  attributes = '',
): Promise<PledgeBadgeElement> {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge(data) } });
  return loaded(
    mount<PledgeBadgeElement>(
      `<p style="margin:80px 40px 0">It was <pledge-badge pledge="${pledge}" ${attributes}><a href="/x">Broken</a></pledge-badge>, they say.</p>`,
    ),
  );
}

export const cardOf = (badge: Element) => part(badge, 'card');
export const opened = (badge: Element) =>
  eventually(() => expect(cardOf(badge)?.checkVisibility()).toBe(true));
export const closed = (badge: Element) => eventually(() => expect(cardOf(badge)).toBeNull());

export function middle(element: Element): [x: number, y: number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** Moves the mouse onto an element, which may stand in a frame. */
export function pointAt(element: Element, frame?: Element): Promise<void> {
  const [x, y] = middle(element);
  const { left, top } = frame?.getBoundingClientRect() ?? { left: 0, top: 0 };
  return commands.mouseTo(x + left, y + top);
}

export const away = () => commands.mouseTo(2, 2);

/** Comes by keyboard to the link of a badge. */
export function tabTo(badge: Element): Promise<void> {
  (document.activeElement as HTMLElement | null)?.blur();
  getSelection()!.setPosition(badge.parentElement, 0);
  return commands.press('Tab');
}

/** Longer than the card waits before it opens or closes, for what must not happen. */
export const long = () => new Promise((over) => setTimeout(over, 700));
