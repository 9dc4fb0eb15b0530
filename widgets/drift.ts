// Whether a verdict changed since an article quoted it. Only `publishedAt` counts: what readers could see then.
import type { Change } from '../data/published.ts';

const DAY_OR_INSTANT = /^(\d{4}-\d\d-\d\d)(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/;

/**
 * The instant that an `as-of` means, in milliseconds: a day counts to its end in UTC, because an article may quote
 * what was published that morning. NaN for anything else, the 31st of February and a time without zone included.
 */
export function asOfTime(asOf: string): number {
  const [, day, time] = DAY_OR_INSTANT.exec(asOf) ?? [];
  // JSON, because an impossible day has none, where toISOString would throw.
  if (!day || new Date(day).toJSON()?.slice(0, 10) !== day) return Number.NaN;
  return Date.parse(time ? asOf : `${day}T23:59:59.999Z`);
}

/**
 * What the verdict was at `asOf`, if that is not what it is now; without words if the desk has since corrected it
 * away. Nothing is claimed where `asOf` cannot be read, lies before the first change that has a date, or may lie after
 * the next one, which has none.
 */
export function driftSince(asOf: string, changes: readonly Change[], current: string): Change | undefined {
  const time = asOfTime(asOf);
  const at = changes.findLastIndex(({ publishedAt }) => publishedAt && Date.parse(publishedAt) <= time);
  const then = changes[at];
  return then && then.id !== current && changes[at + 1]?.publishedAt !== null ? then : undefined;
}
