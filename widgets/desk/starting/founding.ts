// A tracker that is being founded: the document itself, as it will be sent, read and changed by JSON pointer as a draft of a
// pledge is. Ids follow the labels that they are made of for as long as nobody has chosen another.

import type { Outcome } from '../../../data/outcome.ts';
import { slugOf } from '../../../data/slug.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { valueAt, withValue } from '../common/draft.ts';
import { verdictsOf } from './presets.ts';
import { startingTexts } from './starting-texts.ts';

type Partly<Value> = Value extends readonly (infer Item)[]
  ? Partly<Item>[]
  : Value extends object
    ? { [Name in keyof Value]?: Partly<Value[Name]> | undefined }
    : Value;

/** As much of a tracker as has been typed. */
export type TrackerDraft = Partly<Tracker>;

/** The steps, in the order in which a desk knows the answers. */
export const STEPS = ['desk', 'subject', 'verdicts', 'topics', 'manifesto', 'readers', 'page'] as const;
export type Step = (typeof STEPS)[number];

const FIELDS_OF: Record<Exclude<Step, 'page'>, readonly string[]> = {
  desk: ['publisher', 'name', 'id', 'language', 'timezone'],
  subject: ['subject'],
  verdicts: ['scheme'],
  topics: ['categories', 'facets'],
  manifesto: ['documents'],
  readers: [
    'corrections',
    'methodology',
    'imprint',
    'funding',
    'privacy',
    'licence',
    'review',
    'reviewEvery',
    'indexed',
  ],
};

/** The step in which a field is; the last for what has none. */
export function stepOf(pointer: string): Step {
  const field = pointer.split('/')[1] ?? '';
  return STEPS.find((step) => step !== 'page' && FIELDS_OF[step].includes(field)) ?? 'page';
}

/** What a founding begins with: the language and the clock of whoever founds, and honest texts with blanks. */
export function begun(language: string, timezone: string, today: string): TrackerDraft {
  const year = Number(today.slice(0, 4));
  return {
    id: '',
    name: '',
    language,
    timezone,
    publisher: { name: '', url: '' },
    subject: { name: '', term: { start: '' } },
    scheme: { id: 'plain', version: 1, verdicts: verdictsOf('plain', language) },
    categories: [],
    documents: [{ id: '', title: '', year }],
    licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    ...startingTexts(language),
    corrections: {},
    review: 'one',
    reviewEvery: 90,
    indexed: true,
  };
}

/** An id inside a tracker, made of a label in the tracker's language; `taken` has those that it may not be. */
export function idFrom(label: string, language: string, taken: readonly string[] = [], most = 80): string {
  const made = slugOf(label, language).slice(0, most).replace(/-$/, '');
  if (!taken.includes(made) || made === '') return made;
  for (let number = 2; ; number += 1) {
    const other = `${made.slice(0, most - 4)}-${number}`;
    if (!taken.includes(other)) return other;
  }
}

const NAMED = /^(.*)\/(?:label\/[^/]+|title|name)$/;

/** The draft with another value at a pointer, and what follows from it. */
export function changed(draft: TrackerDraft, pointer: string, value: unknown): TrackerDraft {
  if (pointer === '/language') return inLanguage(draft, String(value));
  const [, thing] = NAMED.exec(pointer) ?? [];
  const isNamed = thing !== undefined && (thing === '' || valueAt(draft, `${thing}/id`) !== undefined);
  const next = isNamed ? withId(draft, thing, pointer, value) : withValue(draft, pointer, value);
  const outcome = /^(\/scheme\/verdicts\/\d+)\/outcome$/.exec(pointer)?.[1];
  if (!outcome) return next;
  const chosen = value as Outcome;
  return withValue(
    withValue(next, `${outcome}/final`, isFinal(chosen)),
    `${outcome}/counted`,
    isCountable(chosen),
  );
}

/** Neither of these says how a promise went, so neither is part of a percentage. */
export function isCountable(outcome: Outcome): boolean {
  return outcome !== 'unrated' && outcome !== 'unclear';
}

function isFinal(outcome: Outcome): boolean {
  return outcome === 'kept' || outcome === 'broken' || outcome === 'partial';
}

