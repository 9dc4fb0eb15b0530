// Moving through a list by keys. The focus itself is the mark: it stands on a row's link, so that Enter opens it, a
// screen reader reads it and the row scrolls into view by itself.

/** The `data-row` of the row that has the focus. */
export function currentRow(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null;
}

/** Moves the focus to the next row (1) or the one before (-1); answers false at the end of the list. */
export function moveBy(host: Element, step: 1 | -1): boolean {
  const rows = [...host.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? 0 : at + step];
  next?.querySelector('a')?.focus();
  return next !== undefined;
}

/** Follows the link of the row that has the focus. */
export function openRow(): void {
  document.activeElement?.closest('[data-row]')?.querySelector('a')?.click();
}
