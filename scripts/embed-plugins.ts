// What the bundler is told for every bundle of the embed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const TRUSTED_TYPES = join(ROOT, 'widgets/trusted-types.ts');

// lit-html takes two things from the page's globals: a Trusted Types policy called `lit-html`, which the page's own Lit
// needs, and a list of the versions that are there, in which this copy would show up as a second Lit: it does not sign on.
const SIGNING_ON =
  /,(\w+)=\w+\.litHtmlPolyfillSupport;\1\?\.\([\w,]+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/;
/** Listeners, such as `@click=`: no template of the elements may have one (below), and they are 127 bytes in brotli. */
const EVENTS =
  /(?<=class \w+ extends \w+\{)constructor\([\w,]+\)\{super\([\w,]+\),this\.type=5\}.*?(?=\}class )/;

function cut(source: string, part: RegExp): string {
  if (!part.test(source)) throw new Error(`lit-html has changed: it is without ${part}`);
  return source.replace(part, '');
}

const ownLit: Plugin = {
  name: 'own-lit',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lit-html\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('globalThis')) throw new Error('lit-html has changed: it does without globalThis');
      const rest = [SIGNING_ON, EVENTS].reduce(cut, source);
      const renamed = rest.replaceAll('globalThis', 'litGlobal');
      return { contents: `import { litGlobal } from ${JSON.stringify(TRUSTED_TYPES)};${renamed}` };
    });
  },
};

// What stands in templates, which no minifier looks into: stylesheets, and listeners, which would become attributes.
const tightTemplates: Plugin = {
  name: 'tight-templates',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]widgets[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (/\s@[\w-]+=\$\{/.test(source)) throw new Error(`${path}: Lit is bundled without listeners`);
      return { contents: source.replace(/(?<=css`)[^`]*/g, tight), loader: 'ts' };
    });
  },
};

function tight(styles: string): string {
  return styles
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/: /g, ':')
    .replaceAll(';}', '}');
}

/** What every bundle of the embed is made with. */
export const EMBED_OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  plugins: [ownLit, tightTemplates],
} as const satisfies BuildOptions;
