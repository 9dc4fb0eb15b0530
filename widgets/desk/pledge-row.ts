// What the rows of all lists have in common.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../data/desk.ts';
import { icon, iconName } from '../icons.ts';
import type { Outcome } from './checking.ts';
import { label as labelView, languageIn, written } from './in-language.ts';
import { hrefOf, pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { visibilityOf } from './visibility.ts';
import { words } from './words.ts';

/** The title as the link to where the pledge is worked on. */
export function titleLink(row: ListedPledge): TemplateResult {
  const language = row.title === null ? nothing : languageIn(row.tracker);
  return html`<a class="title" href=${hrefOf(row)} lang=${language}>${row.title ?? row.slug}</a>`;
}

/** The verdict in the desk's own word, with its icon. */
export function verdictOf(row: ListedPledge): TemplateResult {
  const verdict = pledges.verdict(row);
  if (!verdict) return html`<span class="verdict soft">${words.rows.noVerdict}</span>`;
  const { label, short, outcome } = verdict;
  return html`<span class="verdict outcome ${outcome}"
    >${icon(iconName(outcome))} ${labelView(short ?? label, pledges.tracker(row.tracker))}</span
  >`;
}

/** Where the work stands, where it is not simply published; and that something is ready beside it. */
export function stateOf({ state, owner, ready }: ListedPledge): TemplateResult | typeof nothing {
  if (state === 'published') return nothing;
  const beside =
    ready && state !== 'ready' ? html`<span class="state">${words.states.ready}</span> ` : nothing;
  const hasOwner = state === 'draft' || state === 'review';
  return html`${beside}<span class="state">${words.states[state]}${hasOwner ? ` · ${owner}` : ''}</span>`;
}

/** The tracker's name, where there are several, and who sees it, where that is not everybody. */
export function trackerOf({ tracker }: Pick<ListedPledge, 'tracker'>): TemplateResult | typeof nothing {
  const found = pledges.tracker(tracker);
  if (pledges.trackers.length < 2) return visibilityOf(found);
  return html`${found ? written(found.name, found) : html`<span>${tracker}</span>`} ${visibilityOf(found)}`;
}

/** What became of a check, on its row. */
export function outcomeOf(outcome: Outcome | undefined): TemplateResult | typeof nothing {
  if (outcome === undefined) return nothing;
  if (outcome === 'busy') return html`<span class="soft">${words.rows.checking}</span>`;
  if (outcome === 'done') return html`<span class="done">${words.rows.checked}</span>`;
  return html`<span class="problem">${sentence(outcome)}</span>`;
}
