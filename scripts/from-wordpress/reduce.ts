// HTML of any kind as the few elements that the restricted Markdown has: paragraphs, lists, quotations, strong, emphasis,
// links and line breaks. What is lost or changed on the way is told.
import { HTML_START, UNSAFE_CHARACTER, webUrl } from '../../data/field.ts';
import {
  append,
  childrenOf,
  elementsBelow,
  fill,
  hasBlocks,
  isBlock,
  isElement,
  rename,
  textsBelow,
  unwrap,
} from './html.ts';
import { inShort, type Loss, type Tell } from './loss.ts';

type Reduction = { root: HTMLElement; base: string; tell: Tell };

/** Reduces what is below `root`. Addresses are completed by `base`, the post's own. */
export function reduce(root: HTMLElement, base: string, tell: Tell): void {
  const reduction = { root, base, tell };
  for (const step of [
    remove,
    media,
    images,
    tables,
    texts,
    headings,
    columns,
    types,
    emphasis,
    links,
    breaks,
  ])
    step(reduction);
  root.normalize();
}

/** A web address that may stand in a link and in Markdown; undefined if it is none. */
export function addressOf(sent: string | null, base: string): string | undefined {
  const trimmed = sent?.trim() ?? '';
  if (/^mailto:[^\s<>()?]+@[^\s<>()?]+$/i.test(trimmed)) return trimmed;
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const { href } = new URL(trimmed, base);
  const quoted = href.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('\\', '%5C');
  return webUrl.safeParse(quoted).success ? quoted : undefined;
}

function remove({ root, tell }: Reduction): void {
  const kinds: [string[], Loss][] = [
    [['script', 'style', 'noscript', 'template', 'link', 'meta', 'title'], 'script'],
    [['form', 'input', 'select', 'textarea', 'button'], 'form'],
  ];
  for (const [names, what] of kinds)
    for (const element of elementsBelow(root, ...names)) {
      tell(what, inShort(element.outerHTML));
      element.remove();
    }
}

// A frame, a film or a sound becomes a link to it; so does an address alone, which WordPress embeds.
function media({ root, base, tell }: Reduction): void {
  for (const element of elementsBelow(
    root,
    'iframe',
    'video',
    'audio',
    'object',
    'embed',
    'svg',
    'canvas',
    'math',
  )) {
    const inner = elementsBelow(element).find((each) => each.hasAttribute('src'));
    const sent =
      element.getAttribute('src') ?? element.getAttribute('data') ?? inner?.getAttribute('src') ?? null;
    const address = addressOf(sent, base);
    tell('media', inShort(address ?? element.outerHTML), address ? 'a link' : '');
    if (!address) element.remove();
    else
      element.replaceWith(
        paragraph(
          linkTo(root, address, element.getAttribute('title')?.trim() || `${new URL(address).hostname}`),
        ),
      );
  }
  for (const element of elementsBelow(root, 'p', 'div', 'figure')) {
    const text = element.textContent?.trim() ?? '';
    if (element.children.length > 0 || !/^https?:\/\/\S+$/.test(text)) continue;
    const address = addressOf(text, base);
    if (!address) continue;
    tell('embed', address, 'a link');
    fill(element, linkTo(root, address, text));
  }
}

function linkTo(root: HTMLElement, address: string, text: string): HTMLElement {
  const link = root.ownerDocument.createElement('a');
  link.setAttribute('href', address);
  link.textContent = text;
  return link;
}

function paragraph(inline: HTMLElement): HTMLElement {
  const made = inline.ownerDocument.createElement('p');
  made.appendChild(inline);
  return made;
}

function images({ root, base, tell }: Reduction): void {
  for (const image of elementsBelow(root, 'img', 'picture', 'map')) {
    if (image.localName !== 'img') {
      unwrap(image);
      continue;
    }
    const words = `Image: ${image.getAttribute('alt')?.trim() || nameOf(image.getAttribute('src'))}`;
    const address = addressOf(image.getAttribute('src'), base);
    const inLink = image.closest('a') !== null;
    tell(
      'image',
      address ?? inShort(image.getAttribute('src') ?? ''),
      inLink || !address ? 'its words' : 'a link',
    );
    const text = root.ownerDocument.createTextNode(words);
    const next = inLink || !address ? text : linkTo(root, address, words);
    // In a figure of its own, the caption follows in a paragraph of its own.
    image.replaceWith(next);
  }
  for (const source of elementsBelow(root, 'source', 'track', 'area')) source.remove();
}

