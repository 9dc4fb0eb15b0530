// A WordPress to test the plugin in. `@wp-playground/wordpress-builds` holds one, and what lets it run on SQLite. It is no
// dependency, because of its size: what the tests need of it is unpacked once, and kept beside npm's packages.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

const NAME = 'wordpress-builds';
const VERSION = '0.9.19';
const SHA512 = 'dlqvh/MJDpE5W68vgPPKUjpip6zMuBh59L3D18ZX+pdwurC4q4ydrTww/3sTMV69BBcoH6kF93YtAtujNC5Mpw==';

/**
 * WordPress 6.7-alpha, never installed. Its settings are those of the file that `WORDPRESS_CONFIG` of its environment names;
 * what runs it on SQLite is in its must-use plugins.
 */
export const WORDPRESS = join(import.meta.dirname, '../node_modules/.cache', `${NAME}-${VERSION}`);

const CONFIG = `<?php
require getenv( 'WORDPRESS_CONFIG' );
require_once ABSPATH . 'wp-settings.php';
`;

/** Brings it, unless it is there. Throws where npm has another file under that name than the one that was tried. */
export async function bringWordPress(): Promise<void> {
  if (existsSync(WORDPRESS)) return;
  const work = await mkdtemp(join(tmpdir(), 'pledgemark-wordpress-'));
  try {
    console.log(`Bringing WordPress from npm (159 MB, unless npm has it in its cache) ...`);
    const pack = ['pack', `@wp-playground/${NAME}@${VERSION}`, '--prefer-offline', '--silent'];
    execFileSync('npm', [...pack, '--pack-destination', work], { stdio: ['ignore', 'ignore', 'inherit'] });
    const archive = join(work, `wp-playground-${NAME}-${VERSION}.tgz`);
    const hash = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (hash !== SHA512) throw new Error(`${NAME} ${VERSION} of npm is not the one that was tried: ${hash}`);
    execFileSync('tar', ['-xzf', archive, '-C', work, 'package/src', 'package/public/wp-nightly']);

    const site = join(work, 'site');
    const builds = join(work, 'package');
    await unzip(join(builds, 'src/wordpress/wp-nightly.zip'), site);
    // The archive is what runs on a server; styles and scripts lie beside it.
    await cp(join(builds, 'public/wp-nightly'), site, { recursive: true, force: false });
    await rm(join(site, 'wp-content/database'), { recursive: true });
    await writeFile(join(site, 'wp-config.php'), CONFIG);
    await addSqlite(join(builds, 'src/sqlite-database-integration/sqlite-database-integration.zip'), site);
    await mkdir(dirname(WORDPRESS), { recursive: true });
    await rm(WORDPRESS, { recursive: true, force: true });
    await cp(site, `${WORDPRESS}.part`, { recursive: true });
    await rename(`${WORDPRESS}.part`, WORDPRESS);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function addSqlite(archive: string, site: string): Promise<void> {
  const plugins = join(site, 'wp-content/mu-plugins');
  await unzip(archive, plugins);
  const folder = join(plugins, 'sqlite-database-integration');
  await rename(`${folder}-main`, folder);
  await waitForWriters(join(folder, 'wp-includes/sqlite/class-wp-sqlite-translator.php'));
  const dropIn = await readFile(join(folder, 'db.copy'), 'utf8');
  await writeFile(
    join(site, 'wp-content/db.php'),
    dropIn
      .replace("'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'", "__DIR__ . '/mu-plugins/sqlite-database-integration'")
      .replaceAll('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php'),
  );
}

// A transaction that reads first and then writes does not wait for another that writes: SQLite refuses it at once, and
// WordPress loses what it wanted to store. One that says beforehand that it will write does wait.
async function waitForWriters(path: string): Promise<void> {
  const source = await readFile(path, 'utf8');
  const begin = "execute_sqlite_query( 'BEGIN' )";
  if (!source.includes(begin)) throw new Error(`No ${begin} in ${path}`);
  const reads = "preg_match( '/^\\s*(?:SELECT|SHOW|DESCRIBE)/i', (string) $this->mysql_query )";
  await writeFile(
    path,
    source.replace(begin, () => `execute_sqlite_query( ${reads} ? 'BEGIN' : 'BEGIN IMMEDIATE' )`),
  );
}

async function unzip(archive: string, folder: string): Promise<void> {
  for (const [path, bytes] of Object.entries(unzipSync(await readFile(archive)))) {
    if (path.endsWith('/')) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
