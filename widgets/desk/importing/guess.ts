// What the columns of a sheet probably are: by what they are called, in the languages that we have, and by what is in them.
import { foldWord, kindOfField } from '../../../data/import-fields.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { type DateOrder, readMoment } from '../../../data/written-date.ts';
import { writingWords } from '../words/writing-words.ts';

/** What columns are called: German, English, French, Spanish, Welsh, Arabic. The first field that fits is taken. */
const NAMES: readonly [field: string, names: string][] = [
  [
    'key',
    'nr|nummer|lfd nr|laufende nummer|id|kennung|schluessel|schlussel|key|no|number|num|ref|reference|numero|n|cle|clave|rhif|cyfeirnod|رقم|الرقم',
  ],
  ['slug', 'slug|kuerzel|kurzel'],
  ['state', 'veroeffentlicht|veroffentlicht|publication state|publiziert'],
  [
    'title',
    'titel|title|versprechen|wahlversprechen|promise|pledge|commitment|vorhaben|massnahme|zusage|promesse|engagement|titre|promesa|compromiso|titulo|addewid|teitl|وعد|الوعد|العنوان',
  ],
  [
    'categories',
    'kategorie|kategorien|category|categories|bereich|thema|themen|politikfeld|topic|topics|area|policy area|subject|ressort|categorie|theme|domaine|categoria|tema|area tematica|categori|pwnc|فئة|الفئة|المجال',
  ],
  [
    'verdict',
    'status|stand|verdict|rating|ruling|bewertung|urteil|ergebnis|umsetzungsstand|umsetzung|outcome|progress|fortschritt|statut|etat|verdict|evaluation|avancement|estado|veredicto|avance|statws|dyfarniad|الحالة|الحكم',
  ],
  ['headline', 'headline|schlagzeile|ueberschrift|uberschrift|titular|pennawd|عنوان الحكم'],
  [
    'summary',
    'begruendung|begrundung|zusammenfassung|warum|erlaeuterung|erlauterung|kommentar|why|explanation|reason|reasoning|summary|justification|comment|note|notes|anmerkung|resume|explication|commentaire|pourquoi|resumen|explicacion|comentario|por que|rheswm|crynodeb|eglurhad|التفسير|السبب',
  ],
  ['body', 'text|langtext|details|detail|body|long text|article|ausfuehrlich|texte|texto|testun'],
  [
    'quote',
    'zitat|wortlaut|quote|quotation|wording|exact words|original text|citation|cita|texto literal|dyfyniad|اقتباس',
  ],
  [
    'document',
    'dokument|programm|wahlprogramm|koalitionsvertrag|document|manifesto|programme|program|programa|documento|maniffesto|dogfen|البرنامج|الوثيقة',
  ],
  ['page', 'seite|s|seitenzahl|page|page number|p|pagina|tudalen|صفحة'],
  ['promise_url', 'link zum versprechen|promise url|promise link|link to the promise'],
  ['made_by', 'wer|person|politiker|politikerin|versprochen von|promised by|made by|who|auteur|quien|pwy'],
  ['made_on', 'versprochen am|promised on|date of promise|made on'],
  [
    'yardstick',
    'erfuellt wenn|erfullt wenn|kriterium|kriterien|massstab|yardstick|success criteria|what would count as kept|criteria|criterion|critere|criterio|maen prawf',
  ],
  [
    'due',
    'frist|faellig|fallig|zieldatum|bis wann|due|deadline|due date|target date|echeance|plazo|fecha limite|dyddiad cau|الموعد',
  ],
  [
    'published_at',
    'stand vom|datum|aktualisiert|zuletzt aktualisiert|bewertet am|date|updated|last updated|verdict date|date of verdict|mis a jour|actualizado|fecha|dyddiad|diweddarwyd|التاريخ',
  ],
  ['checked_at', 'geprueft am|gepruft am|last checked|checked'],
  [
    'sources',
    'quelle|quellen|beleg|belege|nachweis|nachweise|source|sources|evidence|link|links|url|urls|reference links|fuente|fuentes|ffynhonnell|ffynonellau|tystiolaeth|المصدر|المصادر',
  ],
  [
    'timeline',
    'verlauf|chronologie|chronik|meilensteine|timeline|milestones|milestone dates|history|jalons|cronologia|hitos|llinell amser',
  ],
  ['reasons', 'grund|gruende|reasons|raisons|razones'],
  [
    'aliases',
    'page on the old site|old site|old url|old page|alte adresse|alte seite|permalink|ancienne adresse',
  ],
  ['related', 'verwandt|related|siehe auch|see also'],
];
const FIELD_OF = new Map(
  NAMES.flatMap(([field, names]) => names.split('|').map((name) => [name, field] as const)),
);

/** As many values are looked at of a column. */
const LOOKED_AT = 300;

