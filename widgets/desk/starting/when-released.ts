// A press on a button takes the focus from a field before it is a click. What the field then adds would move the button away
// from under the pointer, and the click would be lost.

let isPressed = false;
for (const [type, now] of Object.entries({ pointerdown: true, pointerup: false, pointercancel: false }))
  addEventListener(type, () => (isPressed = now), { capture: true });

/** Does something at once, or while a pointer is pressed, as soon as it is let go: before what the click does. */
export function whenReleased(act: () => void): void {
  if (!isPressed) {
    act();
    return;
  }
  const over = new AbortController();
  const { signal } = over;
  const once = () => {
    if (signal.aborted) return;
    over.abort();
    act();
  };
  addEventListener('click', once, { capture: true, signal });
  // No click comes of a press that ends elsewhere.
  for (const type of ['pointerup', 'pointercancel'])
    addEventListener(type, () => setTimeout(once), { signal });
}
