import { html, type TemplateResult } from 'lit/html.js';
import { ICONS, type IconName } from '../data/icons.ts';

/** Narrows any string, such as an attribute that a page wrote, to an icon of the set. */
export function iconName(name: string | null | undefined): IconName {
  return name && Object.hasOwn(ICONS, name) ? (name as IconName) : 'none';
}

/** An icon in the colour and size of the text. It is hidden from screen readers: a word stands beside it always. */
export function icon(name: IconName, part = 'icon'): TemplateResult {
  return html`<svg part=${part} viewBox="0 0 16 16" aria-hidden="true"><path d=${ICONS[name]} /></svg>`;
}
