import { html, LitElement, type TemplateResult } from 'lit';
import { momentOf } from '../dates.ts';
import { say } from '../status.ts';
import type { NewInvite } from './people-api.ts';
import { peopleWords } from './people-words.ts';

/** A link that was just made, to be copied: nobody sees it again. Fires `done` when it may go. */
export class DeskNewLinkElement extends LitElement {
  static override properties = { link: { attribute: false } };

  declare link: NewInvite | null;

  constructor() {
    super();
    this.link = null;
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
    try {
      await navigator.clipboard.writeText(this.link?.url ?? '');
      say(peopleWords.link.copied);
    } catch {
      // NotAllowedError: the browser or its owner forbids it. TypeError: none at an address that is not secure.
      this.#field?.select();
      say(peopleWords.link.notCopied);
    }
  };

  protected override render(): TemplateResult {
    const { link } = peopleWords;
    if (!this.link) return html``;
    const { name, url, expiresAt } = this.link;
    return html`<section class="new-link" aria-labelledby="link-heading">
      <h2 id="link-heading">${link.heading(name)}</h2>
      <p>${link.text} ${momentOf(expiresAt, undefined)}.</p>
      <label class="said" for="link-url">${link.label}</label>
      <input id="link-url" readonly .value=${url} @focus=${({ target }: Event) => (target as HTMLInputElement).select()} />
      <p class="buttons">
        <button class="primary" @click=${this.#copy}>${link.copy}</button>
        <button @click=${() => this.dispatchEvent(new Event('done'))}>${link.done}</button>
      </p>
    </section>`;
  }
}

customElements.define('desk-new-link', DeskNewLinkElement);
