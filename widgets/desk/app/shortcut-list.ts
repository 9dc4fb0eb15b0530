import { html, LitElement, type TemplateResult } from 'lit';
import { areSingleKeysOn, keyName, SHORTCUTS, type Shortcut, turnSingleKeys } from '../common/shortcuts.ts';
import { shortcutWords } from '../words/keys-words.ts';
import { words } from '../words/words.ts';

/** The list of keys, and the switch that turns single keys off. */
export class DeskShortcutListElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }

  open(): void {
    this.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult {
    const { heading, places, singleKeys } = shortcutWords;
    return html`<dialog class="shortcuts" aria-labelledby="shortcuts-heading">
      <h2 id="shortcuts-heading">${heading}</h2>
      ${(Object.keys(places) as (keyof typeof places)[]).map(
        (place) =>
          html`<h3>${places[place]}</h3>
            <dl>${shortcutsOf(place).map(row)}</dl>`,
      )}
      <p>
        <label><input type="checkbox" .checked=${areSingleKeysOn()} @change=${turn} /> ${singleKeys}</label>
      </p>
      <form method="dialog"><button>${words.shell.close}</button></form>
    </dialog>`;
  }
}

function shortcutsOf(place: string): Shortcut[] {
  return (Object.keys(SHORTCUTS) as Shortcut[]).filter((name) => SHORTCUTS[name].place === place);
}

function row(name: Shortcut): TemplateResult {
  const { keys } = SHORTCUTS[name];
  const { or, does } = shortcutWords;
  return html`<div>
    <dt>${does[name]}</dt>
    <dd>${keys.map((key, at) => html`${at > 0 ? ` ${or} ` : ''}${strokes(key)}`)}</dd>
  </div>`;
}

function strokes(key: string): TemplateResult[] {
  return key
    .split(' ')
    .map((part, at) => html`${at > 0 ? ` ${shortcutWords.after} ` : ''}<kbd>${keyName(part)}</kbd>`);
}

function turn({ target }: Event): void {
  if (target instanceof HTMLInputElement) turnSingleKeys(target.checked);
}

customElements.define('desk-shortcut-list', DeskShortcutListElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-shortcut-list': DeskShortcutListElement;
  }
}
