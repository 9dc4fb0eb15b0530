// `npm run package`: what is installed elsewhere, in `dist/packages`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pluginArchive } from './wordpress-plugin.ts';

const PACKAGES = join(import.meta.dirname, '../dist/packages');

await mkdir(PACKAGES, { recursive: true });
for (const { name, bytes } of [await pluginArchive()]) {
  await writeFile(join(PACKAGES, name), bytes);
  console.log(`dist/packages/${name}: ${bytes.length} bytes`);
}
