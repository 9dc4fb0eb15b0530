// What the endpoint says of a tracker that is being founded.
import type { FieldError } from '../../../data/field-error.ts';
import { desk, type Problem } from '../common/api.ts';
import { valueAt } from '../common/draft.ts';
import { pledges } from '../common/pledges.ts';
import { startWords } from '../words/start-words.ts';
import { type TrackerDraft, trackerOf } from './founding.ts';

const { start } = startWords;

/** The faults of a draft, or why the endpoint could not be asked. */
export type Checked = { ok: true; faults: FieldError[] } | { ok: false; problem: Problem };

/** Asks what is wrong with it, and founds nothing. */
export async function checkFounding(draft: TrackerDraft, signal: AbortSignal): Promise<Checked> {
  const answer = await desk.found(trackerOf(draft), true, signal);
  if (answer.ok) return { ok: true, faults: [] };
  const { problem } = answer;
  if (problem.slug === 'invalid-fields')
    return { ok: true, faults: (problem.errors ?? []).map((fault) => worded(draft, fault)) };
  if (problem.slug === 'name-taken') return { ok: true, faults: [idTaken(problem.detail ?? problem.title)] };
  return { ok: false, problem };
}

/** The endpoint says that an id is taken once all else is right; the desk knows its trackers from the first step. */
export function withTakenId({ id = '' }: TrackerDraft, faults: FieldError[]): FieldError[] {
  if (!pledges.tracker(id) || faults.some(({ pointer }) => pointer === '/id')) return faults;
  return [...faults, idTaken(start.taken(id))];
}

/** Whether a founding whose answer was lost was done: then the id is taken, by this very tracker. */
export async function wasFounded({ id = '', name = '' }: TrackerDraft): Promise<boolean> {
  const answer = await desk.tracker(id);
  return answer.ok && answer.value.version === 1 && answer.value.tracker.name === name.trim();
}

/** Without those that a change at a pointer may have mended. */
export function withoutChanged(faults: readonly FieldError[], changed: string): FieldError[] {
  // An id that was made of what was typed is as new as that.
  const thing = /^(.*)\/(?:label\/[^/]+|title|name)$/.exec(changed)?.[1];
  return faults.filter(({ pointer }) => {
    const isAbout = `${pointer}/`.startsWith(`${changed}/`) || `${changed}/`.startsWith(`${pointer}/`);
    return !isAbout && (thing === undefined || pointer !== `${thing}/id`);
  });
}

// What was not filled in at all is told shorter than what is wrong with it.
function worded(draft: TrackerDraft, fault: FieldError): FieldError {
  const value = valueAt(draft, fault.pointer) ?? '';
  return value === '' ? { ...fault, detail: start.needed } : fault;
}

function idTaken(detail: string): FieldError {
  return { pointer: '/id', code: 'refused', detail };
}
