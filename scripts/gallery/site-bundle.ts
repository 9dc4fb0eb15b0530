// Runs `site.ts`, which needs the pages' JSX and the Worker's environment: bundled, with the files of words in the assets' place.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { sitePages } from './site.ts';

const ROOT = join(import.meta.dirname, '../..');

const wordsFromFiles: Plugin = {
  name: 'words-from-files',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cloudflare:workers$/ }, ({ path }) => ({ path, namespace: 'environment' }));
    onLoad({ filter: /./, namespace: 'environment' }, () => ({
      contents: `import { readFile } from 'node:fs/promises';
const fetch = async (url) => new Response(await readFile(${JSON.stringify(join(ROOT, 'data/words/'))} + url.split('/').at(-1)));
export const env = { ASSETS: { fetch } };`,
    }));
  },
};

/** What makes the pages of a language; `folder` holds the bundle while it is loaded. */
export async function loadSitePages(folder: string): Promise<typeof sitePages> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['scripts/gallery/site.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    alias: {
      'micromark-core-commonmark': join(ROOT, 'worker/pages/commonmark.ts'),
      'decode-named-character-reference': join(ROOT, 'worker/pages/no-named-references.ts'),
    },
    plugins: [wordsFromFiles],
    write: false,
  });
  const file = join(folder, 'site.mjs');
  await mkdir(folder, { recursive: true });
  await writeFile(file, outputFiles[0]?.text ?? '');
  const loaded: { sitePages: typeof sitePages } = await import(pathToFileURL(file).href);
  await rm(file);
  return loaded.sitePages;
}
