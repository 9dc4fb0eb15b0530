import { html, type TemplateResult } from 'lit';
import type { Waiting } from '../../data/desk.ts';
import { momentOf } from './dates.ts';
import { words } from './words.ts';

/** What readers do not see yet. Nobody has to do anything about it, and editors can go on. */
export function waitingLine({ count, since }: Waiting): TemplateResult {
  const { all, some, goesOn } = words.waiting;
  if (count === 0 || since === null) return html`<p class="soft">${all}</p>`;
  return html`<p>${some(count)} ${momentOf(since, undefined)}. ${goesOn}</p>`;
}
