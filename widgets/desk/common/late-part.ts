// Loads a part of the app when it is first needed, and says why if it cannot.
import type { Problem } from './api.ts';
import { sentence } from './problem.ts';
import { say } from './status.ts';

/** No answer came. */
export const OFFLINE: Problem = { slug: 'offline', title: '', status: 0 };
const REPLACED: Problem = { ...OFFLINE, slug: 'replaced' };

/** A part of the app; null where it cannot be had, which is said. Whoever asks once more has it loaded then. */
export function loadPart<Part>(load: () => Promise<Part>): Promise<Part | null> {
  return load().catch(async () => {
    say(sentence(await whyNotLoaded()));
    return null;
  });
}

/** Why a part could not be loaded: there is no network, or a newer version of the app has replaced the part. */
export async function whyNotLoaded(): Promise<Problem> {
  // Otherwise a TypeError: no network.
  const answer = await fetch('/desk', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return answer?.ok ? REPLACED : OFFLINE;
}
