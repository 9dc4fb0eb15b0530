// Where a post holds lines and no `<p>`, an empty line ends a paragraph and the end of a line is one: WordPress does the same
// when it shows the post (`wpautop`).
import { childrenOf, isBlock, isElement, isText } from './html.ts';

const HOLDS_PARAGRAPHS = new Set([
  'body',
  'blockquote',
  'div',
  'section',
  'article',
  'aside',
  'figure',
  'td',
  'dd',
]);

/** Makes paragraphs of what stands directly in a container. `lines`: the end of a line is meant. */
export function makeParagraphs(container: Element, lines: boolean): void {
  const { ownerDocument: document } = container;
  let paragraph: HTMLElement | undefined;
  for (const node of childrenOf(container)) {
    if (isBlock(node)) {
      paragraph = undefined;
      const inner = node as Element;
      if (HOLDS_PARAGRAPHS.has(inner.localName)) makeParagraphs(inner, lines);
      else if (lines) breakLines(inner);
      continue;
    }
    const parts = isText(node) ? node.data.split(/\n[^\S\u00a0]*\n\s*/u) : [''];
    for (const [at, part] of parts.entries()) {
      if (at > 0) paragraph = undefined;
      const next = isText(node) ? document.createTextNode(part) : node;
      if (isText(next) && next.data.trim() === '' && !paragraph) continue;
      if (!paragraph) {
        paragraph = document.createElement('p');
        container.insertBefore(paragraph, node);
      }
      paragraph.appendChild(next);
    }
    if (isText(node)) node.remove();
  }
  if (lines)
    for (const child of childrenOf(container).filter(isElement))
      if (child.localName === 'p') breakLines(child as HTMLElement);
}

// Not in a list's or table's own structure, and not at the beginning or end of a block.
function breakLines(element: Element): void {
  if (element.localName === 'pre') return;
  for (const node of childrenOf(element)) {
    if (isElement(node)) breakLines(node);
    else if (isText(node) && node.data.includes('\n')) {
      const parts = node.data.split('\n');
      for (const [at, part] of parts.entries()) {
        if (at > 0 && !atEdge(node, parts, at)) node.before(element.ownerDocument.createElement('br'));
        node.before(element.ownerDocument.createTextNode(part));
      }
      node.remove();
    }
  }
}

function atEdge(node: Text, parts: readonly string[], at: number): boolean {
  const isBlank = (part: string) => part.trim() === '';
  const edge = (next: Node | null) =>
    next === null || isBlock(next) || (isElement(next) && next.localName === 'br');
  const before = parts.slice(0, at).every(isBlank) && edge(node.previousSibling?.previousSibling ?? null);
  return before || (parts.slice(at).every(isBlank) && edge(node.nextSibling));
}
