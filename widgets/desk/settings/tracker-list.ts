import { html, type TemplateResult } from 'lit';
import { DeskScreen } from '../desk-screen.ts';
import { pledges } from '../pledges.ts';
import { sentence } from '../problem.ts';
import { words } from '../words.ts';
import { settingsWords } from './settings-words.ts';

/** Which tracker's settings. */
export class DeskSettingsListElement extends DeskScreen {
  override connectedCallback(): void {
    super.connectedCallback();
    pledges.addEventListener('change', this.#redraw);
    void pledges.loadTrackers();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pledges.removeEventListener('change', this.#redraw);
  }

  #redraw = (): void => this.requestUpdate();

  protected override heading(): string {
    return settingsWords.list.heading;
  }

  protected override body(): TemplateResult {
    const { trackers, problem } = pledges;
    if (problem)
      return html`<p class="problem" role="alert">${sentence(problem)}</p>
        <button @click=${() => pledges.loadTrackers()}>${words.shell.again}</button>`;
    const { lead, none } = settingsWords.list;
    return html`<p class="soft">${trackers.length > 0 ? lead : none}</p>
      <ul class="tracker-list">
        ${trackers.map(
          ({ id, name, language }) =>
            html`<li><a href="/desk/${id}/settings" lang=${language}>${name}</a> <code>${id}</code></li>`,
        )}
      </ul>`;
  }
}

customElements.define('desk-settings-list', DeskSettingsListElement);
