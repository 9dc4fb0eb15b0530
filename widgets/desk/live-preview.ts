import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Preview } from '../../data/desk.ts';
import { define } from '../define.ts';
import { PledgeBadgeElement } from '../pledge-badge.ts';
import { desk, type PledgeName } from './api.ts';
import { answerWith } from './preview-answers.ts';
import { words } from './words.ts';

define('pledge-badge', PledgeBadgeElement);

type Look = 'light' | 'dark';

/** A draft as readers would see it: the real elements and the real page, made of what the endpoint would publish. */
export class DeskPreviewElement extends LitElement {
  static override properties = {
    name: { attribute: false },
    version: { type: Number },
    behind: { type: Boolean },
    look: { state: true },
    shown: { state: true },
    failed: { state: true },
  };

  declare name: PledgeName;
  /** The version that the endpoint has: another one is another preview. */
  declare version: number;
  /** Whether there are words that the endpoint does not have yet. */
  declare behind: boolean;
  declare look: Look;
  declare shown: Preview | null;
  declare failed: boolean;
  #asking: AbortController | null = null;
  #scrolled = 0;

  constructor() {
    super();
    this.version = 0;
    this.behind = false;
    this.look = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    this.shown = null;
    this.failed = false;
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
    this.#scrolled = this.#frame?.contentWindow?.scrollY ?? 0;
    this.shown = answer.value;
  }

  protected override render(): TemplateResult {
    return html`<div class="preview-head">
        <h2 id="preview-heading">${words.preview.heading}</h2>
        <div class="looks" role="group" aria-label=${words.preview.themes}>
        ${(['light', 'dark'] as const).map(
          (look) =>
            html`<button class="quiet" aria-pressed=${this.look === look} @click=${() => {
              this.look = look;
            }}>${words.preview[look]}</button>`,
        )}
        </div>
      </div>
      ${this.behind ? html`<p class="soft">${words.preview.behind}</p>` : nothing}
      ${this.failed ? html`<p class="problem">${words.preview.failed}</p>` : nothing}
      ${this.#documents()}`;
  }

  #documents(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    const { now, next, version } = this.shown;
    const shown = next ?? now;
    if (!shown) return html`<p class="soft">${words.preview.none}</p>`;
    const { tracker, slug } = this.name;
    const { badge } = shown;
    const label = badge.verdict.label[badge.language] ?? Object.values(badge.verdict.label)[0];
    const [before, after] = words.preview.sentence;
    return html`<h3>${words.preview.badge}</h3>
      <p class="sample" data-look=${this.look}>
        ${before}${keyed(
          version,
          html`<pledge-badge pledge="${tracker}/${slug}" outcome=${badge.verdict.outcome} theme=${this.look}
            lang=${badge.language}>${label}</pledge-badge>`,
        )}${after}
      </p>
      <h3>${words.preview.page}</h3>
      ${keyed(
        version,
        html`<iframe data-look=${this.look} title=${words.preview.frame} src=${desk.previewedPage(this.name)}
          @load=${this.#framed}></iframe>`,
      )}`;
  }

  get #frame(): HTMLIFrameElement | null {
    return this.querySelector('iframe');
  }

  // The page may look like the real one; its links lead nowhere from here.
  #framed = (): void => {
    const { contentDocument, contentWindow } = this.#frame ?? {};
    contentWindow?.scrollTo(0, this.#scrolled);
    contentDocument?.addEventListener('click', (event) => event.preventDefault());
  };
}

customElements.define('desk-preview', DeskPreviewElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-preview': DeskPreviewElement;
  }
}
