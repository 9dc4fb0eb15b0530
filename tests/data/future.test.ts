import { expect, test } from 'vitest';
import { importableSchema } from '../../data/import-row.ts';
import { publishableSchema } from '../../data/pledge.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { fullPledge, fullTracker, put, refused } from './subjects.ts';

// One o'clock in London, and the next day already in Auckland.
const AT = '2026-06-01T12:00:00.000Z';

test.each([
  ['Europe/London', '2026-06-01', '2026-06-02'],
  ['Pacific/Auckland', '2026-06-02', '2026-06-03'],
])('on the calendar of %s %s may be told as past and %s not', (timezone, today, tomorrow) => {
  const schema = publishableSchema({ ...fullTracker, timezone }, AT);
  for (const pointer of ['/verdict/effectiveOn', '/promise/madeOn', '/responses/0/date']) {
    expect(refused(schema, put(fullPledge, pointer, today))).toEqual([]);
    expect(refused(schema, put(fullPledge, pointer, tomorrow))).toEqual([pointer]);
  }
  const step = '/timeline/0/date';
  for (const good of [today, today.slice(0, 7), '2026', `2025/${today}`])
    expect(refused(schema, put(fullPledge, step, good))).toEqual([]);
  for (const bad of [tomorrow, '2026-07', '2027', `2025/${tomorrow}`, '2026-05/2026-07'])
    expect(refused(schema, put(fullPledge, step, bad))).toEqual([step]);
  for (const pointer of ['/due', '/evidence/0/date'])
    expect(refused(schema, put(fullPledge, pointer, '2027-01-01'))).toEqual([]);
});

test('an imported instant may be this one and none after it, however it is written', () => {
  const schema = importableSchema(aTracker(), AT);
  for (const pointer of ['/verdict/publishedAt', '/createdAt', '/updatedAt', '/checkedAt']) {
    for (const good of ['2026-06-01T12:00:00Z', '2026-06-01T12:00:00.000000Z', null])
      expect(refused(schema, put(anImportRow(), pointer, good))).toEqual([]);
    for (const bad of ['2026-06-01T12:00:00.001Z', '2205-03-10T09:00:00Z'])
      expect(refused(schema, put(anImportRow(), pointer, bad))).toEqual([pointer]);
  }
});
