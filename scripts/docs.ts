// The documentation as pages: the project's own Markdown files, so that there is one text of each thing. A link to a file
// that is no page ends the build.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { Marked, type Tokens } from 'marked';
import { openApi } from './openapi/document.ts';
import { apiPage } from './openapi/page.ts';

const ROOT = join(import.meta.dirname, '..');

type Page = { file: string; path: string; about: string };

const AUDIENCES: { name: string; pages: Page[] }[] = [
  {
    name: 'For publishers',
    pages: [
      {
        file: 'docs/widgets.md',
        path: 'widgets',
        about: 'The elements: what to paste, attributes, styles, policies.',
      },
      {
        file: 'docs/without-script.md',
        path: 'without-script',
        about: 'Where no script can be pasted: oEmbed, frames, images.',
      },
      {
        file: 'docs/frameworks.md',
        path: 'frameworks',
        about: 'React, Next, Vue, Svelte, Astro: the script, the npm package, types.',
      },
      {
        file: 'docs/drupal.md',
        path: 'drupal',
        about: 'A theme’s library, allowed tags, what the filter takes away.',
      },
      { file: 'docs/newsletters.md', path: 'newsletters', about: 'What a mail can say, and for how long.' },
      { file: 'docs/amp.md', path: 'amp', about: 'A frame or an image on an AMP page.' },
      {
        file: 'docs/self-hosting.md',
        path: 'self-hosting',
        about: 'The script, and the data if you like, from your own host.',
      },
      {
        file: 'docs/wordpress.md',
        path: 'wordpress',
        about: 'WordPress: addresses, the plugin with its block and its badges, feeds and newsletters.',
      },
      { file: 'docs/ghost.md', path: 'ghost', about: 'Ghost: cards, badges beside links, the newsletter.' },
      {
        file: 'docs/accessibility.md',
        path: 'accessibility',
        about: 'How accessible the elements are, and how that was tested.',
      },
    ],
  },
  {
    name: 'For readers',
    pages: [
      {
        file: 'docs/site.md',
        path: 'site',
        about: 'The pages: search, feeds, corrections, suggestions, open data.',
      },
      {
        file: 'data/README.md',
        path: 'data',
        about: 'Every field of the data, and how to check the record.',
      },
      {
        file: 'docs/privacy.md',
        path: 'privacy',
        about: 'What an article and a suggestion tell the desk, and how long it is kept.',
      },
    ],
  },
  {
    name: 'For editors',
    pages: [
      {
        file: 'docs/starting.md',
        path: 'starting',
        about: 'Starting a tracker in the browser, and opening it.',
      },
      {
        file: 'docs/editing.md',
        path: 'editing',
        about: 'Writing, publishing, correcting, and two people at once.',
      },
      { file: 'docs/import.md', path: 'import', about: 'The spreadsheet in and out.' },
      { file: 'docs/from-wordpress.md', path: 'from-wordpress', about: 'A tracker that began in WordPress.' },
    ],
  },
  {
    name: 'For operators and developers',
    pages: [
      {
        file: 'docs/operating.md',
        path: 'operating',
        about: 'Keys, backups, restoring, what to watch, what it costs, what is logged.',
      },
      { file: 'docs/desk.md', path: 'desk', about: 'The endpoint: every act, roles, tokens, the audit.' },
      { file: 'SECURITY.md', path: 'security', about: 'How to report a vulnerability.' },
    ],
  },
];

const PAGES = AUDIENCES.flatMap(({ pages }) => pages);

/** Writes one page in the frame that all of them have. */
async function writePage(assets: string, name: string, title: string, content: string): Promise<void> {
  const template = await readFile(join(ROOT, 'widgets/site/docs.html'), 'utf8');
  const target = join(assets, name);
  await mkdir(dirname(target), { recursive: true });
  const page = template.replace('{{title}}', () => title).replace('{{content}}', () => content);
  await writeFile(target, page);
}

/** Writes `/docs` and every page below it. */
export async function writeDocs(assets: string): Promise<void> {
  await writePage(assets, 'docs.html', 'Documentation: Pledgemark', contents());
  await writePage(assets, 'docs/api.html', 'The API: Pledgemark', apiPage(await openApi()));
  for (const { file, path } of PAGES) {
    const pictures: string[] = [];
    const markdown = await readFile(join(ROOT, file), 'utf8');
    const title = /^# (.+)$/m.exec(markdown)?.[1] ?? path;
    await writePage(
      assets,
      `docs/${path}.html`,
      `${title}: Pledgemark`,
      await asHtml(markdown, file, pictures),
    );
    for (const picture of pictures) await cp(join(ROOT, picture), join(assets, picture));
  }
}

function contents(): string {
  const sections = AUDIENCES.map(
    ({ name, pages }) =>
      `<h2>${name}</h2>\n<ul>${pages
        .map(({ path, about }) => `<li><a href="/docs/${path}">${about}</a></li>`)
        .join('')}</ul>`,
  );
  return [
    '<h1>Documentation</h1>',
    ...sections,
    '<h2>For programs</h2>',
    '<ul><li><a href="/docs/api">The API, route by route</a>, and the same for programs: <a href="/openapi.json">openapi.json</a></li><li><a href="/docs/problems">Problems that the API answers with</a></li><li><a href="/gallery">Every element in every state</a></li></ul>',
  ].join('\n');
}

async function asHtml(markdown: string, file: string, pictures: string[]): Promise<string> {
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link') token.href = linkFrom(file, token.href);
      if (token.type === 'image') {
        const picture = normalize(join(dirname(file), token.href));
        pictures.push(picture);
        token.href = `/${picture}`;
      }
    },
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // A wide table scrolls by itself, and by keyboard too.
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: string) =>
          `<tr>${row
            .map(({ text, tokens }) => {
              // An empty cell is the header of nothing.
              const name = text ? tag : 'td';
              return `<${name}>${this.parser.parseInline(tokens)}</${name}>`;
            })
            .join('')}</tr>`;
        const head = token.header.some(({ text }) => text)
          ? `<thead>${cells(token.header, 'th')}</thead>`
          : '';
        return `<div class="table" tabindex="0"><table>${head}<tbody>${token.rows.map((row) => cells(row, 'td')).join('')}</tbody></table></div>\n`;
      },
      code({ text }: Tokens.Code) {
        return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
      },
    },
  });
  return marked.parse(markdown, { async: true });
}

function linkFrom(file: string, href: string): string {
  if (/^(https?:|mailto:|#|\/)/.test(href)) return href;
  const [target = '', hash] = href.split('#');
  const found = normalize(join(dirname(file), target));
  const page = PAGES.find((each) => each.file === found);
  const address = page ? `/docs/${page.path}` : ELSEWHERE[found];
  if (!address) throw new Error(`${file} links to ${href}, which is no page of the documentation`);
  return hash === undefined ? address : `${address}#${hash}`;
}

/** Files that the pages may name, and what readers of a site get in their place. */
const ELSEWHERE: Record<string, string> = { 'README.md': '/docs', 'CONTRIBUTING.md': '/docs' };

/** A heading's name as GitHub makes it, so that one link works in both places. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
