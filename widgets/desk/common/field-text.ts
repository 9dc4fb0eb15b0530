// A field's value as people read it: the scheme's label and not its id, a row of a list on one line.
import type { Facets } from '../../../data/facet.ts';
import type { Evidence, Milestone, Pledge } from '../../../data/pledge.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { writingWords as words } from '../words/writing-words.ts';
import { dayText } from './dates.ts';
import { inLanguage } from './pledges.ts';

type Response = Pledge['responses'][number];
type Related = Pledge['related'][number] & { title?: string };

// Dates, addresses and the app's own names of kinds are in no language of a tracker's.
const OWN =
  /^\/(?:status|kind|due|aliases|slug|promise\/(?:page|url|madeOn)|verdict\/(?:effectiveOn|schedule|reasons))$/;

/** Whether what a field holds is in the language of its tracker. */
export function isOfTracker(field: string): boolean {
  return !OWN.test(field);
}

/** A field as lines of text: one for each row of a list, one for anything else, none where there is nothing. */
export function textsOf(field: string, value: unknown, tracker: Tracker): string[] {
  if (value === null || value === undefined || value === '') return [];
  switch (field) {
    case '/verdict/id':
      return [labelOf(tracker.scheme.verdicts, String(value), tracker)];
    case '/categories':
      return [(value as string[]).map((id) => labelOf(tracker.categories, id, tracker)).join(', ')];
    case '/facets':
      return (tracker.facets ?? []).flatMap(({ id, label, values }) => {
        const chosen = (value as Facets)[id] ?? [];
        const labels = chosen.map((each) => labelOf(values, each, tracker));
        return labels.length > 0 ? [`${inLanguage(label, tracker)}: ${labels.join(', ')}`] : [];
      });
    case '/promise/document':
      return [tracker.documents.find(({ id }) => id === value)?.title ?? String(value)];
    case '/kind':
      return [wordFor(words.kinds, value)];
    case '/status':
      return [wordFor(words.statuses, value)];
    case '/verdict/schedule':
      return [wordFor(words.schedules, value)];
    case '/verdict/reasons':
      return [(value as string[]).map((each) => wordFor(words.reasons, each)).join(', ')];
    case '/due':
    case '/promise/madeOn':
    case '/verdict/effectiveOn':
      return [dayText(String(value))];
    case '/timeline':
      return (value as Partial<Milestone>[]).map(({ date, text, url }) =>
        lineOf([date && dayText(date), text, url]),
      );
    case '/evidence':
      return (value as Partial<Evidence>[]).map(evidenceLine);
    case '/responses':
      return (value as Partial<Response>[]).map(({ from, text, date, url }) =>
        lineOf([from, date && dayText(date), text, url]),
      );
    case '/related':
      return (value as Partial<Related>[]).map(({ pledge, relation, title }) =>
        lineOf([relation && wordFor(words.relations, relation), title ?? pledge]),
      );
    case '/underReview':
      return [(value as { note: string }).note];
    case '/aliases':
      return (value as string[]).length > 0 ? [(value as string[]).join(', ')] : [];
    default:
      return [String(value)];
  }
}

function labelOf(
  things: readonly { id: string; label: Record<string, string> }[],
  id: string,
  tracker: Tracker,
): string {
  const found = things.find((each) => each.id === id);
  return found ? inLanguage(found.label, tracker) : id;
}

function evidenceLine({ type, title, publisher, date, url, ...more }: Partial<Evidence>): string {
  const { archivedUrl, quote } = more;
  const kind = type && wordFor(words.evidenceTypes, type);
  return lineOf([title, publisher, kind, date && dayText(date), url, archivedUrl, quote && `“${quote}”`]);
}

function lineOf(parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}

function wordFor(table: Readonly<Record<string, string>>, value: unknown): string {
  return table[String(value)] ?? String(value);
}
