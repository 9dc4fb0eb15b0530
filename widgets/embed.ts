// The script of `/embed/v1.js`: what a page gets from one script tag.
import { loadBadges } from './api.ts';
import { define } from './define.ts';
import { PledgeBadgeElement } from './pledge-badge.ts';
import { PledgeCardElement } from './pledge-card.ts';
import { PledgeListElement } from './pledge-list.ts';
import { PledgeSummaryElement } from './pledge-summary.ts';
import { policy } from './trusted-types.ts';

// A form or a picture of that name takes the place of a document's own property.
const own = <Name extends keyof Document>(name: Name): Document[Name] =>
  Reflect.get(Document.prototype, name, document);

// Where the page refused the policy or is XML, or the browser is from before 2023, what is inside the tags stays.
if (policy !== null && 'adoptedStyleSheets' in document && own('contentType') === 'text/html') {
  define('pledge-badge', PledgeBadgeElement);
  define('pledge-card', PledgeCardElement);
  define('pledge-summary', PledgeSummaryElement);
  define('pledge-list', PledgeListElement);
  // A module is not told which tag loaded it, and a page may have several.
  const tag = [...own('scripts')].find(
    ({ src, dataset }) => src === import.meta.url && (dataset.links ?? 'false') !== 'false',
  );
  // It may be gone, and an address that is none may be in `data-links`: the links stay as they are.
  if (tag) import('./plain-links.ts').then(({ badgeLinks }) => badgeLinks(tag, loadBadges)).catch(() => {});
}
