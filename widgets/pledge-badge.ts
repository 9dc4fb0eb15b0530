import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { IconName } from '../data/icons.ts';
import type { Badge } from '../data/published.ts';
import { loadBadges } from './api.ts';
import { flag, off, reflect, text } from './attributes.ts';
import { type BadgeView, badgeView } from './badge-view.ts';
import { isFallback, isPhrase } from './fallback.ts';
import { icon, iconName } from './icons.ts';
import { languageOf } from './language.ts';
import { type Late, loadViews } from './late.ts';
import { allWaiting } from './nearness.ts';
import { PledgeElement } from './pledge-element.ts';
import { outcomeStyles } from './styles.ts';

const css = String.raw;

// A label stays in one piece where its column has room for it. Its icon is in flow, so that it is where the word is in any
// direction, and a sentence is copied as it stands; its margins leave it no width and no height, so the paragraph's lines stay
// as they are. A line may end beside any box, but nowhere beside these (U+200C): a comma after a badge stays with it, so a badge
// leaves room in its column for one. A box that is as wide as what is in it, such as a flex item, counts that room by its
// margin: a percentage is nothing there, and the whole of the column afterwards (CSS Box Sizing 3, 5.2.1).
// badge.css has what decides the width, for the time before the script has run. A page's rule for `*` beats one for `:host`,
// so what must not leak is said within.
const styles = css`
  ${outcomeStyles}
  .frame {
    white-space: nowrap;
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-shadow: none;
    -webkit-text-fill-color: currentcolor;
    -webkit-text-stroke: 0;
  }
  .frame::before, .frame::after { content: "\200c" / "" }
  .badge {
    display: inline-block;
    position: relative;
    box-sizing: border-box;
    max-width: calc(100% - .6em);
    margin-block: -.2em;
    margin-inline-end: max(0px, .6em - 100%);
    padding-block: .06em;
    padding-inline: 1.5em .45em;
    line-height: 1.25;
    border-radius: var(--pledge-radius, .25em);
    background: var(--pledge-background, color-mix(in oklab, currentcolor 10%, var(--pm-p, #0000)));
    outline: 1px solid #0000;
    unicode-bidi: isolate;
  }
  .review { outline: 1px dashed; outline-offset: -1px }
  .badge svg {
    position: relative;
    inset-block-start: .625em;
    inset-inline-start: -.2em;
    box-sizing: border-box;
    width: .9em;
    height: .9em;
    margin-block: -.45em;
    margin-inline-start: -.9em;
    vertical-align: top;
  }
  .marked [part=icon] { padding-block-start: .25em; padding-inline-end: .25em }
  .badge svg + svg {
    inset-block-start: .305em;
    inset-inline-start: -.06em;
    width: .54em;
    height: .54em;
    margin-block: -.27em;
    margin-inline-start: -.54em;
  }
  .label { display: inline-block; white-space: normal; overflow-wrap: anywhere }
  .badge a, .label ::slotted(a) {
    color: inherit !important;
    text-decoration: none !important;
    letter-spacing: inherit !important;
    word-spacing: inherit !important;
    text-transform: inherit !important;
  }
  .badge a::after { content: ""; position: absolute; inset: 0; border-radius: inherit }
  .badge a:hover { text-decoration: underline !important }
`;

