// Reads the corpus, and tells what form a snippet has: two of one form differ in what they quote and in nothing else.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A form that was shown since `since`; `html` has `ORIGIN` for an installation, `markdown` is null where it is HTML itself. */
export type Shown = { name: string; since: string; where: string; text: string };

export function readCorpus(): Shown[] {
  const files = globSync('*.{html,md}', { cwd: import.meta.dirname }).filter((name) => name !== 'README.md');
  return files.sort().map((name) => {
    const whole = readFileSync(join(import.meta.dirname, name), 'utf8');
    const [head = '', since = '', where = ''] = /^<!-- (\d{4}-\d\d-\d\d): (.+) -->\n/.exec(whole) ?? [];
    return { name, since, where, text: whole.slice(head.length) };
  });
}

const SNIPPET = /<(script|iframe|pledge-\w+|amp-\w+|a)\b[^>]*>[\s\S]*?<\/\1>/g;
const MARKDOWN = /\[!\[(?:\\.|[^\]\\])*\]\(([^)]*)\)\]\([^)]*\)/g;
const TAG = /<([\w-]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g;

/** Attributes whose value says what the element does, so that another value is another form. */
const TELLING = ['data-links', 'pinned', 'live', 'view'];

/** The forms of all snippets in a text: the tags with the names of their attributes. */
export function formsIn(text: string): string[] {
  const elements = [...text.matchAll(SNIPPET)].map(([snippet]) => tagsOf(snippet));
  const images = [...text.matchAll(MARKDOWN)].map(
    ([, src = '']) => `markdown ${new URL(src).host} ${/\.\w+$/.exec(src)?.[0]}`,
  );
  return [...elements, ...images];
}

function tagsOf(snippet: string): string {
  return [...snippet.matchAll(TAG)]
    .filter(([, name]) => name !== 'path' && name !== 'svg')
    .map(([, name, attributes = '']) => `${name}(${namesIn(attributes).sort().join(' ')})`)
    .join(' ');
}

function namesIn(attributes: string): string[] {
  return [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) =>
    TELLING.includes(name) && value !== '' ? `${name}=${value}` : name,
  );
}
