// The documentation as pages: the project's own Markdown files, so that there is one text of each thing. A link to a file
// that is no page ends the build.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import GithubSlugger from 'github-slugger';
import { Marked, type Tokens } from 'marked';
import { openApi } from './openapi/document.ts';
import { apiPage } from './openapi/page.ts';

const ROOT = join(import.meta.dirname, '..');

type Page = { file: string; path: string; about: string };

/** Who reads what. The first page of each is the one to begin with. */
const AUDIENCES: { name: string; pages: [Page, ...Page[]] }[] = [
  {
    name: 'For publishers',
    pages: [
      { file: 'docs/embedding.md', path: 'embedding', about: 'Verdicts in your articles, in two minutes.' },
      {
        file: 'docs/widgets.md',
        path: 'widgets',
        about: 'The elements: what to paste, attributes, styles, policies.',
      },
      {
        file: 'docs/wordpress.md',
        path: 'wordpress',
        about: 'WordPress: addresses, the plugin with its block and its badges, feeds and newsletters.',
      },
      { file: 'docs/ghost.md', path: 'ghost', about: 'Ghost: cards, badges beside links, the newsletter.' },
      {
        file: 'docs/frameworks.md',
        path: 'frameworks',
        about: 'React, Next, Vue, Svelte, Astro: the script, the npm package, types.',
      },
      {
        file: 'docs/drupal.md',
        path: 'drupal',
        about: 'Drupal: a theme’s library, the tags to allow, what the filter removes.',
      },
      {
        file: 'docs/without-script.md',
        path: 'without-script',
        about: 'Without a script: oEmbed, frames, images.',
      },
      {
        file: 'docs/newsletters.md',
        path: 'newsletters',
        about: 'Newsletters: what a mail can say, and for how long.',
      },
      { file: 'docs/amp.md', path: 'amp', about: 'AMP: a frame or an image.' },
      {
        file: 'docs/self-hosting.md',
        path: 'self-hosting',
        about: 'The script, and the data if you like, from your own host.',
      },
      {
        file: 'docs/accessibility.md',
        path: 'accessibility',
        about: 'How accessible the elements are, and how that was tested.',
      },
    ],
  },
  {
    name: 'For editors',
    pages: [
      {
        file: 'docs/editing.md',
        path: 'editing',
        about: 'The editor’s guide: writing, publishing, correcting, and two people at once.',
      },
      {
        file: 'docs/starting.md',
        path: 'starting',
        about: 'Starting a tracker in the browser, and opening it.',
      },
      { file: 'docs/import.md', path: 'import', about: 'Spreadsheets: import and export.' },
      { file: 'docs/from-wordpress.md', path: 'from-wordpress', about: 'A tracker that began in WordPress.' },
    ],
  },
  {
    name: 'For operators',
    pages: [
      {
        file: 'docs/deploying.md',
        path: 'deploying',
        about: 'Deploying an installation, up to the first badge.',
      },
      {
        file: 'docs/operating.md',
        path: 'operating',
        about: 'Keys, backups, restoring, what to watch, what it costs, what is logged.',
      },
      { file: 'docs/figures.md', path: 'figures', about: 'How fast it is, and how that is measured.' },
      { file: 'SECURITY.md', path: 'security', about: 'How to report a vulnerability.' },
      { file: 'CHANGELOG.md', path: 'changelog', about: 'What is new in each version.' },
    ],
  },
  {
    name: 'For developers and contributors',
    pages: [
      {
        file: 'docs/public-api.md',
        path: 'public-api',
        about: 'The public API: addresses, and how fresh an answer is.',
      },
      {
        file: 'data/README.md',
        path: 'data',
        about: 'Every field of the data, and how to check the record.',
      },
      {
        file: 'docs/desk.md',
        path: 'desk',
        about: 'The desk endpoint: every act, roles, tokens, the audit.',
      },
      {
        file: 'CONTRIBUTING.md',
        path: 'contributing',
        about: 'A map of the code, its glossary, and how to add to it.',
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
        file: 'docs/privacy.md',
        path: 'privacy',
        about: 'What an article and a suggestion tell the desk, and how long it is kept.',
      },
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
    ({ name, pages: [first, ...others] }) =>
      `<h2>${name}</h2>\n<p>Begin here: ${linkTo(first)}</p>\n<ul>${others
        .map((page) => `<li>${linkTo(page)}</li>`)
        .join('')}</ul>`,
  );
  return [
    '<h1>Documentation</h1>',
    ...sections,
    '<h2>For programs</h2>',
    '<ul><li><a href="/docs/api">The API, route by route</a>, and the same for programs: <a href="/openapi.json">openapi.json</a></li><li><a href="/docs/problems">Problems that the API answers with</a></li><li><a href="/gallery">Every element in every state</a></li></ul>',
  ].join('\n');
}

function linkTo({ path, about }: Page): string {
  return `<a href="/docs/${path}">${about}</a>`;
}

async function asHtml(markdown: string, file: string, pictures: string[]): Promise<string> {
  // As GitHub names a heading, so that one link works in both places.
  const slugger = new GithubSlugger();
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
        return `<h${depth} id="${slugger.slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
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
const ELSEWHERE: Record<string, string> = { 'README.md': '/docs' };

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
