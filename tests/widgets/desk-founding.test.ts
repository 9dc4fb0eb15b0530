// A tracker that is being founded, as a document: what follows from what is typed.
import { expect, test } from 'vitest';
import { newTrackerSchema } from '../../data/tracker.ts';
import {
  begun,
  changed,
  idFrom,
  labelsIn,
  moved,
  stepOf,
  trackerOf,
  withLabels,
} from '../../widgets/desk/starting/founding.ts';
import { PRESETS, verdictsOf } from '../../widgets/desk/starting/presets.ts';

const fresh = (language = 'en') => begun(language, 'Europe/London', '2026-11-30');

/** What is typed, one change after the other. */
function typed(draft: ReturnType<typeof fresh>, ...changes: [pointer: string, value: unknown][]) {
  return changes.reduce((now, [pointer, value]) => changed(now, pointer, value), draft);
}

test('an id follows the label that it is made of, until somebody chooses another', () => {
  const named = typed(fresh(), ['/name', 'Harbour'], ['/name', 'Harbour Council']);
  expect(named.id).toBe('harbour-council');
  const chosen = typed(named, ['/id', 'harbour'], ['/name', 'Harbour Council 2024']);
  expect(chosen.id).toBe('harbour');
  // Also of a name whose address is as long as one may be.
  const long = typed(fresh(), ['/name', 'x'.repeat(5000)], ['/name', 'Harbour Council']);
  expect(long.id).toBe('harbour-council');
  const document = typed(fresh(), ['/documents/0/title', 'A Programme for Harbour']);
  expect(document.documents?.[0]?.id).toBe('a-programme-for-harbour');
  const verdict = typed(fresh(), ['/scheme/verdicts/5/label/en', 'Done']);
  expect(verdict.scheme?.verdicts?.[5]).toMatchObject({ id: 'done', label: { en: 'Done' } });
  // A name without an id of its own is only a name.
  expect(typed(fresh(), ['/publisher/name', 'Harbour Desk']).publisher).toEqual({
    name: 'Harbour Desk',
    url: '',
  });
});

test('an id has the letters of the tracker’s language, also when that is chosen after the name', () => {
  expect(typed(fresh('sv'), ['/name', 'Malmö']).id).toBe('malmo');
  expect(withLabels([], ['Vård'], 'sv')[0]?.id).toBe('vard');
  expect(withLabels([], ['Köln'], 'de')[0]?.id).toBe('koeln');
  const swedish = typed(fresh('de'), ['/name', 'Malmö'], ['/language', 'sv']);
  expect(swedish.id).toBe('malmo');
  expect(typed(swedish, ['/name', 'Malmö 2026']).id).toBe('malmo-2026');
  expect(typed(fresh('de'), ['/name', 'Malmö'], ['/id', 'stad'], ['/language', 'sv']).id).toBe('stad');
});

test('two things of one name have two ids', () => {
  const twice = withLabels([], ['Bau', 'Báu', 'Bau'], 'de');
  expect(twice).toEqual([
    { id: 'bau', label: { de: 'Bau' } },
    { id: 'bau-2', label: { de: 'Báu' } },
  ]);
  expect(idFrom('Bau', 'de', ['bau', 'bau-2'])).toBe('bau-3');
  const named = typed({ ...fresh(), categories: [...twice] }, ['/categories/1/label/de', 'Bauen']);
  expect(named.categories?.[1]?.id).toBe('bauen');
});

test('a word of the desk’s own takes no others along that stood for the old one', () => {
  const before = fresh().scheme?.verdicts?.[5]?.label as Record<string, string>;
  expect(Object.keys(before)).toContain('de');
  const after = typed(fresh(), ['/scheme/verdicts/5/label/en', 'Done']).scheme?.verdicts?.[5]?.label;
  expect(after).toEqual({ en: 'Done' });
});

