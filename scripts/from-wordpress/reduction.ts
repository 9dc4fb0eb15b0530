// What each step of a reduction has to work with.
import { webUrl } from '../../data/field.ts';
import type { Tell } from './loss.ts';

/** `base`: the address of the post, by which others are completed. `tell` takes what is lost or changed. */
export type Reduction = { root: HTMLElement; base: string; tell: Tell };

/** A web address that may stand in a link and in Markdown; undefined if it is none. */
export function addressOf(sent: string | null, base: string): string | undefined {
  const trimmed = sent?.trim() ?? '';
  if (/^mailto:[^\s<>()?]+@[^\s<>()?]+$/i.test(trimmed)) return trimmed;
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const { href } = new URL(trimmed, base);
  const quoted = href.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('\\', '%5C');
  return webUrl.safeParse(quoted).success ? quoted : undefined;
}
