// The WordPress plugin beside the rest: what it repeats of it, because PHP reads no TypeScript.
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import manifest from '../../custom-elements.json' with { type: 'json' };
import { pluginArchive } from '../../scripts/wordpress-plugin.ts';

const elements = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .filter((each) => 'tagName' in each && 'attributes' in each);

function listOf(source: string, name: string): string[] {
  const [, items = ''] = new RegExp(`const ${name} = array\\( (.*) \\);`).exec(source) ?? [];
  return items.split(', ').map((item) => item.slice(1, -1));
}

test('the plugin lets authors write every element with every attribute that the manifest names', async () => {
  const source = await readFile('widgets/wordpress/includes/elements.php', 'utf8');
  const attributes = new Set(elements.flatMap(({ attributes }) => attributes?.map(({ name }) => name) ?? []));
  attributes.delete('lang'); // any element of HTML has it
  expect(listOf(source, 'PLEDGEMARK_TAGS')).toEqual(elements.map(({ tagName }) => tagName).toSorted());
  expect(listOf(source, 'PLEDGEMARK_ATTRIBUTES')).toEqual([...attributes].toSorted());
});

test('the elements that the plugin gives a date are those that have one', async () => {
  const source = await readFile('widgets/wordpress/includes/elements.php', 'utf8');
  const dated = elements.filter(({ attributes }) => attributes?.some(({ name }) => name === 'as-of'));
  const names = dated.map(({ tagName }) => `'${tagName?.toUpperCase()}'`).join(', ');
  expect(source).toContain(`array( ${names} )`);
});

test('the plugin’s archive is one folder, of one version, and the same bytes each time', async () => {
  const { name, bytes } = await pluginArchive();
  const files = unzipSync(bytes);
  const paths = Object.keys(files);
  expect(name).toBe('pledgemark-wordpress-0.2.0.zip');
  expect(paths.filter((path) => !path.startsWith('pledgemark/'))).toEqual([]);
  for (const path of ['pledgemark.php', 'readme.txt', 'LICENSE', 'uninstall.php', 'badge.css'])
    expect(paths).toContain(`pledgemark/${path}`);
  expect(strFromU8(files['pledgemark/pledgemark.php'] ?? new Uint8Array())).toContain(
    'License:           GPL-2.0-or-later',
  );
  expect(Buffer.compare((await pluginArchive()).bytes, bytes)).toBe(0);
});
