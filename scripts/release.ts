// `npm run release`: builds the script of package.json's version in one file and keeps it in widgets/releases. It is released
// from then on and never changes. `npm run release -- --unreleased` builds the next one to be tried: it may be built anew.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { EMBED_OPTIONS } from './embed-plugins.ts';
import { bundledPackages, licenceNotices } from './licences.ts';
import { addRelease, describeRelease, noticesName } from './releases.ts';

const ROOT = join(import.meta.dirname, '..');

/**
 * The script with all that it would load later in the same file: `integrity` covers the file of the tag, and nothing that
 * this file would import.
 */
export async function bundleRelease(version: string): Promise<{ script: Uint8Array; notices: string }> {
  const { outputFiles, metafile } = await build({
    ...EMBED_OPTIONS,
    entryPoints: [join(ROOT, 'widgets/embed.ts')],
    outfile: join(ROOT, 'dist', `${version}.js`),
    metafile: true,
    write: false,
  });
  const [output] = outputFiles;
  if (!output || outputFiles.length > 1 || Object.values(metafile.outputs).some(({ imports }) => imports[0]))
    throw new Error('A release must be one file that imports nothing');
  const text = `/*! Pledgemark ${version}. Licences: /embed/${noticesName(version)} */\n${output.text}`;
  return {
    script: new TextEncoder().encode(text),
    notices: await licenceNotices(bundledPackages([metafile])),
  };
}

if (import.meta.main) {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const files = await bundleRelease(version);
  const isTrial = process.argv.includes('--unreleased');
  const release = describeRelease(version, isTrial ? null : new Date().toISOString(), files.script);
  await addRelease(release, files);
  console.log(
    `${release.path}: ${release.bytes} bytes, ${release.brotli} in brotli, ${isTrial ? 'not released' : 'released'}\n${release.integrity}`,
  );
}
