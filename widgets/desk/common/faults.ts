// What the endpoint refuses, told at the controls that it is about.
import type { FieldError } from '../../../data/field-error.ts';
import { faultWords } from '../words/fault-words.ts';
import { controlFor } from './draft.ts';

/** What is wrong, by the pointer of the control within `root`; what has no control there is left out. */
export function faultsAt(root: ParentNode, errors: readonly FieldError[]): Map<string, string> {
  const shown = controlsIn(root).map(pointerOf);
  const details = new Map<string, string>();
  for (const error of errors) {
    const control = controlFor(error.pointer, shown);
    if (control)
      details.set(control, [details.get(control), sentence(error.detail)].filter(Boolean).join('; '));
  }
  return details;
}

// Words of a screen's own are a sentence as they are.
function sentence(detail: string): string {
  return /^[a-z]/.test(detail) ? faultWords.wrong(detail) : detail;
}

/** Gives the focus to the first control that has a fault. */
export function focusFault(root: ParentNode, faults: ReadonlyMap<string, string>): void {
  controlsIn(root)
    .find((control) => faults.has(pointerOf(control)))
    ?.focus();
}

function controlsIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-pointer]')];
}

function pointerOf({ dataset }: HTMLElement): string {
  return dataset.pointer ?? '';
}
