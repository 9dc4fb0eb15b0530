// The card of a badge, for whoever reaches for it. It can be pointed at, stays until the reader goes or presses Escape, and
// never takes the focus (WCAG 2.2, 1.4.13).
import { html, render, type TemplateResult } from 'lit/html.js';
import type { Badge } from '../data/published.ts';
import type { BadgeView } from './badge-view.ts';
import { place, placeStyles } from './card-place.ts';
import type { Localizer } from './localizer.ts';
import { byline, checked, summaryAndNotes, verdictLine, verdictStyles } from './verdict-view.ts';

const css = String.raw;

/** So long that a pointer on its way through a paragraph opens nothing. */
const OPEN_MILLISECONDS = 200;
/** So long that a hand which slips off its edge does not lose it. */
const CLOSE_MILLISECONDS = 300;

// The way from the badge to the card is part of the card's own box, as its padding: there is no gap to fall into.
const styles = css`
  ${verdictStyles}
  ${placeStyles}
  .hover {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    margin: 0;
    border: 0;
    padding: 7px 8px;
    overflow: visible;
    background: none;
    color: inherit;
    font-size: clamp(15px, .9em, max(17px, 1rem));
    font-weight: 400;
    font-style: normal;
    cursor: auto;
  }
  .hover .title { font-size: 1.05em }
  .hover .card {
    overflow: auto;
    border: 1px solid color-mix(in oklab, currentcolor 18%, transparent);
    border-block-start: 3px double currentcolor;
    padding-inline: .9em;
    color: oklch(from var(--pm-i, currentcolor) clamp(.22, (l - .6) * 1000, .93) min(c, .02) h);
    background: oklch(from currentcolor clamp(.21, (.6 - l) * 1000, 1) 0 h);
    box-shadow: 0 2px 12px #0003;
  }
  @media print { .hover { display: none } }
`;

type Shown = { badge: Badge; view: BadgeView };

/** What a badge shows at the moment; undefined where its page's own content stands. */
export type Content = () => Shown | undefined;

const hosts = new WeakMap<HTMLElement, { l10n: Localizer; content: Content; frame: HTMLElement }>();
let open: { host: HTMLElement; popover: HTMLElement; end: AbortController } | undefined;
let timer: ReturnType<typeof setTimeout>;
let isTouch = false;

function later(milliseconds: number, act: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(act, milliseconds);
}

// The badge alone, with its card: an unclosed tag may hold the rest of the article.
function frameOf(host: HTMLElement): HTMLElement | null | undefined {
  return host.shadowRoot?.querySelector<HTMLElement>('.frame');
}

// By pointer or by keyboard. A link that was clicked has the focus too, and that is no wish to read on.
function isWanted(host: HTMLElement): boolean {
  return (
    frameOf(host)?.matches(':hover') || Boolean(host.shadowRoot?.activeElement?.matches(':focus-visible'))
  );
}

function isOpen(host: HTMLElement): boolean {
  return open?.host === host && Boolean(open.popover.getClientRects()[0]);
}

function close(): void {
  clearTimeout(timer);
  if (!open) return;
  const { host, popover, end } = open;
  open = undefined;
  end.abort();
  // The focus was on a link of the card: it goes back to the badge's own, which is where it came from.
  if (popover.contains(host.shadowRoot?.activeElement ?? null)) linkOf(host)?.focus({ preventScroll: true });
  popover.remove();
}

function linkOf(host: HTMLElement): HTMLElement | null | undefined {
  return host.shadowRoot?.querySelector<HTMLElement>('.badge a');
}

function saying(l10n: Localizer, { badge, view }: Shown): TemplateResult {
  const { say, desks, locale, direction } = l10n;
  return html`<div class="card" part="card" lang=${locale} dir=${direction}>
    ${verdictLine(view, 'true')}
    <p class="title" aria-hidden="true">${desks(badge.title, badge.language)}</p>
    ${byline(badge, view, 'true')}
    ${summaryAndNotes(l10n, badge, view, 'true')}
    <p class="foot">${checked(l10n, badge)}<a href=${view.href}>${say('evidence')}</a></p>
  </div>`;
}

