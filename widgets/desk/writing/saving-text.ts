import type { Problem } from '../common/api.ts';
import { sentence } from '../common/problem.ts';
import { writingWords } from '../words/writing-words.ts';
import type { Saving } from './autosave.ts';

/** Where the words are, in words; `isKept` says whether this browser has those that are not saved. */
export function savingText(state: Saving, isKept: boolean, isUntouched = false): string {
  const { saving } = writingWords;
  if (!('problem' in state)) return state.is === 'saved' && isUntouched ? saving.untouched : saving[state.is];
  if (state.is === 'stale') return saving.stale;
  return `${reason(state)} ${isKept ? saving.kept : saving.notKept}`;
}

function reason({ is, problem }: Extract<Saving, { problem: Problem }>): string {
  const { saving } = writingWords;
  if (problem.slug === 'offline') return saving.offline;
  if (is === 'unreachable') return saving.unreachable;
  if (problem.slug === 'unauthenticated') return saving.signedOut;
  if (problem.errors?.length) return saving.fields(problem.errors.length);
  return saving.refused(sentence(problem));
}

/** What is heard of saving, which is seen in the bar: once that it is in trouble, and once that this is over. */
export class SavingTrouble {
  text = '';
  #was = false;

  tell(state: Saving, isKept: boolean): void {
    // Two versions say so themselves.
    const is = 'problem' in state && state.is !== 'stale';
    if (is && !this.#was) this.text = savingText(state, isKept);
    if (this.#was && state.is === 'saved') this.text = writingWords.saving.backAgain;
    if (is || state.is === 'saved') this.#was = is;
  }
}
