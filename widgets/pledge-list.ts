import type { Summary } from '../data/published.ts';
import { reflect, text } from './attributes.ts';
import type { View } from './block-view.ts';
import type { Views } from './late.ts';
import { PledgeBlockElement } from './pledge-block.ts';
import { summaryPath } from './pledge-summary.ts';

/** How many pledges a list names that does not say how many. */
const LIMIT = 10;
/** So many of each verdict the document names; beyond them the newest would not be all of the newest. */
const MOST = 20;

function limitOf(value: string | null): number {
  const limit = Number.parseInt(value ?? '', 10);
  return limit > 0 ? Math.min(limit, MOST) : LIMIT;
}

/**
 * The pledges of a tracker with the newest verdicts first, or those of one category, value of a facet, verdict or
 * outcome.
 *
 * @slot - the page's own text or link: what shows without this script and until the pledges are there
 * @attr {string} tracker - the tracker's id
 * @attr {string} category - the id of one of its categories
 * @attr {string} facet - one of its facets with a value, such as `party:greens`; not beside `category`
 * @attr {string} verdict - the id of one of the desk's verdicts
 * @attr {string} outcome - all verdicts that come to one of the eight outcomes
 * @attr {number} [limit=10] - how many pledges, 20 at most
 * @attr {"auto"|"light"|"dark"} theme - `auto` follows the text colour
 * @attr {string} lang - else the nearest `lang`, else the browser's
 * @csspart card - the whole
 * @csspart title - the tracker's name, the category's or the value's, and the verdict's
 * @csspart list - the pledges
 * @csspart row - one pledge
 * @csspart link - the link to its page
 * @csspart badge - its verdict
 * @csspart icon - the icon of its verdict
 * @csspart notes - how many are shown, coverage and what is not counted
 * @csspart all - the link to the tracker's page, narrowed likewise
 * @cssproperty --pledge-color - of all verdicts, in place of each outcome's own
 * @cssproperty --pledge-background - of the card and of the verdicts
 * @cssproperty [--pledge-radius=0] - the card's corners
 * @cssstate loaded - the pledges are shown
 */
export class PledgeListElement extends PledgeBlockElement<Summary> {
  static observedAttributes = reflect(this, {
    tracker: text,
    category: text,
    facet: text,
    verdict: text,
    outcome: text,
    limit: limitOf,
  });
  declare tracker: string | null;
  declare category: string | null;
  declare facet: string | null;
  declare verdict: string | null;
  declare outcome: string | null;
  declare limit: number;

  protected override source(): string {
    return summaryPath(this);
  }

  protected override viewOf({ list }: Views): View<Summary, this> {
    return list;
  }
}
