import { desk } from '../common/api.ts';

const known = new Map<string, Promise<readonly string[]>>();

/** The names of those who may work in one of these trackers, each once; those of a tracker are asked for once. */
export async function peopleOf(trackers: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(trackers.map(ofTracker));
  return [...new Set(lists.flat())].sort((one, other) => one.localeCompare(other));
}

function ofTracker(tracker: string): Promise<readonly string[]> {
  const names = known.get(tracker) ?? load(tracker);
  known.set(tracker, names);
  return names;
}

async function load(tracker: string): Promise<readonly string[]> {
  const answer = await desk.tracker(tracker);
  // Asked again the next time: nobody is missing for good because of a moment without the net.
  if (!answer.ok) known.delete(tracker);
  return answer.ok ? answer.value.people : [];
}
