import { html, LitElement, type TemplateResult } from 'lit';
import { say } from './status.ts';

/** What is shown, and what is said of it. */
export type ShownOnce = {
  value: string;
  heading: string;
  text: TemplateResult | string;
  label: string;
  copy: string;
  copied: string;
  notCopied: string;
  done: string;
};

/** A link or a secret that was just made, to be copied: nobody sees it again. Fires `done` when it may go. */
export class DeskShownOnceElement extends LitElement {
  static override properties = { shown: { attribute: false } };

  declare shown: ShownOnce | null;

  constructor() {
    super();
    this.shown = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    // The dialog in which it was asked for gives the focus back first.
    requestAnimationFrame(() => this.#field?.focus());
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  #copy = async (): Promise<void> => {
    if (!this.shown) return;
    try {
      await navigator.clipboard.writeText(this.shown.value);
      say(this.shown.copied);
    } catch {
      // NotAllowedError: the browser or its owner forbids it. TypeError: none at an address that is not secure.
      this.#field?.select();
      say(this.shown.notCopied);
    }
  };

  protected override render(): TemplateResult {
    if (!this.shown) return html``;
    const { value, heading, text, label, copy, done } = this.shown;
    return html`<section aria-labelledby="shown-once-heading">
      <h2 id="shown-once-heading">${heading}</h2>
      <p>${text}</p>
      <label class="said" for="shown-once">${label}</label>
      <input id="shown-once" readonly .value=${value} @focus=${({ target }: Event) => (target as HTMLInputElement).select()} />
      <p class="buttons">
        <button class="primary" @click=${this.#copy}>${copy}</button>
        <button @click=${() => this.dispatchEvent(new Event('done'))}>${done}</button>
      </p>
    </section>`;
  }
}

customElements.define('desk-shown-once', DeskShownOnceElement);
