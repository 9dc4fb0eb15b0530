// Whether a verdict changed since an article quoted it. Only `publishedAt` counts: what readers could see then.
import type { Change } from '../data/published.ts';
import { dayAt } from './language.ts';

const DAY_OR_INSTANT = /^(\d{4}-\d\d-\d\d)(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/;

/**
 * Whether what was published at an instant was there at `asOf`. A day counts to its end in the tracker's zone, because an
 * article may quote what was published that morning; of several verdicts of one day it quoted the last. An instant is
 * exact. Undefined where `asOf` is neither, the 31st of February and a time without zone included.
 */
function isBy(asOf: string, timeZone: string | undefined): ((publishedAt: string) => boolean) | undefined {
  const [, day, time] = DAY_OR_INSTANT.exec(asOf) ?? [];
  // JSON, because an impossible day has none, where toISOString would throw.
  if (!day || new Date(day).toJSON()?.slice(0, 10) !== day) return;
  return time
    ? (publishedAt) => Date.parse(publishedAt) <= Date.parse(asOf)
    : (publishedAt) => dayAt(publishedAt, timeZone) <= day;
}

/**
 * What the verdict was at `asOf`, if that is not what it is now; without words if the desk has since corrected it
 * away. Nothing is claimed where `asOf` cannot be read, lies before the first change that has a date, may lie after the next
 * one, which has none, or lies where the verdict was withdrawn or is not told.
 */
export function driftSince(
  asOf: string,
  changes: readonly Change[],
  current: string,
  timeZone: string | undefined,
): Change | undefined {
  const wasThere = isBy(asOf, timeZone);
  const at = changes.map(({ publishedAt }) => publishedAt && wasThere?.(publishedAt)).lastIndexOf(true);
  const then = changes[at];
  return then && then.id !== current && !/^re[dt]/.test(then.kind) && changes[at + 1]?.publishedAt !== null
    ? then
    : undefined;
}
