// Texts of a tracker among the app's own: each says in which language it is, for whoever hears it and for hyphens and fonts, and
// runs in its own direction.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { inLanguage, pledges } from './pledges.ts';

/** The `lang` of what a tracker's editors wrote; none where the tracker is not known. */
export function languageOf(tracker: Tracker | undefined): string | typeof nothing {
  return tracker?.language ?? nothing;
}

/** The same by the tracker's id. */
export function languageIn(tracker: string): string | typeof nothing {
  return languageOf(pledges.tracker(tracker));
}

/** A text of a tracker. */
export function written(text: string, tracker: Tracker | undefined): TemplateResult {
  return html`<span lang=${languageOf(tracker)} dir="auto">${text}</span>`;
}

/** A label of a tracker in its own language, or in the first that it has. */
export function label(text: Record<string, string>, tracker: Tracker | undefined): TemplateResult {
  const own = tracker && text[tracker.language] !== undefined ? tracker.language : Object.keys(text)[0];
  return html`<span lang=${own ?? nothing} dir="auto">${inLanguage(text, tracker)}</span>`;
}

/** The title of a row; a slug, where there is no title yet, is in no language. */
export function titleView({ tracker, title, slug }: ListedPledge): TemplateResult {
  return title === null
    ? html`<span>${slug}</span>`
    : html`<span lang=${languageIn(tracker)} dir="auto">${title}</span>`;
}
