// What is ready of a pledge in a private tracker, for the screens that work on it.
import type { PledgeRecord, Preview } from '../../../data/desk.ts';

/** Whether nothing is written beside what is ready. */
export function isReadyAlone({ ready, draft }: Pick<PledgeRecord, 'ready' | 'draft'>): boolean {
  return ready !== null && draft === null;
}

/** What a draft is compared with: what is ready already, with all else as it would be. Its status is no change, for nobody sees it. */
export function readyDocument({ ready }: PledgeRecord, { next }: Preview): object | null {
  if (!next) return null;
  const { status, slug, aliases, underReview } = next.pledge;
  return ready ? { ...ready.content, status, slug, aliases, underReview } : { status };
}
