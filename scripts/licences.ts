// The licence notices of what is bundled: what the bundler says is in there, and what each package says of itself. They
// are taken out of the scripts, because every page loads those, and stand in a file beside them.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

type Notice = { packages: string[]; text: string };

/** The packages that these bundles are made of, as folders below `node_modules`. */
export function bundledPackages(metafiles: Pick<Metafile, 'outputs'>[]): string[] {
  const paths = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  const folders = paths.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** Our own notice and those of these packages, as one text. Throws where a package that is bundled says nothing. */
export async function licenceNotices(packages: string[]): Promise<string> {
  const notices = new Map<string, Notice>();
  for (const folder of packages) {
    const { name, version, license }: Record<string, string> = JSON.parse(
      await readFile(join(ROOT, folder, 'package.json'), 'utf8'),
    );
    const files = (await readdir(join(ROOT, folder))).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
    if (files.length === 0 || !license) throw new Error(`${folder} is bundled and has no licence to show`);
    const texts = await Promise.all(files.sort().map((file) => readFile(join(ROOT, folder, file), 'utf8')));
    const text = texts.map((each) => each.trim()).join('\n\n');
    const notice = notices.get(text) ?? { packages: [], text };
    notice.packages.push(`${name} ${version} (${license})`);
    notices.set(text, notice);
  }
  const own = {
    packages: ['Pledgemark (MIT)'],
    text: (await readFile(join(ROOT, 'LICENSE'), 'utf8')).trim(),
  };
  return [own, ...notices.values()]
    .map((notice) => `${notice.packages.join(', ')}\n\n${notice.text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}
