// What a deployment keeps for pages that hold the script of an earlier one.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildEmbed } from '../../scripts/build.ts';
import { keepOlderChunks } from '../../scripts/older-chunks.ts';
import { type Publisher, startPublisher } from './publisher.ts';

const folders: string[] = [];
const sites: Publisher[] = [];

afterEach(async () => {
  for (const site of sites.splice(0)) site.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

type Parts = Record<string, string>;

/** A build with these chunks. */
async function build(parts: Parts): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embed-'));
  folders.push(folder);
  await mkdir(join(folder, 'chunks'));
  for (const [name, text] of Object.entries(parts)) await writeFile(join(folder, 'chunks', name), text);
  return folder;
}

/** Serves a build, as an installation does. */
async function deploy(folder: string, without?: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.js(on)?$/.test(name));
  const pages = names.map(async (name) => [
    `/embed/${name}`,
    { body: await readFile(join(folder, name), 'utf8') },
  ]);
  const served = Object.fromEntries(await Promise.all(pages));
  delete served[`/embed/${without}`];
  const site = await startPublisher(served);
  sites.push(site);
  return site.origin;
}

const listOf = async (folder: string) => JSON.parse(await readFile(join(folder, 'chunks.json'), 'utf8'));
const textOf = (folder: string, name: string) => readFile(join(folder, 'chunks', name), 'utf8');

test('every part of the script of today is still served after two more deployments, and gone a month later', async () => {
  const { files } = await buildEmbed();
  const parts = files.filter(({ path }) => path.startsWith('chunks/'));
  const first = await build(
    Object.fromEntries(
      parts.map(({ path, bytes }) => [path.slice('chunks/'.length), new TextDecoder().decode(bytes)]),
    ),
  );
  const nowhere = await deploy(await build({}));
  expect(await keepOlderChunks(first, nowhere)).toEqual([`${nowhere}/embed/chunks.json answered 404`]);

  const second = await build({ 'views-22222222.js': 'second' });
  expect(await keepOlderChunks(second, await deploy(first), new Date('2026-11-02'))).toEqual([]);
  const third = await build({ 'views-33333333.js': 'third' });
  expect(await keepOlderChunks(third, await deploy(second), new Date('2026-11-20'))).toEqual([]);
  expect(parts.length).toBeGreaterThan(6);
  for (const { path, bytes } of parts)
    expect(await readFile(join(third, path), 'utf8')).toBe(new TextDecoder().decode(bytes));
  const list = await listOf(third);
  expect(Object.keys(list)).toHaveLength(parts.length + 2);
  expect([list['views-22222222.js'], list['views-33333333.js']]).toEqual(['2026-11-20T00:00:00.000Z', null]);

  const fourth = await build({ 'views-22222222.js': 'second' });
  await keepOlderChunks(fourth, await deploy(third), new Date('2026-12-03'));
  expect(await listOf(fourth)).toEqual({
    'views-22222222.js': null,
    'views-33333333.js': '2026-12-03T00:00:00.000Z',
  });
});

test('a deployment goes on without what cannot be had, and says what that is', async () => {
  const before = await build({ 'en-00009999.js': 'gone', 'views-55555555.js': 'stays' });
  await keepOlderChunks(before, await deploy(await build({})));
  const origin = await deploy(before, 'chunks/en-00009999.js');
  const next = await build({});
  expect(await keepOlderChunks(next, origin)).toEqual([`${origin}/embed/chunks/en-00009999.js answered 404`]);
  expect(Object.keys(await listOf(next))).toEqual(['views-55555555.js']);

  const away = await build({ 'views-11111111.js': 'own' });
  expect(await keepOlderChunks(away, 'http://127.0.0.1:1')).toEqual([
    'http://127.0.0.1:1/embed/chunks.json does not answer',
  ]);
  expect(await listOf(away)).toEqual({ 'views-11111111.js': null });
});

test('what a list names can neither leave its folder nor replace what the build has made', async () => {
  const before = await build({ 'views-cccccccc.js': 'before' });
  const names = ['../v1.js', '/etc/x-aaaaaaaa.js', 'views-cccccccc.js', '__proto__', 'x-aaaaaaaa.html'];
  await writeFile(
    join(before, 'chunks.json'),
    `{${names.map((name) => `${JSON.stringify(name)}:null`).join()}}`,
  );
  const next = await build({ 'views-cccccccc.js': 'own' });
  expect(await keepOlderChunks(next, await deploy(before))).toEqual([]);
  expect(await listOf(next)).toEqual({ 'views-cccccccc.js': null });
  expect(await textOf(next, 'views-cccccccc.js')).toBe('own');
  expect(await readdir(next)).toEqual(['chunks', 'chunks.json']);
});
