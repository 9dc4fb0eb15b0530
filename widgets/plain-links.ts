// Loaded when the script's tag has `data-links`: a badge beside every plain link to a pledge, which is the one form of a
// quotation that survives every sanitiser.
import { loadBadges } from './api.ts';
import type { PledgeBadgeElement } from './pledge-badge.ts';

const PLEDGE_PATH = /^\/([a-z0-9-]+\/[a-z0-9-]+)\/?$/;
/** As for the elements: an answer usually lands before its link can be seen. */
const AHEAD = '600px';
/** Between two looks at a page that changes all the time: one at thousands of links takes milliseconds. */
const LOOK_MILLISECONDS = 200;

/** What a link can say for its badge, as `data-as-of` and `data-pinned`. */
const ATTRIBUTES = ['as-of', 'pinned'];

/** The pledge that was asked for each link, and the badge that it got. One copy for all scripts of a page. */
const seen = new Map<HTMLAnchorElement, { pledge: string; badge?: PledgeBadgeElement }>();

// A module is not told which tag loaded it, and a page may have several. After a redirect no tag has its address.
function originFor(script: string): string | undefined {
  const tags = [...document.querySelectorAll('script')];
  const own = tags.filter(({ src }) => src === script);
  const tag = (own[0] ? own : tags).find(({ dataset }) => (dataset.links ?? 'false') !== 'false');
  return tag && new URL(tag.dataset.links || script, script).origin;
}

/**
 * Watches the page from here on, if the tag of this script has `data-links`. Pledge pages are where that says
 * (`data-links="https://pledges.example"`), else where the script came from. Links that are in an element of ours, or have
 * their badge beside them, are left alone; an unknown pledge gets none. The page's nodes are neither changed nor moved.
 */
export function badgeLinks(script: string): void {
  const origin = originFor(script);
  if (!origin) return;

  function pledgeOf(link: HTMLAnchorElement): string {
    return (link.origin === origin && PLEDGE_PATH.exec(link.pathname)?.[1]) || '';
  }

  function bareLinks(): HTMLAnchorElement[] {
    return [...document.querySelectorAll('a')].filter(
      (link) => pledgeOf(link) && !seen.has(link) && isBare(link, pledgeOf(link)),
    );
  }

  // The first link that comes near asks for all, as badges do; those that are known get theirs in one go.
  async function loadAll(): Promise<void> {
    const links = bareLinks();
    for (const link of links) seen.set(link, { pledge: pledgeOf(link) });
    const asked = links.map(pledgeOf);
    const answerTo = loadBadges(asked);
    const answers = await Promise.allSettled(asked.map((pledge) => answerTo(pledge)));
    const known = links.filter(
      (link, at) => answers[at]?.status === 'fulfilled' && seen.get(link)?.pledge === pledgeOf(link),
    );
    const badges = known.filter((link) => isBare(link, pledgeOf(link))).map(addBadge);
    // At once, so that the page is not painted with empty badges in it.
    badges[0]?.load();
  }

  function addBadge(link: HTMLAnchorElement): PledgeBadgeElement {
    const pledge = pledgeOf(link);
    const badge = document.createElement('pledge-badge');
    badge.pledge = pledge;
    copyAttributes(link, badge);
    link.after(' ', badge);
    seen.set(link, { pledge, badge });
    return badge;
  }

  const nearness = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      nearness.disconnect();
      loadAll();
    },
    { root: document, rootMargin: AHEAD },
  );

  function look(): void {
    for (const [link, { pledge, badge }] of seen) {
      if (badge) copyAttributes(link, badge);
      if (!link.isConnected || pledgeOf(link) !== pledge) {
        // The page took the link away, or lets it lead elsewhere.
        badge?.remove();
        seen.delete(link);
      }
    }
    for (const link of bareLinks()) nearness.observe(link);
  }

  let isDue = false;
  const changes = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      look();
    }, LOOK_MILLISECONDS);
  });
  changes.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['href', ...ATTRIBUTES.map((name) => `data-${name}`)],
  });
  look();
}

function copyAttributes(link: HTMLAnchorElement, badge: PledgeBadgeElement): void {
  for (const name of ATTRIBUTES) {
    const value = link.getAttribute(`data-${name}`);
    if (value === badge.getAttribute(name)) continue;
    if (value === null) badge.removeAttribute(name);
    else badge.setAttribute(name, value);
  }
}

// Neither in one of our elements nor beside the badge of the same pledge, the page's or another script's. A text that is
// being written stays as its author has it.
function isBare(link: HTMLAnchorElement, pledge: string): boolean {
  const next = link.nextElementSibling;
  return (
    link.isConnected &&
    !link.isContentEditable &&
    !(next?.localName === 'pledge-badge' && next.getAttribute('pledge') === pledge) &&
    !link.closest('pledge-badge, pledge-card, pledge-summary, pledge-list')
  );
}
