// From one tracker to another: where a desk has several, each has its Today.
import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { written } from '../common/in-language.ts';
import { pledges } from '../common/pledges.ts';
import { matched } from '../common/router.ts';
import { words } from '../words/words.ts';

/** Of a desk with more the palette finds the others. */
const MOST_TRACKERS = 8;

/** Where the Today of a tracker is. */
export function todayOf({ id }: Tracker): string {
  return `/desk?tracker=${encodeURIComponent(id)}`;
}

/** The trackers in the navigation, the one that somebody is in marked; nothing where there is one only. */
export function trackerLinks(): TemplateResult | typeof nothing {
  const { trackers } = pledges;
  if (trackers.length < 2) return nothing;
  const here = trackerHere();
  return html`<div class="trackers">
    <h2>${words.shell.trackers}</h2>
    <ul>
      ${trackers.slice(0, MOST_TRACKERS).map(
        (tracker) =>
          html`<li>
            <a href=${todayOf(tracker)} aria-current=${tracker.id === here ? 'true' : nothing}
              >${written(tracker.name, tracker)}</a
            >
          </li>`,
      )}
    </ul>
  </div>`;
}

function trackerHere(): string | null {
  const { pathname, search } = location;
  const screens = ['', '/publish', '/history'].map((screen) => `/desk/pledges/:tracker/:slug${screen}`);
  const place = screens.map((screen) => matched(screen, pathname)).find(Boolean);
  return place?.tracker ?? new URLSearchParams(search).get('tracker');
}
