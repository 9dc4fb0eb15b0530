// What is inside a tag is its fallback only if it can be nothing else. HTML has no self-closing tags, so one that was
// written so holds the rest of the article, and nobody may lose that.

/** What a word or a link may be made of; a translator's <font> and the icons of our own pages included. */
const PHRASING = 'a,a svg,a svg *,b,bdi,em,font,i,span,strong';
/** What the snippets for blocks, and content systems, put around a link. */
const WRAPPERS = ',blockquote,p';
/** In place of a block: nobody goes on with an article so. */
const WORD = /^\p{L}\S*$/u;
const LONGEST_LINK = 200;
const LONGEST_TEXT = 80;

/** The text, without the white space around it. */
const textOf = ({ textContent }: Element) => textContent.trim();

/** Whether it is no more than a word or a link, so that it can stand in a badge's box. */
export function isPhrase(element: Element): boolean {
  return textOf(element).length <= LONGEST_LINK && !element.querySelector(`:not(${PHRASING})`);
}

// Something that follows a tag in its parent shows that the tag was closed where its author wanted.
function isClosed({ nextElementSibling, nextSibling }: Element): boolean {
  return !!nextElementSibling || !!nextSibling?.nodeValue?.trim();
}

/**
 * Whether all that an element holds is the page's own words for what it shows: nothing, one of these labels, a link, or a
 * few words in a tag that was surely closed. `address` is the pledge or the tracker that its link leads to. A block may
 * have its link in a quotation.
 */
export function isFallback(element: Element, address: string | null, labels?: readonly string[]): boolean {
  if (element.querySelector(`:not(${PHRASING}${labels ? '' : WRAPPERS})`)) return false;
  const text = textOf(element);
  if (!text) return !element.firstElementChild;
  if (labels?.includes(text)) return true;
  const [link, another] = element.querySelectorAll('a');
  const isLink = link && !another && textOf(link) === text;
  if (isLink && address && link.pathname.replace(/\/$/, '').endsWith(`/${address}`)) return true;
  if (!isPhrase(element)) return false;
  if (isLink) return !element.childNodes[1] || isClosed(element);
  return text.length <= LONGEST_TEXT && (isClosed(element) || (!labels && WORD.test(element.textContent)));
}
