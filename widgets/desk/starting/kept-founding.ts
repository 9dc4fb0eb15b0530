// What was typed of a tracker that is not founded yet, kept in this browser for whoever typed it.
import { store, stored } from '../common/browser-store.ts';
import type { TrackerDraft } from './founding.ts';

const KEY = 'pledgemark:founding:';

/** `at` is when the last word was typed. */
export type KeptFounding = { draft: TrackerDraft; at: string };

/** Keeps it, or with null lets go of it; false where the browser refuses. */
export function keepFounding(editor: string, kept: KeptFounding | null): boolean {
  return store(KEY + editor, kept);
}

/** What was kept, or null. */
export function keptFounding(editor: string): KeptFounding | null {
  return stored<KeptFounding>(KEY + editor);
}