/**
 * A verdict in a sentence. What is inside the tag is shown until the verdict of today is there, and for good if it
 * never comes. A page reserves the badge's box before the script runs with the lines of `badge.css`.
 *
 * @slot - the page's own link with the desk's label: what shows without this script
 * @attr {string} pledge - `tracker/slug`
 * @attr {string} outcome - the look before the data are there, one of the eight outcomes
 * @attr {string} as-of - the day (to its end, in the tracker's time zone) or instant at which the article quoted the verdict; `asof` is read too
 * @attr {boolean} pinned - keeps that day's verdict in front, and marks that it has changed; `"false"` counts as absent
 * @attr {"off"} live - makes no data call
 * @attr {"auto"|"light"|"dark"} theme - `auto` follows the text colour
 * @attr {string} lang - else the nearest `lang`, else the browser's
 * @csspart badge - the box
 * @csspart link - the link, once the data are there
 * @csspart icon - the outcome's icon
 * @csspart changed - the mark of a verdict that changed since `as-of`
 * @csspart review - the mark of a verdict under review that has not changed since `as-of`
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
  static override readonly styles = styles;
  static observedAttributes = reflect(this, {
    pledge: text,
    outcome: iconName,
    'as-of': text,
    pinned: flag,
    live: off,
  });
  declare pledge: string | null;
  declare outcome: IconName;
  declare asOf: string | null;
  declare pinned: boolean;
  declare live: 'off' | null;

  /** What is shown; undefined as long as the page's own content stands. */
  #shown: { badge: Badge; view: BadgeView } | undefined;
  /** There once a reader reached for the badge, or there was more to tell of its verdict. */
  #late: Late | undefined;

  constructor() {
    super();
    for (const type of ['pointerenter', 'focusin'])
      this.addEventListener(type, (event) => this.#attach(event));
  }

  // The card loads when a reader reaches for the badge, and shows what the badge knows.
  async #attach(event: Event): Promise<void> {
    const late = this.source() && (await this.#loadLate());
    if (!late) return;
    const { hover } = late.views;
    this.addStyles(hover.styles);
    hover.attach(this, event, late.l10n, () => this.#shown);
  }

  // Nothing where there is no network, or an older file is gone: the link leads to all that would have been said.
  async #loadLate(): Promise<Late | undefined> {
    const late = await loadViews(languageOf(this)).catch(() => undefined);
    if (late && late.l10n.language !== this.#late?.l10n.language) {
      this.#late = late;
      this.requestUpdate();
    }
    return late;
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
    for (const badge of badges) badge.show(answerTo(badge.source()));
  }

  protected override isFallback(shown = this.#shown?.badge): boolean {
    const labels = shown
      ? [shown.verdict, ...shown.changes].flatMap(({ label }) => Object.values(label ?? {}))
      : [];
    return isFallback(this, this.pledge, labels);
  }

  protected override render(shown: Badge | undefined): TemplateResult {
    const language = languageOf(this);
    const view = shown && badgeView(shown, language, this.asOf ?? '', this.pinned);
    this.#shown = view && { badge: shown, view };
    // The mark is there at once. What it stands for is heard as soon as the words for it have come.
    if (view && this.#late?.l10n.language === language)
      for (const { sentence } of this.#late.views.notesOf(this.#late.l10n, shown, view))
        view.name += ` ${sentence}`;
    else if (view?.isPartial) this.#loadLate();
    const isReviewed = shown?.underReview && view?.look !== 'retracted';
    const mark = view?.changed ? icon('changed', 'changed') : isReviewed && icon('review', 'review');
    const look = view?.look ?? this.outcome;
    const states = `${mark ? 'marked' : ''} ${isReviewed ? 'review' : ''}`;
    // White space inside the tag takes room before the data are there, so it does afterwards.
    const space = (at: RegExp) => (isAlone && at.test(this.textContent) ? ' ' : nothing);
    this.setState('loaded', view);
    this.setState('changed', view?.changed);
    const isAlone = view ? this.isFallback(shown) : isPhrase(this);
    if (!view && !isAlone) return html`<slot></slot>`;
    return html`${space(/^\s/)}<span class="frame"><span part="badge" class="badge outcome ${look} ${states}">${icon(look)}${
      mark || nothing
    }<span class="label">${
      view
        ? html`<a part="link" href=${view.href} lang=${view.lang} aria-label=${view.name}><span lang=${view.label.lang}>${view.label.text}</span></a>`
        : html`<slot></slot>`
    }</span></span></span>${space(/\s$/)}${isAlone ? nothing : html`<slot></slot>`}`;
  }
}
