// Writes the gallery among the static files, so that any installation has one, with data or without.
import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LANGUAGES, type Language } from '../../data/words/languages.ts';
import { galleryDocuments } from './documents.ts';
import { galleryPage, galleryPath } from './page.ts';
import { loadSitePages } from './site-bundle.ts';
import { wordsPage } from './words-page.ts';

const STYLESHEET = join(import.meta.dirname, '../../widgets/gallery/gallery.css');

/**
 * Puts pages, documents and a copy of the built script below `/gallery`: a script reads the API beside it, so this one
 * reads the gallery's.
 */
export async function writeGallery(assets: string): Promise<void> {
  const gallery = join(assets, 'gallery');
  await cp(join(assets, 'embed'), join(gallery, 'embed'), { recursive: true });
  await copyFile(STYLESHEET, join(gallery, 'gallery.css'));
  for (const language of Object.keys(LANGUAGES) as Language[])
    await writeFile(`${join(assets, galleryPath(language))}.html`, galleryPage(language));
  await writeWords(gallery);
  for (const [path, document] of galleryDocuments()) {
    const file = join(gallery, 'api/v1', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(document));
  }
}

// The words of every language, in a table and on the pages of the site.
async function writeWords(gallery: string): Promise<void> {
  const sitePages = await loadSitePages(join(gallery, 'bundle'));
  await rm(join(gallery, 'bundle'), { recursive: true });
  await mkdir(join(gallery, 'words'), { recursive: true });
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const pages = await sitePages(language);
    await mkdir(join(gallery, 'site', language), { recursive: true });
    for (const [name, page] of pages) await writeFile(join(gallery, 'site', language, `${name}.html`), page);
    await writeFile(join(gallery, 'words', `${language}.html`), wordsPage(language, pages.keys()));
  }
}
