// Where the card of a badge stands: below it, or above it where that has more room, and always whole in the window. By
// anchor positioning where there is any (Chrome 129, Safari 26, Firefox 147); in an older browser by measuring.
const css = String.raw;

// From the badge's own edge, else anywhere beside it, else cut to the room there is: the first that holds the card. Cut
// below it only where that is half of the window; otherwise above has more.
export const placeStyles = css`
  .badge { anchor-name: --pledge }
  .hover { position: fixed; inset: 0 auto auto 0; z-index: 9999; max-width: 100% }
  .anchored {
    position-anchor: --pledge;
    inset: auto;
    max-width: none;
    position-area: self-block-end span-self-inline-end;
    position-try-fallbacks: flip-block, --below, --above, --below-cut, --above-cut;
    position-visibility: anchors-visible;
  }
  @position-try --below { position-area: self-block-end; max-width: 100% }
  @position-try --above { position-area: self-block-start; max-width: 100% }
  @position-try --below-cut { position-area: self-block-end; max-width: 100%; max-height: 100%; min-height: 50vh }
  @position-try --above-cut { position-area: self-block-start; max-width: 100%; max-height: 100% }
`;

/** Brings a card to its badge, and keeps it there until the signal. */
export function place(card: HTMLElement, badge: HTMLElement, signal: AbortSignal): void {
  const isAnchored = CSS.supports('position-area', 'self-block-end');
  card.classList.toggle('anchored', isAnchored);
  if (isAnchored) return;
  measure(card, badge);
  for (const type of ['scroll', 'resize'])
    addEventListener(type, () => measure(card, badge), { capture: true, passive: true, signal });
}

// In a box that is turned or enlarged, lengths and the place of zero are that box's own. So both are measured, too.
function measure(card: HTMLElement, badge: HTMLElement): void {
  const { style } = card;
  style.translate = style.maxHeight = '';
  const { left, top, width, height } = card.getBoundingClientRect();
  const at = badge.getBoundingClientRect();
  const scale = width / card.offsetWidth;
  const below = innerHeight - at.bottom;
  const isBelow = below >= Math.min(height, at.top);
  const room = isBelow ? below : at.top;
  const start = getComputedStyle(card).direction === 'rtl' ? at.right - width : at.left;
  const x = Math.max(0, Math.min(start, document.documentElement.clientWidth - width));
  const y = isBelow ? at.bottom : at.top - Math.min(height, room);
  style.maxHeight = `${room / scale}px`;
  style.translate = `${(x - left) / scale}px ${(y - top) / scale}px`;
}
