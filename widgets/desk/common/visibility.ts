// Who sees a tracker, where that is not everybody: beside its name, wherever that stands.
import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { words } from '../words/words.ts';

/** "Private" or "Unlisted"; nothing of a public one. */
export function visibilityOf(tracker: Tracker | undefined): TemplateResult | typeof nothing {
  const { visibility = 'public' } = tracker ?? {};
  if (visibility === 'public') return nothing;
  return html`<span class="visibility">${words.visibility[visibility]}</span>`;
}
