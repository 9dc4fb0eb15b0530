// The state machine of a pledge, whole. What readers see of it (`status`) and where the work on it stands (`work`)
// move apart from each other: a published pledge may have a draft in review while its verdict stands.

/** What readers see; null before the first publication. */
export const STATUSES = ['published', 'retracted', 'merged'] as const;
export type Status = (typeof STATUSES)[number];

/** Where a draft stands; null when there is none. */
export const WORKS = ['draft', 'review', 'scheduled'] as const;
export type Work = (typeof WORKS)[number];

/**
 * One word for the desk's lists: the work, and without work the status. `ready`: what becomes the first revision when its
 * private tracker is opened.
 */
export const STATES = [...WORKS, 'ready', ...STATUSES] as const;
export type State = (typeof STATES)[number];

const ACTS_BY_WORK = {
  none: ['save', 'assign'],
  draft: ['save', 'submit', 'assign', 'publish', 'correct', 'discard', 'trash'],
  review: ['save', 'return', 'assign', 'publish', 'correct', 'discard', 'trash'],
  scheduled: ['return', 'assign'],
} as const;

const ACTS_BY_STATUS = {
  none: ['rename'],
  published: ['retract', 'redact', 'revert', 'rename', 'merge', 'check', 'snooze', 'dispute', 'settle'],
  retracted: ['redact', 'revert', 'rename', 'merge'],
  merged: ['redact'],
} as const;

export type PledgeAct =
  | (typeof ACTS_BY_WORK)[keyof typeof ACTS_BY_WORK][number]
  | (typeof ACTS_BY_STATUS)[keyof typeof ACTS_BY_STATUS][number];

// In a private tracker. To discard it is to write in it again.
const ACTS_ON_READY = ['save', 'assign', 'discard', 'trash'] as const;

/** The acts on what is on record, which nothing of a private tracker is. */
export const ACTS_ON_RECORD: readonly PledgeAct[] = [
  'correct',
  'retract',
  'redact',
  'revert',
  'merge',
  'check',
  'snooze',
  'dispute',
  'settle',
];

type Standing = { status: Status | null; work: Work | null; underReview: boolean; isReady: boolean };

/** The acts that a pledge's standing allows. What an act needs besides, it says itself. */
export function allowedActs({ status, work, underReview, isReady }: Standing): PledgeAct[] {
  const byWork = status === 'merged' ? [] : isReady && !work ? ACTS_ON_READY : ACTS_BY_WORK[work ?? 'none'];
  return [...byWork, ...ACTS_BY_STATUS[status ?? 'none']].filter((act) => {
    if (act === 'correct') return status === 'published';
    // What readers have never seen goes as a whole; of what they see, only the draft does.
    if (act === 'trash') return status === null;
    if (act === 'discard') return status !== null || isReady;
    if (act === 'dispute') return !underReview;
    if (act === 'settle') return underReview;
    return true;
  });
}
