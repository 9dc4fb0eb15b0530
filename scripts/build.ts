// Makes dist/worker, which is deployed, and dist/assets, which it serves as static files: `node scripts/build.ts [--demo]`.
// Fails when the script that every page loads grows past its budget or would need a second request.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import sharp from 'sharp';
import { DESK_LANGUAGE } from '../data/desk-language.ts';
import { LANGUAGES } from '../data/words/languages.ts';
import { brotliSize } from './brotli.ts';
import { deskWordsIn } from './desk-words.ts';
import { writeDocs } from './docs.ts';
import { elementTypes } from './element-types.ts';
import { writeGallery } from './gallery/write.ts';
import { bundleWithParts } from './late-parts.ts';
import { bundledPackages, licenceNotices } from './licences.ts';
import { writeOpenApi } from './openapi/document.ts';
import { writeOutcomePictures } from './outcome-pictures.ts';
import { putInPlace } from './put-in-place.ts';
import { writeReleases } from './releases.ts';
import { bundleWorker, loadedBy, type WorkerBundle } from './worker-bundle.ts';

const ROOT = join(import.meta.dirname, '..');
const WIDGETS = join(ROOT, 'widgets');
const ASSETS = join(ROOT, 'dist/assets');
const WORKER = join(ROOT, 'dist/worker');
/** Where a build is made, out of the way of whoever reads the last. */
const MADE = join(ROOT, `dist/made-${process.pid}`);
const MADE_WORKER = `${MADE}-worker`;
const ENTRY = 'v1.js';

/** Brotli, quality 11, in bytes: what every page loads, and all that may load later, with the words of one language. */
export const EMBED_BUDGET_BYTES = { script: 8500, chunks: 8000 };
/** What loads later, each by itself; the views import the words of a language. */
const LATE_PARTS = ['views', 'plain-links'];
/** The words of blocks in languages other than English, a file for each: a reader loads one. */
const OTHER_LANGUAGES = Object.keys(LANGUAGES).filter((language) => language !== 'en');
/** The sources of all that loads later. */
export const EMBED_PARTS = [
  ...LATE_PARTS.map((part) => `widgets/${part}.ts`),
  ...OTHER_LANGUAGES.map((language) => `widgets/words/${language}.ts`),
];

/** Brotli, quality 11, in bytes: what an editor waits for before Today is there, and all there is of the desk app. */
export const DESK_BUDGET_BYTES = { first: 34_000, script: 200_000, styles: 11_000, workbook: 36_000 };
/** What reads files of spreadsheets: loaded when somebody has chosen one, and counted by itself. */
const WORKBOOK = /^parts\/workbook-/;
const FIRST_SCREEN = ['app.ts', 'app/desk-app.ts', 'lists/today.ts'].map((name) => `widgets/desk/${name}`);

/** Gzip, in bytes: what of the Worker is loaded and evaluated at each cold start, and all that a deployment uploads. */
export const WORKER_BUDGET_BYTES = { start: 76_000, whole: 265_000 };

/** Brotli, quality 11, in bytes: what a frame loads besides the element in it, and the script of the embed builder. */
export const PAGE_BUDGET_BYTES = { frame: 900, builder: 3500 };
const PAGE_FILES = {
  frame: ['embed/frame.js', 'embed/frame.css'],
  builder: ['assets/embed-builder.js'],
};

/** One file below `/embed/`. */
export type EmbedFile = { path: string; bytes: Uint8Array; brotli: number };
/** The built embed, its brotli sizes in bytes, and the packages that are in it. */
export type EmbedBuild = {
  files: EmbedFile[];
  sizes: { script: number; chunks: number };
  packages: string[];
};

/** The line in a script that leads to the notices of what is in it. */
const LICENCES = { embed: '/embed/licences.txt', others: '/assets/licences.txt' };
const noticeOf = (path: string) => `/*! Licences: ${path} */\n`;

// The contract's types are for widgets, its drawings and the numbers of its limits; its code and zod are not: 25 kB that
// nobody needs. Whoever founds a tracker chooses from the presets as well, and whoever imports a sheet reads its days.
const EMBED_CONTRACT = /^data\/(?:icons|limits)\.ts$/;
const DESK_CONTRACT =
  /^data\/(?:blanks|fold|icons|import-fields|limits|outcome|slug|visibility|written-date|schemes\/[\w-]+)\.ts$/;

