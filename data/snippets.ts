// What publishers paste, in each of its forms: made here for pages, the embed builder, the desk and oEmbed alike. What has
// been pasted works for ever, so a form may be added, and none taken away.
import { type Markup, type Tag, tag, toHtml } from './markup.ts';

/**
 * A pledge as a snippet needs it. `heading` says verdict and promise; `sentence` desk and day as well, for wherever nothing is
 * live.
 */
export type PledgeQuote = {
  kind: 'pledge';
  /** `tracker/slug` */
  id: string;
  url: string;
  language: string;
  title: string;
  label: string;
  outcome: string;
  heading: string;
  sentence: string;
};

/** A part of a tracker as elements and addresses name it: a category, or a facet with a value (`party:greens`). */
export type Part = { category?: string | undefined; facet?: string | undefined };

/** A tracker, or one part of it; `title` is the name of both. */
export type TrackerQuote = {
  kind: 'tracker';
  id: string;
  part: Part;
  url: string;
  language: string;
  title: string;
  sentence: string;
};

export type Quote = PledgeQuote | TrackerQuote;

/** The forms that each kind of quotation has. */
export const FORMS = {
  pledge: ['badge', 'card', 'frame', 'link', 'svg', 'png', 'markdown', 'shields'],
  tracker: ['summary', 'list', 'summary-frame', 'list-frame', 'link'],
} as const;

export type Form = (typeof FORMS)[keyof typeof FORMS][number];

/** The themes of an element. */
export const THEMES = ['auto', 'light', 'dark'] as const;

/**
 * What a publisher chooses. `asOf` is the instant of the article; `lang` is null for the page's own; `width` is that of the
 * column and `height` what the form takes in it, in CSS pixels.
 */
export type Choice = {
  form: Form;
  theme: (typeof THEMES)[number];
  lang: string | null;
  asOf: string | null;
  width: number;
  height?: number | undefined;
  /** For a page whose policy forbids style attributes and wants a hash: a release's own file. */
  pinned?: Pinned | undefined;
};

/** One release of the script: its path, and its hash as `integrity` has it. */
export type Pinned = { path: string; integrity: string };

/** The height of a form in CSS pixels where nobody has measured it; none where a form is part of a line. */
export const USUAL_HEIGHTS: Partial<Record<Form, number>> = {
  card: 384,
  summary: 448,
  list: 448,
  frame: 360,
  'summary-frame': 448,
  'list-frame': 448,
};

/** What is pasted, and what of it is seen. */
export type Snippet = { text: string; shown: Tag };

/** One line to paste. */
export function snippet(quote: Quote, choice: Choice): Snippet {
  const origin = originOf(quote);
  const shown = shownBy(quote, choice, origin);
  if (choice.form === 'markdown' || choice.form === 'shields') return { text: asMarkdown(shown), shown };
  const script = scriptOf(quote, choice, origin);
  return { text: [shown, ...(script ? [script] : [])].map(toHtml).join(''), shown };
}

/** The tag that a page needs once. `pinned` is a release's own file, with its hash. */
export function scriptTag(
  origin: string,
  { links = false, pinned }: { links?: boolean; pinned?: Pinned | undefined } = {},
): Tag {
  return tag('script', {
    type: 'module',
    async: '',
    fetchpriority: 'low',
    referrerpolicy: 'no-referrer',
    src: origin + (pinned?.path ?? '/embed/v1.js'),
    integrity: pinned?.integrity,
    crossorigin: pinned && 'anonymous',
    'data-links': links ? '' : null,
  });
}

/** One of our elements, with what stands in its place until its script is there. */
export function elementTag(
  quote: Quote,
  form: 'badge' | 'card' | 'summary' | 'list',
  { theme = 'auto', lang = null, asOf }: Partial<Choice>,
  inside: Markup = fallbackLink(quote, form, lang),
  room: Record<string, string> = {},
): Tag {
  const named =
    quote.kind === 'pledge'
      ? { pledge: quote.id, outcome: form === 'badge' ? quote.outcome : null }
      : { tracker: quote.id, ...quote.part };
  const look = { 'as-of': asOf, theme: theme === 'auto' ? null : theme, lang, ...room };
  return tag(`pledge-${form}`, { ...named, ...look }, inside);
}

