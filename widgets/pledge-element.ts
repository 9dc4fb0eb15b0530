import { render, type TemplateResult } from 'lit/html.js';
import { forget } from './api.ts';
import { followLanguage, unfollowLanguage } from './language.ts';
import { PledgeErrorEvent } from './load-error.ts';
import { stopWaiting, waitUntilNear } from './nearness.ts';
import { sheet } from './styles.ts';

/**
 * A small reactive element: what its attributes say is its state, and a change of them renders it once, in the next microtask.
 * It waits until it comes near the viewport, then loads what it shows, and until that is there, and for good if it fails, the
 * page's own content stays. It never changes the host's nodes or attributes: frameworks compare those with what they
 * rendered. Templates are lit-html's; docs/widgets.md says why the element is not LitElement's.
 *
 * @fires {Event} pledge-load - live data are shown; again each time that they were asked for anew
 * @fires {PledgeErrorEvent} pledge-error - they could not be had, and `reason` says why: the page's own content stands, or what came before
 */
export abstract class PledgeElement<Data> extends HTMLElement {
  /** The stylesheet of its shadow root. */
  static readonly styles: string;

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #internals = this.attachInternals();
  /** What was asked for, and what came: undefined as long as the page's own content stands. */
  #source = '';
  #data: Data | undefined;
  /** What it waits for. */
  #answer: Promise<Data> | undefined;
  #isUpdateDue = false;

  constructor() {
    super();
    this.addStyles(new.target.styles);
    // A property that was set before the script came hides the class's own until it is set anew.
    for (const [name, value] of Object.entries(this))
      if (name in new.target.prototype) {
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
    // A parser that streams, and a framework, may change later what is inside.
    const contents = new MutationObserver(() => this.requestUpdate());
    contents.observe(this, { childList: true, characterData: true, subtree: true });
  }

  /** What to load, by its id or its address at the API; empty when there is nothing to load. */
  protected abstract source(): string;

  /** Loads what this element shows, now that it is near. */
  abstract load(): void;

  /**
   * What the shadow root holds; `data` are undefined as long as the page's own content stands. Throws where they are not
   * what the contract says.
   */
  protected abstract render(data: Data | undefined): TemplateResult;

  /** Whether what is inside the tag is no more than the fallback, whose place is taken by what is shown. */
  protected abstract isFallback(): boolean;

  connectedCallback(): void {
    this.#update(); // at once: a page may measure what it inserted
    this.#wait();
    followLanguage(this);
  }

  disconnectedCallback(): void {
    stopWaiting(this);
    unfollowLanguage(this);
  }

  attributeChangedCallback(): void {
    this.requestUpdate();
  }

  /** Renders soon, once for all that changes until then. */
  requestUpdate(): void {
    if (this.#isUpdateDue) return;
    this.#isUpdateDue = true;
    queueMicrotask(() => {
      if (this.#isUpdateDue && this.isConnected) this.#update();
      this.#isUpdateDue = false;
    });
  }

  #update(): void {
    this.#isUpdateDue = false;
    const isOther = this.#source !== this.source();
    if (isOther) {
      this.#source = this.source();
      this.#data = undefined;
    }
    const focused = this.#root.activeElement ?? this.querySelector(':focus-visible');
    try {
      render(this.render(this.#data), this.#root);
    } catch (error) {
      // Not by the contract: the same as no answer. An attribute that changes, or another element, may ask again.
      forget(this.#source);
      this.#source = '';
      this.#data = undefined;
      render(this.render(undefined), this.#root);
      this.#fail(error);
    }
    // Not before: what cannot be drawn would be asked for again and again.
    if (isOther) this.#wait();
    // One link took the place of another, ours of the page's or the page's of ours: the focus stays in that place.
    if (focused && !focused.getClientRects()[0])
      (this.contains(focused) ? this.#root : this).querySelector('a')?.focus({ preventScroll: true });
  }

  #wait(): void {
    if (this.#data === undefined && this.#source) waitUntilNear(this);
    else stopWaiting(this);
  }

  /** Shows what is on its way, unless it is late: the element gone, or asked again or for something else by then. */
  protected async show(answer: Promise<Data>): Promise<void> {
    stopWaiting(this);
    this.#answer = answer;
    const source = this.source();
    const isLate = () => answer !== this.#answer || !this.isConnected || source !== this.source();
    try {
      const data = await answer;
      while (this.#data === undefined && this.isHeld())
        await new Promise((left) =>
          this.addEventListener('focusout', () => setTimeout(left), { once: true }),
        );
      if (isLate()) return;
      this.#data = data;
      this.#update();
      this.#wait(); // no longer, where the page moved it on the way
      // Composed, so that a page hears it on its document from within any component.
      if (this.#data !== undefined)
        this.dispatchEvent(new Event('pledge-load', { bubbles: true, composed: true }));
    } catch (error) {
      // The page's own content says what there is to say, and an element that comes later may ask again.
      forget(source);
      if (!isLate()) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const event = new PledgeErrorEvent(error);
    this.dispatchEvent(event);
  }

  /** Whether a link of the page has the focus: it is not taken away, because the focus would be lost with it. */
  protected isHeld(): boolean {
    // A form or a picture of that name takes its place.
    const { activeElement } = this.getRootNode() as Document;
    return activeElement instanceof Node && this.contains(activeElement) && this.isFallback();
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