function refuseContract({ inputs }: Metafile, allowed = EMBED_CONTRACT): void {
  const code = Object.keys(inputs).find(
    (path) => /^data\/|node_modules\/zod\//.test(path) && !allowed.test(path),
  );
  if (code)
    throw new Error(`${code} is in a script for browsers: widgets import types from data/, nothing else`);
}

/** Bundles `/embed/` in memory; throws when it is over budget or in more parts than it should be. */
export async function buildEmbed(): Promise<EmbedBuild> {
  const { files: bundled, metafile } = await bundleWithParts('widgets/embed.ts', EMBED_PARTS);
  refuseContract(metafile);
  const files = bundled.map(({ path, text }) => {
    const bytes = new TextEncoder().encode((path === ENTRY ? noticeOf(LICENCES.embed) : '') + text);
    return { path, bytes, brotli: brotliSize(bytes) };
  });
  const sum = (part: (path: string) => boolean) =>
    files.filter(({ path }) => part(path)).reduce((bytes, file) => bytes + file.brotli, 0);
  const words = (language: string) => sum((path) => path.startsWith(`chunks/${language}-`));
  const sizes = {
    script: sum((path) => path === ENTRY),
    // A page loads one language.
    chunks:
      sum((path) => LATE_PARTS.some((part) => path.startsWith(`chunks/${part}-`))) +
      Math.max(...OTHER_LANGUAGES.map(words)),
  };
  for (const part of ['script', 'chunks'] as const)
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
      contents: `export * from ${JSON.stringify(join(WIDGETS, 'desk/common/preview-answers.ts'))};`,
    }));
  },
};

// No minifier looks into templates: their lines begin as deep as the code stands. A line break is the same blank in HTML.
const unindented: Plugin = {
  name: 'unindented',
  setup({ onLoad }) {
    onLoad({ filter: /widgets[\\/]desk[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\n +/g, '\n'),
      loader: 'ts',
    }));
  },
};

/** Bundles the desk app in memory: a script and a stylesheet of fixed names, and parts that are named by their content. `sizes` in bytes of brotli. */
export async function buildDesk(words: Plugin[]) {
  const outdir = join(MADE, 'assets/desk');
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
    charset: 'utf8', // as every module is read
    metafile: true,
    write: false,
    plugins: [previewedAnswers, ...words, unindented],
  });
  refuseContract(metafile, DESK_CONTRACT);
  const files = outputFiles.map(({ path, text }) => {
    const notice = basename(path) === 'app.js' ? noticeOf(LICENCES.others) : '';
    const bytes = new TextEncoder().encode(notice + text);
    return { path: relative(outdir, path), bytes, brotli: brotliSize(bytes) };
  });
  const first = loadedBy(metafile, FIRST_SCREEN).map((path) => relative(outdir, join(ROOT, path)));
  const sum = (wanted: (path: string) => boolean) =>
    files.filter(({ path }) => wanted(path)).reduce((bytes, file) => bytes + file.brotli, 0);
  const sizes = {
    first: sum((path) => first.includes(path)),
    script: sum((path) => path.endsWith('.js') && !WORKBOOK.test(path)),
    workbook: sum((path) => WORKBOOK.test(path)),
    styles: sum((path) => path.endsWith('.css')),
  };
  for (const part of ['first', 'script', 'styles', 'workbook'] as const) {
    // Measured in English: other languages are longer, or written with longer letters.
    if (words.length === 0 && sizes[part] > DESK_BUDGET_BYTES[part])
      throw new Error(
        `desk: ${part} ${sizes[part]} bytes in brotli, the budget is ${DESK_BUDGET_BYTES[part]}`,
      );
    console.log(`desk: ${part} ${sizes[part]} of ${DESK_BUDGET_BYTES[part]}`);
  }
  return { files, metafile, sizes };
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
    entryPoints: [
      join(WIDGETS, 'site/site.css'),
      join(WIDGETS, 'site/suggest.ts'),
      join(WIDGETS, 'site/embed-builder.ts'),
    ],
    outdir: join(MADE, 'assets'),
    metafile: true,
  });
  await build({
    ...options,
    entryPoints: [join(WIDGETS, 'frame.ts'), join(WIDGETS, 'frame.css')],
    outdir: join(MADE, 'embed'),
  });
  await cp(join(WIDGETS, 'site/icon.svg'), join(MADE, 'assets/icon.svg'));
  // For feed readers, which take no SVG.
  await sharp(join(WIDGETS, 'site/icon.svg'), { density: (72 * 512) / 16 })
    .png()
    .toFile(join(MADE, 'assets/icon.png'));
  // The same drawing at 16, 32 and 48 pixels, where browsers and feed readers look when no page tells them of an icon.
  await cp(join(WIDGETS, 'site/favicon.ico'), join(MADE, 'favicon.ico'));
  return metafile;
}

