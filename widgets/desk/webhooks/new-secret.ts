import { html, LitElement, type TemplateResult } from 'lit';
import { say } from '../status.ts';
import { webhookWords } from './webhook-words.ts';
import type { WithSecret } from './webhooks-api.ts';

/** A secret that was just made, to be copied: nobody sees it again. Fires `done` when it may go. */
export class DeskNewSecretElement extends LitElement {
  static override properties = { webhook: { attribute: false } };

  declare webhook: WithSecret | null;

  constructor() {
    super();
    this.webhook = null;
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
      await navigator.clipboard.writeText(this.webhook?.secret ?? '');
      say(webhookWords.secret.copied);
    } catch {
      // NotAllowedError: the browser or its owner forbids it. TypeError: none at an address that is not secure.
      this.#field?.select();
      say(webhookWords.secret.notCopied);
    }
  };

  protected override render(): TemplateResult {
    const { secret: said } = webhookWords;
    if (!this.webhook) return html``;
    const { name, secret } = this.webhook;
    return html`<section class="new-link" aria-labelledby="secret-heading">
      <h2 id="secret-heading">${said.heading(name)}</h2>
      <p>${said.text}</p>
      <label class="said" for="secret">${said.label}</label>
      <input id="secret" readonly .value=${secret} @focus=${({ target }: Event) => (target as HTMLInputElement).select()} />
      <p class="buttons">
        <button class="primary" @click=${this.#copy}>${said.copy}</button>
        <button @click=${() => this.dispatchEvent(new Event('done'))}>${said.done}</button>
      </p>
    </section>`;
  }
}

customElements.define('desk-new-secret', DeskNewSecretElement);
