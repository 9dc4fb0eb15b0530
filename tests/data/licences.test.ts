// What is bundled is somebody's work: its licence is served beside it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildEmbed } from '../../scripts/build.ts';
import { bundledPackages, licenceNotices } from '../../scripts/licences.ts';
import { bundleWorker } from '../../scripts/worker-bundle.ts';

test('the script leads to the notices of what is in it, and those are whole', async () => {
  const { files, packages } = await buildEmbed();
  const script = files.find(({ path }) => path === 'v1.js');
  expect(new TextDecoder().decode(script?.bytes)).toMatch(/^\/\*! Licences: \/embed\/licences\.txt \*\/\n/);
  expect(packages).toContain('node_modules/lit-html');
  const notices = await licenceNotices(packages);
  expect(notices).toMatch(/Pledgemark \(MIT\)[\s\S]*Copyright/);
  expect(notices).toMatch(/lit-html [\d.]+ \(BSD-3-Clause\)[\s\S]*Copyright \(c\) 2017 Google LLC/);
  expect(notices).toContain('Redistributions in binary form must reproduce the above copyright notice');
});

test('each package that the Worker is made of has its notice, whoever brought it along', async () => {
  const packages = bundledPackages([(await bundleWorker()).metafile]);
  // Not by their folders: one of them has another name here than its own.
  const names = packages.map((folder) => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).name);
  expect(names).toEqual(
    expect.arrayContaining([
      'canonicalize',
      'csv-parse',
      'fast-xml-builder',
      'hono',
      'jose',
      'micromark',
      'zod',
    ]),
  );
  const notices = await licenceNotices(packages);
  for (const name of names) expect(notices).toMatch(new RegExp(`(?:^|, )${name} \\d[^\\n]*\\(\\S+\\)`, 'm'));
  expect(notices).toContain('Apache License');
});

test('a package without a licence ends the build', async () => {
  await expect(licenceNotices(['node_modules/.bin'])).rejects.toThrow();
});
