// Words that the endpoint does not have yet, kept in this browser: through a reload, a crash, a sign-out and a dead
// network. They are written at every keystroke, at once (localStorage, because nothing that waits would survive the tab's
// end), and deleted as soon as the endpoint has them.
import type { PledgeDraft } from '../../../data/pledge.ts';
import type { PledgeName } from './api.ts';
import { store, stored, storedKeys } from './browser-store.ts';

/**
 * `base` is what the writing began from, at `version`; `sent` is what was last sent and may have arrived; `at` is when
 * the last word was typed.
 */
export type KeptWords = {
  version: number;
  base: PledgeDraft;
  draft: PledgeDraft;
  sent: PledgeDraft | null;
  at: string;
};

const WORDS = 'pledgemark:words:';
const ANSWERS = 'pledgemark:act:';
const WORDS_KEY = /^pledgemark:words:(?:\d+:)?([^/]+)\/([^/]+)\/(.+)$/s;

/** A place for the words of an editor of a pledge; each tab that writes of it has one of its own, by its number. */
export function wordsPlace(editor: string, name: PledgeName, tab: number): string {
  return keyOf(tab === 0 ? WORDS : `${WORDS}${tab}:`, editor, name);
}

/** Keeps words; false where the browser refuses, because it is full or keeps nothing for this site. */
export function keepWords(place: string, kept: KeptWords): boolean {
  return store(place, kept);
}

/** The words at a place, or null. */
export function keptWords(place: string): KeptWords | null {
  return stored<KeptWords>(place);
}

/** Lets go of the words at a place: the endpoint has them. */
export function forgetWords(place: string): void {
  store(place, null);
}

/** Whose words of which pledge a place is for; null for any other key. */
export function placeOf(key: string): (PledgeName & { editor: string }) | null {
  const [, tracker, slug, editor] = WORDS_KEY.exec(key) ?? [];
  return tracker && slug && editor ? { tracker, slug, editor } : null;
}

/** The pledges of which an editor has unsaved words in this browser. */
export function pledgesWithKeptWords(editor: string): PledgeName[] {
  const mine = storedKeys()
    .flatMap((key) => placeOf(key) ?? [])
    .filter((place) => place.editor === editor);
  return [...new Map(mine.map(({ tracker, slug }) => [`${tracker}/${slug}`, { tracker, slug }])).values()];
}

/** Keeps what was typed for an act that is being prepared, null forgets it; false where the browser refuses. */
export function keepAnswers(editor: string, name: PledgeName, act: string, answers: object | null): boolean {
  return store(keyOf(`${ANSWERS}${act}:`, editor, name), answers);
}

/** What was kept of an act, or null. */
export function keptAnswers(editor: string, name: PledgeName, act: string): Record<string, unknown> | null {
  return stored(keyOf(`${ANSWERS}${act}:`, editor, name));
}

function keyOf(prefix: string, editor: string, { tracker, slug }: PledgeName): string {
  return `${prefix}${tracker}/${slug}/${editor}`;
}
