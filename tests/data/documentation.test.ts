// The documentation is read in two places: as files, and as the pages below /docs that are made of them.
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import GithubSlugger from 'github-slugger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trackerSchema } from '../../data/tracker.ts';
import { writeDocs } from '../../scripts/docs.ts';
import { elementsOf, manifestOf, readSources } from '../../scripts/elements.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'data/README.md',
  'docs/*.md',
].flatMap((name) => globSync(name, { cwd: ROOT }));
/** What the Worker or another part of the build answers. */
const ELSEWHERE = [
  '/',
  '/docs',
  '/docs/problems',
  '/openapi.json',
  '/gallery',
  '/assets/site.css',
  '/assets/icon.svg',
];

const pages = mkdtempSync(join(tmpdir(), 'pledgemark-docs-'));
beforeAll(() => writeDocs(pages));
afterAll(() => rmSync(pages, { recursive: true }));

/** A Markdown file without its examples. */
function prose(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/^```.*?^```$/gms, '');
}

/** A text whose lines may be broken anywhere. */
const oneLine = (text: string) => text.trim().replaceAll(/\s+/g, ' ');

/** The names that GitHub gives a file's headings. */
function headings(file: string): string[] {
  const slugger = new GithubSlugger();
  return [...prose(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugger.slug(heading));
}

test.each(FILES)('every file and heading that %s links to is there', (name) => {
  const file = join(ROOT, name);
  const links = [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href);
  for (const href of links.filter((each) => !/^https?:|^mailto:/.test(each))) {
    const [path = '', hash] = href.split('#');
    const target = path ? join(dirname(file), path) : file;
    expect(existsSync(target), href).toBe(true);
    if (hash) expect(headings(target), href).toContain(hash);
  }
});

test.each(FILES)('every npm script that %s names is there', (name) => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const text = readFileSync(join(ROOT, name), 'utf8');
  for (const [, script] of text.matchAll(/npm run (?:-\S+ )*([\w-]+)/g))
    expect(scripts).toHaveProperty([script!]);
});

test('the map of the house names every folder of two levels, and none that is not there', () => {
  const [, map = ''] =
    /^## A map of the house\n(.*?)^## /ms.exec(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')) ?? [];
  const named = [...map.matchAll(/^\| `([\w/-]+)\/` \| \S/gm)].map(([, folder]) => folder);
  const houses = ['data', 'worker', 'widgets', 'scripts', 'tests'];
  const folders = globSync(`{${houses.join(',')}}/{*,*/*}`, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)));
  expect(folders.length).toBeGreaterThan(50);
  expect(named.toSorted()).toEqual([...houses, ...folders].toSorted());
});

test('the tracker that the desk’s page begins with can be founded', () => {
  const example = /```json\n(\{\n {2}"id": "[^"]+",\n {2}"name".*?)```/s.exec(
    readFileSync(join(ROOT, 'docs/desk.md'), 'utf8'),
  )?.[1];
  const tracker = JSON.parse(example ?? 'null');
  expect(trackerSchema.parse(tracker)).toEqual(tracker);
});

test('each piece of code that the page for frameworks shows is a part of an application that is built', () => {
  const page = readFileSync(join(ROOT, 'docs/frameworks.md'), 'utf8');
  const parts = [...page.matchAll(/^```(?:tsx|ts|js|vue|svelte|astro)\n(.*?)^```/gms)].flatMap(
    ([, code = '']) => code.split('\n\n'),
  );
  const applications = globSync('tests/frameworks/apps/**/*.{tsx,ts,mjs,vue,svelte,astro}', { cwd: ROOT })
    .map((file) => oneLine(readFileSync(join(ROOT, file), 'utf8')))
    .join('\n');
  expect(parts.length).toBeGreaterThan(12);
  expect(parts.filter((code) => !applications.includes(oneLine(code)))).toEqual([]);
});

test('the list of tags that Drupal is to allow has what its filter leaves whole, of every element', () => {
  const page = readFileSync(join(ROOT, 'docs/drupal.md'), 'utf8');
  const allowed = elementsOf(manifestOf(readSources())).map(({ tagName, attributes }) => {
    // `lang` is allowed everywhere; the value of `facet` has a colon.
    const names = attributes.map(({ name }) => name).filter((name) => !['lang', 'facet'].includes(name));
    return `<${tagName} ${names.join(' ')}>`;
  });
  expect(page).toContain(allowed.join(' '));
});

test('on the pages below /docs every link, anchor and picture leads somewhere, and no name is there twice', () => {
  const written = globSync('{docs.html,docs/*.html}', { cwd: pages });
  const idsOf = (page: string) =>
    [...readFileSync(join(pages, page), 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(written.length).toBe(globSync('docs/*.md', { cwd: ROOT }).length + 6);
  for (const page of written) {
    const html = readFileSync(join(pages, page), 'utf8');
    expect(new Set(idsOf(page)).size, page).toBe(idsOf(page).length);
    for (const [, address = ''] of html.matchAll(/ (?:href|src)="([^"]+)"/g)) {
      if (/^https?:|^mailto:/.test(address)) continue;
      const [path = '', hash] = address.split('#');
      const target =
        path === '' ? page : [`${path.slice(1)}.html`, path.slice(1)].find((each) => written.includes(each));
      const found = target ?? (existsSync(join(pages, path)) || ELSEWHERE.includes(path));
      expect(found, `${basename(page)}: ${address}`).toBeTruthy();
      if (hash && target) expect(idsOf(target), `${basename(page)}: ${address}`).toContain(hash);
    }
  }
});
