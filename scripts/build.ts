// Makes dist/assets, which the Worker serves as static files: `node scripts/build.ts [--demo]`.
// Fails when the script that every page loads grows past its budget or would need a second request.

import { createHash } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { writeDocs } from './docs.ts';
import { lightStrings, ownLit, refuseUncut } from './embed-plugins.ts';
import { writeGallery } from './gallery/write.ts';
import { bundledPackages, licenceNotices, workerMetafile } from './licences.ts';
import { writeOutcomePictures } from './outcome-pictures.ts';

const ROOT = join(import.meta.dirname, '..');
const WIDGETS = join(ROOT, 'widgets');
const ASSETS = join(ROOT, 'dist/assets');
const ENTRY = 'v1.js';
/** In the names of chunks, until it is known what is in them. */
const UNNAMED = '_UNNAMED';

/** Brotli, quality 11, in bytes: what every page loads, all that shows more than a badge, and what `data-links` loads. */
export const EMBED_BUDGET_BYTES = { script: 8700, chunks: 8000, links: 1000 };
/** What may be loaded later, each by itself; a chunk that is not named here is a mistake of the bundler or ours. */
const LAZY_PARTS = ['plain-links', 'views'];
/** The words of blocks, a file for each language: a reader loads one. */
const LANGUAGES = ['en', 'cy', 'fr', 'de', 'es', 'ar'];

/** Brotli, quality 11, in bytes: what an editor waits for before Today is there, and all there is of the desk app. */
export const DESK_BUDGET_BYTES = { first: 26_000, script: 80_000, styles: 6000 };
const FIRST_SCREEN = ['app.ts', 'desk-app.ts', 'today.ts'].map((name) => `widgets/desk/${name}`);

/** One file below `/embed/`. */
export type EmbedFile = { path: string; bytes: Uint8Array; brotli: number };
/** The built embed, its brotli sizes in bytes, and the packages that are in it. */
export type EmbedBuild = {
  files: EmbedFile[];
  sizes: { script: number; chunks: number; links: number };
  packages: string[];
};

/** The line in a script that leads to the notices of what is in it. */
const LICENCES = { embed: '/embed/licences.txt', others: '/assets/licences.txt' };
const noticeOf = (path: string) => `/*! Licences: ${path} */\n`;

function brotli(bytes: Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

function partOf({ path }: EmbedFile): keyof EmbedBuild['sizes'] {
  if (path === ENTRY) return 'script';
  return path.startsWith('chunks/plain-links-') ? 'links' : 'chunks';
}

// Chunks are named by what is in them, and all alike: the script spells out each name, and eight that differ would be 70
// bytes more of what every page loads.
function versionOf(outputs: OutputFile[]): string {
  const hash = createHash('sha256');
  for (const { path, contents } of outputs) if (basename(path) !== ENTRY) hash.update(contents);
  return hash.digest('hex').slice(0, UNNAMED.length);
}

// One badge costs two requests, the script and the data. So nothing may be a static import of anything.
function refuseSharedChunks({ outputs }: Metafile): void {
  for (const [path, { imports, entryPoint }] of Object.entries(outputs)) {
    const needed = imports.find(({ kind }) => kind === 'import-statement');
    if (needed) throw new Error(`${path} needs ${needed.path}: a lazy view may import types only`);
    const name = entryPoint && basename(entryPoint, '.ts');
    if (basename(path) !== ENTRY && ![...LAZY_PARTS, ...LANGUAGES].includes(name ?? ''))
      throw new Error(`${path} is not an expected part of the embed`);
  }
}

// The contract's types are for widgets, its drawings and the numbers of its limits; its code and zod are not: 25 kB that
// nobody needs.
function refuseContract({ inputs }: Metafile): void {
  const code = Object.keys(inputs).find((path) =>
    /^data\/(?!(?:icons|limits)\.ts$)|node_modules\/zod\//.test(path),
  );
  if (code) throw new Error(`${code} is in the embed: widgets import types from data/, nothing else`);
}

/** Bundles `/embed/` in memory; throws when it is over budget or in more parts than it should be. */
export async function buildEmbed(): Promise<EmbedBuild> {
  const outdir = join(ASSETS, 'embed');
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [{ in: join(WIDGETS, 'embed.ts'), out: basename(ENTRY, '.js') }],
    outdir,
    chunkNames: `chunks/[name]-${UNNAMED}`,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    charset: 'utf8',
    plugins: [ownLit, lightStrings],
  });
  refuseSharedChunks(metafile);
  refuseContract(metafile);
  outputFiles.forEach(refuseUncut);
  const version = versionOf(outputFiles);
  const files = outputFiles.map(({ path, text }) => {
    const notice = basename(path) === ENTRY ? noticeOf(LICENCES.embed) : '';
    const bytes = new TextEncoder().encode(notice + text.replaceAll(UNNAMED, version));
    return { path: relative(outdir, path).replace(UNNAMED, version), bytes, brotli: brotli(bytes) };
  });
  const sizes = { script: 0, chunks: 0, links: 0 };
  const words = ({ path }: EmbedFile) => LANGUAGES.some((language) => path.startsWith(`chunks/${language}-`));
  for (const file of files.filter((file) => !words(file))) sizes[partOf(file)] += file.brotli;
  // A page loads one language.
  sizes.chunks += Math.max(...files.filter(words).map((file) => file.brotli));
  for (const part of ['script', 'chunks', 'links'] as const)
    if (sizes[part] > EMBED_BUDGET_BYTES[part])
      throw new Error(
        `embed: ${part} ${sizes[part]} bytes in brotli, the budget is ${EMBED_BUDGET_BYTES[part]}`,
      );
  return { files, sizes, packages: bundledPackages([metafile]) };
}

