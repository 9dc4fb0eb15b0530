// Which acts are offered on which rows: by the role, and by where a pledge stands. What a row does not say, such as whether a
// draft is complete, the endpoint says when it is asked.
import type { ListedPledge } from '../../../data/desk.ts';
import { session } from '../common/session.ts';

/** The acts on one row or many, in the order in which they are offered. */
export const ROW_ACTS = [
  'check',
  'assign',
  'snooze',
  'submit',
  'publish',
  'set',
  'discard',
  'trash',
] as const;
/** One of them. */
export type RowAct = (typeof ROW_ACTS)[number];

/** Whether somebody's role has an act at all. */
export function mayDo(act: RowAct): boolean {
  return session.mayAct(act === 'set' ? 'save' : act);
}

/** Whether an act can be meant for a pledge that stands so. */
export function isFor(act: RowAct, { state, status, ready }: ListedPledge): boolean {
  const isWritten = state === 'draft' || state === 'review';
  switch (act) {
    case 'check':
    case 'snooze':
      return status === 'published';
    case 'assign':
      return status !== 'merged';
    case 'submit':
      return state === 'draft';
    case 'publish':
      return isWritten;
    case 'set':
      return status !== 'merged' && state !== 'scheduled';
    case 'discard':
      return isWritten && (status !== null || ready !== null);
    case 'trash':
      return status === null && state !== 'scheduled';
  }
}
