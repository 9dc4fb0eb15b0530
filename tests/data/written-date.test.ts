// Days as spreadsheets hold them.
import { expect, test } from 'vitest';
import { freeSlug, slugOf, slugOrKey } from '../../data/slug.ts';
import { type DateOrder, readDate, readMoment } from '../../data/written-date.ts';

test.each([
  ['27/11/2023', 'dmy', '2023-11-27'],
  ['16.05.2019', 'dmy', '2019-05-16'],
  ['5/16/2019', 'mdy', '2019-05-16'],
  ['2019-7-10', 'dmy', '2019-07-10'],
  ['2019-01', 'mdy', '2019-01'],
  ['2019', 'dmy', '2019'],
  ['07/2019', 'dmy', '2019-07'],
  ['16.5.19', 'dmy', '2019-05-16'],
  ['16. Mai 2019', 'mdy', '2019-05-16'],
  ['Do., 16. Mai 2019', 'ymd', '2019-05-16'],
  ['May 16th, 2019', 'dmy', '2019-05-16'],
  ['1er février 2020', 'dmy', '2020-02-01'],
  ['16 de mayo de 2019', 'dmy', '2019-05-16'],
  ['3 Mawrth 2020', 'dmy', '2020-03-03'],
  ['١٦ مايو ٢٠١٩', 'dmy', '2019-05-16'],
  ['12. Jänner 2020', 'dmy', '2020-01-12'],
  ['29.02.2020', 'dmy', '2020-02-29'],
  ['2018-04/2018-09', 'dmy', '2018-04/2018-09'],
  ['04.2018–09.2018', 'dmy', '2018-04/2018-09'],
  ['Januar 2018 bis März 2019', 'dmy', '2018-01/2019-03'],
  ['2018-2020', 'dmy', '2018/2020'],
] as const)('%s by %s is %s', (written, order: DateOrder, read) => {
  expect(readDate(written, order)).toBe(read);
});

test.each([
  '29.02.2019',
  '30.2.2020',
  '13/13/2020',
  '45671',
  'asap',
  '',
  'Marketing 2020',
  'jui 2020',
  'Q3 2020',
  '0/0/2020',
  '1.1.0001',
  '16.05.2019 x',
  'x'.repeat(10_000),
])('%s is no day', (written) => {
  expect(readDate(written, 'dmy')).toBeNull();
});

test('a day in the other order is none, and never silently turned round', () => {
  expect(readDate('5/16/2019', 'dmy')).toBeNull();
  expect(readDate('16/5/2019', 'mdy')).toBeNull();
});

test.each([
  ['16.05.2019 14:01', '2019-05-16T14:01:00'],
  ['16.05.2019, 14:01 Uhr', '2019-05-16T14:01:00'],
  ['2019-05-16T13:01:00Z', '2019-05-16T13:01:00Z'],
  ['16/05/2019 1:01 PM', '2019-05-16T13:01:00'],
  ['16.05.2019', '2019-05-16'],
  ['16.05.2019 25:00', null],
  ['14:01', null],
])('%s is the moment %s', (written, read) => {
  expect(readMoment(written, 'dmy')).toBe(read);
});

test('addresses are made of titles in any script that the library has letters for', () => {
  expect(slugOf('Größere Straßen')).toBe('groessere-strassen');
  expect(slugOf('Räksmörgås', 'sv')).toBe('raksmorgas');
  expect(slugOf('Новая дорога')).toBe('novaya-doroga');
  expect(slugOrKey('ถนนใหญ่', 'A 7')).toBe('pledge-a-7');
  expect(slugOrKey('', '')).toBe('pledge-x');
  expect(slugOf(`${'word '.repeat(40)}`).length).toBeLessThanOrEqual(120);
  const taken = new Set(['a-road', 'a-road-2']);
  expect(freeSlug('a-road', (slug) => taken.has(slug))).toBe('a-road-3');
});
