// HTML as the restricted Markdown of a verdict's body. Each part is rendered as the pages render it, and compared with what
// it was made from: no mark of Markdown is ever left to be read.
import { micromark } from 'micromark';
import TurndownService from 'turndown';
import { RESTRICTED } from '../../worker/pages/restricted.ts';
import { append, childrenOf, elementsBelow, isBlock, isElement, parse, unwrap } from './html.ts';
import { inShort, type Tell } from './loss.ts';
import { makeParagraphs } from './paragraphs.ts';
import { reduce } from './reduce.ts';

export type Source = { html: string; base: string; isClassic: boolean };

/** Markdown of paragraphs, lists, quotations, emphasis and links; what cannot be said in it is told. */
export function markdownOf(source: Source, tell: Tell): string {
  return partsOf(source, tell)
    .map((part) => markdownOfPart(part, tell))
    .filter(Boolean)
    .join('\n\n');
}

/** The same as text of one line. */
export function textOf(source: Source, tell: Tell): string {
  return partsOf(source, tell)
    .map((part) => inLine(part))
    .filter(Boolean)
    .join(' ');
}

/** A name or a field as text of one line: its tags are gone, and its entities are characters. */
export function plainText(html: string): string {
  return textOf({ html, base: 'https://nowhere.invalid/', isClassic: false }, () => undefined);
}

/** The links to the web in a text, with their words. */
export function linksIn(source: Source): { url: string; words: string }[] {
  return partsOf(source, () => undefined)
    .flatMap((part) => elementsBelow(part, 'a'))
    .map((link) => ({ url: link.getAttribute('href') ?? '', words: inLine(link) }))
    .filter(({ url }) => url.startsWith('http'));
}

/** The first quotation of a text as a text of one line; empty if there is none. */
export function firstQuotation(source: Source): string {
  const [quotation] = elementsBelow(parse(source.html), 'blockquote');
  for (const cite of quotation ? elementsBelow(quotation, 'cite') : []) cite.remove();
  return quotation ? textOf({ ...source, html: quotation.innerHTML }, () => undefined) : '';
}

function inLine(element: Element): string {
  for (const line of elementsBelow(element, 'br')) line.replaceWith(' ');
  for (const block of elementsBelow(element).filter(isBlock)) append(block, ' ');
  return (element.textContent ?? '').replaceAll(/[^\S\u00a0]+/gu, ' ').trim();
}

// What stands side by side in a text, each with only the elements that the restricted Markdown has.
function partsOf({ html, base, isClassic }: Source, tell: Tell): HTMLElement[] {
  const root = parse(html);
  makeParagraphs(root, isClassic);
  reduce(root, base, tell);
  makeParagraphs(root, false);
  return partsBelow(root);
}

function partsBelow(root: HTMLElement): HTMLElement[] {
  return childrenOf(root)
    .filter(isElement)
    .flatMap((child) => {
      if (child.localName !== 'div') return [child as HTMLElement];
      // A box without a meaning of its own.
      makeParagraphs(child, false);
      return partsBelow(child as HTMLElement);
    });
}

const turndown = new TurndownService({
  bulletListMarker: '-',
  emDelimiter: '*',
  strongDelimiter: '**',
  br: '  ',
  blankReplacement: (_, node) => ('isBlock' in node && node.isBlock ? '\n\n' : ''),
});
// Only what the restricted Markdown knows needs an escape. What begins a list or quotation does so at the beginning of a line.
turndown.escape = (text) =>
  text
    .replaceAll(/[\\*[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/^(\s*)([->+])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
turndown.addRule('points', {
  filter: 'li',
  replacement(content, node) {
    const list = node.parentElement;
    const start = Number(list?.getAttribute('start') ?? 1);
    const at = list ? childrenOf(list).filter(isElement).indexOf(node) : 0;
    const mark = list?.localName === 'ol' ? `${start + at}. ` : '- ';
    const lines = content.trim().replaceAll(/\n(?!\n|$)/g, `\n${' '.repeat(mark.length)}`);
    return `${mark}${lines}${node.nextElementSibling ? '\n' : ''}`;
  },
});
// One that does not begin with 1 would be text after text (CommonMark 0.31, 5.2).
turndown.addRule('later numbers', {
  filter: (node) => node.localName === 'ol' && Number(node.getAttribute('start') ?? 1) !== 1,
  replacement: (content) => `\n\n${content}\n\n`,
});
turndown.addRule('links', {
  filter: 'a',
  replacement: (content, node) => `[${content}](${node.getAttribute('href')})`,
});

function markdownOfPart(part: HTMLElement, tell: Tell): string {
  if (!inLine(part.cloneNode(true) as HTMLElement)) return '';
  const written = write(part);
  if (saysTheSame(part, written)) return written;
  const plain = part.cloneNode(true) as HTMLElement;
  for (const element of elementsBelow(plain, 'strong', 'em')) unwrap(element);
  plain.normalize();
  const unmarked = write(plain);
  const marked = elementsBelow(part, 'strong', 'em').map(inLine).join(', ');
  if (saysTheSame(plain, unmarked)) {
    tell('emphasis', inShort(marked), 'ordinary type');
    return unmarked;
  }
  // Never seen; whatever it is, its words stand.
  tell('emphasis', inShort(inLine(part.cloneNode(true) as HTMLElement)), 'its words');
  return turndown.escape(inLine(plain));
}

function write(part: HTMLElement): string {
  const box = part.ownerDocument.createElement('div');
  box.appendChild(part.cloneNode(true));
  return turndown
    .turndown(box)
    .replaceAll(/[ \t]+$/gm, (spaces) => (spaces.length === 2 ? spaces : ''))
    .trim();
}

/** Whether Markdown is read as the same words, in the same types and with the same links as the HTML that it is made of. */
function saysTheSame(part: HTMLElement, markdown: string): boolean {
  const read = parse(micromark(markdown, { extensions: [RESTRICTED] }));
  const shape = (root: HTMLElement) => {
    const told = elementsBelow(root, 'strong', 'em', 'a', 'li').map(
      (element) => `${element.localName} ${element.getAttribute('href') ?? ''} ${squeezed(element)}`,
    );
    return [squeezed(root), ...told].join('\n');
  };
  const box = part.ownerDocument.createElement('div');
  box.appendChild(part.cloneNode(true));
  return shape(read) === shape(box);
}

function squeezed(element: Element): string {
  return (element.textContent ?? '').replaceAll(/\s+/gu, '');
}
