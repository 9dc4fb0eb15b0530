// HTML of any kind as the few elements that the restricted Markdown has: paragraphs, lists, quotations, strong, emphasis,
// links and line breaks. What is lost or changed on the way is told.
import { append, childrenOf, elementsBelow, fill, isBlock, isElement, rename, unwrap } from './html.ts';
import { inShort, type Loss, type Tell } from './loss.ts';
import { breaks, emphasis, links, texts, types } from './reduce-inline.ts';
import { addressOf, type Reduction } from './reduction.ts';

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
