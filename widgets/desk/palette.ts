// Go to a pledge or a screen, or act, from anywhere: a list that narrows as one types (the combobox of the ARIA
// Authoring Practices, whose focus stays in the field).
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { signOut } from './account.ts';
import { offered } from './offers.ts';
import { hrefOf, pledges } from './pledges.ts';
import { router } from './router.ts';
import { SCREENS } from './screens.ts';
import { fold, matcher } from './search.ts';
import { session } from './session.ts';
import { available, keyName, type Shortcut } from './shortcuts.ts';
import { words } from './words.ts';

/** More would not be read: one more letter is faster. */
const MOST_OPTIONS = 12;

// Steps in a list are none of the things that one looks for by a word, and screens are listed by themselves.
const LEFT_OUT: Shortcut[] = ['palette', 'today', 'find', 'next', 'previous', 'open'];

type Option = {
  label: string;
  kind: string;
  /** Of what a tracker's editors wrote. */
  language?: string | undefined;
  kindLanguage?: string | undefined;
  run: () => unknown;
};

/** `<desk-palette>`: a dialog that the shell opens. */
export class DeskPaletteElement extends LitElement {
  static override properties = { query: { state: true }, at: { state: true } };

  declare query: string;
  /** Which option Enter takes. */
  declare at: number;
  #acts: Option[] = [];

  constructor() {
    super();
    this.query = '';
    this.at = 0;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    pledges.addEventListener('change', () => this.requestUpdate());
  }

  /** Opens it; what can be done is what this place offers, by keys or without. */
  open(): void {
    const dialog = this.querySelector('dialog');
    if (!dialog || document.querySelector('dialog:modal')) return;
    const byKey = available().filter(({ name }) => !LEFT_OUT.includes(name));
    this.#acts = [...offered(), ...byKey].map(({ does, run }) => ({
      label: does,
      kind: words.palette.act,
      run,
    }));
    // Whoever came through Access would be back at once.
    if (session.me?.via !== 'access')
      this.#acts.push({
        label: words.shell.signOut,
        kind: words.palette.act,
        run: () => signOut(false),
      });
    this.query = '';
    this.at = 0;
    dialog.showModal();
    if (!pledges.rows) void pledges.load();
  }

  protected override render(): TemplateResult {
    const options = this.#options();
    const at = Math.min(this.at, options.length - 1);
    return html`<button class="go" @click=${() => this.open()}>
        ${words.shell.goTo} <kbd>${keyName('mod+k')}</kbd>
      </button>
      <dialog class="palette" aria-label=${words.palette.label}>
        <input type="text" role="combobox" aria-label=${words.palette.label} aria-expanded="true"
          aria-controls="palette-options" aria-autocomplete="list" autocomplete="off" spellcheck="false"
          aria-activedescendant=${at >= 0 ? `palette-${at}` : nothing} placeholder=${words.palette.hint}
          .value=${this.query} @input=${this.#type} @keydown=${this.#press} />
        <ul id="palette-options" role="listbox" aria-label=${words.palette.label}>
          ${options.map(
            ({ label, kind, language, kindLanguage }, index) =>
              html`<li id="palette-${index}" role="option" aria-selected=${index === at}
                @click=${() => this.#take(options[index])}>
                <span lang=${language ?? nothing}>${label}</span>
                <span class="soft" lang=${kindLanguage ?? nothing}>${kind}</span>
              </li>`,
          )}
        </ul>
        <p class="soft" role="status">${options.length === 0 ? words.palette.none : nothing}</p>
      </dialog>`;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  #options(): Option[] {
    const matches = matcher(this.query);
    const screens = SCREENS.flatMap(({ nav, path, needs }) =>
      nav && (needs === undefined || session.may(needs))
        ? [{ label: nav.label, kind: words.palette.screen, run: () => router.go(path) }]
        : [],
    );
    const known = [...screens, ...this.#acts].filter(({ label }) => matches(fold(label)));
    if (!this.query.trim()) return known.slice(0, MOST_OPTIONS);
    const named: Option[] = [];
    for (const row of pledges.rows ?? []) {
      if (known.length + named.length >= MOST_OPTIONS) break;
      if (!matches(row.folded)) continue;
      const tracker = pledges.tracker(row.tracker);
      const isNamed = pledges.trackers.length > 1;
      named.push({
        label: row.title ?? row.slug,
        language: row.title === null ? undefined : tracker?.language,
        kind: isNamed ? (tracker?.name ?? '') : words.palette.pledge,
        kindLanguage: isNamed ? tracker?.language : undefined,
        run: () => router.go(hrefOf(row)),
      });
    }
    return [...known, ...named];
  }

  #type = ({ target }: Event): void => {
    this.query = (target as HTMLInputElement).value;
    this.at = 0;
  };

  #press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const options = this.#options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (Math.min(this.at, options.length - 1) + step + options.length) % options.length;
    else if (event.key === 'Enter') this.#take(options[this.at]);
    else return;
    event.preventDefault();
  };

  // Closed first: an act is about the row that has the focus, which the dialog gives back.
  #take(option: Option | undefined): void {
    if (!option) return;
    this.querySelector('dialog')?.close();
    option.run();
  }
}

customElements.define('desk-palette', DeskPaletteElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-palette': DeskPaletteElement;
  }
}
