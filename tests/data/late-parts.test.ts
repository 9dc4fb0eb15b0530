// The files that the script is made of.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { EMBED_PARTS } from '../../scripts/build.ts';
import { bundleWithParts } from '../../scripts/late-parts.ts';

test('each part is named by what is in it, and a release that leaves it as it was keeps its name', async () => {
  const [{ files }, { files: others }] = await Promise.all([
    bundleWithParts('widgets/embed.ts', EMBED_PARTS),
    bundleWithParts('tests/widgets/other-release.ts', EMBED_PARTS),
  ]);
  for (const { path, text } of [...files, ...others].filter((file) => file.path !== 'v1.js'))
    expect(path).toContain(createHash('sha256').update(text).digest('hex').slice(0, 6));
  const kept = files.filter(({ path }) => others.some((other) => other.path === path));
  expect(kept.map(({ path }) => path.replace(/-\w+\.js$/, ''))).toEqual([
    'v1.js',
    'chunks/fr',
    'chunks/de',
    'chunks/es',
    'chunks/ar',
  ]);
  // What a part needs of the script it takes from the page: no file waits for another one.
  for (const { path, text } of files) expect(text, path).not.toMatch(/\bimport\s*["{*]|\}\s*from\s*"/);
});
