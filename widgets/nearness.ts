import { readAtOnce } from './api.ts';

/** Far enough ahead that an answer usually lands before its element can be seen. */
const AHEAD = '600px';

/** An element that loads what it shows once it is near. */
type Lazy = Element & { load(): void };

const waiting = new Set<Lazy>();

// One observer for all elements of a page, made on first use, so that importing this does nothing.
let observer: IntersectionObserver | undefined;

/** Lets the element load when it comes near the viewport; it waits until `stopWaiting` is called. */
export function waitUntilNear(element: Lazy): void {
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
      const near = new Set(
        entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target),
      );
      for (const element of waiting) if (near.has(element)) element.load();
    },
    // The document as root: without it a frame's own edge cuts off what is ahead.
    { root: document, rootMargin: AHEAD },
  );
  waiting.add(element);
  observer.observe(element);
}

// Paper has no viewport. What was loaded along with another no longer waits.
function loadAll(): void {
  for (const element of waiting) element.load();
}

/** Stops waiting; does nothing for an element that does not wait. */
export function stopWaiting(element: Lazy): void {
  waiting.delete(element);
  observer?.unobserve(element);
}

/** The elements of a class that wait, near or not. */
export function allWaiting<T extends Element>(elementClass: abstract new () => T): T[] {
  return [...waiting].filter((element): element is Lazy & T => element instanceof elementClass);
}
