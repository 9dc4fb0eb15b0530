// Moving through a list by keys. The focus itself is the mark: it stands on a row's link, so that Enter opens it, a
// screen reader reads it and the row scrolls into view by itself.
import type { LitElement } from 'lit';
import { setOrder } from '../common/coming-from.ts';
import { offer } from '../common/offers.ts';
import { hear } from '../common/shortcuts.ts';
import { words } from '../words/words.ts';

/** The `data-row` of the row that has the focus. */
export function currentRow(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null;
}

// Where somebody was in a list, by the name of its screen: the row, and its place should the row be gone.
const left = new Map<string, { row: string; at: number }>();

function rowsOf(screen: Element): HTMLElement[] {
  return [...screen.querySelectorAll<HTMLElement>('[data-row]')];
}

/**
 * Notes from now on which row of a screen has the focus, for whoever comes back to it, and offers what can be done with it:
 * `take-away` is fired for the shell, as the acts are above the lists.
 */
export function noteRows(screen: LitElement): void {
  const takeAway = (key: string) =>
    screen.dispatchEvent(new CustomEvent<string>('take-away', { detail: key, bubbles: true }));
  hear(screen, {
    discard: () => {
      const key = currentRow();
      if (key) takeAway(key);
    },
  });
  offer(screen, () => {
    const key = currentRow();
    const title = document.activeElement?.closest('[data-row]')?.querySelector('a')?.textContent?.trim();
    return key ? [{ does: `${words.rows.takeAway}: ${title}`, run: () => takeAway(key) }] : [];
  });
  screen.addEventListener('focusin', () => {
    const row = currentRow();
    if (row)
      left.set(screen.localName, { row, at: rowsOf(screen).findIndex(({ dataset }) => dataset.row === row) });
  });
  // Not every browser gives the focus to a link that is clicked.
  screen.addEventListener('click', ({ target }) => noteOrder(target as Element));
}

// What is next after the pledge that is opened: the rows of its list, under the list's own name.
function noteOrder(target: Element): void {
  const list = target.closest('[data-row]')?.parentElement;
  // The table knows more of its rows than are drawn, and notes them itself.
  if (!list || list.closest('table.list')) return;
  const keys = rowsOf(list).flatMap(({ dataset }) => dataset.row ?? []);
  const heading = list.closest('section')?.querySelector('h2') ?? document.querySelector('h1');
  const label = heading?.cloneNode(true) as HTMLElement | undefined;
  label?.querySelector('.count')?.remove();
  setOrder(keys, label?.textContent?.trim() ?? '', location.pathname + location.search);
}

/** Gives the focus to the row that somebody came from; answers false where it is not there. */
export function returnToRow(screen: Element): boolean {
  const known = left.get(screen.localName);
  const link = rowsOf(screen)
    .find(({ dataset }) => dataset.row === known?.row)
    ?.querySelector('a');
  link?.focus();
  return Boolean(link);
}

/** Moves the focus to the next row (1) or the one before (-1), or to where somebody was when no row has it. */
export function moveBy(screen: Element, step: 1 | -1): void {
  const rows = rowsOf(screen);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? Math.min(left.get(screen.localName)?.at ?? 0, rows.length - 1) : at + step;
  rows[next]?.querySelector('a')?.focus();
}

/** Forgets where somebody was in the list of a screen: they have come to it anew. */
export function forgetRow(screen: Element): void {
  left.delete(screen.localName);
}

/** Follows the link of the row that has the focus. */
export function openRow(): void {
  document.activeElement?.closest('[data-row]')?.querySelector('a')?.click();
}
