// Where the card of a badge stands: below it, or above it where that has more room, and whole in the window. It is measured,
// not anchored. Browsers before 2026 have no anchor positioning, and of those that have, Firefox 153 puts a card beside a
// badge that is written from right to left off the window, and WebKit 2.50 computes `most-height` and does not apply it.
const css = String.raw;

// In the page and not in the window, so that it is scrolled along with its badge.
export const placeStyles = css`
  .hover { position: absolute; inset: 0 auto auto 0; z-index: 9999; width: 25em }
`;

/** Brings a card to its badge, and keeps it there and in the window until the signal. */
export function place(card: HTMLElement, badge: HTMLElement, signal: AbortSignal): void {
  const again = () => measure(card, badge);
  again();
  for (const type of ['scroll', 'resize'])
    addEventListener(type, again, { capture: true, passive: true, signal });
  // The page may grow above it.
  const growth = new ResizeObserver(again);
  growth.observe(document.documentElement);
  signal.addEventListener('abort', () => growth.disconnect());
}

// In a box that is turned or enlarged, zero and lengths are that box's own, so where zero is and how long a pixel is are
// measured as well.
function measure(card: HTMLElement, badge: HTMLElement): void {
  const { style } = card;
  style.translate = style.maxHeight = '';
  const scale = card.getBoundingClientRect().width / card.offsetWidth;
  const { clientWidth } = document.documentElement;
  style.maxWidth = `${clientWidth / scale}px`;
  const { left, top, width, height } = card.getBoundingClientRect();
  const at = badge.getBoundingClientRect();
  const below = innerHeight - at.bottom;
  const isBelow = below >= Math.min(height, at.top);
  const room = isBelow ? below : at.top;
  const start = getComputedStyle(badge).direction === 'rtl' ? at.right - width : at.left;
  const x = Math.max(0, Math.min(start, clientWidth - width));
  const y = isBelow ? at.bottom : at.top - Math.min(height, room);
  style.maxHeight = `${room / scale}px`;
  style.translate = `${(x - left) / scale}px ${(y - top) / scale}px`;
}
