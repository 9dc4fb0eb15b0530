// The list that somebody came from, in its order, for as long as the tab is open: what is next after a pledge is done.
const PLACE = 'pledgemark:list';

/** With fewer than so many left, more are loaded: whoever goes on does not wait for them. */
const AHEAD = 5;

/**
 * A list of pledges: `keys` are `tracker/slug` in its order as far as they are loaded, `label` is what it is called, `href`
 * where it is, `count` how many there are in all.
 */
type List = { keys: readonly string[]; label: string; href: string; count: number };

/** Loads more of a list, and answers their keys; none where it has ended or cannot be had. */
export type LoadMore = () => Promise<readonly string[]>;

/** Where a pledge stands in the list: `at` counts from 1. */
export type Place = { at: number; of: number; label: string; href: string };

let list: List | null = null;
let more: LoadMore | null = null;

/** Notes the rows of a list, and how to get more of them. Whoever opens one of them goes on to the next from there. */
export function setOrder(
  keys: readonly string[],
  label: string,
  href: string,
  { count = keys.length, loadMore = null }: { count?: number; loadMore?: LoadMore | null } = {},
): void {
  more = loadMore;
  keep({ keys, label, href, count });
}

function keep(kept: List): void {
  list = kept;
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(list));
  } catch {
    // QuotaExceededError, or SecurityError where the browser keeps nothing: it holds until the page is loaded again.
  }
}

/** Where a pledge stands in the list that was shown last; null where it is not in it. */
export function placeIn(key: string): Place | null {
  const { keys, label, href, count } = order();
  const at = keys.indexOf(key);
  return at < 0 ? null : { at: at + 1, of: Math.max(count, keys.length), label, href };
}

/** The next of the list after this one; null after the last, and for a pledge that is not in it. */
export function nextAfter(key: string): string | null {
  const { keys } = order();
  const at = keys.indexOf(key);
  if (at < 0) return null;
  if (keys.length - at <= AHEAD) void loadAhead();
  return keys[at + 1] ?? null;
}

// Once at a time, and not again of a list that has ended.
async function loadAhead(): Promise<void> {
  const [load, before] = [more, list];
  more = null;
  if (!load || !before) return;
  const keys = [...new Set([...before.keys, ...(await load())])];
  if (list !== before) return;
  const hasEnded = keys.length === before.keys.length;
  keep({ ...before, keys, count: hasEnded ? keys.length : before.count });
  more = hasEnded ? null : load;
}

/** The one before. */
export function previousBefore(key: string): string | null {
  const { keys } = order();
  return keys[keys.indexOf(key) - 1] ?? null;
}

/** How many come after it. */
export function left(key: string): number {
  const place = placeIn(key);
  return place ? place.of - place.at : 0;
}

/** A pledge has another address: it keeps its place. */
export function renamedTo(before: string, now: string): void {
  const { keys } = order();
  if (keys.includes(before)) keep({ ...order(), keys: keys.map((key) => (key === before ? now : key)) });
}

/** The pledge that a key names. */
export function nameOf(key: string): { tracker: string; slug: string } {
  const [tracker = '', slug = ''] = key.split('/');
  return { tracker, slug };
}

function order(): List {
  list ??= kept() ?? { keys: [], label: '', href: '/desk', count: 0 };
  return list;
}

function kept(): List | null {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? 'null');
  } catch {
    // SecurityError, or SyntaxError: not ours.
    return null;
  }
}
