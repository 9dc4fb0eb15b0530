// An element as a component of React 19. It earns its place by one thing: React forgets the listeners for events of elements'
// own that a server has rendered, and here they are heard, those included that came before hydration.
import { createElement, useEffect, useImperativeHandle, useRef } from 'react';

type Listener = (event: Event) => void;
type Props = Record<string, unknown> & { ref?: unknown; onPledgeLoad?: Listener; onPledgeError?: Listener };

const EVENTS = ['pledge-load', 'pledge-error'] as const;

/** The last news of each element, for a component that is not hydrated yet when it comes. */
const news = new WeakMap<EventTarget, Event>();

if (typeof document !== 'undefined')
  for (const type of EVENTS)
    document.addEventListener(
      type,
      (event) => {
        const [element] = event.composedPath();
        if (element) news.set(element, event);
      },
      true,
    );

/** A component for `tag`; `attributes` names those that React would not write as HTML does, `asOf` as `as-of`. */
export function component(tag: string, attributes: Record<string, string>) {
  return function PledgeComponent({ ref, onPledgeLoad, onPledgeError, ...props }: Props) {
    const element = useRef<HTMLElement | null>(null);
    const heard = useRef<Event | undefined>(undefined);
    const listeners = useRef<Record<string, Listener | undefined>>({});
    useImperativeHandle(ref, () => element.current);
    useEffect(() => {
      listeners.current = { 'pledge-load': onPledgeLoad, 'pledge-error': onPledgeError };
    });
    useEffect(() => {
      const own = element.current;
      if (!own) return;
      function hear(event: Event): void {
        // React mounts a component twice in its strict mode; and the news of an element inside are not those of this one.
        if (event === heard.current || event.composedPath()[0] !== own) return;
        tell(event);
      }
      function tell(event: Event): void {
        heard.current = event;
        listeners.current[event.type]?.(event);
      }
      for (const type of EVENTS) own.addEventListener(type, hear);
      const missed = news.get(own);
      if (missed && missed !== heard.current) tell(missed);
      return () => {
        for (const type of EVENTS) own.removeEventListener(type, hear);
      };
    }, []);
    const named = Object.entries(props).map(([name, value]) => [attributes[name] ?? name, value]);
    return createElement(tag, { ...Object.fromEntries(named), ref: element });
  };
}
