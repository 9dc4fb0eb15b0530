import { html, nothing, type TemplateResult } from 'lit';
import { DeskScreen } from '../common/desk-screen.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { settingsWords } from '../words/settings-words.ts';
import { words } from '../words/words.ts';

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
          ({ id, name, language, visibility }) =>
            html`<li><a href="/desk/${id}/settings" lang=${language}>${name}</a> <code>${id}</code>
              ${
                visibility === 'private' || !session.may('POST /trackers/:tracker/close')
                  ? nothing
                  : html`<a class="soft" href="/desk/${id}/close" aria-label=${settingsWords.list.closeOf(name)}>${settingsWords.list.close}</a>`
              }</li>`,
        )}
      </ul>`;
  }
}

customElements.define('desk-settings-list', DeskSettingsListElement);
