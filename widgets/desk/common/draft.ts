// A draft as the form sees it: the document itself, read and changed by JSON pointer. There is no second model beside
// it, so what the form does not show or nobody touches stays as it came, null ("known to be absent") included.
import type { Pledge, PledgeDraft } from '../../../data/pledge.ts';

/** The fields of a pledge in the order of the work; a list is one field. */
export const FIELDS = [
  '/title',
  '/categories',
  '/facets',
  '/kind',
  '/due',
  '/yardstick',
  '/promise/quote',
  '/promise/document',
  '/promise/page',
  '/promise/url',
  '/promise/madeBy',
  '/promise/madeOn',
  '/verdict/id',
  '/verdict/effectiveOn',
  '/verdict/headline',
  '/verdict/summary',
  '/verdict/body',
  '/verdict/schedule',
  '/verdict/reasons',
  '/evidence',
  '/related',
  '/responses',
  '/timeline',
] as const;
/** A field that two versions are compared by. */
export type Field = (typeof FIELDS)[number];

/** The lists of a pledge whose rows an editor adds and takes away. */
export type RowsField = '/evidence' | '/related' | '/responses' | '/timeline';

/** What stands at a pointer; undefined where nothing does. */
export function valueAt(document: unknown, pointer: string): unknown {
  return partsOf(pointer).reduce<unknown>(
    (within, part) => (within === null || within === undefined ? undefined : (within as never)[part]),
    document,
  );
}

/** The document with another value at a pointer; `undefined` takes it out. Nothing that was given is changed. */
export function withValue<Document>(document: Document, pointer: string, value: unknown): Document {
  return put(document, partsOf(pointer), value) as Document;
}

function put(within: unknown, [part, ...rest]: string[], value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(within)) {
    const rows = [...within];
    rows[Number(part)] = put(rows[Number(part)], rest, value);
    return rows;
  }
  const { [part]: inner, ...others } = (within ?? {}) as Record<string, unknown>;
  const next = put(inner, rest, value);
  return isNothing(next) ? others : { ...others, [part]: next };
}

// What was taken out last leaves no empty group behind.
function isNothing(value: unknown): boolean {
  if (value === undefined) return true;
  return value?.constructor === Object && Object.keys(value).length === 0;
}

/** The draft with one row more in a list: at its end, or at a place. */
export function withRow(draft: PledgeDraft, field: RowsField, row: object = {}, at?: number): PledgeDraft {
  const rows = rowsAt(draft, field);
  return withValue(draft, field, rows.toSpliced(at ?? rows.length, 0, row));
}

/** The draft without a row; without the last one it has no list. */
export function withoutRow(draft: PledgeDraft, field: RowsField, index: number): PledgeDraft {
  const rows = rowsAt(draft, field).filter((_, at) => at !== index);
  return withValue(draft, field, rows.length > 0 ? rows : undefined);
}

/** The rows of a list; none where it is missing. */
export function rowsAt(draft: PledgeDraft, field: RowsField): object[] {
  return (valueAt(draft, field) as object[] | undefined) ?? [];
}

/** Whether two pieces of JSON say the same. What is missing, null, an empty text and an empty list are one to an editor. */
export function isSame(a: unknown, b: unknown): boolean {
  return stated(a) === stated(b);
}

function stated(value: unknown): string {
  return JSON.stringify(value, (_, each) => {
    if (each === null || each === '' || (Array.isArray(each) && each.length === 0)) return undefined;
    if (typeof each !== 'object' || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** A draft with the parts that a publication wants and that may well be empty. */
export function withEmptyParts(draft: PledgeDraft): PledgeDraft {
  return {
    evidence: [],
    related: [],
    responses: [],
    ...draft,
    verdict: { effectiveOn: null, body: '', ...draft.verdict },
  };
}

/** What an editor would have written to get what readers see; an empty draft before the first publication. */
export function contentOf(published: Pledge | null): PledgeDraft {
  if (!published) return {};
  const { title, categories, promise, kind, evidence, related, responses } = published;
  const { facets, due, yardstick, timeline } = published;
  const { scheme: _, words: _w, publishedAt: _p, ...verdict } = published.verdict;
  const content: PledgeDraft = { title, categories, promise, kind, verdict, evidence, related, responses };
  return {
    ...content,
    ...(facets === undefined ? {} : { facets }),
    ...(due === undefined ? {} : { due }),
    ...(yardstick === undefined ? {} : { yardstick }),
    ...(timeline === undefined ? {} : { timeline }),
  };
}

/** The field or control that an error is about: the nearest of `shown` at or above its pointer. */
export function controlFor(pointer: string, shown: readonly string[]): string | undefined {
  // An error of a publication points into the draft, one of saving into what was sent.
  const parts = partsOf(pointer.replace(/^\/draft(?=\/|$)/, ''));
  for (let length = parts.length; length > 0; length -= 1) {
    const at = `/${parts.slice(0, length).join('/')}`;
    if (shown.includes(at)) return at;
  }
  // What is missing as a whole is marked at its first field.
  const whole = `/${parts.join('/')}/`;
  return shown.find((each) => each.startsWith(whole));
}

function partsOf(pointer: string): string[] {
  return pointer.split('/').slice(1);
}
