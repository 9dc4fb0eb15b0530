// What publishers have pinned stays as it is, byte for byte, and nothing of it is lost.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleRelease } from '../../scripts/release.ts';
import {
  addRelease,
  describeRelease,
  lostReleases,
  readReleases,
  releaseFaults,
  writeReleases,
} from '../../scripts/releases.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pledgemark-releases-'));
  await writeFile(join(folder, 'manifest.json'), '{ "releases": [] }');
});

afterEach(() => rm(folder, { recursive: true }));

const DAY = '2026-12-01T00:00:00.000Z';

function add(version: string, code: string, releasedAt: string | null = DAY): Promise<void> {
  const script = new TextEncoder().encode(code);
  return addRelease(describeRelease(version, releasedAt, script), { script, notices: 'MIT' }, folder);
}

test('a release is one file that imports nothing, and leads to its own notices', async () => {
  const { script, notices } = await bundleRelease('9.8.7');
  const text = new TextDecoder().decode(script);
  expect(text).toMatch(/^\/\*! Pledgemark 9\.8\.7\. Licences: \/embed\/9\.8\.7\.licences\.txt \*\/\n/);
  expect(text).not.toMatch(/\bimport\s*[("'{*]/);
  expect(text).toContain('pledge-summary');
  expect(notices).toContain('lit-html');
});

test('a changed byte, a missing file and a strange one are each told', async () => {
  await add('0.1.0', 'export {};');
  await add('0.2.0', 'export { };');
  expect(await releaseFaults(folder)).toEqual([]);
  expect((await readReleases(folder)).releases.map(({ version }) => version)).toEqual(['0.2.0', '0.1.0']);

  await writeFile(join(folder, '0.1.0.js'), 'export {}; ');
  await rm(join(folder, '0.2.0.licences.txt'));
  await writeFile(join(folder, '0.3.0.js'), '');
  expect(await releaseFaults(folder)).toEqual([
    '0.2.0.licences.txt is missing',
    expect.stringMatching(/^0\.1\.0\.js is not what was released: its integrity is sha384-[\w+/]{64}$/),
    '0.3.0.js belongs to no release',
  ]);
});

test('what was released is never built anew; what was not may be, and then be released', async () => {
  await add('0.1.0', 'first try', null);
  await add('0.1.0', 'second try', null);
  await add('0.1.0', 'released');
  await expect(add('0.1.0', 'after that')).rejects.toThrow(/^0\.1\.0 was released on 2026-12-01/);
  await expect(add('0.1.0', 'released', null)).rejects.toThrow('set the next version');
  const { releases } = await readReleases(folder);
  expect(releases).toEqual([describeRelease('0.1.0', DAY, new TextEncoder().encode('released'))]);
  expect(await releaseFaults(folder)).toEqual([]);
});

test('a release that an earlier commit had and this one has not, or has otherwise, is told', async () => {
  await add('0.1.0', 'released');
  await add('0.2.0', 'tried', null);
  const earlier = await readReleases(folder);
  expect(lostReleases([earlier], earlier)).toEqual([]);
  expect(lostReleases([earlier], { releases: [] })).toEqual([
    expect.stringMatching(/^0\.1\.0 \(sha384-.+\) was released, and is gone$/),
  ]);
  const other = describeRelease('0.1.0', DAY, new TextEncoder().encode('another'));
  expect(lostReleases([earlier, earlier], { releases: [other] })).toHaveLength(1);
  const thawed = earlier.releases.map((release) => ({ ...release, releasedAt: null }));
  expect(lostReleases([earlier], { releases: thawed })).toHaveLength(1);
});

test('a deployment serves what is released, and only a demonstration what may still change', async () => {
  await add('0.1.0', 'released');
  await add('0.2.0', 'tried', null);
  for (const [name, served] of [
    ['deployment', ['0.1.0.js', '0.1.0.licences.txt']],
    ['demonstration', ['0.1.0.js', '0.1.0.licences.txt', '0.2.0.js', '0.2.0.licences.txt']],
  ] as const) {
    const embed = join(folder, name);
    await mkdir(embed);
    await writeReleases(embed, { unreleased: name === 'demonstration' }, folder);
    expect((await readdir(embed)).sort()).toEqual([...served, 'manifest.json']);
    const { releases } = await readReleases(embed);
    expect(releases.flatMap(({ version }) => [`${version}.js`, `${version}.licences.txt`]).sort()).toEqual(
      served,
    );
  }
});