function show(host: HTMLElement): boolean {
  const { l10n, content } = hosts.get(host) ?? {};
  const shown = content?.();
  const source = host.shadowRoot?.querySelector<HTMLElement>('.badge');
  if (!l10n || !shown || !source || !host.isConnected) return false;
  if (isOpen(host)) return true;
  close();
  const popover = document.createElement('div');
  popover.className = 'hover';
  popover.popover = 'manual';
  // In a teaser that is a link as a whole, a click on its words would follow that.
  popover.onclick = (event) => (event.target as Element).closest('a') || event.preventDefault();
  const end = new AbortController();
  const { signal } = end;
  try {
    render(saying(l10n, shown), popover);
    source.after(popover);
    // Before 2024 not every browser has popovers. Without, the card is above what is near it, if not above all.
    popover.showPopover?.();
    place(popover, source, signal);
  } catch {
    // A document that is not by the contract, or a page that has popovers of its own: the link leads to what it would say.
    popover.remove();
    return false;
  }
  open = { host, popover, end };
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      // One Escape closes one thing: a dialog of the page around the badge stays.
      event.preventDefault();
      event.stopPropagation();
      close();
    },
    { capture: true, signal },
  );
  document.addEventListener(
    'pointerdown',
    (event) => event.composedPath().includes(popover.parentNode as Node) || close(),
    {
      capture: true,
      signal,
    },
  );
  // Back on a page that the browser kept, the pointer may be anywhere.
  addEventListener('pagehide', close, { signal });
  // Another pledge, language or day: what the card says is no longer what the badge says.
  const changes = new MutationObserver(close);
  changes.observe(host, { attributes: true });
  // Hidden along with its badge it would come back with it, wherever the reader is by then. A badge that the keyboard came
  // to may not be in view yet.
  let isSeen = false;
  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting } of entries) {
      if (isSeen && !isIntersecting) close();
      isSeen = isIntersecting;
    }
  });
  sight.observe(source);
  signal.addEventListener('abort', () => {
    changes.disconnect();
    sight.disconnect();
  });
  return true;
}

// Whether somebody is there is known a moment later: when Firefox tells of a pointer, nothing is `:hover` yet.
function rest(host: HTMLElement): void {
  later(OPEN_MILLISECONDS, () => (isWanted(host) ? show(host) : leave()));
}

function leave(): void {
  later(CLOSE_MILLISECONDS, () => open && !isWanted(open.host) && close());
}

// A finger cannot hover: its tap opens the card, and another one, or a link in the card, goes on.
function tap(host: HTMLElement, event: MouseEvent): void {
  const { ctrlKey, metaKey, shiftKey, altKey, button, defaultPrevented } = event;
  const byTouch =
    event instanceof PointerEvent && event.pointerType ? event.pointerType === 'touch' : isTouch;
  if (!byTouch || ctrlKey || metaKey || shiftKey || altKey || button || defaultPrevented || !event.detail)
    return;
  if (!isOpen(host) && show(host)) event.preventDefault();
}

/** Called when a reader points at a badge, touches it or comes to it by keyboard. */
function attach(host: HTMLElement, event: Event, l10n: Localizer, content: Content): void {
  const frame = frameOf(host);
  if (!frame) return;
  // Its data come while the pointer waits for them. There is one timer: a badge that nobody is at leaves it to the others.
  if (!hosts.has(host)) host.addEventListener('pledge-load', () => isTouch || (isWanted(host) && rest(host)));
  if (hosts.get(host)?.frame !== frame) {
    frame.addEventListener('pointerenter', (event) => event.pointerType === 'touch' || rest(host));
    frame.addEventListener('pointerleave', (event) => event.pointerType === 'touch' || leave());
    frame.addEventListener('focusout', leave);
    frame.addEventListener('click', (event) => tap(host, event));
  }
  hosts.set(host, { l10n, content, frame });
  if (event instanceof PointerEvent) isTouch = event.pointerType === 'touch';
  if (event instanceof PointerEvent && isTouch) return;
  rest(host);
}

/** What the badge's file does with this one. */
export const hover = { styles, attach };
