// The WordPress plugin as the archive that a site installs. The same sources make the same bytes, wherever and whenever.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

const ROOT = join(import.meta.dirname, '..');
const PLUGIN = join(ROOT, 'widgets/wordpress');

/** An archive has local times: these fields are the same in every zone. */
const MTIME = new Date(2026, 0, 1);

/** A regular file that everybody may read, as `zip` says it on Unix. */
const ON_UNIX = 3;
const READABLE = 0o100644 << 16;

/** Where a file says which version it is of. */
const VERSIONS: Record<string, RegExp> = {
  'pledgemark.php': /^ \* Version: +(\S+)$|^define\( 'PLEDGEMARK_VERSION', '(.+)' \);$/gm,
  'readme.txt': /^Stable tag: (\S+)$/gm,
  'block/block.json': /^ {2}"version": "(.+)",$/gm,
};

/**
 * The archive and its name. Throws where a file of the plugin names another version than package.json does: WordPress offers
 * updates by it, and browsers keep the editor's scripts by it.
 */
export async function pluginArchive(): Promise<{ name: string; bytes: Uint8Array }> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const files: Zippable = {};
  const add = (path: string, bytes: Uint8Array) => {
    files[`pledgemark/${path}`] = [bytes, { mtime: MTIME, os: ON_UNIX, attrs: READABLE, level: 9 }];
  };
  const found = await readdir(PLUGIN, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(PLUGIN.length + 1));
  for (const path of paths.sort()) {
    const bytes = await readFile(join(PLUGIN, path));
    for (const match of String(bytes).matchAll(VERSIONS[path] ?? /(?!)/g)) {
      const named = match[1] ?? match[2];
      if (named !== version)
        throw new Error(`widgets/wordpress/${path} says ${named}, package.json ${version}`);
    }
    add(path, bytes);
  }
  // What keeps room for a badge is the same everywhere, and here a file of the site's own.
  add('badge.css', await readFile(join(ROOT, 'widgets/badge.css')));
  return { name: `pledgemark-wordpress-${version}.zip`, bytes: zipSync(files) };
}
