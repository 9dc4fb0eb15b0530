import { html, type TemplateResult } from 'lit';
import type { Waiting } from '../../../data/desk.ts';
import { words } from '../words/words.ts';
import { momentOf } from './dates.ts';

/** After so many tries, about a minute, it will hardly mend itself. */
const TRIES_OF_TROUBLE = 6;

/** What readers do not see yet. Editors can go on; where it keeps failing, somebody has to look. */
export function waitingLine({ count, since, error, tries }: Waiting): TemplateResult {
  const { all, some, goesOn, failing } = words.waiting;
  if (count === 0 || since === null) return html`<p class="soft">${all}</p>`;
  const trouble = error !== null && tries >= TRIES_OF_TROUBLE ? failing(error) : '';
  return html`<p>${some(count)} ${momentOf(since, undefined)}. ${goesOn} ${trouble}</p>`;
}
