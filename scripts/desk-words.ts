// The desk app in another language than English: the build takes that language's words in place of the English ones.
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

const WORDS = join(import.meta.dirname, '../widgets/desk/words');
const ENGLISH = /\/(?:[a-z]+-)?words\.ts$/;

/** What the bundler of the app is told for a language: `de` is one file beside the English ones, with all that they export. */
export function deskWordsIn(language: string, folder = WORDS): Plugin[] {
  if (language === 'en') return [];
  const file = join(folder, `${language}.ts`);
  return [
    {
      name: 'desk-words',
      setup({ onResolve }) {
        onResolve({ filter: ENGLISH }, ({ path, importer, resolveDir }) => {
          const english = resolve(resolveDir, path);
          if (dirname(english) !== WORDS || importer.startsWith(file)) return undefined;
          // A copy of it for each English file. Of a copy only what is imported stays: a room loads its own words, as in English.
          return { path: file, suffix: `?${english.slice(WORDS.length + 1)}`, sideEffects: false };
        });
      },
    },
  ];
}
