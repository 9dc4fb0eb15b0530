import { LitElement, type PropertyDeclarations } from 'lit';

/** Far enough ahead that an answer usually lands before its element can be seen. */
const AHEAD = '600px';

// One observer for all elements of a page, made on first use, so that importing a class does nothing.
let observer: IntersectionObserver | undefined;

/** The elements of the page that wait for what they show. */
export const waiting = new Set<PledgeElement<unknown>>();

/**
 * What the elements share: each waits until it comes near the viewport, then loads what it shows, and until that is
 * there, and for good if it fails, the page's own content stays. It never changes the host's nodes or attributes:
 * frameworks compare those with what they rendered.
 */
export abstract class PledgeElement<T> extends LitElement {
  // `lang` itself is the browser's property, so the attribute is watched under another name.
  static override properties: PropertyDeclarations = {
    ownLanguage: { attribute: 'lang' },
    shown: { state: true },
  };
  declare ownLanguage?: string | null;
  /** What came; undefined as long as the page's own content stands. */
  declare protected shown?: T | undefined;

  // Absent in old browsers, where an element has to work without states.
  #internals = this.attachInternals?.();
  #source: string | undefined;

  /** What to load, by its address; undefined when there is nothing to load. */
  abstract source(): string | undefined;

  /** Loads what this element shows, now that it is near. */
  abstract load(): void;

  #wait(): void {
    if (this.shown || !this.isConnected || !this.source()) return;
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries)
          if (isIntersecting && waiting.has(target as PledgeElement<T>)) (target as PledgeElement<T>).load();
      },
      // The document as root: without it a frame's own edge cuts off what is ahead.
      { root: document, rootMargin: AHEAD },
    );
    waiting.add(this);
    observer.observe(this);
  }

  #leave(): void {
    waiting.delete(this);
    observer?.unobserve(this);
  }

  /** Shows what is on its way, unless it is late: the element gone, or asked for something else by then. */
  async take(answer: Promise<T> | undefined): Promise<void> {
    this.#leave();
    const source = this.source();
    try {
      const result = await answer;
      // A link of the page that has the focus is not taken away: the focus would be lost with it.
      while (!this.shown && this.contains((this.getRootNode() as Document).activeElement))
        await new Promise((left) =>
          this.addEventListener('focusout', () => setTimeout(left), { once: true }),
        );
      if (this.isConnected && source === this.source()) this.shown = result;
    } catch {
      // No network, no such id, too late, not JSON, not by the contract: the page's own content says what there is
      // to say.
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wait();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  protected override willUpdate(): void {
    const source = this.source();
    if (source !== this.#source) {
      this.shown = undefined;
      this.#wait();
    }
    this.#source = source;
  }

  /** Sets or clears the custom state that a page can style by `:state(name)`. */
  protected mark(state: string, on: unknown): void {
    try {
      this.#internals.states[on ? 'add' : 'delete'](state);
    } catch {
      // Browsers from before 2024 have no states, or want their names to begin with two dashes.
    }
  }
}
