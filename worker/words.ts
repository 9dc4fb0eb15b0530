// The words of pages are static assets: in the Worker itself, those of six languages would be 20 kB more, gzipped, and a page is
// said in one. Where they cannot be had, a page is in English: those words are in the Worker too, in a part that nobody
// loads as long as all is well.
import { env } from 'cloudflare:workers';
import type { Language } from '../data/words/languages.ts';
import type { Words } from '../data/words/words.ts';
import { withinTime } from './within-time.ts';

const TIMEOUT_MS = 5000;
/** After a failure, nobody else waits for the same for so long. */
const PAUSE_MS = 10_000;

// What has come, and not what is on its way: a fetch belongs to the request that sent it, and ends with it when its reader
// goes. Another page that waited for it would wait for ever.
const loaded = new Map<Language, Words>();
const failed = new Map<Language, number>();

/** The words of one language, asked for until they have come once in the life of an isolate; null where they cannot be had. */
export async function loadWords(language: Language): Promise<Words | null> {
  const known = loaded.get(language);
  if (known) return known;
  if (Date.now() < (failed.get(language) ?? 0) + PAUSE_MS) return null;
  try {
    const words = await withinTime(fetchWords(language), TIMEOUT_MS);
    loaded.set(language, words);
    return words;
  } catch (error) {
    console.error(error);
    failed.set(language, Date.now());
    return null;
  }
}

/** The English words that are in the Worker. */
export async function wordsWithin(): Promise<Words> {
  return (await import('../data/words/en.json')).default;
}

async function fetchWords(language: Language): Promise<Words> {
  const answer = await env.ASSETS.fetch(`https://assets.example/assets/words/${language}.json`);
  if (!answer.ok)
    throw new Error(`The words of ${language} are not among the static assets: ${answer.status}`);
  return answer.json<Words>();
}
