import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Shown } from '../../../data/desk.ts';
import { define } from '../../define.ts';
import { PledgeBadgeElement } from '../../pledge-badge.ts';
import { desk, type PledgeName } from '../common/api.ts';
import { answerWith } from '../common/preview-answers.ts';
import { writingWords } from '../words/writing-words.ts';

define('pledge-badge', PledgeBadgeElement);

/** What every article that quotes a pledge shows once it is retracted: the real badge, by the endpoint's own preview. */
export class DeskRetractionSampleElement extends LitElement {
  static override properties = { name: { attribute: false }, shown: { state: true } };

  declare name: PledgeName;
  declare shown: Shown | null;
  readonly #away = new AbortController();

  constructor() {
    super();
    this.shown = null;
    this.addEventListener('click', (event) => event.preventDefault());
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override async firstUpdated(): Promise<void> {
    const answer = await desk.preview(this.name, 'retract', this.#away.signal);
    if (!answer.ok || !answer.value.next) return;
    answerWith(this.#id, answer.value.next);
    this.shown = answer.value.next;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  // The preview of the draft on the screen below has the pledge's own name.
  get #id(): PledgeName {
    return { ...this.name, slug: `${this.name.slug}-retracted` };
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    const { tracker, slug } = this.#id;
    const [before, after] = writingWords.preview.sentence;
    const look = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    return html`<h3>${writingWords.preview.badge}</h3>
      <p class="sample" data-look=${look}>
        ${before}<pledge-badge pledge="${tracker}/${slug}" theme=${look} lang=${this.shown.badge.language}></pledge-badge>${after}
      </p>`;
  }
}

customElements.define('desk-retraction-sample', DeskRetractionSampleElement);
