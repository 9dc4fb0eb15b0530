// The Worker as it is deployed: `dist/worker/index.js`, which is what readers need, and parts that it loads when somebody asks
// for them. Wrangler would make one module of all that; Cloudflare's runtime evaluates what is imported, and no more.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const SOURCE = 'worker/index.ts';
const OUT = join(ROOT, 'dist/worker');

export type WorkerBundle = {
  metafile: Metafile;
  /** By their paths below dist/worker, source maps included. */
  files: { path: string; bytes: Uint8Array }[];
  /** In gzip: what every start evaluates, and all that is uploaded. */
  sizes: { start: number; whole: number };
};

/** Bundles the Worker in memory. */
export async function bundleWorker(): Promise<WorkerBundle> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [SOURCE],
    outdir: OUT,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    alias: await aliases(),
    minify: true,
    sourcemap: true,
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const files = outputFiles.map(({ path, contents }) => ({ path: relative(OUT, path), bytes: contents }));
  const modules = files.filter(({ path }) => path.endsWith('.js'));
  const atStart = loadedBy(metafile, [SOURCE]).map((path) => relative(OUT, join(ROOT, path)));
  const sizes = {
    start: gzipOf(modules.filter(({ path }) => atStart.includes(path))),
    whole: gzipOf(modules),
  };
  return { metafile, files, sizes };
}

function gzipOf(files: { bytes: Uint8Array }[]): number {
  return gzipSync(Buffer.concat(files.map(({ bytes }) => bytes))).length;
}

/** The outputs that these entries are in, and all that those import before they run. */
export function loadedBy({ outputs }: Metafile, entries: readonly string[]): string[] {
  const loaded = new Set(
    Object.keys(outputs).filter((path) => entries.includes(outputs[path]?.entryPoint ?? '')),
  );
  // What is added on the way is visited as well.
  for (const path of loaded)
    for (const { path: needed, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') loaded.add(needed);
  return [...loaded];
}

// Those of wrangler.toml, by which `wrangler dev` bundles as well.
async function aliases(): Promise<Record<string, string>> {
  const settings = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  const [, table = ''] = /^\[alias\]\n((?:".*\n)*)/m.exec(settings) ?? [];
  return Object.fromEntries(
    [...table.matchAll(/^"(.+)" = "(.+)"$/gm)].map(([, from = '', to = '']) => [from, join(ROOT, to)]),
  );
}
