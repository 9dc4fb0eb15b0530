import type { Problem } from './api.ts';
import { words } from './words.ts';

/** A refusal in one or two sentences for an editor. */
export function sentence({ slug, title, detail }: Problem): string {
  return [words.problems[slug] ?? `${title}.`, detail].filter(Boolean).join(' ');
}
