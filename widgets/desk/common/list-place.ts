// On every screen of a pledge: where it stands in the list that somebody came from, and the keys to the next and the one before.
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { words } from '../words/words.ts';
import type { PledgeName } from './api.ts';
import { nameOf, nextAfter, placeIn, previousBefore } from './coming-from.ts';
import { addressOf, type Tab } from './pledge-address.ts';
import { keyOf } from './pledges.ts';
import { router } from './router.ts';
import { hear } from './shortcuts.ts';
import { say } from './status.ts';

/** Hears the keys for a screen of a pledge, which is what `name` answers. */
export function hearPlace(host: ReactiveControllerHost, name: () => PledgeName, tab: Tab): void {
  hear(host, {
    nextPledge: () => goOn(name(), tab),
    previousPledge: () => goBack(name(), tab),
  });
}

/** On to the next pledge of the list; after the last, and where there is none, to the list. */
export async function goOn(name: PledgeName, tab: Tab = 'write'): Promise<void> {
  const next = nextAfter(keyOf(name));
  if (next) return router.go(placeOf(next, tab));
  const place = placeIn(keyOf(name));
  await router.go(place?.href ?? '/desk');
  if (place) say(words.place.wasLast(place.label));
}

async function goBack(name: PledgeName, tab: Tab): Promise<void> {
  const previous = previousBefore(keyOf(name));
  if (previous) return router.go(placeOf(previous, tab));
  const place = placeIn(keyOf(name));
  if (place) say(words.place.isFirst(place.label));
}

/** "3 of 79" with the ways on and back; nothing for a pledge that was not opened from a list. */
export function listPlace(name: PledgeName, tab: Tab): TemplateResult | typeof nothing {
  const key = keyOf(name);
  const place = placeIn(key);
  if (!place) return nothing;
  const { at, of, label, href } = place;
  return html`<nav class="place" aria-label=${words.place.label}>
    ${step(previousBefore(key), tab, words.place.previous, 'p', '←')}
    <a href=${href} aria-label=${words.place.of(at, of, label)} title=${label}>${words.place.at(at, of)}</a>
    ${step(nextAfter(key), tab, words.place.next, 'n', '→')}
  </nav>`;
}

function step(key: string | null, tab: Tab, label: string, shortcut: string, arrow: string): TemplateResult {
  return key === null
    ? html`<span aria-hidden="true">${arrow}</span>`
    : html`<a href=${placeOf(key, tab)} aria-label=${label} title="${label} (${shortcut})"
        ><span aria-hidden="true">${arrow}</span></a
      >`;
}

// Whoever reads histories goes on to the next one's; anything else begins with the words.
function placeOf(key: string, tab: Tab): string {
  return addressOf(nameOf(key), tab === 'history' ? tab : 'write');
}
