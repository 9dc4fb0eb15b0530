// The import from WordPress, on what a real one gave out: tests/data/wordpress/README.md.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markdown } from '../../data/field.ts';
import { bring } from '../../scripts/from-wordpress/bring.ts';
import { LOSSES } from '../../scripts/from-wordpress/loss.ts';
import { markdownOf } from '../../scripts/from-wordpress/markdown.ts';
import { readExports } from '../../scripts/from-wordpress/read-export.ts';
import { guessSettings } from '../../scripts/from-wordpress/settings.ts';
import { type CsvRow, readCsv } from '../../worker/interchange/read-csv.ts';
import fc from '../property.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXPORT = join(import.meta.dirname, 'wordpress/harbour-watch.xml');
const ANSWERS: Record<string, unknown[]> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'wordpress/harbour-watch.json'), 'utf8'),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pledgemark-wordpress-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Ended = { code: number; said: string };

/** As somebody runs it. */
function run(...sent: string[]): Promise<Ended> {
  const command = [join(ROOT, 'scripts/from-wordpress.ts'), ...sent, '--out', folder];
  return new Promise((done) => {
    execFile(process.execPath, command, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
}

function written(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function rows(name: string): CsvRow['sent'][] {
  return rowsOf(written(name));
}

function rowsOf(csv: string): CsvRow['sent'][] {
  const read = readCsv(csv);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.rows.map(({ sent }) => sent);
}

/** An export file of these items, in WordPress's own form. */
function anExport(...items: string[]): string {
  const file = join(folder, 'site.xml');
  const [head = '', rest = ''] = readFileSync(EXPORT, 'utf8').split(/<item>.*<\/item>/s);
  writeFileSync(file, head + items.join('\n') + rest);
  return file;
}

function anItem(parts: {
  id?: number;
  content?: string;
  more?: string;
  slug?: string;
  title?: string;
}): string {
  const {
    id = 1,
    content = '<p>Text.</p>',
    more = '',
    slug = 'some-promise',
    title = 'Some promise',
  } = parts;
  return `<item><title><![CDATA[${title}]]></title><link>https://old-site.example/${slug}/</link>
    <content:encoded><![CDATA[${content}]]></content:encoded><excerpt:encoded><![CDATA[In short.]]></excerpt:encoded>
    <wp:post_id>${id}</wp:post_id><wp:post_date_gmt><![CDATA[2024-02-04 09:30:00]]></wp:post_date_gmt>
    <wp:post_modified_gmt><![CDATA[2024-02-05 09:30:00]]></wp:post_modified_gmt>
    <wp:post_name><![CDATA[${slug}]]></wp:post_name><wp:status><![CDATA[publish]]></wp:status>
    <wp:post_type><![CDATA[promise]]></wp:post_type>${more}</item>`;
}

/** What becomes of the text of a post, and what is left out of it: kind, what was found, what it became. */
async function bodyOf(content: string): Promise<{ body: string; leftOut: string[][] }> {
  const site = await readExports([anExport(anItem({ content }))]);
  const { rows, leftOut } = bring(site, guessSettings(site));
  const told = leftOut.map(({ what, found, became }) => [LOSSES[what], found, became || 'left out']);
  return { body: rows[0]?.verdict?.body ?? '', leftOut: told };
}

function leftOutIn(name: string): string[][] {
  return written(name)
    .split('\r\n')
    .slice(1, -1)
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')).slice(3),
    );
}

test('an export file becomes the rows of the import, and a list of what is left out', async () => {
  const { code, said } = await run(EXPORT);
  expect(code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual([
    'harbour-watch.left-out.csv',
    'harbour-watch.pledges.csv',
    'harbour-watch.settings.json',
  ]);
  await expect(written('harbour-watch.pledges.csv')).toMatchFileSnapshot(
    'wordpress/harbour-watch.pledges.csv',
  );
  expect(said).toContain('Harbour Watch: 8 promises, 4 of them complete.');
  expect(said).toContain('a draft: Build 500 homes (summary)');
  for (const line of said.match(/ +\d+ × .*/g) ?? []) expect(line).toMatch(/^ {3,}\d+ × \S/);
  const kinds = new Set(leftOutIn('harbour-watch.left-out.csv').map(([what]) => what));
  for (const kind of [
    'a picture',
    'a table',
    'a shortcode of a plugin',
    'comments of readers',
    'a post in the trash',
  ])
    expect(kinds).toContain(kind);
});

test('where nothing was left out, nothing is said to be', async () => {
  // To a draft no address leads.
  const { code, said } = await run(anExport(anItem({}).replace('[publish]', '[draft]')));
  expect([code, leftOutIn('site.left-out.csv')]).toEqual([0, []]);
  expect(said).toContain('1 promises');
  expect(said).not.toContain('Left out');
});

test('the settings are guessed once, and then are what somebody has made of them', async () => {
  await run(EXPORT);
  const guessed = JSON.parse(written('harbour-watch.settings.json'));
  expect(guessed).toMatchObject({
    posts: 'promise',
    verdict: { taxonomy: 'promise_status', verdicts: { Kept: 'kept', 'In progress': 'in-progress' } },
    topics: { taxonomy: 'category', categories: { housing: 'housing', transport: 'transport' } },
    fields: { quote: 'quote', page: 'page', due: 'deadline', effectiveOn: 'status_date' },
  });
  guessed.verdict.verdicts.Kept = 'done';
  guessed.topics.categories.tax = null;
  writeFileSync(join(folder, 'harbour-watch.settings.json'), JSON.stringify(guessed));
  const { said } = await run(EXPORT);
  expect(said).toContain('The settings are those of');
  expect(rows('harbour-watch.pledges-2.csv')[0]).toMatchObject({
    verdict: { id: 'done' },
    categories: ['transport'],
  });
  // What the first run wrote may have been worked on.
  expect(rows('harbour-watch.pledges.csv')[0]).toMatchObject({ verdict: { id: 'kept' } });
});

test.each([
  ['"posts": "promise"', '"posts": 7', 'posts'],
  ['"kind": "action"', '"kind": "deed"', 'kind'],
  ['"Kept": "kept"', '"Kept": "It Is Kept"', 'verdict.verdicts.Kept'],
  ['"ignore": []', '"ignored": []', 'ignored'],
  ['"ignore": []', '"ignore": [', 'is not JSON'],
])('settings with %s made %s are refused by name, and nothing is written', async (from, to, named) => {
  await run(EXPORT);
  const settings = join(folder, 'harbour-watch.settings.json');
  writeFileSync(settings, written('harbour-watch.settings.json').replace(from, to));
  rmSync(join(folder, 'harbour-watch.pledges.csv'));
  const { code, said } = await run(EXPORT);
  expect(code).toBe(1);
  expect(said).toContain(named);
  expect(readdirSync(folder)).not.toContain('harbour-watch.pledges.csv');
});

test('a site gives the same by its API, less what it hides', async () => {
  const site = await serve(({ pathname, searchParams }) => {
    const kind = pathname.replace('/wp-json/wp/v2/', '');
    if (pathname === '/wp-json/') return { name: 'Harbour Watch', home: 'https://old-site.example' };
    if (kind === 'menus') return 401;
    const all = ANSWERS[kind];
    if (!Array.isArray(all)) return all ?? 404;
    // Two to a page, so that there are several.
    const page = Number(searchParams.get('page'));
    return { list: all.slice(2 * page - 2, 2 * page), pages: Math.ceil(all.length / 2) };
  });
  const { code, said } = await run(site.url);
  expect(code, said).toBe(0);
  expect(said).toContain('6 promises');
  await run(EXPORT);
  const fromSite = rows('127.0.0.1.pledges.csv');
  const fromFile = rows('harbour-watch.pledges.csv');
  const [ferry, homes, hospital] = fromSite;
  // WordPress has run its own shortcodes and blocks, and knows no earlier slug.
  expect(ferry).toEqual({ ...fromFile[0], aliases: ['/promises/reopen-the-ferry'] });
  expect(hospital).toEqual(fromFile[2]);
  expect(JSON.stringify(homes)).toContain('**120 homes** were finished');
  site.server.close();
});

test.each([
  ['a page in place of JSON', '<!doctype html><p>Soon', 'gives no JSON'],
  ['an API that is closed', 401, 'answers 401'],
  ['an API that is off', 404, 'answers 404'],
])('%s is told, with what to do instead', async (_, answer, told) => {
  const { url, server } = await serve(() => answer);
  const { code, said } = await run(url);
  expect(code).toBe(1);
  expect(said).toContain(told);
  expect(said).toContain('Take an export file instead');
  expect(readdirSync(folder)).toEqual([]);
  server.close();
});

test.each([
  ['an export that broke off', (xml: string) => xml.slice(0, 9000), 'breaks off in line'],
  [
    'a feed',
    (xml: string) => xml.replace(/<wp:wxr_version>.*?<\/wp:wxr_version>/, ''),
    'is no export of WordPress',
  ],
  [
    'XML with a fault',
    (xml: string) => xml.replace('</wp:post_id>', '</wp:post>'),
    'is not well-formed in line',
  ],
  ['a page', () => '<!doctype html><title>Sign in<p>Sign in', 'site.xml'],
  ['an empty file', () => '', 'is no export of WordPress'],
])('%s is refused, and nothing is written', async (_, spoilt, told) => {
  const file = join(folder, 'site.xml');
  writeFileSync(file, spoilt(readFileSync(EXPORT, 'utf8')));
  const { code, said } = await run(file);
  expect(code).toBe(1);
  expect(said).toContain(told);
  expect(said).not.toContain('    at ');
  expect(readdirSync(folder)).toEqual(['site.xml']);
});

test('what is asked wrongly is told with the usage', async () => {
  for (const sent of [[], [EXPORT, '--colour', 'red']]) {
    const { code, said } = await run(...sent);
    expect(code).toBe(2);
    expect(said).toContain('npm run from-wordpress -- EXPORT.xml');
  }
  const { code, said } = await run(join(folder, 'nowhere.xml'));
  expect(code).toBe(1);
  expect(said).toContain('nowhere.xml');
  expect(said).not.toContain('    at ');
});

// Each of these was wrong in the script that stood in the docs, or is easily so.
test.each([
  [
    'a space within bold type',
    '<p>It is <strong>Bold </strong>here<em> and</em> there.</p>',
    'It is **Bold** here *and* there.',
  ],
  [
    'bold type of many parts',
    '<p><b>One</b><b> two</b> <strong><strong>three</strong></strong> <i></i>.</p>',
    '**One two** **three** .',
  ],
  [
    'a link in single quotes',
    "<p><a class='x' href='https://a.example/?a=1&amp;b=2'>a</a></p>",
    '[a](https://a.example/?a=1&b=2)',
  ],
  [
    'an address with brackets',
    '<p><a href="https://a.example/x_(y)">a [b]</a></p>',
    '[a \\[b\\]](https://a.example/x_%28y%29)',
  ],
  ['an address within the site', '<p><a href="/about">a</a></p>', '[a](https://old-site.example/about)'],
  ['entities', '<p>&Eacute;t&eacute; &ndash; &#8217;&#x20ac; &amp;amp; 5 &lt; 6</p>', 'Été – ’€ &amp; 5 < 6'],
  [
    'marks of Markdown',
    '<p>2 * 3 * 4, _so_, [a] \\ snake_case</p><p>- no list</p><p>1. none</p><p># none &gt; x</p>',
    '2 \\* 3 \\* 4, \\_so\\_, \\[a\\] \\\\ snake_case\n\n\\- no list\n\n1\\. none\n\n# none > x',
  ],
  [
    'lists in lists',
    '<ul><li>a<ol start="3"><li>b</li><li><p>c</p><p>d</p></li></ol></li><li>e</li></ul>',
    '- a\n\n  3. b\n  4. c\n\n     d\n- e',
  ],
  [
    'lines of the classic editor',
    'One\ntwo\n\n<em>three</em>\n<ul>\n<li>a</li>\n</ul>',
    'One  \ntwo\n\n*three*\n\n- a',
  ],
  ['a quotation', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
  [
    'a shortcode that is only written down',
    '<p>[[gallery]] and [[x a="b"]]</p>',
    '\\[gallery\\] and \\[x a="b"\\]',
  ],
  ['raised digits', '<p>m<sup>2</sup>, CO<sub>2</sub></p>', 'm², CO₂'],
  [
    'a box around text and blocks',
    '<div>a<div>b</div><section><h3>c</h3>d</section></div>',
    'a\n\nb\n\n**c**\n\nd',
  ],
])('%s becomes the Markdown that is taken here', async (_, html, markdown) => {
  expect((await bodyOf(html)).body).toBe(markdown);
});

test.each([
  [
    'a picture',
    '<p><img src="/p.jpg" alt="A quay"></p>',
    '[Image: A quay](https://old-site.example/p.jpg)',
    ['a picture', 'https://old-site.example/p.jpg', 'a link'],
  ],
  [
    'a picture in a link',
    '<a href="https://a.example/"><img src="/p.jpg" alt="A quay"></a>',
    '[Image: A quay](https://a.example/)',
    ['a picture', 'https://old-site.example/p.jpg', 'its words'],
  ],
  [
    'a gallery of unknown pictures',
    '<p>a</p>[gallery ids="7,8"]',
    'a',
    ['a gallery', '[gallery ids="7,8"]', 'left out'],
  ],
  [
    'a table',
    '<table><tr><th>Year</th><th>Homes</th></tr><tr><td>2023</td><td><b>12</b></td></tr></table>',
    '- Year: 2023; Homes: **12**',
    ['a table', 'YearHomes202312', 'a list'],
  ],
  [
    'a frame',
    '<iframe src="https://maps.example/x"></iframe>',
    '[maps.example](https://maps.example/x)',
    ['sound, film or a frame', 'https://maps.example/x', 'a link'],
  ],
  [
    'a film',
    '[video mp4="https://a.example/f.mp4"][/video]',
    '[https://a.example/f.mp4](https://a.example/f.mp4)',
    ['sound, film or a frame', '[video mp4="https://a.example/f.mp4"]', 'a link'],
  ],
  [
    'a script',
    '<p>a</p><script>alert(1)</script>',
    'a',
    ['a script or style', '<script>alert(1)</script>', 'left out'],
  ],
  [
    'a form',
    '<p>a</p><form><input name=x></form>',
    'a',
    ['a form or a button', '<form><input name="x"></form>', 'left out'],
  ],
  [
    'a shortcode',
    'a [contact-form-7 id="1"] b',
    'a  b'.replace('  ', ' '),
    ['a shortcode of a plugin', '[contact-form-7 id="1"]', 'left out'],
  ],
  ['a shortcode around words', '[box]a[/box]', 'a', ['a shortcode of a plugin', '[box]', 'the words in it']],
  [
    'a word in brackets',
    'a [sic] b',
    'a \\[sic\\] b',
    ['a word in brackets that may be a shortcode', '[sic]', 'stays as it is'],
  ],
  [
    'a block without content',
    '<!-- wp:block {"ref":12} /--><p>a</p>',
    'a',
    ['a block whose content WordPress makes anew each time', 'block {"ref":12}', 'left out'],
  ],
  ['a comment', '<p>a<!-- ask Ann --></p>', 'a', ['a comment in the HTML', 'ask Ann', 'left out']],
  [
    'a link that runs a program',
    '<p><a href="javascript:alert(1)">a</a></p>',
    'a',
    ['a link to what is no web or mail address', 'a (javascript:alert(1))', 'its words'],
  ],
  [
    'a link with a user name',
    '<p><a href="https://desk@bad.example/">a</a></p>',
    'a',
    ['a link to what is no web or mail address', 'a (https://desk@bad.example/)', 'its words'],
  ],
  [
    'a link within the page',
    '<p><a href="#n1">1</a></p>',
    '1',
    ['a link within the page', '1 (#n1)', 'its words'],
  ],
  [
    'what looks like HTML',
    '<p>a &lt;b&gt; c</p>',
    'a < b> c',
    ['a "<" before a letter', 'a <b> c', '"< " with a space'],
  ],
  [
    'what looks like a link',
    '<p>[a](javascript:x)</p>',
    '\\[a\\] (javascript:x)',
    ['brackets that Markdown takes for a link', '[a](javascript:x)', '"] (" with a space'],
  ],
  [
    'bold type that would show its marks',
    '<p>a<strong>"b"</strong>c</p>',
    'a"b"c',
    ['bold or italic type that Markdown cannot hold in this place', '"b"', 'ordinary type'],
  ],
  ['struck-out words', '<p>a <del>b</del></p>', 'a b', ['struck-out words', 'b', 'its words']],
  [
    'letters that turn the text round',
    '<p>a\u202eb</p>',
    'ab',
    ['a character that no text may hold', 'a\ufffdb', 'gone'],
  ],
])('%s is told, and nothing beside it is lost', async (_, html, markdown, told) => {
  const { body, leftOut } = await bodyOf(html);
  expect(body).toBe(markdown);
  expect(leftOut).toContainEqual(told);
});

// HTML as nobody would write it: every element in every other, with a word of its own in each.
const NAMES =
  'p div section blockquote ul ol li strong b em i a span h2 pre code table tr td th dl dt dd sup del q figure figcaption abbr br center'.split(
    ' ',
  );
const anyHtml = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    fc.constantFrom('word', ' word ', ' "word"', '(word)', '_word_*', '- word', '\n\nword\n', '1. word'),
    fc
      .tuple(fc.constantFrom(...NAMES), fc.array(tie('node'), { maxLength: 4 }))
      .map(([name, inner]) =>
        name === 'br'
          ? '<br>'
          : `<${name}${name === 'a' ? ' href="https://a.example/"' : ''}>${inner.join('')}</${name}>`,
      ),
  ),
})).node;

test('of any HTML every word is in the text, and the text is one that may be published', () => {
  fc.assert(
    fc.property(anyHtml, fc.boolean(), (shape, isClassic) => {
      let count = 0;
      const html = shape.replaceAll('word', () => {
        count += 1;
        return `w${count}w`;
      });
      const text = markdownOf({ html, base: 'https://old-site.example/', isClassic }, () => undefined);
      expect(markdown(20_000).safeParse(text).error).toBeUndefined();
      const words = text.replaceAll(/\]\([^)]*\)/g, '').match(/w\d+w/g) ?? [];
      // A parser moves what stands in a table and in no cell.
      expect(words.sort()).toEqual(Array.from({ length: count }, (_, at) => `w${at + 1}w`).sort());
    }),
    { numRuns: 300 },
  );
});

