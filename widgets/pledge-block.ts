import { html, nothing, svg, type TemplateResult } from 'lit';
import { load } from './api.ts';
import { icon, iconName } from './icons.ts';
import { dayIn, labelIn, languageOf, localeOf } from './language.ts';
import { PledgeElement } from './pledge-element.ts';
import { outcomeStyles, sheet } from './styles.ts';

// A view that loads later and imported Lit itself would make the bundler move Lit to a file of its own, and every
// page would wait for one request more. So a view imports types only, and is handed what it needs.
const tools = { html, svg, nothing, icon, iconName, dayIn, labelIn, localeOf };

/** What a block hands to its view. */
export type Kit = typeof tools & { language: string };

/** A view's own file: how one document of the API looks as a block. */
export type View<Document> = {
  styles: string;
  render(kit: Kit, document: Document): TemplateResult;
};

/** A card or a list: its document and its view load together. */
export abstract class PledgeBlockElement<Document> extends PledgeElement<
  (language: string) => TemplateResult
> {
  /** Imports the view's file. */
  protected abstract importView(): Promise<View<Document>>;

  override load(): void {
    const parts = Promise.all([load<Document>(this.source() ?? ''), this.importView()]);
    this.take(
      parts.then(([document, { styles, render }]) => {
        const view = (language: string) => render({ ...tools, language }, document);
        view(languageOf(this)); // throws here, and not at the page, where the answer is not what the contract says
        this.shadowRoot?.adoptedStyleSheets.splice(1, 1, sheet(styles));
        return view;
      }),
    );
  }

  protected override render(): TemplateResult {
    this.mark('loaded', this.shown);
    return this.shown?.(languageOf(this)) ?? html`<slot></slot>`;
  }

  static override get styles(): CSSStyleSheet {
    return sheet(`${outcomeStyles}:host{display:block}`);
  }
}
