// What stands in a line of HTML, as the few elements that the restricted Markdown has for it.
import { HTML_START, UNSAFE_CHARACTER } from '../../data/field.ts';
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
import { inShort, type Loss } from './loss.ts';
import { addressOf, type Reduction } from './reduction.ts';

// What no text may hold goes, and what Markdown would take for HTML or a link gets a space.
export function texts({ root, tell }: Reduction): void {
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

const RAISED: Record<string, [digits: string, loss: Loss]> = {
  sup: ['⁰¹²³⁴⁵⁶⁷⁸⁹', 'script-size'],
  sub: ['₀₁₂₃₄₅₆₇₈₉', 'script-size'],
};

// Types of words: digits that are raised stay so, and struck-out words stand as others do.
export function types({ root, tell }: Reduction): void {
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
export function emphasis({ root, tell }: Reduction): void {
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

export function links({ root, base, tell }: Reduction): void {
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
export function breaks({ root }: Reduction): void {
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
