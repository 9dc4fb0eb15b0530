import { expect, test } from 'vitest';
import { asOfTime, driftSince } from '../../widgets/drift.ts';
import { aChange, aMistake } from './builders.ts';

const CHANGES = [
  aChange('not-started', null),
  aChange('in-progress', '2019-05-16T13:00:00Z'),
  aChange('done', '2025-09-03T08:00:00Z'),
];

test.for([
  ['the day before the first dated change', '2019-05-15', undefined],
  ['the day of a change, counted to its end', '2019-05-16', 'in-progress'],
  ['the minute before a change', '2019-05-16T12:59:59Z', undefined],
  ['the instant of a change', '2019-05-16T13:00:00Z', 'in-progress'],
  ['an instant in another zone', '2019-05-16T15:00:00+02:00', 'in-progress'],
  ['a day between two changes', '2025-04-02', 'in-progress'],
  ['the day of the current verdict', '2025-09-03', undefined],
  ['a day in the future', '2099-01-01', undefined],
  ['nothing', '', undefined],
  ['a word', 'yesterday', undefined],
  ['a day that does not exist', '2025-02-31', undefined],
  ['an instant without zone', '2025-04-02T10:00:00', undefined],
  ['an impossible time', '2025-04-02T99:00:00Z', undefined],
] as const)('quoted on %s (%s) it was then: %s', ([, asOf, then]) => {
  expect(driftSince(asOf, CHANGES, 'done')?.id).toBe(then);
});

test('claims nothing without a change that has a date', () => {
  expect(driftSince('2025-04-02', [], 'done')).toBeUndefined();
  expect(driftSince('2025-04-02', [aChange('broken', null)], 'done')).toBeUndefined();
});

test('claims nothing where a later verdict may have been there by then', () => {
  const changes = [CHANGES[1]!, aChange('done', null), aChange('broken', '2025-09-03T08:00:00Z')];
  expect(driftSince('2025-04-02', changes, 'broken')).toBeUndefined();
  expect(driftSince('2025-04-02', changes.slice(0, 2), 'done')).toBeUndefined();
  expect(driftSince('2026-04-02', [...changes, aChange('done', '2026-09-01T08:00:00Z')], 'done')?.id).toBe(
    'broken',
  );
});

test('claims nothing when the verdict came back to what it was', () => {
  const changes = [...CHANGES, aChange('in-progress', '2026-01-01T00:00:00Z')];
  expect(driftSince('2025-04-02', changes, 'in-progress')).toBeUndefined();
});

test('knows that there was a verdict which was corrected away, and not which', () => {
  const mistake = aMistake('2025-01-01T00:00:00Z');
  expect(driftSince('2025-04-02', [...CHANGES.slice(0, 2), mistake, CHANGES[2]!], 'done')).toBe(mistake);
});

test('a day counts to its end in UTC', () => {
  expect(asOfTime('2019-05-16')).toBe(Date.UTC(2019, 4, 17) - 1);
});
