import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { session } from '../common/session.ts';
import { importWords } from '../words/import-words.ts';

/** An import that was done, by its id; `undone`: what was said of its being taken back. */
export type Done = { id: string; created: number; changed: number; published: number; undone: string };

/** What has been done, where to see it, and the way back. */
export function doneView(
  tracker: Tracker,
  done: Done,
  isBusy: boolean,
  undo: () => unknown,
  another: () => unknown,
): TemplateResult {
  const count = done.created + done.changed;
  return html`<section aria-labelledby="import-done">
    <h2 id="import-done" tabindex="-1">${importWords.steps.done}</h2>
    <p>${done.undone || importWords.imported(done.created, done.changed)}</p>
    <p class="buttons">
      <a class="button" href="/desk/find?tracker=${encodeURIComponent(tracker.id)}">${importWords.see}</a>
      ${
        tracker.visibility === 'private' && !done.undone && session.may('POST /trackers/:tracker/open')
          ? html`<a class="button" href="/desk/${tracker.id}/open">${importWords.open}</a>`
          : nothing
      }
      ${done.undone || done.published === count ? nothing : html`<button ?disabled=${isBusy} @click=${undo}>${importWords.undo}</button>`}
      <button @click=${another}>${importWords.next}</button>
    </p>
  </section>`;
}
