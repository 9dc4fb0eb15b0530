import type { Summary } from '../data/published.ts';
import { reflect, text } from './attributes.ts';
import type { View } from './block-view.ts';
import type { Views } from './late.ts';
import { PledgeBlockElement } from './pledge-block.ts';

const picture = (value: string | null) => (value === 'donut' ? value : 'bar');

type OfTracker = { tracker: string | null; category: string | null; facet: string | null };

/** Where the document of a tracker, or of a part of it, is; empty without a tracker. */
export function summaryPath({ tracker, category, facet }: OfTracker): string {
  // There is no summary of both, nor an address of one: the fallback stays.
  const part = (category ? `?category=${category}` : '') + (facet ? `?facet=${facet}` : '');
  return tracker ? `summaries/${tracker}${part}` : '';
}

/**
 * The tally of a tracker, of one category, or of one value of a facet: whose verdicts, how many of each, out of how many.
 *
 * @slot - the page's own text or link: what shows without this script and until the numbers are there
 * @attr {string} tracker - the tracker's id
 * @attr {string} category - the id of one of its categories
 * @attr {string} facet - one of its facets with a value, such as `party:greens`; not beside `category`
 * @attr {"bar"|"donut"} [view=bar] - the picture above or beside the numbers
 * @attr {"auto"|"light"|"dark"} theme - `auto` follows the text colour
 * @attr {string} lang - else the nearest `lang`, else the browser's
 * @csspart card - the whole
 * @csspart title - the tracker's name, and the category's or the value's
 * @csspart figure - how many are assessed, out of how many
 * @csspart bar - the stacked bar
 * @csspart donut - the donut
 * @csspart list - the verdicts with their counts
 * @csspart icon - the icon of a verdict
 * @csspart notes - coverage and what is not counted
 * @csspart all - the link to the tracker's page, narrowed likewise
 * @cssproperty --pledge-color - of all verdicts, in place of each outcome's own
 * @cssproperty --pledge-background - of the card
 * @cssproperty [--pledge-radius=0] - the card's corners
 * @cssstate loaded - the numbers are shown
 */
export class PledgeSummaryElement extends PledgeBlockElement<Summary> {
  static observedAttributes = reflect(this, { tracker: text, category: text, facet: text, view: picture });
  declare tracker: string | null;
  declare category: string | null;
  declare facet: string | null;
  declare view: 'bar' | 'donut';

  protected override source(): string {
    return summaryPath(this);
  }

  protected override viewOf({ summary }: Views): View<Summary, this> {
    return summary;
  }
}
