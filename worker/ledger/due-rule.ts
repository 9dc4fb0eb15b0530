// What makes a pledge due for review is decided here and nowhere else. Time passes without an act, so the rule gives no
// yes or no: it gives the instants from which each reason holds.
import { dayAfter, firstMoment, lastDay } from '../../data/calendar.ts';
import type { DueReason } from '../../data/lists.ts';
import type { Status, Work } from '../../data/states.ts';
import type { Tracker } from '../../data/tracker.ts';

const DAY_MS = 86_400_000;

/** Links die, so evidence is looked at once a year, however long a tracker lets a check count. */
const EVIDENCE_DAYS = 365;

/** What of a tracker the rule goes by. A trigger in migrations.ts names the same fields. */
export type Rule = {
  reviewEvery: number;
  timezone: string;
  /** Its term is closed: no time that passes asks for anything any more. */
  isOver: boolean;
  finals: ReadonlySet<string>;
};

/** What of a pledge the rule goes by. */
export type Standing = {
  status: Status | null;
  work: Work | null;
  verdict: string | null;
  due: string | null;
  /** When somebody last looked: a check, or a publication by the desk. An import and an opening are none. */
  lookedAt: string | null;
  /** When its first revision came, and where it stands among those that came with it: from 0, first, to 1. */
  enteredAt: string | null;
  importPlace: number | null;
  underReviewAt: string | null;
  suggestedAt: string | null;
  snoozedUntil: string | null;
};

/** From when each reason holds, null where none will; `dueAt` is when the pledge is due by any of them and not snoozed. */
export type DueInstants = {
  passedAt: string | null;
  underReviewAt: string | null;
  suggestedAt: string | null;
  checkAt: string | null;
  evidenceAt: string | null;
  dueAt: string | null;
};

const NEVER: DueInstants = {
  passedAt: null,
  underReviewAt: null,
  suggestedAt: null,
  checkAt: null,
  evidenceAt: null,
  dueAt: null,
};

/**
 * When a pledge is due. What is in review or scheduled has somebody's eyes already. Whoever looks after the due day and leaves
 * the verdict open has seen that the day has passed.
 */
export function dueInstants(standing: Standing, rule: Rule): DueInstants {
  const { status, work, lookedAt, underReviewAt, suggestedAt, snoozedUntil } = standing;
  if (status !== 'published' || work === 'review' || work === 'scheduled') return NEVER;
  const byTime = rule.isOver
    ? { passedAt: null, checkAt: null, evidenceAt: null }
    : {
        passedAt: passedAt(standing, rule),
        checkAt: lookedAt === null ? firstLookAt(standing, rule) : daysAfter(lookedAt, rule.reviewEvery),
        evidenceAt: lookedAt === null ? null : daysAfter(lookedAt, EVIDENCE_DAYS),
      };
  const reasons = { ...byTime, underReviewAt, suggestedAt };
  const first = Object.values(reasons)
    .filter((at) => at !== null)
    .sort()[0];
  const dueAt =
    first === undefined ? null : snoozedUntil !== null && snoozedUntil > first ? snoozedUntil : first;
  return { ...reasons, dueAt };
}

function passedAt({ verdict, due, lookedAt }: Standing, { timezone, finals }: Rule): string | null {
  if (due === null || verdict === null || finals.has(verdict)) return null;
  const end = firstMoment(dayAfter(lastDay(due)), timezone);
  return lookedAt === null || lookedAt < end ? end : null;
}

// What came with many others falls due one after the other, over the interval in which all of them are to be looked at.
function firstLookAt({ enteredAt, importPlace }: Standing, { reviewEvery }: Rule): string | null {
  return enteredAt && daysAfter(enteredAt, Math.floor((importPlace ?? 0) * reviewEvery));
}

function daysAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * DAY_MS).toISOString();
}

/** What holds at an instant, the most pressing first; nothing while it is snoozed. */
export function reasonsAt(row: DueInstants & { lookedAt: string | null }, now: string): DueReason[] {
  if (row.dueAt === null || row.dueAt > now) return [];
  const holds = (at: string | null) => at !== null && at <= now;
  return [
    ...(holds(row.passedAt) ? (['due-passed'] as const) : []),
    ...(holds(row.underReviewAt) ? (['disputed'] as const) : []),
    ...(holds(row.suggestedAt) ? (['suggested'] as const) : []),
    ...(holds(row.checkAt) ? ([row.lookedAt === null ? 'never-checked' : 'check-old'] as const) : []),
    ...(holds(row.evidenceAt) ? (['evidence-old'] as const) : []),
  ];
}

/** The rule of a tracker as it is now. */
export function ruleOf({ reviewEvery, timezone, closedAt, scheme }: Tracker): Rule {
  const finals = scheme.verdicts.filter((verdict) => verdict.final).map(({ id }) => id);
  return { reviewEvery, timezone, isOver: Boolean(closedAt), finals: new Set(finals) };
}
