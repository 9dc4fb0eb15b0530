// The content of a post as it is stored, before WordPress makes a page of it: comments of the block editor, and shortcodes.
import { inShort, type Tell } from './loss.ts';
import type { Picture } from './site.ts';

const BLOCK = /<!--\s*(\/?)wp:([a-z][\w-]*(?:\/[\w-]+)?)\s+(\{.*?\}\s+)?(\/?)-->/gs;
// Blocks without content of their own that mean nothing outside a page.
const LAYOUT = new Set(['more', 'nextpage', 'spacer', 'separator', 'page-list', 'post-title']);
const PAGE_MARK = /<!--\s*(?:more.*?|nextpage|noteaser)\s*-->/gs;
const COMMENT = /<!--(.*?)-->/gs;

/** Whether paragraphs are lines of text here, which WordPress puts into `<p>` when it shows them. */
export function isClassic(content: string): boolean {
  return !/<!--\s*wp:/.test(content) && !/<p[\s>]/i.test(content);
}

/** The HTML without the comments that the block editor lives on. */
export function withoutComments(content: string, tell: Tell): string {
  return content
    .replaceAll(BLOCK, (_, _closing, name: string, attributes = '', alone) => {
      if (alone && !LAYOUT.has(name)) tell('block', `${name} ${inShort(attributes)}`.trim());
      return '';
    })
    .replaceAll(PAGE_MARK, '\n\n')
    .replaceAll(COMMENT, (_, words: string) => {
      if (words.trim() !== '') tell('comment', inShort(words));
      return '';
    });
}

// Quotation marks are typographic where WordPress did not know the shortcode and printed it.
const VALUE = String.raw`(?:"[^"]*"|'[^']*'|&#8\d{3};.*?&#8\d{3};|[“”″].*?[“”″]|[^\s\]"'=]+)`;
const ATTRIBUTES = String.raw`((?:\s+[\w-]+\s*=\s*${VALUE}|\s+"[^"\]]*")*)`;
const SHORTCODE = new RegExp(String.raw`(\[?)\[(\/?)([a-z][\w-]*)${ATTRIBUTES}\s*(\/?)\](\]?)`, 'gi');
const ADDRESS = /https?:\/\/[^\s"'\]<>“”″&]+/;

/** Shortcodes of WordPress itself as HTML; of those of plugins, what stands between them. */
export function withoutShortcodes(
  content: string,
  pictures: ReadonlyMap<number, Picture>,
  tell: Tell,
): string {
  const closed = new Set(
    [...content.matchAll(/\[\/([a-z][\w-]*)\]/gi)].map(([, name]) => name?.toLowerCase()),
  );
  const embedded = content.replaceAll(
    /\[embed[^\]]*\]\s*(https?:\/\/[^\s<]+?)\s*\[\/embed\]/gi,
    '\n\n$1\n\n',
  );
  return embedded.replaceAll(
    SHORTCODE,
    (whole: string, ...[open, closing, sent, attributes, , close]: string[]) => {
      // Two brackets on either side are how a shortcode is written down and not used.
      if (open && close) return whole.slice(1, -1);
      const kept = (html: string) => `${open}${html}${close}`;
      const name = sent?.toLowerCase() ?? '';
      if (name === 'caption' || name === 'wp_caption') return kept('\n\n');
      if (name === 'gallery') return kept(gallery(attributes ?? '', pictures, tell));
      if (!attributes?.trim() && !closing && !closed.has(name)) {
        tell('shortcode-perhaps', whole, 'stays as it is');
        return whole;
      }
      const address = ADDRESS.exec(attributes ?? '')?.[0];
      if (address && /^(?:audio|video|playlist)$/.test(name)) {
        tell('media', inShort(whole), 'a link');
        return kept(`\n\n<a href="${address}">${address}</a>\n\n`);
      }
      if (!closing) tell('shortcode', inShort(whole), closed.has(name) ? 'the words in it' : '');
      return kept(closed.has(name) ? '\n\n' : '');
    },
  );
}

function gallery(attributes: string, pictures: ReadonlyMap<number, Picture>, tell: Tell): string {
  const [, list = ''] = /ids\s*=\s*\W*?([\d,\s]+)/.exec(attributes) ?? [];
  const ids = list.split(',').map(Number).filter(Boolean);
  const shown = ids.flatMap((id) => pictures.get(id) ?? []);
  const missing = ids.filter((id) => !pictures.has(id));
  if (ids.length === 0 || missing.length > 0)
    tell(
      'gallery',
      inShort(`[gallery${attributes}]`),
      shown.length > 0 ? `${shown.length} of ${ids.length} pictures` : '',
    );
  const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return shown.map(({ url, words }) => `\n\n<img src="${quoted(url)}" alt="${quoted(words)}">\n\n`).join('');
}
