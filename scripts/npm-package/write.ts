// `npm run package`: the npm package `pledgemark` in dist/package, as a folder and as the file that `npm publish` or
// `npm install` takes. It is made of the sources of the elements by a build of its own.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildEmbed } from '../build.ts';
import { elementTypes } from '../element-types.ts';
import { elementsOf, manifestOf, readSources } from '../elements.ts';
import { bundledPackages, licenceNotices } from '../licences.ts';
import { noticesName, RELEASES, readReleases, scriptName } from '../releases.ts';
import { bundleElements, bundleReact, type PackageFile } from './bundle.ts';
import { describePackage } from './describe.ts';
import { astroTypes, attributeTypes, reactTypes, svelteTypes, vueTypes } from './types.ts';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Writes the package into a folder, in place of what is there. */
export async function writePackage(folder: string): Promise<void> {
  const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const elements = elementsOf(manifestOf(readSources()));
  const { files, metafile } = await bundleElements();
  const embed = await buildEmbed();
  const notices = await licenceNotices(bundledPackages([metafile]));
  const described = describePackage(own, process.env);
  await rm(folder, { recursive: true, force: true });
  await write(folder, [
    { path: 'package.json', text: `${JSON.stringify(described, null, 2)}\n` },
    ...files,
    { path: 'index.d.ts', text: `${await declarationsOfEntry()}export type * from './elements.js';\n` },
    { path: 'elements.d.ts', text: elementTypes() },
    { path: 'attributes.d.ts', text: attributeTypes(elements) },
    { path: 'react.js', text: await bundleReact(elements) },
    { path: 'react.d.ts', text: reactTypes(elements) },
    { path: 'vue.js', text: "export const isCustomElement = (tag) => tag.startsWith('pledge-');\n" },
    { path: 'vue.d.ts', text: vueTypes(elements) },
    { path: 'svelte.js', text: 'export {};\n' },
    { path: 'svelte.d.ts', text: svelteTypes(elements) },
    { path: 'astro.js', text: 'export {};\n' },
    { path: 'astro.d.ts', text: astroTypes(elements) },
    { path: 'licences.txt', text: notices },
    { path: 'embed/licences.txt', text: notices },
    ...embed.files.map(({ path, bytes }) => ({
      path: `embed/${path}`,
      text: new TextDecoder().decode(bytes),
    })),
  ]);
  const released = [scriptName(own.version), noticesName(own.version)];
  for (const name of released) await cp(join(RELEASES, name), join(folder, 'embed', name));
  for (const [from, to] of [
    ['LICENSE', 'LICENSE'],
    ['widgets/package/README.md', 'README.md'],
    ['widgets/badge.css', 'badge.css'],
    ['widgets/badge.css', 'embed/badge.css'],
    ['custom-elements.json', 'custom-elements.json'],
  ] as const)
    await cp(join(ROOT, from), join(folder, to));
}

/** The package as the registry would hold it: what `files` leaves out is not in it. Answers its path. */
export async function packPackage(folder: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', dirname(folder)], {
    cwd: folder,
  });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  if (!packed) throw new Error(`npm packed nothing of ${folder}`);
  return join(dirname(folder), packed.filename);
}

async function write(folder: string, files: PackageFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

// What `configure` is, without what it is made of: `npm run check` has compiled it with all that.
async function declarationsOfEntry(): Promise<string> {
  const out = join(ROOT, 'dist/package/declarations');
  const source = join(ROOT, 'widgets/package/index.ts');
  const alone = ['--ignoreConfig', '--noCheck', '--noResolve', '--types', '', '--target', 'es2022'];
  const declare = ['--declaration', '--emitDeclarationOnly', '--allowImportingTsExtensions', '--outDir', out];
  await run(join(ROOT, 'node_modules/.bin/tsc'), [...alone, ...declare, source]);
  const text = await readFile(join(out, 'index.d.ts'), 'utf8');
  await rm(out, { recursive: true });
  return text;
}

if (import.meta.main) {
  const folder = join(ROOT, 'dist/package/pledgemark');
  await writePackage(folder);
  console.log(await packPackage(folder));
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const { releases } = await readReleases();
  if (!releases.some((release) => release.version === version && release.releasedAt))
    console.log(
      `Not to be published yet: ${version} is not released (npm run release), and its bytes may change.`,
    );
}
