// Makes custom-elements.json, and the tables of docs/widgets.md from it: `node scripts/manifest.ts [--check]`. With
// --check it writes nothing and fails when one of them is not what the sources say. In both it fails when the sources
// and what they document differ.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faultsOf } from './element-faults.ts';
import { tablesOf } from './element-tables.ts';
import { elementsOf, manifestOf, readSources } from './elements.ts';

const ROOT = join(import.meta.dirname, '..');
const MANIFEST = 'custom-elements.json';
const DOCS = 'docs/widgets.md';
const BEGIN = '<!-- made by `npm run manifest` -->\n';
const END = '\n<!-- as far as here -->';

async function sync(path: string, content: string): Promise<void> {
  const is = await readFile(join(ROOT, path), 'utf8').catch(() => '');
  if (is === content) return;
  if (process.argv.includes('--check'))
    throw new Error(`${path} is not what the sources say: npm run manifest`);
  await writeFile(join(ROOT, path), content);
}

async function withTables(tables: string): Promise<string> {
  const docs = await readFile(join(ROOT, DOCS), 'utf8');
  const [before, after] = [docs.indexOf(BEGIN) + BEGIN.length, docs.indexOf(END)];
  if (before < BEGIN.length || after < before) throw new Error(`${DOCS} has no place for the tables`);
  return `${docs.slice(0, before)}\n${tables}\n${docs.slice(after)}`;
}

const sources = readSources();
const manifest = manifestOf(sources);
const elements = elementsOf(manifest);
const faults = faultsOf(elements, sources);
if (faults[0]) throw new Error(`The elements and their documentation differ:\n${faults.join('\n')}`);
await sync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
await sync(DOCS, await withTables(tablesOf(elements)));