// The preview shows the real elements, fed with what readers would be answered. Only where they ask is another place.
const previewedAnswers: Plugin = {
  name: 'previewed-answers',
  setup({ onLoad }) {
    onLoad({ filter: /widgets[\\/]api\.ts$/ }, () => ({
      contents: `export * from ${JSON.stringify(join(WIDGETS, 'desk/preview-answers.ts'))};`,
    }));
  },
};

/** The outputs that these entries are in, and all that those import before they run. */
function loadedBy({ outputs }: Metafile, entries: readonly string[]): string[] {
  const loaded = new Set(
    Object.keys(outputs).filter((path) => entries.includes(outputs[path]?.entryPoint ?? '')),
  );
  // What is added on the way is visited as well.
  for (const path of loaded)
    for (const { path: needed, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') loaded.add(needed);
  return [...loaded];
}

/** Bundles the desk app in memory: a script and a stylesheet of fixed names, and parts that are named by their content. */
async function buildDesk(): Promise<{ files: EmbedFile[]; metafile: Metafile }> {
  const outdir = join(ASSETS, 'assets/desk');
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(WIDGETS, 'desk/app.ts'), join(WIDGETS, 'desk/app.css')],
    outdir,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    plugins: [previewedAnswers],
  });
  refuseContract(metafile);
  const files = outputFiles.map(({ path, text }) => {
    const notice = basename(path) === 'app.js' ? noticeOf(LICENCES.others) : '';
    const bytes = new TextEncoder().encode(notice + text);
    return { path: relative(outdir, path), bytes, brotli: brotli(bytes) };
  });
  const first = loadedBy(metafile, FIRST_SCREEN).map((path) => relative(outdir, join(ROOT, path)));
  const sum = (wanted: (path: string) => boolean) =>
    files.filter(({ path }) => wanted(path)).reduce((bytes, file) => bytes + file.brotli, 0);
  const sizes = {
    first: sum((path) => first.includes(path)),
    script: sum((path) => path.endsWith('.js')),
    styles: sum((path) => path.endsWith('.css')),
  };
  for (const part of ['first', 'script', 'styles'] as const) {
    if (sizes[part] > DESK_BUDGET_BYTES[part])
      throw new Error(
        `desk: ${part} ${sizes[part]} bytes in brotli, the budget is ${DESK_BUDGET_BYTES[part]}`,
      );
    console.log(`desk: ${part} ${sizes[part]} of ${DESK_BUDGET_BYTES[part]}`);
  }
  return { files, metafile };
}

/** Bundles the stylesheet of the pages and the script of the suggestion form, and what frames have of their own. */
async function buildSite(): Promise<Metafile> {
  const options = {
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
  } as const;
  const { metafile } = await build({
    ...options,
    entryPoints: [join(WIDGETS, 'site/site.css'), join(WIDGETS, 'site/suggest.ts')],
    outdir: join(ASSETS, 'assets'),
    metafile: true,
  });
  await build({
    ...options,
    entryPoints: [join(WIDGETS, 'frame.ts'), join(WIDGETS, 'frame.css')],
    outdir: join(ASSETS, 'embed'),
  });
  await cp(join(WIDGETS, 'site/icon.svg'), join(ASSETS, 'assets/icon.svg'));
  // The same drawing at 16, 32 and 48 pixels, where browsers and feed readers look when no page tells them of an icon.
  await cp(join(WIDGETS, 'site/favicon.ico'), join(ASSETS, 'favicon.ico'));
  return metafile;
}

async function writeFiles(folder: string, files: EmbedFile[]): Promise<void> {
  for (const { path, bytes } of files) {
    const target = join(ASSETS, folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/** Writes dist/assets; `demo` adds the demonstration article. */
export async function buildAssets({ demo }: { demo: boolean }): Promise<void> {
  const { files, sizes, packages } = await buildEmbed();
  const desk = await buildDesk();
  await rm(ASSETS, { recursive: true, force: true });
  await writeFiles('embed', files);
  await writeFiles('assets/desk', desk.files);
  await cp(join(WIDGETS, 'badge.css'), join(ASSETS, 'embed/badge.css'));
  await cp(join(WIDGETS, '_headers'), join(ASSETS, '_headers'));
  await writeOutcomePictures(join(ASSETS, 'embed'));
  const site = await buildSite();
  const others = bundledPackages([desk.metafile, site, await workerMetafile()]);
  await writeFile(join(ASSETS, LICENCES.embed), await licenceNotices(packages));
  await writeFile(join(ASSETS, LICENCES.others), await licenceNotices(others));
  await writeDocs(ASSETS);
  await writeGallery(ASSETS);
  if (demo)
    for (const file of ['demo.html', 'demo.css']) await cp(join(WIDGETS, 'demo', file), join(ASSETS, file));
  for (const { path, bytes, brotli } of files)
    console.log(`embed/${path}: ${bytes.length} bytes, ${brotli} in brotli`);
  console.log(
    `script ${sizes.script} of ${EMBED_BUDGET_BYTES.script}, chunks ${sizes.chunks} of ${EMBED_BUDGET_BYTES.chunks}`,
  );
}

if (import.meta.main) await buildAssets({ demo: process.argv.includes('--demo') });
