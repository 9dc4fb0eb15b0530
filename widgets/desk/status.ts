/** Says what happened, to the eye and to a screen reader, in the one line that the shell keeps for it. */
export function say(text: string): void {
  status.dispatchEvent(new CustomEvent('say', { detail: text }));
}

/** Fires `say` with the text as its `detail`. */
export const status = new EventTarget();
