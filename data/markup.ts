// HTML as data: whoever pastes it needs it as text, whoever previews it needs nodes, and both have to be the same.

/** An element; the value of an attribute that takes none, such as `async`, is empty. */
export type Tag = { tag: string; attributes: Record<string, string>; children: Markup[] };

/** An element, or text as it is read. */
export type Markup = Tag | string;

/** An element with its attributes, without those that are null or undefined. */
export function tag(
  name: string,
  attributes: Record<string, string | null | undefined>,
  ...children: Markup[]
): Tag {
  const given = Object.entries(attributes).filter((each): each is [string, string] => each[1] != null);
  return { tag: name, attributes: Object.fromEntries(given), children };
}

/** As HTML on one line, because content systems break what has several. */
export function toHtml(markup: Markup): string {
  if (typeof markup === 'string') return inLine(markup);
  const attributes = Object.entries(markup.attributes).map(([name, value]) =>
    value === '' ? ` ${name}` : ` ${name}="${inLine(value)}"`,
  );
  const start = `<${markup.tag}${attributes.join('')}>`;
  return markup.tag === 'img' ? start : `${start}${markup.children.map(toHtml).join('')}</${markup.tag}>`;
}

// By hand: hono's escape is for its own templates, and what is here is in the desk app as well. Four letters are all there are.
/** Text for HTML, SVG and their attributes in double quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function inLine(text: string): string {
  return escaped(text).replace(/\s+/g, ' ');
}
