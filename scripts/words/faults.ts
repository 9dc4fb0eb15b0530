// What a file of words lacks, and what of it nobody says, measured by the English one.
import { type Message, placesOf, type Words } from './read.ts';

/** What only some languages have: the months of one whose dates browsers do not know, and who has read it as a native speaker. */
const OPTIONAL = new Set(['language.months', 'language.reviewed']);

/** Every fault of one language, each a line that says where and what. */
export function faultsOf(code: string, words: Words, measure: Words): string[] {
  const missing = Object.keys(measure).filter((key) => !Object.hasOwn(words, key) && !OPTIONAL.has(key));
  const known = Object.entries(words).filter(([key]) => Object.hasOwn(measure, key) || OPTIONAL.has(key));
  const superfluous = Object.keys(words).filter((key) => !known.some(([name]) => name === key));
  return [
    ...ownFaults(code, words),
    ...missing.map((key) => `${key} is missing: ${JSON.stringify(measure[key])}`),
    ...superfluous.map((key) => `${key} is superfluous: English has no such message`),
    ...known.flatMap(([key, message]) => messageFaults(code, key, message, measure[key] ?? message)),
  ].map((fault) => `${code}.json: ${fault}`);
}

/** What a message may say, where it is no sentence. */
const VALUES: Record<string, [RegExp, string]> = {
  'language.direction': [/^(?:ltr|rtl)$/, '"ltr" or "rtl"'],
  'language.months': [/^\S+(?: \S+){11}$/, 'twelve names with a space between them'],
};

function ownFaults(code: string, words: Words): string[] {
  const name = 'the file is named by the code of its language alone, such as pt.json';
  const faults = Object.entries(VALUES).flatMap(([key, [allowed, wanted]]) => {
    const value = words[key] ?? '';
    return value === '' || (typeof value === 'string' && allowed.test(value)) ? [] : [`${key} is ${wanted}`];
  });
  return [...(/^[a-z]{2,3}$/.test(code) ? [] : [name]), ...faults];
}

/** The forms that a language has for numbers, such as `one` and `other`. */
export function pluralsOf(code: string): string[] {
  return new Intl.PluralRules(code).resolvedOptions().pluralCategories.toSorted();
}

function messageFaults(code: string, key: string, message: Message, english: Message): string[] {
  if (typeof message !== typeof english)
    return [
      typeof english === 'string'
        ? `${key} is one text`
        : `${key} has a form for each plural: ${pluralsOf(code)}`,
    ];
  const forms = typeof message === 'string' ? { [key]: message } : message;
  const faults = Object.entries(forms).flatMap(([form, text]) => (text.trim() ? [] : [`${form} is empty`]));
  if (typeof message !== 'string') faults.push(...pluralFaults(code, key, message));
  return [...faults, ...placeFaults(key, message, english)];
}

function pluralFaults(code: string, key: string, forms: Record<string, string>): string[] {
  const wanted = pluralsOf(code);
  return [
    ...wanted
      .filter((form) => !Object.hasOwn(forms, form))
      .map((form) => `${key} lacks its plural "${form}"`),
    ...Object.keys(forms)
      .filter((form) => !wanted.includes(form))
      .map((form) => `${key} has no plural "${form}"`),
  ];
}

// A plural may say its number in words: "two pledges".
function placeFaults(key: string, message: Message, english: Message): string[] {
  const [has, wanted] = [placesOf(message), placesOf(english)];
  return [
    ...wanted.filter((place) => !has.includes(place)).map((place) => `${key} lacks its place {${place}}`),
    ...has.filter((place) => !wanted.includes(place)).map((place) => `${key} has no place {${place}}`),
  ];
}
