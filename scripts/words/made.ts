// What is made of the files of words: the types by which a word is looked up, and the parts of the elements, each with the
// words that it says and no others.
import { pluralsOf } from './faults.ts';
import { placesOf, type Words } from './read.ts';

type All = ReadonlyMap<string, Words>;
/** A source file by its path. */
export type Made = { path: string; text: string };

const NOTICE = '// Made by `npm run words` of the files in data/words.\n';

/** Every file that is made of them. */
export function madeOf(all: All): Made[] {
  return [
    { path: 'data/words/languages.ts', text: languages(all) },
    { path: 'data/words/whole.ts', text: whole(all) },
    { path: 'widgets/words/badge-words.ts', text: badgeWords(all) },
    { path: 'widgets/words/languages.ts', text: blockLanguages(all) },
    ...[...all].map(([code, words]) => ({ path: `widgets/words/${code}.ts`, text: blockWords(code, words) })),
  ];
}

const each = (all: All, write: (words: Words, code: string) => string) =>
  [...all].map(([code, words]) => `  ${code}: ${write(words, code)},\n`).join('');
const literal = (key: string) => (words: Words) => JSON.stringify(words[key]);
const union = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(' | ') || 'never';

function languages(all: All): string {
  const english = Object.entries([...all.values()][0] ?? {});
  const fromRight = [...all].flatMap(([code, words]) =>
    words['language.direction'] === 'rtl' ? [code] : [],
  );
  return `${NOTICE}
/** The languages that there are words in, by the names that they have for themselves. */
export const LANGUAGES = {\n${each(all, literal('language.name'))}} as const;
export type Language = keyof typeof LANGUAGES;

/** Those of them that are written from right to left. */
export const FROM_RIGHT: readonly Language[] = ${JSON.stringify(fromRight)};

/** Who has read all words of a language as a native speaker, and when; null as long as nobody has. */
export const REVIEWED: Record<Language, string | null> = {\n${each(all, (words) => JSON.stringify(words['language.reviewed'] ?? null))}};

/** What stands in the place of a verdict that the desk took back. */
export const WITHDRAWN = {\n${each(all, literal('record.withdrawn'))}} satisfies Record<Language, string>;

/** The forms that each language has for numbers, by Intl.PluralRules. */
export type Plurals = {\n${each(all, (_, code) => union(pluralsOf(code)))}};

/** The places that each message has. */
export type Places = {\n${english.map(([key, message]) => `  ${JSON.stringify(key)}: ${union(placesOf(message))};\n`).join('')}};
`;
}

function whole(all: All): string {
  const imports = [
    ...[...all.keys()].map((code) => `import type ${code} from './${code}.json';\n`),
    "import type { Language } from './languages.ts';\n",
    "import type { WordsOf } from './words.ts';\n",
  ].toSorted((one, other) => ((one.split("'")[1] ?? '') < (other.split("'")[1] ?? '') ? -1 : 1));
  return `${NOTICE}// Compiles as long as no file lacks a word or a plural form.

${imports.join('')}
type Whole<L extends Language, File extends WordsOf<L>> = File;

/** What each file says. */
export type Files = {\n${each(all, (_, code) => `Whole<'${code}', typeof ${code}>`).replaceAll(',\n', ';\n')}};
`;
}

/** Heard in their own words from the first badge on. A further one is as soon as its words have come, and costs other pages its code. */
const IN_SCRIPT = new Set(['en', 'cy', 'fr', 'de', 'es', 'ar']);
/** As English is written, so that it need not be said. */
const USUAL: Words = { 'language.colon': ': ', 'language.direction': 'ltr' };
const isUnusual = (words: Words, key: string) => words[key] !== undefined && words[key] !== USUAL[key];

function badgeWords(all: All): string {
  const verdict = (words: Words, code: string) =>
    IN_SCRIPT.has(code) ? literal('badge.verdict')(words) : "''";
  const unusual = (key: string) =>
    each(
      new Map([...all].filter(([code, words]) => IN_SCRIPT.has(code) && isUnusual(words, key))),
      literal(key),
    );
  return `// What every badge says beside the desk's own words: all of it is heard, none of it seen. It is part of the script in six
// languages: a file for each would cost the pages that are not English a third request for their first badge. That of any other is
// empty until it has come with the words of its cards and blocks.
${NOTICE}import type { Text } from './text.ts';

/** By language; the day comes formatted. */
export const badgeWords: Record<Language, Text<'by' | 'on'> | ''> = {\n${each(all, verdict)}};

/** What stands between a verdict and its promise, where it is not written as in English. */
export const colons: Partial<Record<Language, string>> = {\n${unusual('language.colon')}};

/** The months of a language whose days not every browser knows. */
export const months: Partial<Record<Language, string>> = {\n${unusual('language.months')}};

/** A language that the elements speak. */
export type Language = ${union([...all.keys()])};
`;
}

function blockLanguages(all: All): string {
  return `${NOTICE}// English comes along: readers whose language we do not speak have it, too.
import type { Language } from './badge-words.ts';
import type { BlockWords } from './block-words.ts';
import { words as english } from './en.ts';

/** The words of each language, a file for each: a page loads one. */
export const WORDS: Record<Language, () => Promise<{ words: BlockWords }>> = {
${each(all, (_, code) => (code === 'en' ? 'async () => ({ words: english })' : `() => import('./${code}.ts')`))}};
`;
}

/** What the script has of its languages, and of the others nobody yet. */
const HEARD = { verdict: 'badge.verdict', colon: 'language.colon', months: 'language.months' };

function blockWords(code: string, words: Words): string {
  const manner = { direction: 'language.direction', ...(IN_SCRIPT.has(code) ? {} : HEARD) };
  const written = Object.entries(manner).flatMap(([name, key]) =>
    isUnusual(words, key) ? [[name, words[key]]] : [],
  );
  const said = Object.entries(words).filter(([key]) => key.startsWith('blocks.'));
  const entries = [...written, ...said.map(([key, text]) => [key.slice('blocks.'.length), text])];
  return `${NOTICE}import type { BlockWords } from './block-words.ts';

export const words: BlockWords = {\n${entries.map(([name, text]) => `  ${name}: ${JSON.stringify(text)},\n`).join('')}};
`;
}
