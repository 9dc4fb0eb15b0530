import type { Pledge, PledgeDraft } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { canonical } from './chain.ts';
import { contentOf, givenUnder } from './revise.ts';

/** Whether a publication of this content would show readers nothing new: not one word, and none of the scheme's either. */
export function isUnchanged(
  { scheme }: Tracker,
  content: PledgeDraft,
  published: Pledge | null,
): published is Pledge {
  if (published?.status !== 'published') return false;
  if (canonical(content) !== canonical(contentOf(published))) return false;
  const { verdict } = published;
  const given = givenUnder(scheme, verdict.id);
  // A verdict from before the words were hashed has those of its version.
  return given.scheme === verdict.scheme && (verdict.words === undefined || given.words === verdict.words);
}
