// A text in which `@` offers people: the arrows choose one, Enter or Tab takes it, Escape puts the list away.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { folded } from '../../../data/fold.ts';
import { COMMENT_LIMIT } from '../../../data/limits.ts';
import { discussionWords } from '../words/inbox-words.ts';

/** As many are offered at once. */
const MOST_OFFERED = 8;

/** The names in a text behind an `@`, of those that there are. The longest first: Ann is not Anna. */
export function mentionsIn(text: string, people: readonly string[]): string[] {
  let left = text;
  const found: string[] = [];
  for (const name of people.toSorted((one, other) => other.length - one.length)) {
    const parts = left.split(`@${name}`);
    const isNamed = parts.slice(1).some((after, at) => isApart(parts[at] ?? '', after));
    if (!isNamed) continue;
    found.push(name);
    left = parts.join(' ');
  }
  return found;
}

// An address of e-mail mentions nobody, nor does the beginning of another word.
function isApart(before: string, after: string): boolean {
  return !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after);
}

/** `<desk-mention-field>`: fires `typed` with the text as its `detail`. */
export class DeskMentionFieldElement extends LitElement {
  static override properties = {
    value: { attribute: false },
    people: { attribute: false },
    fault: { attribute: false },
    offered: { state: true },
    at: { state: true },
  };

  declare value: string;
  declare people: readonly string[];
  /** What is wrong with the text. */
  declare fault: string;
  declare offered: readonly string[];
  /** Which of the offered is chosen. */
  declare at: number;

  constructor() {
    super();
    this.value = '';
    this.people = [];
    this.fault = '';
    this.offered = [];
    this.at = 0;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override focus(): void {
    this.#field?.focus();
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  #typed = ({ target }: Event): void => {
    const { value, selectionStart } = target as HTMLTextAreaElement;
    this.#tell(value);
    const begun = begunName(value.slice(0, selectionStart));
    this.offered = begun === null ? [] : this.#fitting(begun);
    this.at = 0;
  };

  #tell(text: string): void {
    this.dispatchEvent(new CustomEvent<string>('typed', { detail: text }));
  }

  #fitting(begun: string): string[] {
    const start = folded(begun);
    const fits = (name: string) =>
      folded(name)
        .split(/\s+/)
        .some((part) => part.startsWith(start)) || folded(name).startsWith(start);
    return this.people.filter(fits).slice(0, MOST_OFFERED);
  }

  #pressed = (event: KeyboardEvent): void => {
    if (this.offered.length === 0 || event.isComposing || event.ctrlKey || event.metaKey) return;
    const { length } = this.offered;
    if (event.key === 'ArrowDown') this.at = (this.at + 1) % length;
    else if (event.key === 'ArrowUp') this.at = (this.at + length - 1) % length;
    else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.offered[this.at] ?? '');
    else if (event.key === 'Escape') this.offered = [];
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #take(name: string): void {
    const field = this.#field;
    if (!field) return;
    const { value, selectionStart } = field;
    const before = value.slice(0, selectionStart).replace(/@[^@\n]*$/, `@${name} `);
    this.offered = [];
    field.value = before + value.slice(selectionStart);
    field.setSelectionRange(before.length, before.length);
    field.focus();
    this.#tell(field.value);
  }

  protected override render(): TemplateResult {
    const { write, hint, people, offered: count } = discussionWords;
    const { offered, fault } = this;
    const isOpen = offered.length > 0;
    return html`<label for="comment-text">${write}</label>
      <textarea id="comment-text" rows="3" maxlength=${COMMENT_LIMIT} dir="auto" .value=${live(this.value)}
        aria-describedby=${fault ? 'comment-hint comment-fault' : 'comment-hint'} aria-invalid=${fault ? 'true' : nothing}
        aria-autocomplete="list" aria-haspopup="listbox" aria-controls=${isOpen ? 'comment-people' : nothing}
        aria-activedescendant=${isOpen ? `comment-person-${this.at}` : nothing}
        @input=${this.#typed} @keydown=${this.#pressed} @blur=${this.#left}></textarea>
      ${
        isOpen
          ? html`<ul id="comment-people" role="listbox" aria-label=${people}>
              ${offered.map(
                (name, at) =>
                  html`<li id="comment-person-${at}" role="option" aria-selected=${at === this.at ? 'true' : 'false'}
                    @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#take(name)}>${name}</li>`,
              )}
            </ul>`
          : nothing
      }
      <p class="said" role="status">${isOpen ? count(offered.length) : nothing}</p>
      <p id="comment-hint" class="hint">${hint}</p>
      ${fault ? html`<p id="comment-fault" class="problem" role="alert">${fault}</p>` : nothing}`;
  }

  #left = (): void => {
    this.offered = [];
  };
}

// What stands behind an `@` that begins a word, up to where somebody writes; names may have spaces.
function begunName(before: string): string | null {
  const [, begun] = /(?:^|[^\p{L}\p{N}])@([^@\n]{0,40})$/u.exec(before) ?? [];
  return begun ?? null;
}

customElements.define('desk-mention-field', DeskMentionFieldElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-mention-field': DeskMentionFieldElement;
  }
}
