// What the bundler is told for every bundle of the embed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const TRUSTED_TYPES = join(ROOT, 'widgets/trusted-types.ts');

// lit-html takes two things from the page's globals: a Trusted Types policy called `lit-html`, which the page's own Lit
// needs, and a list of the versions that are there, in which this copy would show up as a second Lit.
const ownLit: Plugin = {
  name: 'own-lit',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lit-html\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('globalThis')) throw new Error('lit-html has changed: it does without globalThis');
      const renamed = source.replaceAll('globalThis', 'litGlobal');
      return { contents: `import { litGlobal } from ${JSON.stringify(TRUSTED_TYPES)};${renamed}` };
    });
  },
};

/** What every bundle of the embed is made with. */
export const EMBED_OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  plugins: [ownLit],
} as const satisfies BuildOptions;