/** A document of ours in a frame: `/embed/card/...` and its like. */
export function frameTag(
  quote: Quote,
  form: 'card' | 'summary' | 'list',
  { theme = 'auto', lang, asOf }: Partial<Choice>,
  attributes: Record<string, string>,
): Tag {
  const query = Object.entries({
    ...(quote.kind === 'tracker' ? quote.part : {}),
    theme: theme === 'auto' ? null : theme,
    lang,
    'as-of': asOf,
  }).flatMap(([name, value]) => (value ? `${name}=${encodeURIComponent(value)}` : []));
  const path = `${originOf(quote)}/embed/${form}/${quote.id}`;
  return tag('iframe', {
    src: query.length > 0 ? `${path}?${query.join('&')}` : path,
    title: quote.kind === 'pledge' ? quote.heading : quote.title,
    width: '100%',
    loading: 'lazy',
    frameborder: '0',
    scrolling: 'no',
    ...attributes,
  });
}

/** The rule that keeps a block's height free where a `style` attribute may not; null for a form that needs none. */
export function roomRule({ form, height = USUAL_HEIGHTS[form] }: Choice): string | null {
  if (!['card', 'summary', 'list'].includes(form)) return null;
  return `.${ROOM_CLASS} { display: block; min-block-size: ${height}px }`;
}

/** What the Content-Security-Policy of a page has to allow for a form. */
export function policyFor(quote: Quote, { form }: Pick<Choice, 'form'>): string {
  const origin = originOf(quote);
  if (form.endsWith('frame')) return `frame-src ${origin}`;
  if (form === 'shields') return 'img-src https://img.shields.io';
  if (['svg', 'png', 'markdown'].includes(form)) return `img-src ${origin}`;
  if (form === 'link' && quote.kind === 'tracker') return 'Nothing: it is a link.';
  return `script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types pledgemark`;
}

const ROOM_CLASS = 'pledge-room';

function shownBy(quote: Quote, choice: Choice, origin: string): Tag {
  const { form, width, asOf, height = USUAL_HEIGHTS[form] } = choice;
  const image = (src: string, size: Record<string, string>) =>
    tag('a', { href: quote.url }, tag('img', { src, alt: quote.sentence, ...size }));
  switch (form) {
    case 'badge':
      return elementTag(quote, form, choice);
    case 'card':
    case 'summary':
    case 'list': {
      const room: Record<string, string> = choice.pinned
        ? { class: ROOM_CLASS }
        : { style: `display:block;min-block-size:${height}px` };
      return elementTag(quote, form, choice, undefined, room);
    }
    case 'frame':
      return frameTag(quote, 'card', choice, { height: `${height}` });
    case 'summary-frame':
      return frameTag(quote, 'summary', choice, { height: `${height}` });
    case 'list-frame':
      return frameTag(quote, 'list', choice, { height: `${height}` });
    case 'link':
      return tag(
        'a',
        {
          href: quote.url,
          'data-as-of': quote.kind === 'pledge' ? asOf : null,
          lang: ownLanguage(quote, null),
        },
        quote.title,
      );
    case 'png':
      return image(`${origin}/badge/${quote.id}.png`, {
        width: `${width}`,
        height: `${Math.round((width * 630) / 1200)}`,
      });
    case 'shields': {
      const data = encodeURIComponent(`${origin}/badge/${quote.id}.json`);
      return image(`https://img.shields.io/endpoint?url=${data}`, {});
    }
    default:
      return image(`${origin}/badge/${quote.id}.svg`, { height: '24' });
  }
}

function scriptOf({ kind }: Quote, { form, pinned }: Choice, origin: string): Tag | null {
  if (form === 'link') return kind === 'pledge' ? scriptTag(origin, { links: true, pinned }) : null;
  return ['badge', 'card', 'summary', 'list'].includes(form) ? scriptTag(origin, { pinned }) : null;
}

/** The installation that a quotation comes from. */
export function originOf({ url }: Quote): string {
  return /^https?:\/\/[^/]+/.exec(url)?.[0] ?? '';
}

function fallbackLink(quote: Quote, form: string, lang: string | null): Tag {
  const name = form === 'badge' ? quote.sentence : null;
  const text = quote.kind === 'pledge' ? (form === 'badge' ? quote.label : quote.sentence) : quote.title;
  return tag('a', { href: quote.url, lang: ownLanguage(quote, lang), 'aria-label': name }, text);
}

// The words of a desk are in its language, whatever the element around them says.
function ownLanguage({ language }: Quote, lang: string | null): string | null {
  return lang !== null && lang !== language ? language : null;
}

function asMarkdown({ attributes: { href = '' }, children: [image] }: Tag): string {
  const { src = '', alt = '' } = typeof image === 'object' ? image.attributes : {};
  // Any punctuation may have a backslash before it (CommonMark, 2.4).
  const text = alt.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ');
  return `[![${text}](${src})](${href})`;
}
