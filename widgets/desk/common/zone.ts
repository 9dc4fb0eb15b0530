// A tracker's wall clock. An editor types a time as it is there, and the endpoint wants the instant in UTC.

/** The instant at which a clock in `timeZone` shows `local` (`2026-11-22T09:30`); null for what no clock shows. */
export function instantOf(local: string, timeZone: string): string | null {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return null;
  // The offset depends on the instant, and the instant on the offset: the second guess has the first one's offset.
  let instant = wanted - offsetAt(wanted, timeZone);
  instant = wanted - offsetAt(instant, timeZone);
  // In the hour that is left out in spring no clock shows this time.
  return localOf(instant, timeZone) === local ? new Date(instant).toISOString() : null;
}

/** What a clock in `timeZone` shows at an instant, as `<input type=datetime-local>` has it. */
export function localOf(instant: number | string, timeZone: string): string {
  const at = new Date(instant).getTime();
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - (instant - (instant % 1000));
}
