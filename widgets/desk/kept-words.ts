// Words that the endpoint does not have yet, kept in this browser: through a reload, a crash, a sign-out and a dead
// network. They are written at every keystroke, at once (localStorage, because nothing that waits would survive the tab's
// end), and deleted as soon as the endpoint has them.
import type { PledgeDraft } from '../../data/pledge.ts';
import type { PledgeName } from './api.ts';

/** `base` is what the writing began from, at `version`; `at` is when the last word was typed. */
export type KeptWords = { version: number; base: PledgeDraft; draft: PledgeDraft; at: string };

const PREFIX = 'pledgemark:words:';

function keyOf(editor: string, { tracker, slug }: PledgeName): string {
  return `${PREFIX}${tracker}/${slug}/${editor}`;
}

/** Keeps words; false where the browser refuses, because it is full or keeps nothing for this site. */
export function keepWords(editor: string, name: PledgeName, kept: KeptWords): boolean {
  try {
    localStorage.setItem(keyOf(editor, name), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** What was kept for an editor of a pledge, or null. Another editor of the same browser has their own. */
export function keptWords(editor: string, name: PledgeName): KeptWords | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(editor, name)) ?? 'null');
  } catch {
    // SecurityError: the browser keeps nothing for this site. SyntaxError: not ours.
    return null;
  }
}

export function forgetWords(editor: string, name: PledgeName): void {
  try {
    localStorage.removeItem(keyOf(editor, name));
  } catch {
    // SecurityError: then nothing was kept either.
  }
}

/** The pledges of which an editor has unsaved words in this browser. */
export function pledgesWithKeptWords(editor: string): PledgeName[] {
  try {
    return Object.keys(localStorage).flatMap((key) => {
      const [tracker, slug, ...name] = key.startsWith(PREFIX) ? key.slice(PREFIX.length).split('/') : [];
      return tracker && slug && name.join('/') === editor ? [{ tracker, slug }] : [];
    });
  } catch {
    return [];
  }
}
