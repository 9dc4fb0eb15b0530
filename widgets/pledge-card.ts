import type { PublishedPledge } from '../data/published.ts';
import { flag, off, reflect, text } from './attributes.ts';
import type { View } from './block-view.ts';
import type { Views } from './late.ts';
import { PledgeBlockElement } from './pledge-block.ts';

/**
 * One pledge as a block: the verdict and whose it is, what was promised and where, why, and how it came about.
 *
 * @slot - the page's own text or link: what shows without this script and until the pledge is there
 * @attr {string} pledge - `tracker/slug`
 * @attr {string} as-of - the day (to its end, in the tracker's time zone) or instant at which the article quoted the verdict; `asof` is read too
 * @attr {boolean} pinned - keeps that day's verdict in front, and says that it has changed; `"false"` counts as absent
 * @attr {"off"} live - makes no data call
 * @attr {"auto"|"light"|"dark"} theme - `auto` follows the text colour
 * @attr {string} lang - else the nearest `lang`, else the browser's
 * @csspart card - the whole
 * @csspart verdict - the verdict with its icon
 * @csspart title - what was promised, in short
 * @csspart quote - the words of the promise and where they stand
 * @csspart summary - the desk's reasons
 * @csspart note - what became of the verdict since
 * @csspart history - the verdicts so far
 * @csspart icon - the icon of the verdict, and of a note
 * @csspart notes - what else there is, and the links to it
 * @cssproperty --pledge-color - of the verdict, in place of the outcome's own
 * @cssproperty --pledge-background - of the card
 * @cssproperty [--pledge-radius=0] - the card's corners
 * @cssstate loaded - the pledge is shown
 */
export class PledgeCardElement extends PledgeBlockElement<PublishedPledge> {
  static observedAttributes = reflect(this, { pledge: text, 'as-of': text, pinned: flag, live: off });
  declare pledge: string | null;
  declare asOf: string | null;
  declare pinned: boolean;
  declare live: 'off' | null;

  protected override source(): string {
    return this.live !== 'off' && this.pledge ? `pledges/${this.pledge}` : '';
  }

  protected override viewOf({ card }: Views): View<PublishedPledge, this> {
    return card;
  }
}