function withId(draft: TrackerDraft, thing: string, pointer: string, value: unknown): TrackerDraft {
  const { language = 'en' } = draft;
  const before = String(valueAt(draft, pointer) ?? '');
  const id = String(valueAt(draft, `${thing}/id`) ?? '');
  // The words in other languages stood for the old ones.
  const isLabel = pointer.includes('/label/');
  const at = isLabel ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
  const named = withValue(
    draft,
    at,
    isLabel ? { [pointer.slice(at.length + 1)]: value ?? '' } : (value ?? ''),
  );
  const most = thing === '' ? 120 : 80;
  const isMade =
    id === '' || id.replace(/-\d+$/, '') === idFrom(before, language, [], most).replace(/-\d+$/, '');
  if (!isMade) return named;
  const made = idFrom(String(value ?? ''), language, siblings(draft, thing), most);
  return withValue(named, `${thing}/id`, made);
}

function siblings(draft: TrackerDraft, thing: string): string[] {
  const [, list = '', own] = /^(.*)\/(\d+)$/.exec(thing) ?? [];
  const things = list === '' ? [] : ((valueAt(draft, list) ?? []) as { id?: string }[]);
  return things.filter((_, at) => at !== Number(own)).map(({ id = '' }) => id);
}

type Words = Record<string, string>;

// What was written under one language goes on under the other; what has words in that has them already.
function inLanguage(draft: TrackerDraft, language: string): TrackerDraft {
  const before = draft.language ?? '';
  const move = (text: Words | undefined = {}): Words => {
    const { [before]: own, [language]: there, ...others } = text;
    return { [language]: there ?? own ?? Object.values(others)[0] ?? '', ...others };
  };
  const label = <Thing extends { label?: object | undefined }>(thing: Thing) => ({
    ...thing,
    label: move(thing.label as Words),
  });
  const texts = startingTexts(before);
  const untouched = (Object.keys(texts) as (keyof typeof texts)[]).filter(
    (name) => draft[name] === texts[name],
  );
  const begin = startingTexts(language);
  const { id = '', name = '' } = draft;
  return {
    ...draft,
    // Its name stands beside the language: the address is made of it as the language that is chosen writes its letters.
    id: id === idFrom(name, before, [], 120) ? idFrom(name, language, [], 120) : id,
    ...Object.fromEntries(untouched.map((name) => [name, begin[name]])),
    language,
    scheme: {
      ...draft.scheme,
      verdicts: isUntouched(draft)
        ? verdictsOf(draft.scheme?.id ?? '', language)
        : (draft.scheme?.verdicts ?? []).map((verdict) => ({
            ...label(verdict),
            definition: move(verdict.definition as Words),
          })),
    },
    categories: (draft.categories ?? []).map(label),
    ...(draft.facets
      ? {
          facets: draft.facets.map((facet) => ({ ...label(facet), values: (facet.values ?? []).map(label) })),
        }
      : {}),
  };
}

/** Whether the verdicts are those of their preset, word for word. */
export function isUntouched({ scheme, language = '' }: TrackerDraft): boolean {
  return JSON.stringify(scheme?.verdicts) === JSON.stringify(verdictsOf(scheme?.id ?? '', language));
}

/** The labels in a pasted list: one a line, or a row of a sheet; without bullets and numbers before them. */
export function labelsIn(pasted: string): string[] {
  const lines = pasted.split(/[\n\r\t]+/).map((line) =>
    line
      .trim()
      .replace(/^(?:[-*•–]|\d{1,3}[.)])\s+/u, '')
      .trim(),
  );
  return [...new Set(lines)].filter((line) => line !== '');
}

/** Things of a list with more that are named by these labels, each with an id of its own; a label that is there is left out. */
export function withLabels<Thing extends { id?: string | undefined; label?: object | undefined }>(
  things: readonly Thing[],
  labels: readonly string[],
  language: string,
): (Thing | { id: string; label: Words })[] {
  const list: (Thing | { id: string; label: Words })[] = [...things];
  for (const label of labels) {
    const known = list.map((thing) => (thing.label as Words | undefined)?.[language]);
    if (known.includes(label)) continue;
    list.push({
      id: idFrom(
        label,
        language,
        list.map(({ id = '' }) => id),
      ),
      label: { [language]: label },
    });
  }
  return list;
}

/** A list with one of its things at another place. */
export function moved<Thing>(things: readonly Thing[], from: number, to: number): Thing[] {
  const list = [...things];
  list.splice(to, 0, ...list.splice(from, 1));
  return list;
}

/** What is sent: without spaces around words, and verdicts in the order in which they stand. */
export function trackerOf(draft: TrackerDraft): unknown {
  const verdicts = (draft.scheme?.verdicts ?? []).map((verdict, order) => ({ ...verdict, order }));
  const tracker = { claimReview: false, ...draft, scheme: { ...draft.scheme, verdicts } };
  return JSON.parse(JSON.stringify(tracker), (_, value) =>
    typeof value === 'string' ? value.trim() : value,
  );
}
