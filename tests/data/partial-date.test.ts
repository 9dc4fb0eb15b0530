import { expect, test } from 'vitest';
import { firstDay, lastDay } from '../../data/calendar.ts';
import { dateOrSpan, partialDate } from '../../data/field.ts';

test.each([
  ['2023-07-04', '2023-07-04', '2023-07-04'],
  ['2023-07', '2023-07-01', '2023-07-31'],
  ['2023-04', '2023-04-01', '2023-04-30'],
  ['2023-02', '2023-02-01', '2023-02-28'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['1900-02', '1900-02-01', '1900-02-28'],
  ['2000-02', '2000-02-01', '2000-02-29'],
  ['2023-12', '2023-12-01', '2023-12-31'],
  ['2023', '2023-01-01', '2023-12-31'],
  ['0099', '0099-01-01', '0099-12-31'],
])('%s lasts from %s to %s', (written, first, last) => {
  expect(partialDate.safeParse(written).success).toBe(true);
  expect([firstDay(written), lastDay(written)]).toEqual([first, last]);
});

const NO_DATES = [
  '',
  '23',
  '2023-7',
  '2023-13',
  '2023-00',
  '2023-02-29',
  '2023-07-04T10:00',
  '2023-07-0411',
  '+2023',
  ' 2023',
];

test.each(NO_DATES)('"%s" is no day, month or year, and no end of a span', (written) => {
  expect(partialDate.safeParse(written).success).toBe(false);
  expect(dateOrSpan.safeParse(written).success).toBe(false);
  expect(dateOrSpan.safeParse(`2020/${written}`).success).toBe(false);
});

test.each(['2023/2024', '2023-07/2023-09', '2023-07-04/2023', '2023/2023'])('%s is a span', (written) => {
  expect(dateOrSpan.safeParse(written).success).toBe(true);
  expect(partialDate.safeParse(written).success).toBe(false);
});

test.each(['2024/2023', '2023-09/2023-07', '2023/2024/2025', '/2023'])('%s is no span', (written) => {
  expect(dateOrSpan.safeParse(written).success).toBe(false);
});

test('whoever writes another date is told what is allowed', () => {
  expect(partialDate.safeParse('Juli 2023').error?.issues[0]?.message).toBe(
    'must be a day, a month or a year, such as 2018-04-01, 2018-04 or 2018; found: "Juli 2023"',
  );
  const span = 'a day, a month, a year, or a span from one to another, such as 2018-04 or 2018-04/2018-09';
  expect(dateOrSpan.safeParse('').error?.issues[0]?.message).toBe(`must be ${span}; found: ""`);
  expect(dateOrSpan.safeParse(undefined).error?.issues[0]?.message).toBe(`is missing; it needs ${span}`);
});
