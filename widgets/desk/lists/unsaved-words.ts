import { html, nothing, type TemplateResult } from 'lit';
import { pledgesWithKeptWords } from '../common/kept-words.ts';
import { addressOf } from '../common/pledge-address.ts';
import { words } from '../words/words.ts';

/** The way back to words that this browser keeps and the endpoint does not have, such as after a crash. */
export function unsavedWords(editor: string): TemplateResult | typeof nothing {
  const names = pledgesWithKeptWords(editor);
  if (names.length === 0) return nothing;
  const links = names.map((name) => html`<a href=${addressOf(name)}>${name.slug}</a> `);
  return html`<p class="notice">${words.today.keptHere} ${links}</p>`;
}
