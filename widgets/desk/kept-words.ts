// Words that the endpoint does not have yet, kept in this browser: through a reload, a crash, a sign-out and a dead
// network. They are written at every keystroke, at once (localStorage, because nothing that waits would survive the tab's
// end), and deleted as soon as the endpoint has them.
import type { PledgeDraft } from '../../data/pledge.ts';
import type { PledgeName } from './api.ts';
import { store, stored, storedKeys } from './browser-store.ts';

/** `base` is what the writing began from, at `version`; `at` is when the last word was typed. */
type KeptWords = { version: number; base: PledgeDraft; draft: PledgeDraft; at: string };

const WORDS = 'pledgemark:words:';
const TOLD = 'pledgemark:act:';

function keyOf(prefix: string, editor: string, { tracker, slug }: PledgeName): string {
  return `${prefix}${tracker}/${slug}/${editor}`;
}

/** Where the words of an editor of a pledge are kept: what another tab's change of them is told by. */
export function wordsKey(editor: string, name: PledgeName): string {
  return keyOf(WORDS, editor, name);
}

/** Keeps words; false where the browser refuses, because it is full or keeps nothing for this site. */
export function keepWords(editor: string, name: PledgeName, kept: KeptWords): boolean {
  return store(wordsKey(editor, name), kept);
}

/** What was kept for an editor of a pledge, or null. Another editor of the same browser has their own. */
export function keptWords(editor: string, name: PledgeName): KeptWords | null {
  return stored<KeptWords>(wordsKey(editor, name));
}

/** Lets go of the words of one pledge: the endpoint has them. */
export function forgetWords(editor: string, name: PledgeName): void {
  store(wordsKey(editor, name), null);
}

/** Keeps what was typed for an act that is being prepared, null forgets it; false where the browser refuses. */
export function keepTold(editor: string, name: PledgeName, act: string, told: object | null): boolean {
  return store(keyOf(`${TOLD}${act}:`, editor, name), told);
}

/** What was kept of an act, or null. */
export function keptTold(editor: string, name: PledgeName, act: string): Record<string, unknown> | null {
  return stored(keyOf(`${TOLD}${act}:`, editor, name));
}

/** The pledges of which an editor has unsaved words in this browser. */
export function pledgesWithKeptWords(editor: string): PledgeName[] {
  return storedKeys().flatMap((key) => {
    const [tracker, slug, ...name] = key.startsWith(WORDS) ? key.slice(WORDS.length).split('/') : [];
    return tracker && slug && name.join('/') === editor ? [{ tracker, slug }] : [];
  });
}
