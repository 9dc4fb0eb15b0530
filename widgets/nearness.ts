import { readAtOnce } from './api.ts';

/** Far enough ahead that an answer usually lands before its element can be seen. */
const AHEAD = '600px';

const waiting = new Map<Element, () => void>();

// One observer for all elements of a page, made on first use, so that importing this does nothing.
let observer: IntersectionObserver | undefined;

/** Calls `load` when the element comes near the viewport; the element waits until `stopWaiting` is called. */
export function waitUntilNear(element: Element, load: () => void): void {
  if (!observer) {
    addEventListener('beforeprint', () => {
      loadAll();
      readAtOnce();
    });
    matchMedia('print').addEventListener('change', loadAll);
  }
  observer ??= new IntersectionObserver(
    (entries) => {
      // One that was loaded along with another no longer waits.
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    // The document as root: without it a frame's own edge cuts off what is ahead.
    { root: document, rootMargin: AHEAD },
  );
  waiting.set(element, load);
  observer.observe(element);
}

// Paper has no viewport. What was loaded along with another no longer waits.
function loadAll(): void {
  for (const element of waiting.keys()) waiting.get(element)?.();
}

/** Stops waiting; does nothing for an element that does not wait. */
export function stopWaiting(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}

/** The elements of a class that wait, near or not. */
export function allWaiting<T extends Element>(elementClass: abstract new () => T): T[] {
  return [...waiting.keys()].filter((element): element is T => element instanceof elementClass);
}
