// The addresses of the lists: what is in them decides what is shown.
import type { SavedView } from '../../../data/desk.ts';

/** A screen with a list. */
export type ListName = SavedView['screen'];

/** Where each is. */
export const LIST_PATHS: Readonly<Record<ListName, string>> = { today: '/desk', find: '/desk/find' };

/** What an address says of how a list is shown; the endpoint is not asked it. */
const SHOWN_ONLY = ['columns'];

/** What the endpoint is asked for a query of the address. */
export function askedBy(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams(query);
  for (const name of SHOWN_ONLY) asked.delete(name);
  return asked;
}

/** The review mode of a list, from one of its rows or from its first. */
export function reviewHref(list: ListName, query: URLSearchParams, from: string | null): string {
  const review = askedBy(query);
  review.set('list', list);
  if (from) review.set('at', from);
  return `/desk/review?${review}`;
}
