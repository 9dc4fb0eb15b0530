// The script of `/embed/v1.js`: what a page gets from one script tag.
import { define } from './define.ts';
import { PledgeBadgeElement } from './pledge-badge.ts';
import { PledgeListElement } from './pledge-list.ts';
import { PledgeSummaryElement } from './pledge-summary.ts';
import { policy } from './trusted-types.ts';

// Where the page refused the policy, or the browser is from before 2023, what is inside the tags stays.
if (policy !== null && 'adoptedStyleSheets' in document) {
  define('pledge-badge', PledgeBadgeElement);
  define('pledge-summary', PledgeSummaryElement);
  define('pledge-list', PledgeListElement);
}
