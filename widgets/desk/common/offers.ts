// What can be done at this place and moment beside what the keys do: the command palette lists it.
import type { ReactiveControllerHost } from 'lit';

type Offer = { does: string; run(): unknown };

const offering: (() => Offer[])[] = [];

/** Offers what `list` answers whenever somebody looks, for as long as the host is on the page. */
export function offer(host: ReactiveControllerHost, list: () => Offer[]): void {
  host.addController({
    hostConnected: () => void offering.unshift(list),
    hostDisconnected: () => void offering.splice(offering.indexOf(list), 1),
  });
}

/** All that is on offer now. */
export function offered(): Offer[] {
  return offering.flatMap((list) => list());
}
