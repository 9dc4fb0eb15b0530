// Go to a pledge or a screen, or act, from anywhere: a list that narrows as one types (the combobox of the ARIA
// Authoring Practices, whose focus stays in the field).
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { folded } from '../../../data/fold.ts';
import { SEARCH_LIMIT } from '../../../data/limits.ts';
import { offered } from '../common/offers.ts';
import { PledgeSearch } from '../common/pledge-search.ts';
import { hrefOf, pledges } from '../common/pledges.ts';
import { router } from '../common/router.ts';
import { matcher } from '../common/search.ts';
import { session } from '../common/session.ts';
import { available, type Shortcut } from '../common/shortcuts.ts';
import { paletteWords, shortcutWords } from '../words/keys-words.ts';
import { words } from '../words/words.ts';
import { signOut } from './account.ts';
import { SCREENS } from './screens.ts';
import { todayOf } from './tracker-links.ts';

/** More would not be read: one more letter is faster. */
const MOST_OPTIONS = 12;

// Steps in a list are none of the things that one looks for by a word, and screens are listed by themselves.
const LEFT_OUT: Shortcut[] = ['palette', 'today', 'find', 'next', 'previous', 'open', 'source'];

type Option = {
  label: string;
  kind: string;
  /** Of what a tracker's editors wrote. */
  language?: string | undefined;
  kindLanguage?: string | undefined;
  /** Whether it is known without asking. */
  isAct?: true;
  run: () => unknown;
};

/** `<desk-palette>`: a dialog that the shell opens. */
export class DeskPaletteElement extends LitElement {
  static override properties = { query: { state: true }, at: { state: true } };

  declare query: string;
  /** Which option Enter takes. */
  declare at: number;
  #acts: Option[] = [];
  readonly #search = new PledgeSearch({ limit: String(MOST_OPTIONS) }, () => this.#found());
  /** Whether Enter was pressed before it was known what fits. */
  #isAwaited = false;

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

  /** Opens it, with what was `typed` before it was there; what can be done is what this place offers, by keys or without. */
  open(typed = ''): void {
    const dialog = this.querySelector('dialog');
    if (!dialog || document.querySelector('dialog:modal')) return;
    const byKey = available().filter(({ name }) => !LEFT_OUT.includes(name));
    const keyed = byKey.map(({ name, run }) => ({ does: shortcutWords.does[name], run }));
    this.#acts = [...offered(), ...keyed].map(({ does, run }) => ({
      label: does,
      kind: paletteWords.act,
      run,
    }));
    // Whoever came through Access would be back at once.
    if (session.me?.via !== 'access')
      this.#acts.push({
        label: words.shell.signOut,
        kind: paletteWords.act,
        run: () => signOut(false),
      });
    this.query = typed.slice(0, SEARCH_LIMIT);
    this.at = 0;
    dialog.showModal();
    this.#search.clear();
    if (typed.trim()) this.#search.ask(typed);
    if (pledges.trackers.length === 0) void pledges.loadTrackers();
  }

  protected override render(): TemplateResult {
    const options = this.#options();
    const at = Math.min(this.at, options.length - 1);
    return html`<dialog class="palette" aria-label=${paletteWords.label}>
        <input type="text" role="combobox" aria-label=${paletteWords.label} aria-expanded="true"
          aria-controls="palette-options" aria-autocomplete="list" autocomplete="off" spellcheck="false"
          maxlength=${SEARCH_LIMIT} aria-activedescendant=${at >= 0 ? `palette-${at}` : nothing} placeholder=${paletteWords.hint}
          .value=${this.query} @input=${this.#type} @keydown=${this.#press} />
        <ul id="palette-options" role="listbox" aria-label=${paletteWords.label}>
          ${options.map(
            ({ label, kind, language, kindLanguage }, index) =>
              html`<li id="palette-${index}" role="option" aria-selected=${index === at}
                @click=${() => this.#take(options[index])}>
                <span lang=${language ?? nothing}>${label}</span>
                <span class="soft" lang=${kindLanguage ?? nothing}>${kind}</span>
              </li>`,
          )}
        </ul>
        <p class="soft" role="status">${options.length === 0 && this.#isAnswered ? paletteWords.none : nothing}</p>
      </dialog>`;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  get #isAnswered(): boolean {
    return !this.query.trim() || this.#search.found === this.query;
  }

  #options(): Option[] {
    const matches = matcher(this.query);
    const screens = SCREENS.flatMap(({ nav, path, needs }) =>
      nav && (needs === undefined || session.may(needs))
        ? [{ label: nav.label, kind: paletteWords.screen, run: () => router.go(path) }]
        : [],
    );
    const trackers = (pledges.trackers.length > 1 ? pledges.trackers : []).map((tracker) => ({
      label: tracker.name,
      language: tracker.language,
      kind: paletteWords.tracker,
      run: () => router.go(todayOf(tracker)),
    }));
    const known = [...screens, ...this.#acts, ...trackers].flatMap((option): Option[] =>
      matches(folded(option.label)) ? [{ ...option, isAct: true }] : [],
    );
    if (!this.query.trim()) return known.slice(0, MOST_OPTIONS);
    const named = this.#search.rows.slice(0, Math.max(0, MOST_OPTIONS - known.length)).map((row): Option => {
      const tracker = pledges.tracker(row.tracker);
      const isNamed = pledges.trackers.length > 1;
      return {
        label: row.title ?? row.slug,
        language: row.title === null ? undefined : tracker?.language,
        kind: isNamed ? (tracker?.name ?? '') : paletteWords.pledge,
        kindLanguage: isNamed ? tracker?.language : undefined,
        run: () => router.go(hrefOf(row)),
      };
    });
    return [...known, ...named];
  }

  #type = ({ target }: Event): void => {
    this.query = (target as HTMLInputElement).value;
    this.at = 0;
    this.#isAwaited = false;
    if (this.query.trim()) this.#search.ask(this.query);
    else this.#search.clear();
  };

  #press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const options = this.#options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (Math.min(this.at, options.length - 1) + step + options.length) % options.length;
    else if (event.key === 'Enter') this.#enter();
    else return;
    event.preventDefault();
  };

  // What was found for less than is typed now is not what is meant.
  #enter(): void {
    const option = this.#options()[this.at];
    this.#isAwaited = !this.#isAnswered && option?.isAct !== true;
    if (!this.#isAwaited) this.#take(option);
  }

  #found(): void {
    this.requestUpdate();
    if (this.#isAwaited && this.#isAnswered) this.#enter();
  }

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
