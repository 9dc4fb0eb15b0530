// The one rule by which a pledge's address is made of its title: the desk's forms, the import and whoever asks for it
// make the same. A browser may have it.
import transliterate from '@sindresorhus/transliterate';
import { folded } from './fold.ts';

/** As long as a slug may be. */
const LONGEST = 120;
/** As short as a slug may be. */
const SHORTEST = 3;

/**
 * A name for a pledge's address, made of its title: in Latin letters, whatever its script, and as `language` writes them
 * (`ä` is `ae` in German and `a` in Swedish). Empty where the script has no letters that the library knows, such as Thai.
 */
export function slugOf(title: string, language?: string): string {
  const latin = transliterate(
    title.replace(/['’ʼ`´]/gu, ''),
    language === undefined ? {} : { locale: language },
  );
  return atMost(LONGEST, (folded(latin).match(/[a-z0-9]+/g) ?? []).join('-'));
}

/** The slug of a title, or where that comes out empty or too short `pledge-{key}`. `key`: what tells it from others. */
export function slugOrKey(title: string, key: string, language?: string): string {
  const slug = slugOf(title, language);
  return slug.length >= SHORTEST ? slug : atMost(LONGEST, `pledge-${slug || slugOf(key) || 'x'}`);
}

/** A slug that is not taken: the one that is wanted, or with the first number from 2 on that makes it free. */
export function freeSlug(wanted: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const ending = `-${number}`;
    const slug = atMost(LONGEST - ending.length, wanted) + ending;
    if (!isTaken(slug)) return slug;
  }
}

// Between words where that leaves most of it.
function atMost(length: number, slug: string): string {
  if (slug.length <= length) return slug;
  const cut = slug.slice(0, length);
  const end = cut.lastIndexOf('-');
  return (end > length / 2 && slug[length] !== '-' ? cut.slice(0, end) : cut).replace(/-+$/, '');
}
