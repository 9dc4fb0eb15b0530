// A build takes the place of the last one while tests, or `npm start`, read that.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putInPlace } from '../../scripts/put-in-place.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'));
});

afterEach(() => rm(root, { recursive: true }));

async function write(folder: string, files: Record<string, string>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, folder, path)), { recursive: true });
    await writeFile(join(root, folder, path), text);
  }
  return join(root, folder);
}

test('what is new comes, what has changed is replaced, what is no longer made goes', async () => {
  const made = await write('made', { 'a.js': 'new', 'deep/er/b.js': 'new', 'deep/c.js': 'same' });
  const place = await write('place', { 'a.js': 'old', 'deep/c.js': 'same', 'deep/gone.js': 'old' });
  await putInPlace(made, place);
  expect(await readFile(join(place, 'a.js'), 'utf8')).toBe('new');
  expect(await readFile(join(place, 'deep/er/b.js'), 'utf8')).toBe('new');
  expect((await readdir(join(place, 'deep'))).sort()).toEqual(['c.js', 'er']);
  expect(await readdir(root)).toEqual(['place']);
});

test('whoever reads a file that is the same notices nothing: it is never away', async () => {
  const place = await write('place', { 'a.js': 'same' });
  const { ino, mtimeMs } = await stat(join(place, 'a.js'));
  await putInPlace(await write('made', { 'a.js': 'same' }), place);
  expect(await stat(join(place, 'a.js'))).toMatchObject({ ino, mtimeMs });
});

test('the first build needs no place to be there', async () => {
  const place = join(root, 'place');
  await putInPlace(await write('made', { 'a.js': 'new' }), place);
  expect(await readFile(join(place, 'a.js'), 'utf8')).toBe('new');
});
