// The elements of the corpus: every form of snippet that publishers were ever shown. See tests/corpus.

declare global {
  interface ImportMeta {
    /** Vite's: the contents of files by their paths. */
    glob(pattern: string, options: { query: '?raw'; import: 'default'; eager: true }): Record<string, string>;
  }
}

const FILES = import.meta.glob('../corpus/*.html', { query: '?raw', import: 'default', eager: true });

const ELEMENT = /<(pledge-\w+)\b[\s\S]*?<\/\1>/g;

/** By the file that has it; each is told the pledge (`tracker/slug`) and its tracker. One that makes no call is none of them. */
export const SNIPPETS: Record<string, (pledge: string, tracker: string) => string> = Object.fromEntries(
  Object.entries(FILES).flatMap(([path, text]) =>
    [...text.matchAll(ELEMENT)]
      .map(([html]) => html)
      .filter((html) => !html.includes('live="off"'))
      .map((html, at) => [`${path.replace('../corpus/', '')} ${at + 1}`, quoting(html)]),
  ),
);

/** The same of another pledge, in the attribute and in the link. */
function quoting(html: string): (pledge: string, tracker: string) => string {
  const [, kind, quoted = ''] = / (pledge|tracker)="([^"]+)"/.exec(html) ?? [];
  const whole = html.replace(/ category="[^"]+"|\?category=\w+/g, '');
  return (pledge, tracker) => whole.replaceAll(quoted, kind === 'pledge' ? pledge : tracker);
}
