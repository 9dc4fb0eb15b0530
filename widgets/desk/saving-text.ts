import type { Saving } from './autosave.ts';
import { sentence } from './problem.ts';
import { words } from './words.ts';

/** Where the words are, in words. */
export function savingText(state: Saving, isUntouched = false): string {
  const { saving } = words;
  if (!('problem' in state)) return state.is === 'saved' && isUntouched ? saving.untouched : saving[state.is];
  const { problem } = state;
  if (state.is === 'stale') return saving.stale;
  if (problem.slug === 'offline') return saving.offline;
  if (state.is === 'unreachable') return saving.unreachable;
  if (problem.slug === 'unauthenticated') return saving.signedOut;
  if (problem.errors?.length) return saving.fields(problem.errors.length);
  return saving.refused(sentence(problem));
}
