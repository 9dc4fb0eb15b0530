// A verdict as an image, for where only images go: a README, AMP. It cannot be live in a copy that somebody keeps, so it
// carries its date. It is one file: no script, no font of elsewhere, no link, which an image could not follow.
import { ICONS, type IconName, OUTCOME_COLOURS } from '../../data/icons.ts';
import { escaped } from '../../data/markup.ts';
import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import type { Localizer } from '../localizer.ts';
import { labelOf, verdictSentence } from './sentence.ts';

/** In pixels. */
const HEIGHT = 24;
const FONT_SIZE = 13;
const ICON = 14;
const PADDING = 8;
const GAP = 6;

/** As many characters as fit beside a verdict in a row of badges. */
const MOST_TITLE_CHARACTERS = 40;

/** What an image's verdict looks like: its own outcome's, or that of a withdrawal. */
export function lookOf({
  status,
  verdict,
}: PublishedPledge): Exclude<IconName, 'review' | 'changed' | 'none'> {
  return status === 'retracted' ? 'retracted' : verdict.outcome;
}

/** The picture of a verdict's outcome, or without a pledge that of a whole tracker: drawn at build time, without words. */
export function pictureUrl(origin: string, pledge: PublishedPledge | null): string {
  return `${origin}/embed/outcomes/${pledge ? lookOf(pledge) : 'none'}.png`;
}

/** `/badge/{tracker}/{slug}.svg`: icon, label and date. Its title, for screen readers, is the whole sentence. */
export function badgeSvg(tracker: Tracker, pledge: PublishedPledge, l10n: Localizer): string {
  const look = lookOf(pledge);
  const label = labelOf(pledge, tracker, l10n);
  const date = pledge.verdict.publishedAt ? l10n.day(pledge.verdict.publishedAt, tracker.timezone) : '';
  const [labelWidth, dateWidth] = [widthOf(label) * 1.06, date && widthOf(date)].map(Number) as [
    number,
    number,
  ];
  const width = Math.ceil(PADDING * 2 + ICON + GAP + labelWidth + (date ? GAP + dateWidth : 0));
  // An image has no page to tell it where its text begins.
  const isFromRight = WRITTEN_FROM_RIGHT.test(label);
  const place = (from: number, length: number) => round(isFromRight ? width - from - length : from);
  const text = (words: string, from: number, length: number, style: string) =>
    `<text x="${place(from, length)}" y="16.5" textLength="${round(length)}" lengthAdjust="spacingAndGlyphs" ${style}>${escaped(words)}</text>`;
  const labelAt = PADDING + ICON + GAP;
  const title = escaped(verdictSentence(pledge, tracker, l10n));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="t" lang="${escaped(tracker.language)}">`,
    `<title id="t">${title}</title>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="4" fill="#fff" stroke="#c4c7cc"/>`,
    `<path d="${ICONS[look]}" fill="${OUTCOME_COLOURS[look]}" fill-rule="evenodd" transform="translate(${place(PADDING, ICON)} 5) scale(${ICON / 16})"/>`,
    `<g font-family="system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif" font-size="${FONT_SIZE}">`,
    text(label, labelAt, labelWidth, `font-weight="600" fill="${OUTCOME_COLOURS[look]}"`),
    date ? text(date, labelAt + labelWidth + GAP, dateWidth, 'fill="#4f5661"') : '',
    '</g></svg>',
  ].join('');
}

/** `/badge/{tracker}/{slug}.json`: the schema of shields.io's endpoint badges (shields.io/badges/endpoint-badge). */
export function shieldsBadge(tracker: Tracker, pledge: PublishedPledge, l10n: Localizer) {
  const look = lookOf(pledge);
  const { publishedAt } = pledge.verdict;
  return {
    schemaVersion: 1,
    label: shortened(pledge.title),
    message: `${labelOf(pledge, tracker, l10n)}${publishedAt ? ` (${l10n.day(publishedAt, tracker.timezone)})` : ''}`,
    color: OUTCOME_COLOURS[look],
    // Whoever embeds an error cannot give it another colour.
    isError: look === 'retracted',
    logoSvg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="${ICONS[look]}" fill="#fff" fill-rule="evenodd"/></svg>`,
    cacheSeconds: 300,
  };
}

const WRITTEN_FROM_RIGHT =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}]/u;

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;
const NARROW = /[\p{Mn}\p{Cf}]/u;
const THIN = /[iljtfrI1.,:;'’|!()[\] \p{Script=Arabic}]/u;
const BROAD = /[mwMW@%\p{Lu}]/u;

// About what a sans-serif needs; `textLength` has whatever font there is keep to it, so that nothing is cut off.
function widthOf(text: string): number {
  const em = (character: string) => {
    if (NARROW.test(character)) return 0;
    if (WIDE.test(character)) return 1;
    if (THIN.test(character)) return 0.36;
    return BROAD.test(character) ? 0.72 : 0.56;
  };
  return [...text].reduce((sum, character) => sum + em(character), 0) * FONT_SIZE;
}

function shortened(title: string): string {
  const characters = [...title];
  if (characters.length <= MOST_TITLE_CHARACTERS) return title;
  return `${characters
    .slice(0, MOST_TITLE_CHARACTERS - 1)
    .join('')
    .trimEnd()}…`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