test('an outcome decides what is final and what counts, and both can be changed', () => {
  const pointer = '/scheme/verdicts/2';
  const unclear = typed(fresh(), [`${pointer}/outcome`, 'unclear']).scheme?.verdicts?.[2];
  expect(unclear).toMatchObject({ outcome: 'unclear', final: false, counted: false });
  const broken = typed(fresh(), [`${pointer}/outcome`, 'broken'], [`${pointer}/final`, false]);
  expect(broken.scheme?.verdicts?.[2]).toMatchObject({ outcome: 'broken', final: false, counted: true });
});

test('another language takes what was written along, and brings what was only suggested in its own words', () => {
  const german = typed(
    { ...fresh(), categories: [{ id: 'transport', label: { en: 'Transport' } }] },
    ['/imprint', 'Harbour Desk, 1 Quay Street.'],
    ['/language', 'de'],
  );
  expect(german.categories).toEqual([{ id: 'transport', label: { de: 'Transport' } }]);
  expect(german.imprint).toBe('Harbour Desk, 1 Quay Street.');
  expect(german.funding).toContain('Diese Arbeit wird bezahlt von');
  expect(german.scheme?.verdicts?.[5]?.label).toMatchObject({ de: 'Gehalten', en: 'Kept' });
  const edited = typed(fresh(), ['/scheme/verdicts/5/label/en', 'Done'], ['/language', 'de']);
  expect(edited.scheme?.verdicts?.[5]?.label).toEqual({ de: 'Done' });
  expect(edited.scheme?.verdicts?.[0]?.label).toMatchObject({ de: 'Nicht bewertet' });
  // A variety of a language begins with the words of that.
  expect(verdictsOf('plain', 'de-AT')[5]?.label).toMatchObject({ 'de-AT': 'Gehalten', en: 'Kept' });
});

test.each([
  ['Transport\nHousing\n', ['Transport', 'Housing']],
  ['• Transport\r\n- Housing\n3. Health\n  * Roads', ['Transport', 'Housing', 'Health', 'Roads']],
  ['Transport\tHousing', ['Transport', 'Housing']],
  ['2024 budget\n\n\nTransport\nTransport', ['2024 budget', 'Transport']],
  [' \n', []],
])('what is pasted as %j is read as its labels, each once', (pasted, labels) => {
  expect(labelsIn(pasted)).toEqual(labels);
});

test('what is sent has no spaces around words, and its verdicts in the order in which they stand', () => {
  const draft = typed(fresh(), ['/name', '  Harbour  ']);
  const verdicts = moved(draft.scheme?.verdicts ?? [], 5, 0);
  const sent = trackerOf({ ...draft, scheme: { ...draft.scheme, verdicts } }) as {
    name: string;
    scheme: { verdicts: { id: string; order: number }[] };
  };
  expect(sent.name).toBe('Harbour');
  expect(sent.scheme.verdicts.map(({ id, order }) => [id, order]).slice(0, 2)).toEqual([
    ['kept', 0],
    ['unrated', 1],
  ]);
});

test('every field that is sent has a step, and every preset is one of its own', () => {
  const others = Object.keys(trackerOf(fresh()) as object).filter((name) => stepOf(`/${name}`) === 'page');
  expect(others).toEqual(['claimReview']);
  expect(new Set(PRESETS.map(({ scheme }) => scheme.id)).size).toBe(PRESETS.length);
});

test.each(
  PRESETS.flatMap(({ scheme }) =>
    ['en', 'de', 'fr', 'es', 'ar', 'cy', 'pt-BR'].map((tag) => [scheme.id, tag] as const),
  ),
)('what is begun with %s in %s can be founded once its blanks in the form are filled', (preset, language) => {
  const draft = typed(
    fresh(language),
    ['/publisher', { name: 'Harbour Desk', url: 'https://desk.example/' }],
    ['/name', 'Harbour Council'],
    ['/subject', { name: 'Harbour Council', term: { start: '2024-05-07' } }],
    ['/scheme', { id: preset, version: 1, verdicts: verdictsOf(preset, language) }],
    ['/categories', withLabels([], ['Transport'], language)],
    ['/documents/0/title', 'A Programme'],
    ['/corrections/email', 'corrections@desk.example'],
  );
  expect(newTrackerSchema.safeParse(trackerOf(draft)).error).toBeUndefined();
});
