// Lit as the embed carries it: without what would touch the page around it, and without what no element of ours
// uses. Every reader of every article loads these bytes. A cut that no longer finds its place fails the build, so an
// update of Lit is looked at here; tests/widgets run against the built script too.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

type Cut = { what: string; find: RegExp; put: string };

const polyfill = (hook: string, call: RegExp, put: string): Cut[] => [
  { what: `the hook for polyfills, ${hook}`, find: new RegExp(String.raw`\b\w+\.${hook}\b`), put: '0' },
  { what: 'the call of that hook', find: call, put },
];

// A page's own Lit, in development, warns of a second version when it finds these lists longer than one.
const versions = (list: string): Cut => ({
  what: 'the list of versions on the page',
  find: new RegExp(String.raw`[;,]?\((\w+)\.${list}\?\?=\[\]\)\.push\("[\d.]+"\);`),
  put: ';',
});

const CUTS: Record<string, Cut[]> = {
  '@lit/reactive-element/reactive-element.js': [
    versions('reactiveElementVersions'),
    ...polyfill('reactiveElementPolyfillSupport', /,\w\?\.\(\{ReactiveElement:\w\}\)/, ''),
    {
      what: 'attributes that hold numbers or JSON, or are written back',
      find: /toAttribute\(t,s\)\{switch.*?return t\},fromAttribute\(t,s\)\{let i=t;switch.*?return i\}/s,
      put: 'fromAttribute:(t,s)=>s===Boolean?t!==null:t',
    },
    {
      what: 'the metadata of decorators, a global symbol of the page',
      find: /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
      put: '',
    },
    {
      what: 'reading that metadata',
      find: /const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?set\(t,i\)\}(?=this\._\$Eh)/,
      put: '',
    },
  ],
  'lit-html/lit-html.js': [
    versions('litHtmlVersions'),
    ...polyfill('litHtmlPolyfillSupport', /\w\?\.\(S,k\)/, ''),
    {
      // A policy's name can be taken once on a page: Lit's own would kill the page's Lit, or be killed by it.
      what: 'the Trusted Types policy',
      find: /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/,
      put: '$$policy',
    },
    {
      what: 'expressions inside style, script, textarea and title',
      find: /if\(y\.test\(r\.tagName\)\)\{.*?\}\}(?=\}else if\(8===r\.nodeType\))/,
      put: '',
    },
  ],
  'lit-element/lit-element.js': [
    versions('litElementVersions'),
    ...polyfill('litElementPolyfillSupport', /;\w\?\.\(\{LitElement:\w\}\);/, ';'),
    {
      what: 'the hook for hydration after server rendering',
      find: /\w+\.litElementHydrateSupport\?\.\(\{LitElement:\w+\}\);/,
      put: '0;',
    },
  ],
  // Only what browsers without constructable stylesheets need is lost: embed.ts leaves those alone, and a strict
  // page would block the <style> that they get.
  '@lit/reactive-element/css-tag.js': [
    {
      what: 'the css tag',
      find: /^.*$/s,
      put: `export const getCompatibleStyle = (sheet) => sheet;
        export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets; };
        export const supportsAdoptingStyleSheets = true;
        export { none as css, none as unsafeCSS, none as CSSResult };
        const none = undefined;`,
    },
  ],
};

/** An esbuild plugin; `policy` is the module that makes the Trusted Types policy in place of Lit's. */
export function litTrim(policy: string): Plugin {
  return {
    name: 'lit-trim',
    setup({ onLoad }) {
      onLoad({ filter: /node_modules[\\/](?:@lit|lit-html|lit-element)[\\/].*\.js$/ }, async ({ path }) => {
        const [, name = ''] = path.replaceAll('\\', '/').split(/node_modules\/(?!.*node_modules\/)/);
        let contents = await readFile(path, 'utf8');
        for (const { what, find, put } of CUTS[name] ?? []) {
          if (!find.test(contents)) throw new Error(`${name}: the build no longer finds ${what}`);
          contents = contents.replace(find, put);
        }
        if (name === 'lit-html/lit-html.js')
          contents = `import{policy as $policy}from${JSON.stringify(policy)};${contents}`;
        return { contents };
      });
    },
  };
}
