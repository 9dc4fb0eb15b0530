import { html, nothing, type TemplateResult } from 'lit/html.js';
import { load } from './api.ts';
import type { View } from './block-view.ts';
import { isFallback } from './fallback.ts';
import { languageOf } from './language.ts';
import { loadViews, type Views } from './late.ts';
import { PledgeElement } from './pledge-element.ts';
import { outcomeStyles } from './styles.ts';

/** What came, in the language that was the reader's when it was asked for. */
type Shown = { language: string; view(): TemplateResult };

/** A card or a list: its document, its view and the words of its language load together. */
export abstract class PledgeBlockElement<Document> extends PledgeElement<Shown> {
  static override readonly styles =
    `${outcomeStyles}:host(:not([hidden])),:host([hidden=until-found]){display:block}`;

  /** Which of the views is this element's. */
  protected abstract viewOf(views: Views): View<Document, this>;

  override connectedCallback(): void {
    super.connectedCallback();
    // When the page is printed there is no time for them.
    if (this.source())
      (self.requestIdleCallback ?? setTimeout)(() => loadViews(languageOf(this)).catch(() => {}));
  }

  override load(): void {
    this.show(this.#read(languageOf(this)));
  }

  protected override isFallback(): boolean {
    return isFallback(this, this.getAttribute('pledge') ?? this.getAttribute('tracker'));
  }

  async #read(language: string): Promise<Shown> {
    const [document, { views, l10n }] = await Promise.all([
      load<Document>(this.source()),
      loadViews(language),
    ]);
    const { styles, render } = this.viewOf(views);
    this.addStyles(styles);
    return { language, view: () => render(l10n, document, this) };
  }

  protected override render(shown: Shown | undefined): TemplateResult {
    const block = shown?.view();
    this.setState('loaded', shown);
    // Another language has words of its own; those there are stay until it has come.
    if (shown && shown.language !== languageOf(this)) this.load();
    return html`${block}${block && this.isFallback() ? nothing : html`<slot></slot>`}`;
  }
}
