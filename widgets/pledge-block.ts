import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import { load } from './api.ts';
import type { BlockWords } from './block-words.ts';
import { icon, iconName } from './icons.ts';
import { dayIn, labelIn, languageOf } from './language.ts';
import { PledgeElement } from './pledge-element.ts';
import { outcomeStyles } from './styles.ts';

// A view that loads later and imported Lit itself would make the bundler move Lit to a file of its own, and every
// page would wait for one request more. So a view imports types only, and is handed what it needs.
const tools = { html, svg, nothing, icon, iconName, dayIn, labelIn };

/** What a block hands to its view. */
export type Kit = typeof tools & { language: string; words: BlockWords };

/** How one document of the API looks as a block, with what the page set on its element. */
export type View<Document> = {
  styles: string;
  render(kit: Kit, document: Document, host: Pick<Element, 'getAttribute'>): TemplateResult;
};

const styles = `${outcomeStyles}:host{display:block}`;

/** A card or a list: its document, its view and the words of all views load together. */
export abstract class PledgeBlockElement<Document> extends PledgeElement<() => TemplateResult> {
  /** Imports the view. */
  protected abstract importView(): Promise<View<Document>>;

  constructor() {
    super();
    this.addStyles(styles);
  }

  protected override load(): void {
    this.take(this.#read());
  }

  async #read() {
    const [document, { styles, render }, { en: words }] = await Promise.all([
      load<Document>(this.source()),
      this.importView(),
      import('./block-words.ts'),
    ]);
    this.addStyles(styles);
    return () => render({ ...tools, language: languageOf(this), words }, document, this);
  }

  protected override render(view: (() => TemplateResult) | undefined): TemplateResult {
    const template = view?.() ?? html`<slot></slot>`;
    this.setState('loaded', view);
    return template;
  }
}
