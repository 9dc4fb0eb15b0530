// What the bundler does to the embed beside bundling it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions, OutputFile, Plugin } from 'esbuild';

const TRUSTED_TYPES = join(import.meta.dirname, '../widgets/trusted-types.ts');

// What lit-html does to the page. A page gives a name of Trusted Types to one policy only: under lit-html's own, this copy
// and the page's Lit would be each other's end. In the globals this copy would show up as a second Lit, of which the
// page's own warns, and would take polyfills that are meant for that one.
const POLICY = /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/;
const GLOBALS =
  /,\w+=\w+\.litHtmlPolyfillSupport;\w+\?\.\(\w+,\w+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);const /;

// What our templates have none of: 550 bytes in brotli of a script that every page loads. refuseUncut says so if one does.
// Getters and connections are for directives, and compiled templates need a compiler.
const GETTERS = /get [\w$]+\(\)\{[^{}]*\}/g;
const CONNECTION = /,this\._\$Cv=\w+\?\.isConnected\?\?!0/;
const SET_CONNECTED = /setConnected\(\w+\)\{.*?\}(?=\}class )/;
const COMPILED = /"number"==typeof \w+\?(this\._\$AC\(\w+\)):\(.*?\),\w+\)(?=;)/;
const DIRECTIVES =
  /function (\w+)\(\w+,\w+,\w+=\w+,\w+\)\{if\(\w+===\w+\)return \w+;let \w+=(?:(?!class ).)*_\$litDirective\$.*?\}(?=class )/;
const RAW_TEXT = /\w+\.test\(\w+\[2\]\)&&\(\w+=RegExp\("<\/"\+\w+\[2\],"g"\)\),/;
const RAW_TEXT_VALUES = /if\(\w+\.test\(\w+\.tagName\)\)\{.*?\}\}\}(?=else if\(8)/;
const COMMENT_VALUES = /else\{let (\w+)=-1;for\(;-1!==\(\1=.*?\.length-1\}/;
const ELEMENT_VALUES = /:6===\w+\.type&&\(\w+=new \w+\(\w+,this,\w+\)\)/;
const PROPERTIES =
  /class (\w+) extends \w+\{constructor\(\)\{super\(\.\.\.arguments\),this\.type=3\}.*?\}\}(?=class )/;
const BOOLEANS =
  /class (\w+) extends \w+\{constructor\(\)\{super\(\.\.\.arguments\),this\.type=4\}.*?\}\}(?=class )/;
const ELEMENT_PART =
  /class (\w+)\{constructor\(\w+,\w+,\w+\)\{this\.element=\w+,this\.type=6,.*?\}\}(?=const )/;

const LIT_CUTS: [found: RegExp, replacement: string][] = [
  [POLICY, 'ownPolicy'],
  [GLOBALS, ','],
  [GETTERS, ''],
  [CONNECTION, ''],
  [SET_CONNECTED, ''],
  [COMPILED, '$1'],
  [DIRECTIVES, 'const $1=(part,value)=>value;'],
  [RAW_TEXT, ''],
  [RAW_TEXT_VALUES, '}'],
  [COMMENT_VALUES, ''],
  [ELEMENT_VALUES, ':0'],
  [PROPERTIES, 'const $1=0;'],
  [BOOLEANS, 'const $1=0;'],
  [ELEMENT_PART, 'const $1=0;'],
];

/** lit-html with our Trusted Types policy, and without what it would do to the page or our templates do not use. */
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

/** Throws where a template wants what was cut out of lit-html. */
export function refuseUncut({ path, text }: OutputFile): void {
  const [wanted] =
    /_\$litDirective\$|<(?:script|style|textarea|title)[\s>]|<!--|[\s"][.?][\w-]+=\$\{/.exec(text) ?? [];
  if (wanted) throw new Error(`${path} has ${wanted}, for which the embed's lit-html has nothing left`);
}

// What stylesheets and templates have in white space: they are strings, and thereby no business of the minifier. In
// stylesheets the last semicolon of a rule goes too.
export const lightStrings: Plugin = {
  name: 'light-strings',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]widgets[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const lighten = (css: string) =>
        css
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,:]) /g, '$1')
          .replaceAll(';}', '}');
      const contents = source
        .replace(/(?<== )css`[^`]*`/g, lighten)
        // Between two tags or values. In code that this finds, a space is as good as a line.
        .replace(/([>}])\n\s+(?=[<$])/g, '$1 ');
      return { loader: 'ts', contents };
    });
  },
};

/** What every bundle of the embed is made with. */
export const EMBED_OPTIONS = {
  absWorkingDir: join(import.meta.dirname, '..'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  plugins: [ownLit, lightStrings],
} as const satisfies BuildOptions;
