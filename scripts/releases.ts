// The releases of the script: `/embed/0.1.0.js`, every one there ever was. A deployment replaces all assets, and a page that
// names a release with its `integrity` takes no other bytes: so they are committed, and a released one never changes.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliSize } from './brotli.ts';

const ROOT = join(import.meta.dirname, '..');
export const RELEASES = join(ROOT, 'widgets/releases');
const MANIFEST = 'manifest.json';
const README = 'README.md';

/**
 * One release of the script, in one file. `releasedAt` is null as long as it may still be built anew; `brotli` is its size in
 * bytes at quality 11; `integrity` is what a page writes on its tag.
 */
export type Release = {
  version: string;
  releasedAt: string | null;
  path: string;
  bytes: number;
  brotli: number;
  integrity: string;
  notices: string;
};

/** `/embed/manifest.json`, the newest release first. */
export type ReleaseManifest = { releases: Release[] };

/** A file's name below `/embed/`, and here. */
export const scriptName = (version: string) => `${version}.js`;
export const noticesName = (version: string) => `${version}.licences.txt`;

export async function readReleases(folder = RELEASES): Promise<ReleaseManifest> {
  return JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
}

/** What a manifest says of a file. */
export function describeRelease(version: string, releasedAt: string | null, script: Uint8Array): Release {
  return {
    version,
    releasedAt,
    path: `/embed/${scriptName(version)}`,
    bytes: script.length,
    brotli: brotliSize(script),
    integrity: `sha384-${createHash('sha384').update(script).digest('base64')}`,
    notices: `/embed/${noticesName(version)}`,
  };
}

/**
 * Puts a release into the folder. Throws where that version was released: what publishers have pinned is not written anew.
 */
export async function addRelease(
  release: Release,
  files: { script: Uint8Array; notices: string },
  folder = RELEASES,
): Promise<void> {
  const { version } = release;
  const { releases } = await readReleases(folder);
  const same = releases.find((each) => each.version === version);
  if (same?.releasedAt)
    throw new Error(`${version} was released on ${same.releasedAt}: set the next version in package.json`);
  const others = releases.filter((each) => each !== same);
  const manifest: ReleaseManifest = { releases: [release, ...others] };
  await writeFile(join(folder, scriptName(version)), files.script);
  await writeFile(join(folder, noticesName(version)), files.notices);
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What is wrong with the folder: a file that is not what the manifest says, is missing, or is in no release. */
export async function releaseFaults(folder = RELEASES): Promise<string[]> {
  const { releases } = await readReleases(folder);
  const names = await readdir(folder);
  const known = new Set([MANIFEST, README]);
  const faults: string[] = [];
  for (const release of releases) {
    const { version, releasedAt } = release;
    const own = [scriptName(version), noticesName(version)];
    if (own.some((name) => known.has(name))) faults.push(`${version} is there twice`);
    for (const name of own) known.add(name);
    const missing = own.filter((name) => !names.includes(name));
    faults.push(...missing.map((name) => `${name} is missing`));
    if (missing.length > 0) continue;
    const script = await readFile(join(folder, scriptName(version)));
    const is = describeRelease(version, releasedAt, script);
    if (JSON.stringify(is) !== JSON.stringify(release))
      faults.push(`${scriptName(version)} is not what was released: its integrity is ${is.integrity}`);
  }
  const strange = names.filter((name) => !known.has(name));
  return [...faults, ...strange.map((name) => `${name} belongs to no release`)];
}

/** What was released once, by the manifests of `earlier`, and is not there any more as it was. */
export function lostReleases(earlier: ReleaseManifest[], { releases }: ReleaseManifest): string[] {
  const released = earlier.flatMap((manifest) => manifest.releases).filter(({ releasedAt }) => releasedAt);
  const lost = released.filter(
    (was) =>
      !releases.some(
        ({ version, integrity, releasedAt }) =>
          version === was.version && integrity === was.integrity && releasedAt !== null,
      ),
  );
  return [
    ...new Set(lost.map(({ version, integrity }) => `${version} (${integrity}) was released, and is gone`)),
  ];
}

/** The manifests of every commit that touched it; none where there is no history, as in an archive. */
export async function earlierManifests(): Promise<ReleaseManifest[]> {
  const path = `widgets/releases/${MANIFEST}`;
  const git = async (...args: string[]) => (await promisify(execFile)('git', args, { cwd: ROOT })).stdout;
  const commits = await git('log', '--format=%H', '--diff-filter=AM', '--', path).catch(() => '');
  return Promise.all(
    commits
      .split('\n')
      .filter(Boolean)
      .map(async (commit) => JSON.parse(await git('show', `${commit}:${path}`))),
  );
}

/**
 * Writes the releases below `/embed/`, and the manifest that names them. One that is not released yet may change, and its
 * address is kept by browsers for a year: only a demonstration has it.
 */
export async function writeReleases(
  embed: string,
  { unreleased }: { unreleased: boolean },
  folder = RELEASES,
): Promise<void> {
  const { releases } = await readReleases(folder);
  const served = releases.filter(({ releasedAt }) => unreleased || releasedAt !== null);
  for (const { version } of served)
    for (const name of [scriptName(version), noticesName(version)])
      await cp(join(folder, name), join(embed, name));
  const manifest: ReleaseManifest = { releases: served };
  await writeFile(join(embed, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (import.meta.main) {
  const faults = [
    ...(await releaseFaults()),
    ...lostReleases(await earlierManifests(), await readReleases()),
  ];
  if (faults.length > 0)
    throw new Error(`The releases in widgets/releases are not as they were:\n${faults.join('\n')}`);
}