test('slugs are of every script, each once, and an earlier address leads on', async () => {
  const cyrillic = encodeURIComponent('побудувати лікарню').toLowerCase();
  const file = anExport(
    anItem({ id: 1, slug: cyrillic }),
    // WordPress cuts after 200 bytes.
    anItem({ id: 2, slug: cyrillic.slice(0, -2) }),
    anItem({ id: 3, slug: 'побудувати-лікарню' }),
    anItem({
      id: 4,
      slug: '%e5%9b%be',
      more: '<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>tu</wp:meta_value></wp:postmeta>',
    }),
    anItem({ id: 5, slug: '', title: 'Größe &amp; Maß' }),
  );
  const { code, said } = await run(file);
  expect(code, said).toBe(0);
  const slugs = rows('site.pledges.csv').map((row) => (row as { slug: string }).slug);
  expect(new Set(slugs).size).toBe(5);
  for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9-]{3,120}$/);
  expect(slugs[0]).toMatch(/^pobuduvat/);
  expect(slugs[3]).toBe('pledge-4');
});

type Answer = number | string | Record<string, unknown> | { list: unknown[]; pages: number };

async function serve(answer: (url: URL) => unknown): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const sent = answer(new URL(request.url ?? '/', 'http://127.0.0.1')) as Answer;
    if (typeof sent === 'number') return response.writeHead(sent).end('{}');
    if (typeof sent === 'string') return response.end(sent);
    if ('pages' in sent)
      return response.setHeader('X-WP-TotalPages', String(sent.pages)).end(JSON.stringify(sent.list));
    return response.end(JSON.stringify(sent));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
