// The elements as a publisher's own bundler takes them: built, because their sources would make Trusted Types policies of Lit's
// name, and with an address that is said and not found.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import type { CustomElement } from '../elements.ts';
import { fieldOf } from '../elements.ts';
import { EMBED_OPTIONS } from '../embed-plugins.ts';

const ROOT = EMBED_OPTIONS.absWorkingDir;
const OUT = join(ROOT, 'dist/package');

export type PackageFile = { path: string; text: string };

// What a script finds out from its own address and its own tag. A bundle has neither, so these lines are others there. The
// sources stay as they are: to put the lines into modules of their own costs the script more bytes than it has left.
const TOLD_NOT_FOUND: Record<string, [line: string, instead: string]> = {
  'api.ts': [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: -- a line of the source, as it stands there
    "const BASE = `${new URL('../api/v1', import.meta.url)}/`;",
    "import { BASE } from './package/address.ts';",
  ],
  'embed.ts': ["document.querySelector('[data-links]:not([data-links=false i])')", 'false'],
  'plain-links.ts': ['const origin = originFor(script);', 'const origin = script;'],
};

const toldNotFound: Plugin = {
  name: 'told-not-found',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]widgets[\\/](?:api|embed|plain-links)\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const [line, instead] = TOLD_NOT_FOUND[relative(join(ROOT, 'widgets'), path)] ?? [];
      if (!line || instead === undefined || source.split(line).length !== 2)
        throw new Error(`${relative(ROOT, path)} has changed: it does without "${line}"`);
      return { contents: source.replace(line, () => instead), loader: 'ts' };
    });
  },
};

const OPTIONS = { ...EMBED_OPTIONS, metafile: true, write: false } as const;

/** The entry and its parts, and what they are made of. */
export async function bundleElements(): Promise<{ files: PackageFile[]; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    // The first plugin that knows a file loads it.
    plugins: [toldNotFound, ...EMBED_OPTIONS.plugins],
    entryPoints: [join(ROOT, 'widgets/package/index.ts')],
    outdir: OUT,
    chunkNames: 'parts/[name]-[hash]',
    splitting: true,
  });
  const files = outputFiles.map(({ path, text }) => ({ path: relative(OUT, path), text }));
  for (const { path, text } of files)
    if (text.includes('import.meta')) throw new Error(`${path} looks for its own address`);
  return { files, metafile };
}

/** The components for React, one for each element. */
export async function bundleReact(elements: CustomElement[]): Promise<string> {
  const components = elements.map(({ name, tagName, attributes }) => {
    const renamed = attributes.filter((attribute) => fieldOf(attribute.name) !== attribute.name);
    const names = Object.fromEntries(renamed.map((attribute) => [fieldOf(attribute.name), attribute.name]));
    return `export const ${name.replace(/Element$/, '')} = component('${tagName}', ${JSON.stringify(names)});`;
  });
  const { outputFiles } = await build({
    ...OPTIONS,
    stdin: {
      contents: `import { component } from './react-component.ts';\n${components.join('\n')}`,
      resolveDir: join(ROOT, 'widgets/package'),
    },
    external: ['react'],
    minify: false,
  });
  // Frameworks that render on servers leave what follows to the browser.
  return `'use client';\n${outputFiles[0]?.text ?? ''}`;
}
