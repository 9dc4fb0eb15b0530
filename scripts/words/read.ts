// The files of words as they lie in data/words, one for each language.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../data/words');

/** The language that all others are measured by. */
export const MEASURE = 'en';

/** What is said, with its places in braces; or its forms by the categories of plurals of the language. */
export type Message = string | Record<string, string>;
export type Words = Record<string, Message>;

// In the order in which they came, so that a new one changes nothing before it.
const FIRST = [MEASURE, 'cy', 'fr', 'de', 'es', 'ar'];
const placeOf = (code: string) => (FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length);

/** The words of each language, English first. */
export function readWords(): Map<string, Words> {
  const codes = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort((one, other) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1));
  return new Map(codes.map((code) => [code, parsed(`${code}.json`)]));
}

function parsed(file: string): Words {
  try {
    return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}

/** The places of a message, each once: `on`, `by`. */
export function placesOf(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/{(\w+)}/g)].map(([, place = '']) => place)))];
}
