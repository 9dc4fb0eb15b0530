// The script, and the parts of it that load later. Both need Lit and more: the script has it, and hands it over.
//
// A part must not import `v1.js`: a page may have written `v1.js?ver=2`, come by a redirect, or hold the script of last week
// while a newer one is at that address, and each of those would be run as a second script. So the script leaves what is
// shared under a symbol that has the hash of it in its name, and a part looks there. Two releases on one page never mix.
import { createHash } from 'node:crypto';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { EMBED_OPTIONS } from './embed-plugins.ts';

const OUT = join(EMBED_OPTIONS.absWorkingDir, 'dist');
const ENTRY = join(OUT, 'v1.js');

/** A bundled file by its path below `/embed/`. */
type Bundled = { path: string; text: string };
type Modules = Map<string, string>;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * Bundles `script`, a source, and the `parts` that it imports dynamically. Each part is named by what is in it. Throws where
 * two parts share what the script has no use for: that would be one request more.
 */
export async function bundleWithParts(
  script: string,
  parts: readonly string[],
): Promise<{ files: Bundled[]; metafile: Metafile }> {
  // Splitting finds out what is shared: it puts that in files of its own, which the script and the parts import.
  const { outputFiles, metafile } = await build({
    ...EMBED_OPTIONS,
    entryPoints: [
      { in: script, out: 'v1' },
      ...parts.map((part) => ({ in: part, out: `chunks/${basename(part, '.ts')}` })),
    ],
    outdir: OUT,
    chunkNames: 'shared-[hash]',
    splitting: true,
    minify: false,
    metafile: true,
    write: false,
  });
  const modules: Modules = new Map(outputFiles.map(({ path, text }) => [path, text]));
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [
      join(EMBED_OPTIONS.absWorkingDir, path),
      output,
    ]),
  );
  const needsOf = (path: string) =>
    (outputs.get(path)?.imports ?? [])
      .filter(({ kind }) => kind === 'import-statement')
      .map((needed) => join(EMBED_OPTIONS.absWorkingDir, needed.path));

  const inScript = new Set([ENTRY]);
  for (const path of inScript) for (const needed of needsOf(path)) inScript.add(needed);
  const shared = [...inScript].filter((path) => path !== ENTRY);
  const late = [...modules.keys()].filter((path) => !inScript.has(path));
  for (const path of late)
    for (const needed of needsOf(path))
      if (!inScript.has(needed)) throw new Error(`${path} needs ${needed}, which the script has not`);

  const namesOf = (path: string) => (outputs.get(path)?.exports ?? []).join();
  const place = `globalThis[Symbol.for('pledgemark:${hashOf([...inScript].map((path) => modules.get(path)).join())}')]`;
  const handingOver = [
    `import ${JSON.stringify(ENTRY)};`,
    ...shared.map((path) => `import {${namesOf(path)}} from ${JSON.stringify(path)};`),
    // The elements are the first copy's, and so is what they share.
    `${place} ??= [${shared.map((path) => `[${namesOf(path)}]`)}];`,
  ].join('\n');
  const takenOver: Modules = new Map(
    shared.map((path, index) => [path, `export const [${namesOf(path)}] = ${place}[${index}];`]),
  );

  const files: Bundled[] = [];
  let [main = ''] = await minified(handingOver, modules);
  for (const path of late) {
    const [text = ''] = await minified(
      `export * from ${JSON.stringify(path)};`,
      new Map([...modules, ...takenOver]),
    );
    const unnamed = relative(OUT, path);
    const named = unnamed.replace(/(?=\.js$)/, `-${hashOf(text)}`);
    main = main.replaceAll(unnamed, named);
    files.push({ path: named, text });
  }
  return { files: [{ path: basename(ENTRY), text: main }, ...files], metafile };
}

async function minified(contents: string, modules: Modules): Promise<string[]> {
  const inMemory: Plugin = {
    name: 'in-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, importer, kind }) =>
        kind === 'dynamic-import'
          ? { path, external: true }
          : { path: join(path.startsWith('.') ? dirname(importer) : '', path), namespace: 'bundled' },
      );
      onLoad({ filter: /./, namespace: 'bundled' }, ({ path }) => ({ contents: modules.get(path) ?? '' }));
    },
  };
  const { outputFiles } = await build({
    ...EMBED_OPTIONS,
    stdin: { contents },
    plugins: [inMemory],
    write: false,
  });
  return outputFiles.map(({ text }) => text);
}
