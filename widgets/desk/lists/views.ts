// The views that somebody has saved: a list with its filters, under a name. They are the person's own, on every device.

import type { SavedView } from '../../../data/desk.ts';
import { desk } from '../common/api.ts';

/** What is counted in one view after the other, so that nobody waits for the list because of them. */
type Count = (query: URLSearchParams) => Promise<number | null>;

class Views extends EventTarget {
  all: readonly SavedView[] = [];
  readonly #counts = new Map<string, number>();
  #counting = 0;

  /** Loads them, or brings them up to date. Where they cannot be had, those that are known stay. */
  async load(): Promise<void> {
    const answer = await desk.views();
    if (!answer.ok) return;
    this.take(answer.value.views);
  }

  of(screen: SavedView['screen']): SavedView[] {
    return this.all.filter((view) => view.screen === screen);
  }

  countOf({ screen, query }: Pick<SavedView, 'screen' | 'query'>): number | undefined {
    return this.#counts.get(`${screen}?${query}`);
  }

  /** Counts what is in each of these, one after the other; a newer counting ends it. */
  async count(screen: SavedView['screen'], queries: readonly string[], ask: Count): Promise<void> {
    this.#counting += 1;
    const mine = this.#counting;
    for (const query of queries) {
      const asked = new URLSearchParams(query);
      const count = await ask(asked);
      if (mine !== this.#counting) return;
      if (count === null) continue;
      this.#counts.set(`${screen}?${query}`, count);
      this.#changed();
    }
  }

  /** Takes them as the endpoint has them. */
  take(all: readonly SavedView[]): void {
    this.all = all;
    this.dispatchEvent(new Event('saved'));
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** Those of whoever is here. `change` is fired when there is something to draw, `saved` when there are others, to be counted. */
export const views = new Views();
