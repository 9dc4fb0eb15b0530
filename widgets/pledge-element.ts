// The base of all elements stands on the platform alone. LitElement's reactive properties would take 1.9 kB of the
// 7.5 kB that every page loads, while attributes are all that these elements have. Templates are lit-html's.
import { render, type TemplateResult } from 'lit/html.js';
import { forget } from './api.ts';
import { stopWaiting, waitUntilNear } from './nearness.ts';
import { sheet } from './styles.ts';

/**
 * What the elements share: each waits until it comes near the viewport, then loads what it shows, and until that is
 * there, and for good if it fails, the page's own content stays. It never changes the host's nodes or attributes:
 * frameworks compare those with what they rendered.
 */
export abstract class PledgeElement<T> extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #internals = this.attachInternals();
  #source = '';
  #updateIsDue = false;
  // What came; undefined as long as the page's own content stands.
  #shown: T | undefined;

  constructor() {
    super();
    // A property that was set before the script came hides the class's own until it is set anew.
    for (const [name, value] of Object.entries(this))
      if (name in new.target.prototype) {
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
  }

  /** What to load, by its id or its address at the API; empty when there is nothing to load. */
  protected abstract source(): string;

  /** Loads what this element shows, now that it is near. */
  protected abstract load(): void;

  /**
   * What the shadow root holds; `shown` is undefined as long as the page's own content stands. Throws, before it
   * changes anything, where that is not what the contract says.
   */
  protected abstract render(shown: T | undefined): TemplateResult;

  connectedCallback(): void {
    this.#render(); // at once: a page may measure what it inserted
    this.#wait();
  }

  disconnectedCallback(): void {
    stopWaiting(this);
  }

  attributeChangedCallback(): void {
    this.update();
  }

  #wait(): void {
    if (this.#shown === undefined && this.#source) waitUntilNear(this, () => this.load());
    else stopWaiting(this);
  }

  /** Renders soon, once for all that changes until then. */
  protected update(): void {
    if (this.#updateIsDue) return;
    this.#updateIsDue = true;
    queueMicrotask(() => {
      if (this.#updateIsDue && this.isConnected) this.#render();
      this.#updateIsDue = false;
    });
  }

  #render(): void {
    this.#updateIsDue = false;
    if (this.#source !== this.source()) {
      this.#source = this.source();
      this.#shown = undefined;
      this.#wait();
    }
    const focused = this.#root.activeElement;
    render(this.#template(), this.#root);
    // Our link went because the page wants another one: the focus goes to the page's own, in the same place.
    if (focused && !focused.isConnected) this.querySelector('a')?.focus({ preventScroll: true });
  }

  #template(): TemplateResult {
    try {
      return this.render(this.#shown);
    } catch {
      // Not by the contract: the same as no answer.
      forget(this.#source);
      this.#shown = undefined;
      return this.render(undefined);
    }
  }

  /** Shows what is on its way, unless it is late: the element gone, or asked for something else by then. */
  protected async take(answer: Promise<T> | undefined): Promise<void> {
    stopWaiting(this);
    const source = this.source();
    try {
      const result = await answer;
      // A link of the page that has the focus is not taken away: the focus would be lost with it.
      while (this.#shown === undefined && this.contains((this.getRootNode() as Document).activeElement))
        await new Promise((left) =>
          this.addEventListener('focusout', () => setTimeout(left), { once: true }),
        );
      if (!this.isConnected || source !== this.source()) return;
      this.#shown = result;
      this.#render();
    } catch {
      // No network, no such id, too late or not JSON: the page's own content says what there is to say, and an
      // element that comes later may ask again.
      forget(source);
    }
  }

  /** Adds a stylesheet to the shadow root. */
  protected addStyles(css: string): void {
    this.#root.adoptedStyleSheets = [...new Set([...this.#root.adoptedStyleSheets, sheet(css)])];
  }

  /** Sets or clears the custom state that a page can style by `:state(name)`. */
  protected setState(state: string, on: unknown): void {
    try {
      this.#internals.states[on ? 'add' : 'delete'](state);
    } catch {
      // Browsers from before 2024 have no states, or want their names to begin with two dashes.
    }
  }
}
