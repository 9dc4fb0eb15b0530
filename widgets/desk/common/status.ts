/** What is said, and the way back from it where there is one. */
export type Said = { text: string; undo: (() => unknown) | undefined };

/** Says what happened, to the eye and to a screen reader, in the one line that the shell keeps for it. */
export function say(text: string, undo?: () => unknown): void {
  status.dispatchEvent(new CustomEvent<Said>('say', { detail: { text, undo } }));
}

/** Fires `say` with what is `Said` as its `detail`. */
export const status = new EventTarget();
