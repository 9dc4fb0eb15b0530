import { words } from '../words/words.ts';
import type { Problem } from './api.ts';

/** A refusal in one or two sentences for an editor. One among many is told without its title, by what the endpoint says of it. */
export function sentence({ slug, title, detail }: Problem): string {
  const said = words.problems[slug] ?? (title === slug && detail ? '' : `${title}.`);
  return [said, detail].filter(Boolean).join(' ');
}
