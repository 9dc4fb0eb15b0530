// Makes dist/assets, which the Worker serves as static files: `node scripts/build.ts [--demo]`.
// Fails when the script that every page loads grows past its budget or would need a second request.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Metafile, type Plugin } from 'esbuild';
import { litTrim } from './lit-trim.ts';

const ROOT = join(import.meta.dirname, '..');
const WIDGETS = join(ROOT, 'widgets');
const ASSETS = join(ROOT, 'dist/assets');
const ENTRY = 'v1.js';

/** Brotli, quality 11, in bytes. */
export const EMBED_BUDGET_BYTES = { script: 7500, chunks: 6000 };
/** What may be loaded later, each by itself; a chunk that is not named here is a mistake of the bundler or ours. */
const LAZY_VIEWS = ['pledge-summary-view'];

// What Lit and we call things among ourselves. No name here may be one that a page, the API or the DOM knows.
const INTERNAL_NAMES =
  /^(?:_\$[AEC]\w|renderOptions|elementStyles|finalizeStyles|createProperty|getPropertyDescriptor|getPropertyOptions|scheduleUpdate|performUpdate|getUpdateComplete|enableUpdating|addInitializer|addController|removeController|shouldUpdate|firstUpdated|willUpdate|isUpdatePending|hasUpdated|hasChanged|useDefault|reflect|noAccessor|fromAttribute|toAttribute|creationScope|renderBefore|renderRoot|createRenderRoot|setConnected|startNode|shadowRootOptions|withdrawnName|verdictName|ownLanguage|importView|labelIn|iconName|dayIn|localeOf|shown|_\$litElement\$|useDefault|host(?:Connected|Disconnected|Update|Updated))$/;

/** One file below `/embed/`. */
export type EmbedFile = { path: string; bytes: Uint8Array; brotli: number };
/** The built embed and its brotli sizes in bytes. */
export type EmbedBuild = { files: EmbedFile[]; sizes: { script: number; chunks: number } };

function shrinkCss(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replaceAll(';}', '}');
}

// Stylesheets and markup are strings to the bundler, and white space in them costs every reader.
const shrinkTemplates: Plugin = {
  name: 'shrink-templates',
  setup({ onLoad }) {
    onLoad({ filter: /widgets[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replace(/\bcss`([^`]*)`/g, (_, css: string) => `\`${shrinkCss(css).trim()}\``)
        .replace(/>\n\s+</g, '><')
        .replace(/>\n\s+\$\{/g, '>${')
        .replace(/\}\n\s+</g, '}<');
      return { contents, loader: 'ts' };
    });
  },
};

function brotli(bytes: Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

// One badge costs two requests, the script and the data. So nothing may be a static import of anything.
function refuseSharedChunks({ outputs }: Metafile): void {
  for (const [path, { imports, entryPoint }] of Object.entries(outputs)) {
    const needed = imports.find(({ kind }) => kind === 'import-statement');
    if (needed) throw new Error(`${path} needs ${needed.path}: a lazy view may import types only`);
    const name = entryPoint && basename(entryPoint, '.ts');
    if (basename(path) !== ENTRY && !LAZY_VIEWS.includes(name ?? ''))
      throw new Error(`${path} is not an expected part of the embed`);
  }
}

/** Bundles `/embed/` in memory; throws when it is over budget or in more parts than it should be. */
export async function buildEmbed(): Promise<EmbedBuild> {
  const outdir = join(ASSETS, 'embed');
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [{ in: join(WIDGETS, 'embed.ts'), out: basename(ENTRY, '.js') }],
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    mangleProps: INTERNAL_NAMES,
    reserveProps: /^(?:id|is)$/,
    legalComments: 'none',
    metafile: true,
    write: false,
    plugins: [litTrim(join(WIDGETS, 'trusted-types.ts')), shrinkTemplates],
  });
  refuseSharedChunks(metafile);
  const files = outputFiles.map(({ path, contents }) => ({
    path: relative(outdir, path),
    bytes: contents,
    brotli: brotli(contents),
  }));
  const sizes = { script: 0, chunks: 0 };
  for (const file of files) sizes[file.path === ENTRY ? 'script' : 'chunks'] += file.brotli;
  for (const part of ['script', 'chunks'] as const)
    if (sizes[part] > EMBED_BUDGET_BYTES[part])
      throw new Error(
        `embed: ${part} ${sizes[part]} bytes in brotli, the budget is ${EMBED_BUDGET_BYTES[part]}`,
      );
  return { files, sizes };
}

/** Writes dist/assets; `demo` adds the demonstration article. */
export async function buildAssets({ demo }: { demo: boolean }): Promise<void> {
  const { files, sizes } = await buildEmbed();
  await rm(ASSETS, { recursive: true, force: true });
  for (const { path, bytes } of files) {
    const target = join(ASSETS, 'embed', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  await cp(join(WIDGETS, 'badge.css'), join(ASSETS, 'embed/badge.css'));
  await cp(join(WIDGETS, '_headers'), join(ASSETS, '_headers'));
  const site = join(WIDGETS, 'site');
  if (existsSync(site)) await cp(site, join(ASSETS, 'assets'), { recursive: true });
  if (demo)
    for (const file of ['demo.html', 'demo.css']) await cp(join(WIDGETS, 'demo', file), join(ASSETS, file));
  for (const { path, bytes, brotli } of files)
    console.log(`embed/${path}: ${bytes.length} bytes, ${brotli} in brotli`);
  console.log(
    `script ${sizes.script} of ${EMBED_BUDGET_BYTES.script}, chunks ${sizes.chunks} of ${EMBED_BUDGET_BYTES.chunks}`,
  );
}

if (import.meta.main) await buildAssets({ demo: process.argv.includes('--demo') });
