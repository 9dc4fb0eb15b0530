import { html, type TemplateResult } from 'lit/html.js';
import { load } from './api.ts';
import { type Kit, loadViews, type Views } from './block-kit.ts';
import { languageOf } from './language.ts';
import { PledgeElement } from './pledge-element.ts';
import { outcomeStyles } from './styles.ts';

/** How one document of the API looks as a block, with what the page set on its element. */
export type View<Document> = {
  styles: string;
  render(kit: Kit, document: Document, host: Pick<Element, 'getAttribute' | 'hasAttribute'>): TemplateResult;
};

/** What came, in the language that was the reader's when it was asked for. */
type Shown = { language: string; view(): TemplateResult };

const styles = `${outcomeStyles}:host{display:block}`;

/** A card or a list: its document, its view and the words of its language load together. */
export abstract class PledgeBlockElement<Document> extends PledgeElement<Shown> {
  /** Which of the views is this element's. */
  protected abstract viewOf(views: Views): View<Document>;

  constructor() {
    super();
    this.addStyles(styles);
  }

  protected override load(): void {
    this.take(this.#read(languageOf(this)));
  }

  async #read(language: string): Promise<Shown> {
    const [document, { views, kit }] = await Promise.all([
      load<Document>(this.source()),
      loadViews(language),
    ]);
    const { styles, render } = this.viewOf(views);
    this.addStyles(styles);
    return { language, view: () => render(kit, document, this) };
  }

  protected override render(shown: Shown | undefined): TemplateResult {
    const template = shown?.view() ?? html`<slot></slot>`;
    this.setState('loaded', shown);
    // Another language has words of its own; those there are stay until it has come.
    if (shown && shown.language !== languageOf(this)) this.load();
    return template;
  }
}