function nameOf(address: string | null): string {
  return address?.startsWith('data:')
    ? 'without words'
    : (address ?? '').split(/[/?#]/).findLast(Boolean) || 'without words';
}

// A table becomes a list: a point for each row, its cells with the column's name before them.
function tables({ root, tell }: Reduction): void {
  for (const table of elementsBelow(root, 'table').reverse()) {
    const document = root.ownerDocument;
    tell('table', inShort(table.textContent ?? ''), 'a list');
    const rows = elementsBelow(table, 'tr').map((row) =>
      childrenOf(row)
        .filter(isElement)
        .filter((cell) => /^t[dh]$/.test(cell.localName)),
    );
    const isHead = rows.length > 1 && rows[0]?.every((cell) => cell.localName === 'th');
    const names = isHead ? (rows.shift() ?? []).map((cell) => cell.textContent?.trim() ?? '') : [];
    const list = document.createElement('ul');
    for (const cells of rows) {
      const item = document.createElement('li');
      for (const [at, cell] of cells.entries()) {
        if (at > 0) append(item, '; ');
        if (names[at]) append(item, `${names[at]}: `);
        for (const inner of elementsBelow(cell).filter(isBlock)) {
          if (inner.previousSibling) inner.before(' ');
          unwrap(inner);
        }
        append(item, ...childrenOf(cell));
      }
      if (item.textContent?.trim()) list.appendChild(item);
    }
    const [caption] = elementsBelow(table, 'caption');
    if (caption) table.before(rename(caption, 'p'));
    table.replaceWith(list);
  }
}

// What no text may hold goes, and what Markdown would take for HTML or a link gets a space.
function texts({ root, tell }: Reduction): void {
  const unsafe = new RegExp(UNSAFE_CHARACTER, 'gu');
  const start = new RegExp(`<(?=${HTML_START.source.slice(1)})`, 'giu');
  for (const node of textsBelow(root)) {
    const before = node.data.toWellFormed();
    const safe = before.replaceAll(unsafe, '');
    if (safe !== node.data) tell('character', inShort(node.data.replaceAll(unsafe, '\ufffd')), 'gone');
    const spaced = safe.replaceAll(start, '< ');
    if (spaced !== safe) tell('less-than', inShort(safe), '"< " with a space');
    const apart = spaced.replaceAll('](', '] (');
    if (apart !== spaced) tell('bracket', inShort(spaced), '"] (" with a space');
    if (apart !== node.data) node.data = apart;
  }
}

function headings({ root, tell }: Reduction): void {
  for (const heading of elementsBelow(root, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dt', 'summary', 'legend')) {
    const text = heading.textContent?.trim() ?? '';
    if (/^h\d$/.test(heading.localName) && text) tell('heading', inShort(text), 'a paragraph in bold type');
    for (const inner of elementsBelow(heading, 'strong', 'b', 'br'))
      inner.localName === 'br' ? inner.replaceWith(' ') : unwrap(inner);
    const bold = rename(rename(heading, 'p'), 'p');
    const strong = root.ownerDocument.createElement('strong');
    append(strong, ...childrenOf(bold));
    if (text) bold.appendChild(strong);
  }
  for (const rule of elementsBelow(root, 'hr')) {
    tell('rule', '<hr>');
    rule.replaceWith(root.ownerDocument.createElement('p'));
  }
}

function columns({ root, tell }: Reduction): void {
  for (const pre of elementsBelow(root, 'pre', 'listing', 'xmp')) {
    tell('preformatted', inShort(pre.textContent ?? ''), 'lines');
    const lines = (pre.textContent ?? '').replace(/\n+$/, '').split('\n');
    fill(
      pre,
      ...lines.flatMap((line, at) => [...(at > 0 ? [root.ownerDocument.createElement('br')] : []), line]),
    );
    rename(pre, 'p');
  }
  for (const code of elementsBelow(root, 'code', 'kbd', 'samp', 'tt')) {
    tell('code', inShort(code.textContent ?? ''), 'its words');
    unwrap(code);
  }
}

const RAISED: Record<string, [digits: string, loss: Loss]> = {
  sup: ['⁰¹²³⁴⁵⁶⁷⁸⁹', 'script-size'],
  sub: ['₀₁₂₃₄₅₆₇₈₉', 'script-size'],
};

// Types of words: digits that are raised stay so, and struck-out words stand as others do.
function types({ root, tell }: Reduction): void {
  for (const element of elementsBelow(root, 'sup', 'sub')) {
    const text = element.textContent ?? '';
    const [digits, loss] = RAISED[element.localName] ?? ['', 'script-size'];
    if (/^\d+$/.test(text) && elementsBelow(element, 'a').length === 0)
      element.replaceWith(text.replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? digit));
    else {
      if (text.trim()) tell(loss, inShort(text), 'its words');
      unwrap(element);
    }
  }
  for (const element of elementsBelow(root, 'del', 's', 'strike')) {
    if (element.textContent?.trim()) tell('struck-out', inShort(element.textContent), 'its words');
    unwrap(element);
  }
  for (const element of elementsBelow(root, 'abbr', 'acronym'))
    if (element.hasAttribute('title'))
      tell('explanation', inShort(`${element.textContent}: ${element.getAttribute('title')}`), 'its words');
  for (const element of elementsBelow(root, 'q')) {
    fill(element, '“', ...childrenOf(element), '”');
  }
}

const KEPT = new Set(['p', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 'a', 'br']);

// One name for each kind of emphasis, none within itself, none around blocks, and two that touch are one. All that is left
// beside those elements is a block without a meaning of its own, or nothing.
function emphasis({ root, tell }: Reduction): void {
  for (const element of elementsBelow(root, 'b')) rename(element, 'strong');
  for (const element of elementsBelow(root, 'i')) rename(element, 'em');
  for (const element of elementsBelow(root)) {
    if (element.localName === 'menu' || element.localName === 'dir') rename(element, 'ul');
    else if (KEPT.has(element.localName)) continue;
    else if (isBlock(element)) rename(element, 'div');
    else unwrap(element);
  }
  for (const element of elementsBelow(root, 'strong', 'em')) {
    const within = element.parentElement?.closest(element.localName);
    const text = element.textContent ?? '';
    if (hasBlocks(element)) tell('emphasis', inShort(text), 'ordinary type');
    if ((within && root.contains(within)) || hasBlocks(element) || text.trim() === '') unwrap(element);
  }
  for (const element of elementsBelow(root, 'strong', 'em')) {
    const before = element.previousSibling;
    if (!isElement(before) || before.localName !== element.localName) continue;
    append(before, ...childrenOf(element));
    element.remove();
  }
  for (const element of elementsBelow(root, 'br')) {
    const around = element.parentElement;
    if (!around || isBlock(around) || around === root) continue;
    if (around.firstChild === element) around.before(element);
    else if (around.lastChild === element) around.after(element);
  }
}

function links({ root, base, tell }: Reduction): void {
  for (const link of elementsBelow(root, 'a')) {
    const sent = link.getAttribute('href');
    const words = link.textContent?.trim() ?? '';
    const address = addressOf(sent, base);
    const isJump =
      sent !== null && (sent.startsWith('#') || (address?.includes('#') && address.split('#')[0] === base));
    if (sent !== null && words && isJump) tell('jump', `${inShort(words)} (${sent})`, 'its words');
    else if (sent !== null && words && !address)
      tell('link', `${inShort(words)} (${inShort(sent)})`, 'its words');
    if (!address || isJump || words === '') {
      unwrap(link);
      continue;
    }
    for (const inner of elementsBelow(link))
      if (isBlock(inner) || inner.localName === 'br') {
        inner.before(' ');
        unwrap(inner);
      }
    for (const { name } of Array.from(link.attributes)) link.removeAttribute(name);
    link.setAttribute('href', address);
  }
}

// A line break at the beginning or end of a block is none.
function breaks({ root }: Reduction): void {
  for (const line of elementsBelow(root, 'br')) {
    const before = neighbour(line, 'previousSibling');
    const after = neighbour(line, 'nextSibling');
    const isEdge = (next: Node | null) =>
      next ? isBlock(next) : isBlock(line.parentNode) || line.parentNode === root;
    if (isEdge(before) || isEdge(after)) line.remove();
  }
}

function neighbour(node: Node, direction: 'previousSibling' | 'nextSibling'): Node | null {
  let next = node[direction];
  while (next && !isElement(next) && !next.textContent?.trim()) next = next[direction];
  return next;
}
