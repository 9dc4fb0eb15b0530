// How much waits for whoever is here, as the navigation says it. Whatever answers it brings it up to date: there is no request
// for it alone.
import type { Counts } from '../../../data/inbox.ts';

class Waiting extends EventTarget {
  inbox = 0;
  suggestions = 0;

  /** Takes what an answer has said. */
  take(counts: Partial<Counts>): void {
    const { inbox, suggestions } = this;
    Object.assign(this, counts);
    if (inbox !== this.inbox || suggestions !== this.suggestions) this.dispatchEvent(new Event('change'));
  }
}

/** The one count of the page. `change` is fired when it is another. */
export const counts = new Waiting();