async function refuseHeavyPages(): Promise<void> {
  for (const page of ['frame', 'builder'] as const) {
    const files = await Promise.all(PAGE_FILES[page].map((path) => readFile(join(MADE, path))));
    const bytes = files.reduce((sum, file) => sum + brotliSize(file), 0);
    const budget = PAGE_BUDGET_BYTES[page];
    if (bytes > budget) throw new Error(`${page}: ${bytes} bytes in brotli, the budget is ${budget}`);
    console.log(`${page}: ${bytes} of ${budget}`);
  }
}

function refuseHeavyWorker({ sizes }: WorkerBundle): void {
  for (const part of ['start', 'whole'] as const) {
    const budget = WORKER_BUDGET_BYTES[part];
    if (sizes[part] > budget)
      throw new Error(`worker: ${part} ${sizes[part]} bytes in gzip, the budget is ${budget}`);
    console.log(`worker: ${part} ${sizes[part]} of ${budget}`);
  }
}

async function writeFiles(folder: string, files: { path: string; bytes: Uint8Array }[]): Promise<void> {
  for (const { path, bytes } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/** Writes dist/assets and dist/worker, all of it or nothing; `demo` adds the demonstration article. */
export async function buildInstallation(how: { demo: boolean }): Promise<void> {
  try {
    await makeAssets(how);
    await putInPlace(MADE, ASSETS);
    await putInPlace(MADE_WORKER, WORKER);
  } finally {
    for (const folder of [MADE, MADE_WORKER]) await rm(folder, { recursive: true, force: true });
  }
}

async function makeAssets({ demo }: { demo: boolean }): Promise<void> {
  const { files, sizes, packages } = await buildEmbed();
  const desk = await buildDesk(deskWordsIn(DESK_LANGUAGE));
  await writeFiles(join(MADE, 'embed'), files);
  await writeFiles(join(MADE, 'assets/desk'), desk.files);
  await cp(join(WIDGETS, 'badge.css'), join(MADE, 'embed/badge.css'));
  await cp(join(WIDGETS, '_headers'), join(MADE, '_headers'));
  await writeOutcomePictures(join(MADE, 'embed'));
  await writeReleases(join(MADE, 'embed'), { unreleased: demo });
  await cp(join(ROOT, 'custom-elements.json'), join(MADE, 'embed/custom-elements.json'));
  await writeFile(join(MADE, 'embed/types.d.ts'), elementTypes());
  const site = await buildSite();
  await refuseHeavyPages();
  const worker = await bundleWorker();
  refuseHeavyWorker(worker);
  await writeFiles(MADE_WORKER, worker.files);
  const others = bundledPackages([desk.metafile, site, worker.metafile]);
  await writeFile(join(MADE, LICENCES.embed), await licenceNotices(packages));
  await writeFile(join(MADE, LICENCES.others), await licenceNotices(others));
  await cp(join(ROOT, 'data/words'), join(MADE, 'assets/words'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
  await writeDocs(MADE);
  await writeOpenApi(MADE);
  await writeGallery(MADE);
  if (demo)
    for (const file of ['demo.html', 'demo.css']) await cp(join(WIDGETS, 'demo', file), join(MADE, file));
  for (const { path, bytes, brotli } of files)
    console.log(`embed/${path}: ${bytes.length} bytes, ${brotli} in brotli`);
  console.log(
    `script ${sizes.script} of ${EMBED_BUDGET_BYTES.script}, chunks ${sizes.chunks} of ${EMBED_BUDGET_BYTES.chunks}`,
  );
}

if (import.meta.main) await buildInstallation({ demo: process.argv.includes('--demo') });
