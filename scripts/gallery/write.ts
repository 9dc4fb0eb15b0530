// Writes the gallery among the static files, so that any installation has one, with data or without.
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { galleryDocuments } from './documents.ts';
import { LANGUAGES } from './fiction.ts';
import { galleryPage, galleryPath } from './page.ts';

const STYLESHEET = join(import.meta.dirname, '../../widgets/gallery/gallery.css');

/**
 * Puts pages, documents and a copy of the built script below `/gallery`: a script reads the API beside it, so this one
 * reads the gallery's.
 */
export async function writeGallery(assets: string): Promise<void> {
  const gallery = join(assets, 'gallery');
  await cp(join(assets, 'embed'), join(gallery, 'embed'), { recursive: true });
  await copyFile(STYLESHEET, join(gallery, 'gallery.css'));
  for (const language of LANGUAGES)
    await writeFile(`${join(assets, galleryPath(language))}.html`, galleryPage(language));
  for (const [path, document] of galleryDocuments()) {
    const file = join(gallery, 'api/v1', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(document));
  }
}
