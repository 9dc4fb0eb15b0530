// A build takes the place of the one before it, while somebody may be reading that: tests, or `npm start`.
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Moves what differs from a folder to another, takes out of that what is no longer made, and ends the first. */
export async function putInPlace(made: string, place: string): Promise<void> {
  await mkdir(place, { recursive: true });
  const [wanted, there] = await Promise.all([filesIn(made), filesIn(place)]);
  for (const path of wanted) {
    if (there.has(path) && (await isSame(join(made, path), join(place, path)))) continue;
    await mkdir(dirname(join(place, path)), { recursive: true });
    await rename(join(made, path), join(place, path));
  }
  for (const path of there) if (!wanted.has(path)) await rm(join(place, path));
  await rm(made, { recursive: true });
}

async function filesIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)),
  );
}

async function isSame(one: string, other: string): Promise<boolean> {
  return (await readFile(one)).equals(await readFile(other));
}
