import { html, LitElement, type TemplateResult } from 'lit';
import { words } from './words.ts';

/** The command palette. */
export class DeskPaletteElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }

  open(): void {
    this.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult {
    return html`<button @click=${() => this.open()}>${words.shell.goTo}</button>`;
  }
}

customElements.define('desk-palette', DeskPaletteElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-palette': DeskPaletteElement;
  }
}
