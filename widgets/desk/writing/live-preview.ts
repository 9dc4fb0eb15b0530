import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Preview } from '../../../data/desk.ts';
import { define } from '../../define.ts';
import { PledgeBadgeElement } from '../../pledge-badge.ts';
import { PledgeCardElement } from '../../pledge-card.ts';
import { desk, type PledgeName } from '../common/api.ts';
import { answerWith } from '../common/preview-answers.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';

define('pledge-badge', PledgeBadgeElement);
define('pledge-card', PledgeCardElement);

type Look = 'light' | 'dark';

/** A draft as readers would see it: the real elements and the real page, made of what the endpoint would publish. */
export class DeskPreviewElement extends LitElement {
  static override properties = {
    name: { attribute: false },
    version: { type: Number },
    behind: { type: Boolean },
    look: { state: true },
    form: { state: true },
    shown: { state: true },
    failed: { state: true },
  };

  declare name: PledgeName;
  /** The version that the endpoint has: another one is another preview. */
  declare version: number;
  /** Whether there are words that the endpoint does not have yet. */
  declare behind: boolean;
  declare look: Look;
  declare form: 'page' | 'card';
  declare shown: Preview | null;
  declare failed: boolean;
  #asking: AbortController | null = null;
  #scrolled = 0;

  constructor() {
    super();
    this.version = 0;
    this.behind = false;
    this.look = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    this.form = 'page';
    this.shown = null;
    this.failed = false;
    this.addEventListener('click', stayHere);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('version')) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const answer = await desk.preview(this.name, 'publish', asking.signal);
    if (asking.signal.aborted) return;
    this.failed = !answer.ok;
    if (!answer.ok) return;
    const shown = answer.value.next ?? answer.value.now;
    if (shown) answerWith(this.name, shown);
    // Without a network the browser's own page is in the frame, whose document is closed to us.
    this.#scrolled = this.#frame?.contentDocument?.defaultView?.scrollY ?? 0;
    this.shown = answer.value;
  }

  protected override render(): TemplateResult {
    const { preview } = writingWords;
    return html`<div class="preview-head">
        <h2 id="preview-heading">${preview.heading}</h2>
        ${this.#switch(preview.themes, ['light', 'dark'], this.look, (look) => {
          this.look = look;
        })}
      </div>
      ${this.behind ? html`<p class="soft">${preview.behind}</p>` : nothing}
      ${this.failed ? html`<p class="problem">${preview.failed}</p>` : nothing}
      ${this.#documents()}`;
  }

  #switch<Choice extends 'light' | 'dark' | 'card' | 'page'>(
    label: string,
    choices: readonly Choice[],
    chosen: Choice,
    choose: (choice: Choice) => void,
  ): TemplateResult {
    return html`<div class="looks" role="group" aria-label=${label}>
      ${choices.map(
        (choice) =>
          html`<button class="quiet" aria-pressed=${chosen === choice} @click=${() => choose(choice)}>
            ${writingWords.preview[choice]}
          </button>`,
      )}
    </div>`;
  }

  #documents(): TemplateResult | typeof nothing {
    const { shell } = words;
    const { preview } = writingWords;
    if (!this.shown) return this.failed ? nothing : html`<p class="soft">${shell.loading}</p>`;
    const { now, next, version } = this.shown;
    const shown = next ?? now;
    if (!shown) return html`<p class="soft">${preview.none}</p>`;
    const id = `${this.name.tracker}/${this.name.slug}`;
    const { badge } = shown;
    const label = badge.verdict.label[badge.language] ?? Object.values(badge.verdict.label)[0];
    const [before, after] = preview.sentence;
    // Another version is another element: an element keeps what it was answered once.
    return html`<h3>${preview.badge}</h3>
      <p class="sample" data-look=${this.look}>
        ${before}${keyed(
          version,
          html`<pledge-badge pledge=${id} outcome=${badge.verdict.outcome} theme=${this.look}
            lang=${badge.language}>${label}</pledge-badge>`,
        )}${after}
      </p>
      ${this.#switch(preview.forms, ['page', 'card'], this.form, (form) => {
        this.form = form;
      })}
      ${keyed(version, this.form === 'page' ? this.#page() : this.#card(id, badge.language))}`;
  }

  #page(): TemplateResult {
    return html`<iframe data-look=${this.look} title=${writingWords.preview.frame} src=${desk.previewedPage(this.name)}
      @load=${this.#framed}></iframe>`;
  }

  #card(id: string, language: string): TemplateResult {
    return html`<div class="sample" data-look=${this.look}>
      <pledge-card pledge=${id} theme=${this.look} lang=${language}></pledge-card>
    </div>`;
  }

  get #frame(): HTMLIFrameElement | null {
    return this.querySelector('iframe');
  }

  #framed = (): void => {
    const { contentDocument } = this.#frame ?? {};
    contentDocument?.defaultView?.scrollTo(0, this.#scrolled);
    contentDocument?.addEventListener('click', stayHere);
  };
}

// What is previewed looks like the real thing; its links lead nowhere from here.
function stayHere(event: Event): void {
  if (event.composedPath().some((node) => (node as Element).localName === 'a')) event.preventDefault();
}

customElements.define('desk-preview', DeskPreviewElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-preview': DeskPreviewElement;
  }
}
