// What the bundler does to the embed beside bundling it.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';

const TRUSTED_TYPES = join(import.meta.dirname, '../widgets/trusted-types.ts');

// What lit-html does beyond our templates, each by the source that is put in its place. A page gives a name of Trusted
// Types to one policy only: under lit-html's own, this copy and the page's Lit would be each other's end. In the globals
// this copy would show up as a second Lit, of which the page's own warns, and would take polyfills meant for that one.
// Directives we have none, so what would resolve them goes: 115 bytes in brotli.
const LIT_CUTS: [source: RegExp, replacement: string][] = [
  [/(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/, 'ownPolicy'],
  [
    /,\w+=\w+\.litHtmlPolyfillSupport;\w+\?\.\(\w+,\w+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);const /,
    ',',
  ],
  [
    /function (\w+)\(\w+,\w+,\w+=\w+,\w+\)\{if\(\w+===\w+\)return \w+;let \w+=(?:(?!class ).)*_\$litDirective\$.*?\}(?=class )/,
    'const $1=(part,value)=>value;',
  ],
];

export const ownLit: Plugin = {
  name: 'own-lit',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lit-html\.js$/ }, async ({ path }) => {
      let source = await readFile(path, 'utf8');
      for (const [found, replacement] of LIT_CUTS) {
        if (!found.test(source)) throw new Error(`lit-html has changed: ${found} is not in it`);
        source = source.replace(found, replacement);
      }
      return { contents: `import{policy as ownPolicy}from${JSON.stringify(TRUSTED_TYPES)};${source}` };
    });
  },
};

// Lightens the stylesheets, which are template strings and thereby no business of the minifier: in them white space
// and the last semicolon of a rule are for us to read.
export const lightStyles: Plugin = {
  name: 'light-styles',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]widgets[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const lighten = (css: string) =>
        css
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,:]) /g, '$1')
          .replaceAll(';}', '}');
      return { loader: 'ts', contents: source.replace(/(?<== )css`[^`]*`/g, lighten) };
    });
  },
};

// Every language's file says things by the same rules. It gets them as a copy: shared, they would be one more request.
export const ownSpeaker: Plugin = {
  name: 'own-speaker',
  setup({ onResolve }) {
    onResolve({ filter: /[\\/]speaker\.ts$/ }, ({ resolveDir, path, importer }) => ({
      path: join(resolveDir, path),
      suffix: `?${basename(importer)}`,
    }));
  },
};
