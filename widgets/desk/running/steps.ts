// Moving by keys through rows that are no pledges of a list, so that no act on a pledge hears of it. The focus itself is the
// mark: it stands on a row's first link or button.

function stepsOf(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-step]')];
}

/** The `data-step` of the row that has the focus. */
export function currentStep(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-step]')?.dataset.step ?? null;
}

/** Gives the focus to a row by its `data-step`; false where it is not there. */
export function focusStep(root: Element, name: string): boolean {
  const target = markOf(stepsOf(root).find(({ dataset }) => dataset.step === name));
  target?.focus();
  return Boolean(target);
}

/** Moves the focus to the next row (1) or the one before (-1). */
export function stepBy(root: Element, step: 1 | -1): void {
  const rows = stepsOf(root).filter(markOf);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  markOf(rows[at < 0 ? 0 : at + step])?.focus();
}

/** Opens what the row that has the focus leads to. */
export function openStep(): void {
  markOf(document.activeElement?.closest<HTMLElement>('[data-step]') ?? undefined)?.click();
}

function markOf(row: HTMLElement | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('a, button, summary') ?? null;
}
