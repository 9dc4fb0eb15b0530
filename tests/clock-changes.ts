// A day on which the clock changes, west and east of Greenwich, with its first and its last half hour: the first is of the
// day before and the last of the day after for whoever counts by another calendar.

/** `day` in the zone; `morning` and `evening` are instants of it, `noon` lies between them, `before` is the day before. */
export const CLOCK_CHANGES = [
  {
    timezone: 'America/Los_Angeles', // to winter time at 2:00
    before: '2025-11-01',
    day: '2025-11-02',
    said: '2 November 2025',
    morning: '2025-11-02T07:30:00.000Z',
    noon: '2025-11-02T20:00:00.000Z',
    evening: '2025-11-03T07:30:00.000Z',
    first: '2025-11-02T07:00:00.000Z',
  },
  {
    timezone: 'Pacific/Auckland', // to summer time at 2:00
    before: '2025-09-27',
    day: '2025-09-28',
    said: '28 September 2025',
    morning: '2025-09-27T12:30:00.000Z',
    noon: '2025-09-27T23:00:00.000Z',
    evening: '2025-09-28T10:30:00.000Z',
    first: '2025-09-27T12:00:00.000Z',
  },
] as const;
