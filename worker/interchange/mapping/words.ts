// What the words of a sheet stand for: by hand, by an id of the tracker, or by one of its labels, in this order.
import { choiceFault } from '../../../data/explain.ts';
import type { Fault } from '../../../data/fault.ts';
import { foldWord } from '../../../data/import-fields.ts';
import type { Mapping } from '../../../data/import-mapping.ts';
import { EVIDENCE_TYPES, pledgeContentSchema, REASONS, SCHEDULES } from '../../../data/pledge.ts';
import type { Tracker } from '../../../data/tracker.ts';

/** `labels`: what else it is called, and its ids of before. */
type Named = { id: string; labels: string[] };
/** An id; null, where the word stands for nothing; or why it is none. */
export type Meant = { id: string | null } | { fault: Fault };
/** What has been made of words: a category, or a value of a facet. */
export type Made = { field: string; id: string; label: string };

const OF: Record<string, string> = { verdict: 'a verdict', categories: 'a category', document: 'a document' };

/** Reads words by a mapping and a tracker; `made` gathers what they make. */
export function wordReader(tracker: Tracker, { words }: Mapping) {
  const made = new Map<string, Made>();
  const known = new Map<string, Map<string, Meant>>();
  const choices = new Map<string, string[]>();

  function knownOf(field: string): Map<string, Meant> {
    const found = known.get(field);
    if (found) return found;
    const meanings = new Map<string, Meant>();
    const named = namedBy(tracker, field);
    for (const { id, labels } of named) for (const label of labels) meanings.set(foldWord(label), { id });
    // An id is stronger than another's label, and what was said by hand stronger than both.
    for (const { id } of named) meanings.set(id, { id });
    // What was said by hand may be an id of before, or a label.
    const byHand = Object.entries(words[field] ?? {}).map(([word, meaning]): [string, Meant] => [
      foldWord(word),
      typeof meaning === 'string'
        ? (meanings.get(foldWord(meaning)) ?? { id: meaning })
        : { id: meaning?.id ?? null },
    ]);
    for (const [word, meant] of byHand) meanings.set(word, meant);
    choices.set(
      field,
      named.map(({ id }) => id),
    );
    known.set(field, meanings);
    return meanings;
  }

  return {
    made: () => [...made.values()],
    read(field: string, word: string): Meant {
      const meanings = knownOf(field);
      const meant = meanings.get(foldWord(word)) ?? meanings.get(foldWord(word).replaceAll(/[\s_]+/gu, '-'));
      if (!meant) return { fault: unknown(field, word, choices.get(field) ?? []) };
      const maker = Object.entries(words[field] ?? {}).find(
        ([each]) => foldWord(each) === foldWord(word),
      )?.[1];
      if (maker && typeof maker === 'object' && !choices.get(field)?.includes(maker.id))
        made.set(`${field}:${maker.id}`, { field, ...maker });
      return meant;
    },
    /** Whether a text as a whole means something. */
    knows: (field: string, word: string) => knownOf(field).has(foldWord(word)),
  };
}

function unknown(field: string, word: string, choices: string[]): Fault {
  const of = OF[field] ?? (field.startsWith('facet_') ? 'a value' : undefined);
  return of
    ? { of, ...choiceFault('unknown-id', word, choices) }
    : choiceFault('not-a-choice', word, choices);
}

type Labelled = { id: string; label: Record<string, string>; formerIds?: string[] | undefined };

/** What a field's words may name, with their labels. */
export function namedBy(tracker: Tracker, field: string): Named[] {
  const labelled = ({ id, label, formerIds = [] }: Labelled) => ({
    id,
    labels: [...formerIds, ...Object.values(label)],
  });
  switch (field) {
    case 'verdict':
      return tracker.scheme.verdicts.map(({ id, label, short, formerIds = [] }) => ({
        id,
        labels: [...formerIds, ...Object.values(short ?? {}), ...Object.values(label)],
      }));
    case 'categories':
      return tracker.categories.map(labelled);
    case 'document':
      return tracker.documents.map(({ id, title, formerIds = [] }) => ({
        id,
        labels: [...formerIds, title],
      }));
    case 'state':
      return ['published', 'draft'].map(own);
    case 'kind':
      return pledgeContentSchema.shape.kind.options.map(own);
    case 'schedule':
      return SCHEDULES.map(own);
    case 'reasons':
      return REASONS.map(own);
    case 'evidence_1_type':
      return EVIDENCE_TYPES.map(own);
    default:
      return (tracker.facets?.find(({ id }) => field === `facet_${id}`)?.values ?? []).map(labelled);
  }
}

function own(id: string): Named {
  return { id, labels: [] };
}
