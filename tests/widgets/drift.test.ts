import { expect, test } from 'vitest';
import { driftSince } from '../../widgets/drift.ts';
import { CLOCK_CHANGES } from '../clock-changes.ts';
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
  expect(driftSince(asOf, CHANGES, 'done', 'UTC')?.id).toBe(then);
});

test('claims nothing without a change that has a date', () => {
  expect(driftSince('2025-04-02', [], 'done', 'UTC')).toBeUndefined();
  expect(driftSince('2025-04-02', [aChange('broken', null)], 'done', 'UTC')).toBeUndefined();
});

test('claims nothing where a later verdict may have been there by then', () => {
  const changes = [CHANGES[1]!, aChange('done', null), aChange('broken', '2025-09-03T08:00:00Z')];
  expect(driftSince('2025-04-02', changes, 'broken', 'UTC')).toBeUndefined();
  expect(driftSince('2025-04-02', changes.slice(0, 2), 'done', 'UTC')).toBeUndefined();
  expect(
    driftSince('2026-04-02', [...changes, aChange('done', '2026-09-01T08:00:00Z')], 'done', 'UTC')?.id,
  ).toBe('broken');
});

test('claims nothing when the verdict came back to what it was', () => {
  const changes = [...CHANGES, aChange('in-progress', '2026-01-01T00:00:00Z')];
  expect(driftSince('2025-04-02', changes, 'in-progress', 'UTC')).toBeUndefined();
});

test('knows that there was a verdict which was corrected away, and not which', () => {
  const mistake = aMistake('2025-01-01T00:00:00Z');
  expect(driftSince('2025-04-02', [...CHANGES.slice(0, 2), mistake, CHANGES[2]!], 'done', 'UTC')).toBe(
    mistake,
  );
});

test.for(CLOCK_CHANGES)(
  'a day is one of the tracker’s calendar: $day in $timezone',
  ({ timezone, before, day, morning, noon, evening }) => {
    const changes = [
      aChange('not-started', '2019-05-16T13:00:00Z'),
      aChange('in-progress', morning),
      aChange('done', evening),
    ];
    const quoted = (asOf: string, zone: string | undefined) => driftSince(asOf, changes, 'done', zone)?.id;
    expect(quoted(before, timezone)).toBe('not-started');
    // Of several verdicts of one day an article of that day quotes the last; one that knows the hour says the instant.
    expect(quoted(day, timezone)).toBeUndefined();
    expect(quoted(noon, timezone)).toBe('in-progress');
    // A document from before it named its zone, and a zone that a browser does not know.
    for (const zone of [undefined, '', 'UTC', 'Mars/Olympus_Mons', 'constructor'])
      expect(quoted(day, zone)).toBe(evening.startsWith(day) ? undefined : 'in-progress');
  },
);

test.for(['retraction', 'redaction'] as const)('claims nothing of the time of a %s', (kind) => {
  const gap = { ...aMistake('2025-01-05T10:00:00Z'), kind };
  const changes = [CHANGES[1]!, gap, CHANGES[2]!];
  expect(driftSince('2025-04-02', changes, 'done', 'UTC')).toBeUndefined();
  expect(driftSince('2024-04-02', changes, 'done', 'UTC')?.id).toBe('in-progress');
});
