import type { Problem } from './api.ts';
import type { Saving } from './autosave.ts';
import { sentence } from './problem.ts';
import { words } from './words.ts';

/** Where the words are, in words; `isKept` says whether this browser has those that are not saved. */
export function savingText(state: Saving, isKept: boolean, isUntouched = false): string {
  const { saving } = words;
  if (!('problem' in state)) return state.is === 'saved' && isUntouched ? saving.untouched : saving[state.is];
  if (state.is === 'stale') return saving.stale;
  return `${reason(state)} ${isKept ? saving.kept : saving.notKept}`;
}

function reason({ is, problem }: Extract<Saving, { problem: Problem }>): string {
  const { saving } = words;
  if (problem.slug === 'offline') return saving.offline;
  if (is === 'unreachable') return saving.unreachable;
  if (problem.slug === 'unauthenticated') return saving.signedOut;
  if (problem.errors?.length) return saving.fields(problem.errors.length);
  return saving.refused(sentence(problem));
}
