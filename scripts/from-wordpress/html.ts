// HTML as WordPress has it, parsed as a browser parses it.
import { createRequire } from 'node:module';

// Its types name a module of another name.
const { createDocument } = createRequire(import.meta.url)('@mixmark-io/domino') as {
  createDocument(html: string): Document;
};

/** The body of a document of this HTML. */
export function parse(html: string): HTMLElement {
  return createDocument(`<!DOCTYPE html><body>${html}`).body;
}

const BLOCKS = new Set(
  'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

export function isElement(node: Node | null): node is HTMLElement {
  return node?.nodeType === 1;
}

export function isText(node: Node | null): node is Text {
  return node?.nodeType === 3;
}

export function isBlock(node: Node | null): boolean {
  return isElement(node) && BLOCKS.has(node.localName);
}

export function hasBlocks(element: Element): boolean {
  return elementsBelow(element).some(isBlock);
}

/**
 * What a node holds, in a list of its own. Not `childNodes`: the parser turns to another way of keeping children then, in which it
 * replaces the wrong one after some changes.
 */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

// The parser's elements have no append() and no replaceChildren().
/** Puts nodes and texts at the end of an element. */
export function append(element: Element, ...nodes: (Node | string)[]): void {
  for (const node of nodes)
    element.appendChild(typeof node === 'string' ? element.ownerDocument.createTextNode(node) : node);
}

/** Puts nodes and texts in the place of what an element holds. */
export function fill(element: Element, ...nodes: (Node | string)[]): void {
  while (element.firstChild) element.removeChild(element.firstChild);
  append(element, ...nodes);
}

/** Puts what an element holds in its place. */
export function unwrap(element: Element): void {
  while (element.firstChild) element.before(element.firstChild);
  element.remove();
}

/** The same content under another name, without attributes. */
export function rename(element: Element, name: string): HTMLElement {
  const renamed = element.ownerDocument.createElement(name);
  while (element.firstChild) renamed.appendChild(element.firstChild);
  element.replaceWith(renamed);
  return renamed;
}

/** The elements below a node, of these names or all, in the order of the document. Not by querySelectorAll, whose lists live. */
export function elementsBelow(node: Node, ...names: string[]): HTMLElement[] {
  return childrenOf(node).flatMap((each) => {
    if (!isElement(each)) return [];
    const below = elementsBelow(each, ...names);
    return names.length === 0 || names.includes(each.localName) ? [each, ...below] : below;
  });
}

/** All text below a node, in the order of the document. */
export function textsBelow(node: Node): Text[] {
  return childrenOf(node).flatMap((each) => (isText(each) ? [each] : textsBelow(each)));
}
