import { html, type TemplateResult } from 'lit';
import { DeskScreen } from './desk-screen.ts';
import { words } from './words.ts';

/** What there is to do. */
export class DeskTodayElement extends DeskScreen {
  protected override heading(): string {
    return words.today.heading;
  }

  protected override body(): TemplateResult {
    return html``;
  }
}

customElements.define('desk-today', DeskTodayElement);
