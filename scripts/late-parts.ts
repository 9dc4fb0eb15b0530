// The script, and the parts of it that load later. Both need Lit and more: the script has it, and hands it over.
//
// A part must not import `v1.js`: a page may have written `v1.js?ver=2`, come by a redirect, or hold the script of last week
// while a newer one is at that address, and each of those would be run as a second script. So the script leaves what is
// shared under a symbol that has the hash of it in its name, and a part looks there. Two releases on one page never mix.
import { createHash } from 'node:crypto';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { minify } from 'terser';
import { EMBED_OPTIONS } from './embed-plugins.ts';

const ROOT = EMBED_OPTIONS.absWorkingDir;
const OUT = join(ROOT, 'dist');
const SCRIPT = join(OUT, 'v1.js');

/** A bundled file by its path below `/embed/`. */
type Bundled = { path: string; text: string };
/** A module of the first pass: what it exports, and the paths of those that it imports before it runs. */
type Module = { text: string; exports: string[]; needs: string[] };

// Each is spelt out in what every page loads. Of a part's versions that are kept at once there are two or three.
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 6);
const outputOf = (part: string) => join(OUT, 'chunks', `${basename(part, '.ts')}.js`);

/**
 * Bundles `script`, a source, and the `parts` that it imports dynamically; one that imports another stands before it. Each
 * part is named by what is in it.
 */
export async function bundleWithParts(
  script: string,
  parts: readonly string[],
): Promise<{ files: Bundled[]; metafile: Metafile }> {
  const { modules, metafile } = await split(script, parts);
  const moduleAt = (path: string): Module => modules.get(path) ?? { text: '', exports: [], needs: [] };
  const inScript = new Set([SCRIPT]);
  for (const path of inScript) for (const needed of moduleAt(path).needs) inScript.add(needed);
  const shared = [...inScript].filter((path) => path !== SCRIPT);

  const namesOf = (path: string) => moduleAt(path).exports.join();
  const hash = hashOf([...inScript].map((path) => moduleAt(path).text).join());
  const place = `globalThis[Symbol.for('pledgemark:${hash}')]`;
  const takeOver = (path: string) => `export const [${namesOf(path)}] = ${place}[${shared.indexOf(path)}];`;
  const handOver = [
    `import ${JSON.stringify(SCRIPT)};`,
    ...shared.map((path) => `import {${namesOf(path)}} from ${JSON.stringify(path)};`),
    // The elements are the first copy's, and so is what they share.
    `${place} ??= [${shared.map((path) => `[${namesOf(path)}]`)}];`,
  ];

  const names = new Map<string, string>();
  const files: Bundled[] = [];
  for (const part of parts.map(outputOf).reverse()) {
    if (moduleAt(part).needs.some((needed) => !inScript.has(needed)))
      throw new Error(`${part} shares with another part what the script has not: a request more`);
    const text = await bundle(
      `export * from ${JSON.stringify(part)};`,
      (path) => (inScript.has(path) ? takeOver(path) : moduleAt(path).text),
      names,
    );
    names.set(part, part.replace(/(?=\.js$)/, `-${hashOf(text)}`));
    files.unshift({ path: relative(OUT, names.get(part) ?? part), text });
  }
  const text = await bundle(handOver.join('\n'), (path) => moduleAt(path).text, names);
  return { files: [{ path: basename(SCRIPT), text }, ...files], metafile };
}

// The first pass finds out what is shared: splitting puts that into modules which the script and the parts import.
async function split(script: string, parts: readonly string[]) {
  const { outputFiles, metafile } = await build({
    ...EMBED_OPTIONS,
    entryPoints: [script, ...parts].map((source) => ({
      in: source,
      out: relative(OUT, source === script ? SCRIPT : outputOf(source)).replace(/\.js$/, ''),
    })),
    outdir: OUT,
    chunkNames: 'shared-[hash]',
    splitting: true,
    minify: false,
    metafile: true,
    write: false,
  });
  const modules = new Map<string, Module>();
  for (const { path, text } of outputFiles) {
    const { exports = [], imports = [] } = metafile.outputs[relative(ROOT, path)] ?? {};
    const needs = imports.filter(({ kind }) => kind === 'import-statement');
    modules.set(path, { text, exports, needs: needs.map((needed) => join(ROOT, needed.path)) });
  }
  return { modules, metafile };
}

// The second pass makes one file of each. After esbuild, terser takes off another 200 bytes of the script in brotli.
async function bundle(
  contents: string,
  textAt: (path: string) => string,
  names: ReadonlyMap<string, string>,
): Promise<string> {
  const splitModules: Plugin = {
    name: 'split-modules',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, importer, kind }) => {
        const module = path.startsWith('.') ? join(dirname(importer), path) : path;
        if (kind !== 'dynamic-import') return { path: module, namespace: 'split' };
        return { path: `./${relative(dirname(importer), names.get(module) ?? module)}`, external: true };
      });
      onLoad({ filter: /./, namespace: 'split' }, ({ path }) => ({ contents: textAt(path) }));
    },
  };
  const { outputFiles } = await build({
    ...EMBED_OPTIONS,
    stdin: { contents },
    plugins: [splitModules],
    write: false,
  });
  const { code = '' } = await minify(outputFiles[0]?.text ?? '', {
    module: true,
    ecma: 2020,
    compress: { passes: 2 },
  });
  return code;
}
