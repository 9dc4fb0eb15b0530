// The base of all elements stands on the platform alone. LitElement's reactive properties would take 1.9 kB of the
// 8.7 kB that every page loads, while attributes are all that these elements have. Templates are lit-html's.
import { render, type TemplateResult } from 'lit/html.js';
import { forget } from './api.ts';
import { followLanguage, unfollowLanguage } from './language.ts';
import { stopWaiting, waitUntilNear } from './nearness.ts';
import { sheet } from './styles.ts';

/**
 * What the elements share: each waits until it comes near the viewport, then loads what it shows, and until that is
 * there, and for good if it fails, the page's own content stays. It never changes the host's nodes or attributes:
 * frameworks compare those with what they rendered.
 *
 * Its events carry nothing, like those of `<img>`: what was asked for stands in the element's attributes.
 *
 * @fires {Event} pledge-load - live data are shown; again each time that they were asked for anew
 * @fires {Event} pledge-error - they could not be had: the page's own content stands, or what came before
 */
export abstract class PledgeElement<T> extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  // The page's own content shows even where it has broken what all that follows needs.
  readonly #plain = this.#root.appendChild(document.createElement('slot'));
  readonly #internals = this.attachInternals();
  #source = '';
  #call = 0;
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
    // A parser that streams, and a framework, may change later what is inside.
    const contents = new MutationObserver(() => this.update());
    contents.observe(this, { childList: true, characterData: true, subtree: true });
  }

  /** What to load, by its id or its address at the API; empty when there is nothing to load. */
  protected abstract source(): string;

  /** Loads what this element shows, now that it is near. */
  protected abstract load(): void;

  /**
   * What the shadow root holds; `shown` is undefined as long as the page's own content stands. Throws where that is
   * not what the contract says.
   */
  protected abstract render(shown: T | undefined): TemplateResult;

  /** Whether what is inside the tag is no more than the fallback, whose place is taken by what is shown. */
  protected abstract isFallback(): boolean;

  connectedCallback(): void {
    this.#render(); // at once: a page may measure what it inserted
    this.#wait();
    followLanguage(this, () => this.update());
  }

  disconnectedCallback(): void {
    stopWaiting(this);
    unfollowLanguage(this);
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
    const isOther = this.#source !== this.source();
    if (isOther) {
      this.#source = this.source();
      this.#shown = undefined;
    }
    const focused = this.#root.activeElement ?? this.querySelector(':focus-visible');
    try {
      render(this.render(this.#shown), this.#root);
    } catch {
      // Not by the contract: the same as no answer. An attribute that changes, or another element, may ask again.
      forget(this.#source);
      this.#source = '';
      this.#shown = undefined;
      render(this.render(undefined), this.#root);
      this.#tell('pledge-error');
    }
    this.#plain.remove();
    // Not before: what cannot be drawn would be asked for again and again.
    if (isOther) this.#wait();
    // One link took the place of another, ours of the page's or the page's of ours: the focus stays in that place.
    if (focused && !focused.getClientRects()[0])
      (this.contains(focused) ? this.#root : this).querySelector('a')?.focus({ preventScroll: true });
  }

  /** Whether a link of the page has the focus: it is not taken away, because the focus would be lost with it. */
  protected isHeld(): boolean {
    // A form or a picture of that name takes its place.
    const { activeElement } = this.getRootNode() as Document;
    return activeElement instanceof Node && this.contains(activeElement) && this.isFallback();
  }

  /** Shows what is on its way, unless it is late: the element gone, or asked again or for something else by then. */
  protected async take(answer: Promise<T>): Promise<void> {
    stopWaiting(this);
    this.#call += 1;
    const call = this.#call;
    const source = this.source();
    const isLate = () => call !== this.#call || !this.isConnected || source !== this.source();
    try {
      const result = await answer;
      while (this.#shown === undefined && this.isHeld())
        await new Promise((left) =>
          this.addEventListener('focusout', () => setTimeout(left), { once: true }),
        );
      if (isLate()) return;
      this.#shown = result;
      this.#render();
      this.#wait(); // no longer, where the page moved it on the way
      if (this.#shown !== undefined) this.#tell('pledge-load');
    } catch {
      // No network, no such id, too late or not JSON: the page's own content says what there is to say, and an
      // element that comes later may ask again.
      forget(source);
      if (!isLate()) this.#tell('pledge-error');
    }
  }

  // Composed, so that a page hears it on its document from within any component.
  #tell(type: string): void {
    const event = new Event(type, { bubbles: true, composed: true });
    this.dispatchEvent(event);
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
