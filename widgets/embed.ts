// The script of `/embed/v1.js`: what a page gets from one script tag.
import { html, render } from 'lit/html.js';
import { define } from './define.ts';
import type { PledgeErrorEvent } from './load-error.ts';
import { PledgeBadgeElement } from './pledge-badge.ts';
import { PledgeCardElement } from './pledge-card.ts';
import { PledgeListElement } from './pledge-list.ts';
import { PledgeSummaryElement } from './pledge-summary.ts';

declare global {
  interface HTMLElementTagNameMap {
    'pledge-badge': PledgeBadgeElement;
    'pledge-card': PledgeCardElement;
    'pledge-summary': PledgeSummaryElement;
    'pledge-list': PledgeListElement;
  }
  interface GlobalEventHandlersEventMap {
    'pledge-load': Event;
    'pledge-error': PledgeErrorEvent;
  }
}

/**
 * Whether the elements can work here. They do in Safari 16.4, Firefox 101 and Chrome 103, and in all that came later. They
 * do not where a page refuses our Trusted Types policy, is XML, whose parser takes no templates, or has broken its platform.
 */
function isSupported(): boolean {
  try {
    new CSSStyleSheet().replaceSync('');
    render(html`<p id=${''}></p>`, document.createElement('p'));
    return [AbortSignal.timeout, HTMLElement.prototype.attachInternals, IntersectionObserver].every(Boolean);
  } catch {
    return false;
  }
}

// Where they cannot, what is inside the tags stays, and the page hears of no error.
if (isSupported()) {
  define('pledge-badge', PledgeBadgeElement);
  define('pledge-card', PledgeCardElement);
  define('pledge-summary', PledgeSummaryElement);
  define('pledge-list', PledgeListElement);
  // It may be gone, and an address that is none may be in `data-links`: the links stay as they are.
  if (document.querySelector('[data-links]:not([data-links=false i])'))
    import('./plain-links.ts').then(({ badgeLinks }) => badgeLinks(import.meta.url)).catch(() => {});
}
