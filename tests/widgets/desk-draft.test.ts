import { expect, test } from 'vitest';
import { slugOf } from '../../data/slug.ts';
import {
  contentOf,
  controlFor,
  isSame,
  valueAt,
  withoutRow,
  withRow,
  withValue,
} from '../../widgets/desk/common/draft.ts';
import { evidenceFrom } from '../../widgets/desk/common/pasted.ts';
import { instantOf, localOf } from '../../widgets/desk/common/zone.ts';
import { aPledge, aVerdict } from '../builders.ts';

test('a value is set and taken out at its pointer, and nothing else changes, null included', () => {
  const draft = { ...aPledge(), due: null };
  const changed = withValue(draft, '/verdict/headline', 'Done');
  expect(changed).toEqual({ ...draft, verdict: aVerdict({ headline: 'Done' }) });
  expect(draft.verdict.headline).toBe('Work has begun');
  expect(valueAt(withValue({}, '/promise/page', 3), '/promise/page')).toBe(3);
  expect(withValue(changed, '/verdict/headline', undefined).verdict).not.toHaveProperty('headline');
  expect(withValue(draft, '/evidence/0/url', 'https://a.example/').evidence[0]?.url).toBe(
    'https://a.example/',
  );
  expect(changed.due).toBeNull();
});

test('rows are added at the end and taken away by their place', () => {
  const two = withRow(aPledge(), '/evidence', { title: 'Second' });
  expect(withoutRow(two, '/evidence', 0).evidence).toEqual([{ title: 'Second' }]);
  expect(withRow({}, '/related').related).toEqual([{}]);
});

test('what is missing, null or empty is the same to an editor, and the order of names is nothing', () => {
  expect(isSame({ a: 1, b: [] }, { b: null, a: 1, c: '' })).toBe(true);
  expect(isSame({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } })).toBe(true);
  expect(isSame(['a', 'b'], ['b', 'a'])).toBe(false);
});

test('what is published comes back as what an editor would have written', () => {
  const content = aPledge({ due: null });
  const published = {
    ...content,
    slug: 'reopen-the-ferry',
    aliases: [],
    verdict: { ...content.verdict, scheme: 1, words: 'a1'.repeat(32), publishedAt: null },
    status: 'published' as const,
    revision: 1,
    createdAt: null,
    updatedAt: null,
  };
  expect(contentOf(published)).toEqual(content);
  expect(contentOf(null)).toEqual({});
});

test('an error goes to the control it names, else to the one above, else to the first of what is missing', () => {
  const shown = [
    '/title',
    '/promise/quote',
    '/promise/document',
    '/evidence',
    '/evidence/0/url',
    '/categories',
  ];
  expect(controlFor('/title', shown)).toBe('/title');
  expect(controlFor('/draft/evidence/0/url', shown)).toBe('/evidence/0/url');
  expect(controlFor('/draft/evidence/7/title', shown)).toBe('/evidence');
  expect(controlFor('/categories/0', shown)).toBe('/categories');
  expect(controlFor('/draft/promise', shown)).toBe('/promise/quote');
  expect(controlFor('/draft', shown)).toBeUndefined();
});

test('a pasted address becomes a row with its publisher guessed, an archived copy one with both addresses', () => {
  expect(evidenceFrom(' https://www.bbc.co.uk/news/1 ', [])).toEqual({
    url: 'https://www.bbc.co.uk/news/1',
    publisher: 'bbc.co.uk',
  });
  const rows = [{ url: 'https://bbc.co.uk/news/2', publisher: 'BBC News' }];
  expect(evidenceFrom('https://www.bbc.co.uk/news/1', rows)?.publisher).toBe('BBC News');
  const archived = 'https://web.archive.org/web/20240101000000/https://paper.example/a?b=c';
  expect(evidenceFrom(archived, [])).toEqual({
    url: 'https://paper.example/a?b=c',
    publisher: 'paper.example',
    archivedUrl: archived,
  });
  for (const text of ['', 'javascript:alert(1)', 'see https://a.example', 'ftp://a.example/', 'a.example'])
    expect(evidenceFrom(text, [])).toBeNull();
});

test('an address is made of a title in any script that has letters for it', () => {
  expect(slugOf('Plant 11 million trees')).toBe('plant-11-million-trees');
  expect(slugOf('Réforme de l’État: 50 % ')).toBe('reforme-de-letat-50');
  expect(slugOf('x'.repeat(200))).toHaveLength(120);
  expect(slugOf('وعد')).toBe('wed');
  expect(slugOf('Größere Straßen')).toBe('groessere-strassen');
  expect(slugOf('Räksmörgås', 'sv')).toBe('raksmorgas');
  expect(slugOf('Новая дорога')).toBe('novaya-doroga');
  // The library has no letters for Thai: whoever needs a name takes another.
  expect(slugOf('ถนน')).toBe('');
});

test('a time of the tracker’s clock is its instant, also around the hours that come twice or not at all', () => {
  expect(instantOf('2026-07-01T09:30', 'Europe/London')).toBe('2026-07-01T08:30:00.000Z');
  expect(instantOf('2026-12-01T09:30', 'Europe/London')).toBe('2026-12-01T09:30:00.000Z');
  expect(instantOf('2026-03-29T01:30', 'Europe/London')).toBeNull();
  expect(instantOf('2026-03-29T00:59', 'Europe/London')).toBe('2026-03-29T00:59:00.000Z');
  expect(instantOf('2026-10-25T01:30', 'Europe/London')).toMatch(/T0[01]:30/);
  expect(instantOf('2026-01-01T00:00', 'Pacific/Kiritimati')).toBe('2025-12-31T10:00:00.000Z');
  expect(instantOf('', 'Europe/London')).toBeNull();
  expect(localOf('2026-07-01T08:30:00Z', 'Asia/Kathmandu')).toBe('2026-07-01T14:15');
});
