// What a column of somebody's own sheet can be: the fields of an import with a mapping. It imports nothing, so that the
// desk app offers what the endpoint takes.

/** How the cells of a field are read. `words` are names of the tracker's or of ours; `several` may hold more than one. */
export type FieldKind =
  | 'name'
  | 'line'
  | 'text'
  | 'word'
  | 'words'
  | 'date'
  | 'moment'
  | 'number'
  | 'address'
  | 'sources'
  | 'timeline'
  | 'related'
  | 'addresses';

/**
 * Every field that stands once, and how its cells are read. `sources` and `timeline` are whole lists in a cell;
 * `evidence_1_url`, `timeline_2_date` and `response_1_text` name one part of one item, `facet_party` a facet.
 */
export const IMPORT_FIELDS = {
  key: 'name',
  slug: 'name',
  state: 'word',
  title: 'line',
  categories: 'words',
  kind: 'word',
  due: 'date',
  yardstick: 'text',
  quote: 'text',
  document: 'word',
  page: 'number',
  promise_url: 'address',
  made_by: 'line',
  made_on: 'date',
  verdict: 'word',
  effective_on: 'date',
  headline: 'line',
  summary: 'text',
  body: 'text',
  schedule: 'word',
  reasons: 'words',
  published_at: 'moment',
  sources: 'sources',
  timeline: 'timeline',
  related: 'related',
  aliases: 'addresses',
  created_at: 'moment',
  updated_at: 'moment',
  checked_at: 'moment',
} as const satisfies Record<string, FieldKind>;

/** The parts of an item of a list, and how each is read. */
export const ITEM_FIELDS = {
  evidence: {
    title: 'line',
    publisher: 'line',
    url: 'address',
    date: 'date',
    archived_url: 'address',
    quote: 'text',
    type: 'word',
  },
  timeline: { date: 'date', text: 'text', url: 'address' },
  response: { from: 'line', text: 'text', date: 'date', url: 'address' },
} as const satisfies Record<string, Record<string, FieldKind>>;

/** As many items as a list may have. */
const MOST_ITEMS = 100;

/** How the cells of a field are read; undefined where there is no such field. */
export function kindOfField(field: string): FieldKind | undefined {
  if (Object.hasOwn(IMPORT_FIELDS, field)) return IMPORT_FIELDS[field as keyof typeof IMPORT_FIELDS];
  if (/^facet_[a-z0-9-]{1,80}$/.test(field)) return 'words';
  const [, list = '', number, part = ''] = /^([a-z]+)_([1-9]\d{0,2})_([a-z_]+)$/.exec(field) ?? [];
  if (!Object.hasOwn(ITEM_FIELDS, list) || Number(number) > MOST_ITEMS) return undefined;
  const parts: Record<string, FieldKind> = ITEM_FIELDS[list as keyof typeof ITEM_FIELDS];
  return Object.hasOwn(parts, part) ? parts[part] : undefined;
}

/** Whether more than one column may be this field: lists grow, and texts follow each other as paragraphs. */
export function takesSeveral(field: string): boolean {
  const kind = kindOfField(field);
  return (
    kind === 'words' ||
    kind === 'sources' ||
    kind === 'timeline' ||
    kind === 'text' ||
    kind === 'addresses' ||
    kind === 'related'
  );
}

/** The fields whose text may be cut where it is too long, and where its full words go if nothing is there. */
export const CUT_INTO = { title: 'quote', headline: 'summary', summary: 'body' } as const;
export type CutField = keyof typeof CUT_INTO;

/** A word as it is compared with ids and labels: capitals, spaces and how a letter is encoded make no difference. */
export function foldWord(word: string): string {
  return word.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
