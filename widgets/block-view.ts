import type { TemplateResult } from 'lit/html.js';
import type { Localizer } from './localizer.ts';

/** How one document of the API looks as a block, with what the page set on its element. */
export type View<Document, Host> = {
  styles: string;
  render(l10n: Localizer, document: Document, host: Host): TemplateResult;
};
