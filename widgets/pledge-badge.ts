import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Badge } from '../data/published.ts';
import { loadBadges } from './api.ts';
import { type BadgeView, badgeView } from './badge-view.ts';
import { loadViews } from './block-kit.ts';
import { icon, iconName } from './icons.ts';
import { languageOf } from './language.ts';
import { allWaiting } from './nearness.ts';
import { PledgeElement } from './pledge-element.ts';
import { reflect } from './reflect.ts';
import { outcomeStyles } from './styles.ts';

const css = String.raw;

/** A label of more characters may be wider than a phone with its icons, and wraps like other text. */
const LONGEST_UNWRAPPED = 20;

// The box is inline and the icons are out of flow, so the paragraph's lines stay as they are. What
// decides its width is in badge.css too, for the time before the script has run. A page's rule for `*` beats one for
// `:host`, so what must not leak is said within as well.
const styles = css`
  ${outcomeStyles}
  :host, .badge { white-space: nowrap; letter-spacing: normal; word-spacing: normal; text-transform: none }
  .badge {
    position: relative;
    padding-block: .06em;
    padding-inline: 1.5em .45em;
    border-radius: var(--pledge-radius, .25em);
    background: var(--pledge-background, color-mix(in oklab, currentcolor 10%, var(--pm-p, #0000)));
    outline: 1px solid #0000;
    text-shadow: none;
    -webkit-text-fill-color: currentcolor;
    -webkit-text-stroke: 0;
    unicode-bidi: isolate;
  }
  :host([as-of]) .badge { padding-inline-end: 1em }
  .mark { position: relative }
  .review { outline: 1px dashed; outline-offset: -1px }
  .mark svg { position: absolute; inset: 0 auto; margin: auto; width: .9em; height: .9em }
  .mark [part=icon] { inset-inline-start: -1.1em }
  [part=changed], [part=review] { inset-inline-start: .2em; width: .7em }
  .long { white-space: normal; overflow-wrap: anywhere }
  .badge a, ::slotted(a) { color: inherit !important; text-decoration: none !important }
  .badge a::after { content: ""; position: absolute; inset: 0; border-radius: inherit }
  .badge a:hover { text-decoration: underline !important }
`;

// An icon is placed from an empty box in the line, so that it stays with its end of a label that wraps.
const mark = (icon: TemplateResult) => html`<span class="mark">${icon}</span>`;

/**
 * A verdict in a sentence. What is inside the tag is shown until the verdict of today is there, and for good if it
 * never comes. A page reserves the badge's box before the script runs with the lines of `badge.css`.
 *
 * @slot - the page's own link with the desk's label: what shows without this script
 * @attr {string} pledge - `tracker/slug`
 * @attr {string} outcome - the look before the data are there, one of the eight outcomes
 * @attr {string} as-of - the day (to its end, in the tracker's time zone) or instant at which the article quoted the verdict
 * @attr {boolean} pinned - keeps that day's verdict in front, and marks that it has changed
 * @attr {"off"} live - makes no data call
 * @attr {"auto"|"light"|"dark"} theme - `auto` follows the text colour
 * @attr {string} lang - else the nearest `lang`, else the browser's
 * @csspart badge - the box
 * @csspart link - the link, once the data are there
 * @csspart icon - the outcome's icon
 * @csspart changed - the mark of a verdict that changed since `as-of`
 * @csspart review - the mark of a verdict under review, where `as-of` keeps room for it
 * @csspart card - the card that opens when a reader reaches for the badge
 * @csspart verdict - the verdict in the card
 * @csspart summary - the desk's reasons in the card
 * @csspart note - what became of the verdict since, in the card
 * @cssproperty --pledge-color - text and icon, in place of the outcome's own
 * @cssproperty --pledge-background - the box's background
 * @cssproperty [--pledge-radius=.25em] - the box's corners
 * @cssstate loaded - the verdict of today is shown
 * @cssstate changed - the verdict changed since `as-of`
 */
export class PledgeBadgeElement extends PledgeElement<Badge> {
  static observedAttributes = reflect(this, ['pledge', 'outcome', 'as-of', 'live'], ['pinned']);
  declare pledge: string | null;
  declare outcome: string | null;
  declare asOf: string | null;
  declare pinned: boolean;
  declare live: string | null;

  /** What is shown; undefined as long as the page's own content stands. */
  #told: { badge: Badge; view: BadgeView } | undefined;

  constructor() {
    super();
    this.addStyles(styles);
    for (const type of ['pointerenter', 'focusin'])
      this.addEventListener(type, (event) => this.#reach(event));
  }

  // The card loads when a reader reaches for the badge, and shows what the badge knows.
  async #reach(event: Event): Promise<void> {
    if (!this.source()) return;
    try {
      const { views, kit } = await loadViews(languageOf(this));
      const { hover } = views;
      this.addStyles(hover.styles);
      hover.reach(this, event, kit, () => this.#told);
    } catch {
      // No network, or an older file that is gone: the link leads to all that the card would have said.
    }
  }

  protected override source(): string {
    return (this.live !== 'off' && this.pledge) || '';
  }

  // Who came by keyboard goes over to our link, which says more and has the card. A link under a pointer that is about to
  // click stays.
  protected override isHeld(): boolean {
    return super.isHeld() && !this.querySelector(':focus-visible');
  }

  /** The first badge that comes near asks for all that are on the page. */
  override load(): void {
    const badges = allWaiting(PledgeBadgeElement);
    const answerTo = loadBadges(badges.map((badge) => badge.source()));
    for (const badge of badges) badge.take(answerTo(badge.source()));
  }

  protected override render(shown: Badge | undefined): TemplateResult {
    const view = shown && badgeView(shown, languageOf(this), this.asOf ?? '', this.pinned);
    this.#told = view && { badge: shown, view };
    const isReviewed = shown?.underReview && view?.look !== 'retracted';
    const look = view?.look ?? iconName(this.outcome);
    const label = view?.label.text ?? this.textContent.trim();
    const long = label.length > LONGEST_UNWRAPPED ? 'long' : '';
    // White space inside the tag takes room before the data are there, so it does afterwards.
    const space = (at: RegExp) => (view && at.test(this.textContent) ? ' ' : nothing);
    this.setState('loaded', view);
    this.setState('changed', view?.changed);
    return html`${space(/^\s/)}<span part="badge" class="badge outcome ${look} ${long} ${isReviewed ? 'review' : ''}">${mark(icon(look))}${
      view
        ? html`<a part="link" href=${view.href} lang=${view.lang} aria-label=${view.name}><span lang=${view.label.lang}>${label}</span></a>`
        : html`<slot @slotchange=${() => this.update()}></slot>`
    }${view?.changed ? mark(icon('changed', 'changed')) : isReviewed && this.asOf ? mark(icon('review', 'review')) : nothing}</span>${space(/\s$/)}`;
  }
}
