// JSON as an editor's program sends it. Of a name that an object has twice JSON.parse keeps the last and says nothing:
// half of what was sent would be lost. I-JSON (RFC 7493), which the hashes of revisions take for granted, forbids it.

type Reading =
  | { ok: true; value: unknown }
  | { ok: false; reason: 'too-large' | 'malformed'; detail: string };

// Ten megabytes of brackets would take 300 MB to parse, and a Worker has 128. The largest import has a third of this.
const MOST_PARTS = 1_000_000;

/** Reads a text as JSON, or says why not. */
export function readJson(text: string): Reading {
  if (countParts(text) > MOST_PARTS)
    return { ok: false, reason: 'too-large', detail: `At most ${MOST_PARTS} objects and lists.` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // SyntaxError: not JSON.
    return { ok: false, reason: 'malformed', detail: 'The body is not JSON.' };
  }
  const twice = nameTwice(text);
  if (twice === null) return { ok: true, value };
  const detail = `An object of the body has ${JSON.stringify(twice.slice(0, 100))} twice.`;
  return { ok: false, reason: 'malformed', detail };
}

const QUOTE = 0x22;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const END_BRACE = 0x7d;

/** How many objects and lists there can be in a text: its opening brackets. */
function countParts(text: string): number {
  let parts = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === BRACKET || unit === BRACE) parts += 1;
  }
  return parts;
}

/** The first name that an object has twice, in a text that is JSON. */
function nameTwice(text: string): string | null {
  const open: Set<string>[] = [];
  let [from, to] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      from = at;
      do at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
      while (text.charCodeAt(at) !== QUOTE);
      to = at + 1;
    } else if (unit === BRACE) open.push(new Set());
    else if (unit === END_BRACE) open.pop();
    else if (unit === COLON) {
      const name: string = JSON.parse(text.slice(from, to));
      if (open.at(-1)?.has(name)) return name;
      open.at(-1)?.add(name);
    }
  }
  return null;
}