/** For each column its field, or an empty text where it is none. A field is given once. */
export function guessFields(
  tracker: Tracker,
  header: readonly string[],
  rows: readonly string[][],
): string[] {
  const taken = new Set<string>();
  const columns = header.map((name, at) => ({ name, values: valuesOf(rows, at) }));
  const take = (field: string | undefined, values: readonly string[]) => {
    if (field === undefined || taken.has(field) || !fits(tracker, field, values)) return '';
    if (field !== 'sources') taken.add(field);
    return field;
  };
  const named = columns.map(({ name, values }) => take(namedField(tracker, name), values));
  // What no name says, the content may: a column of addresses, or of the tracker's own words.
  return named.map((field, at) => {
    if (field !== '') return field;
    const { values } = columns[at] ?? { values: [] };
    if (values.length === 0) return '';
    if (!taken.has('aliases') && share(values, isAddress) > 0.9 && isUnique(rows, at))
      return take('aliases', values);
    if (share(values, (value) => /https?:\/\//i.test(value)) > 0.6) return 'sources';
    const own = ['verdict', 'categories', ...(tracker.facets ?? []).map(({ id }) => `facet_${id}`)];
    return take(
      own.find((each) => !taken.has(each) && share(values, knows(tracker, each)) > 0.5),
      values,
    );
  });
}

/** The column by which a row is found again: the sheet's own number, or else what is there once in every row; -1 for none. */
export function guessKey(
  header: readonly string[],
  rows: readonly string[][],
  fields: readonly string[],
): number {
  const candidates = keyColumns(header, rows);
  const byName = candidates.find((at) => FIELD_OF.get(plain(header[at] ?? '')) === 'key');
  const byField = ['aliases', 'slug', 'title'].map((field) => candidates.find((at) => fields[at] === field));
  return byName ?? byField.find((at) => at !== undefined) ?? -1;
}

/** The columns that have another value in each row. */
export function keyColumns(header: readonly string[], rows: readonly string[][]): number[] {
  return header.map((_, at) => at).filter((at) => isUnique(rows, at));
}

/** The order of days in which most of what is written in these columns is a day; `dmy` where nothing tells. */
export function guessDates(rows: readonly string[][], columns: readonly number[]): DateOrder {
  const values = columns.flatMap((at) => valuesOf(rows, at));
  const count = (order: DateOrder) => values.filter((value) => readMoment(value, order) !== null).length;
  const orders = (['dmy', 'mdy', 'ymd'] as const).map((order) => [order, count(order)] as const);
  return orders.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** Fields whose words are the same in every tracker. The endpoint knows their ids, and we what they are called. */
const OWN: Readonly<Record<string, Record<string, string>>> = {
  kind: writingWords.kinds,
  schedule: writingWords.schedules,
  reasons: writingWords.reasons,
};

/** Whether the words of a field are the same in every tracker. */
export function isOwnField(field: string): boolean {
  return Object.hasOwn(OWN, field);
}

/** The words of a tracker for a field, by the id that they are of. */
export function wordsOf(tracker: Tracker, field: string): { id: string; labels: string[] }[] {
  if (field === 'verdict')
    return tracker.scheme.verdicts.map(({ id, label, short }) => ({
      id,
      labels: [...Object.values(label), ...Object.values(short ?? {})],
    }));
  const own = OWN[field];
  if (own) return Object.entries(own).map(([id, label]) => ({ id, labels: [label] }));
  if (field === 'document') return tracker.documents.map(({ id, title }) => ({ id, labels: [title] }));
  const things =
    field === 'categories'
      ? tracker.categories
      : (tracker.facets?.find(({ id }) => `facet_${id}` === field)?.values ?? []);
  return things.map(({ id, label }) => ({ id, labels: Object.values(label) }));
}

/** The id that a word names by itself; undefined for none. */
export function idOf(tracker: Tracker, field: string, word: string): string | undefined {
  const folded = foldWord(word);
  const known = wordsOf(tracker, field);
  return (
    known.find(({ id }) => id === folded || id === folded.replaceAll(/[\s_]+/gu, '-')) ??
    known.find(({ labels }) => labels.some((label) => foldWord(label) === folded))
  )?.id;
}

function namedField(tracker: Tracker, name: string): string | undefined {
  const called = plain(name);
  const facet = tracker.facets?.find(({ id, label }) =>
    [id, `facet ${id}`, ...Object.values(label)].some((each) => plain(each) === called),
  );
  if (facet) return `facet_${facet.id}`;
  const ours = called.replaceAll(' ', '_');
  if (kindOfField(ours)) return ours;
  return FIELD_OF.get(called) ?? FIELD_OF.get(called.replace(/\s*\d+$/, ''));
}

// What a column is called may mislead; what is in it does not.
function fits(tracker: Tracker, field: string, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  if (field === 'page') return share(values, (value) => /\d/.test(value) && value.length < 20) > 0.6;
  if (field === 'published_at' || field === 'due' || field === 'made_on' || field === 'checked_at')
    return (
      share(values, (value) =>
        ['dmy', 'mdy'].some((order) => readMoment(value, order as DateOrder) !== null),
      ) > 0.4
    );
  if (field === 'verdict')
    return new Set(values.map(foldWord)).size <= 40 || share(values, knows(tracker, field)) > 0.5;
  if (field === 'aliases') return share(values, (value) => isAddress(value) || value.startsWith('/')) > 0.6;
  return true;
}

function knows(tracker: Tracker, field: string) {
  return (value: string) => idOf(tracker, field, value) !== undefined;
}

function isUnique(rows: readonly string[][], at: number): boolean {
  const values = rows.flatMap((row) =>
    row.some((cell) => cell.trim() !== '') ? [(row[at] ?? '').trim()] : [],
  );
  return (
    values.length > 0 &&
    values.every((value) => value !== '' && value.length <= 300 && !value.includes('\n')) &&
    new Set(values).size === values.length
  );
}

function valuesOf(rows: readonly string[][], at: number): string[] {
  return rows
    .map((row) => (row[at] ?? '').trim())
    .filter(Boolean)
    .slice(0, LOOKED_AT);
}

function share(values: readonly string[], holds: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(holds).length / values.length;
}

function isAddress(value: string): boolean {
  return /^https?:\/\/\S+$/i.test(value);
}

// Without capitals, accents and signs.
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
