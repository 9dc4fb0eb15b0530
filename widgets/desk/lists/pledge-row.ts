// What the rows of all lists have in common.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import { icon, iconName } from '../../icons.ts';
import { day, dayOf, momentOf } from '../common/dates.ts';
import { label as labelView, languageIn, written } from '../common/in-language.ts';
import { hrefOf, pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { visibilityOf } from '../common/visibility.ts';
import { words } from '../words/words.ts';
import { isDone, type Outcome } from './outcomes.ts';

/** The title as the link to where the pledge is worked on. */
export function titleLink(row: ListedPledge): TemplateResult {
  const language = row.title === null ? nothing : languageIn(row.tracker);
  return html`<a class="title" href=${hrefOf(row)} lang=${language} dir="auto">${row.title ?? row.slug}</a>`;
}

/** The same with what else is to be known of a row at once: where the work stands, and what readers and colleagues said. */
export function titleCell(row: ListedPledge): TemplateResult {
  const { comments, suggestions } = row;
  return html`${titleLink(row)}${stateOf(row)}${suggestions > 0 ? mark(words.rows.suggestions(suggestions)) : nothing}${comments > 0 ? mark(words.rows.comments(comments)) : nothing}`;
}

function mark(text: string): TemplateResult {
  return html` <span class="state">${text}</span>`;
}

/** The verdict in the desk's own word, with its icon. */
export function verdictOf(row: Pick<ListedPledge, 'tracker' | 'verdict'>): TemplateResult {
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
    ready && state !== 'ready' ? html` <span class="state">${words.states.ready}</span>` : nothing;
  const hasOwner = state === 'draft' || state === 'review';
  return html`${beside} <span class="state">${words.states[state]}${hasOwner ? ` · ${owner}` : ''}</span>`;
}

/** The tracker's name, where there are several, and who sees it, where that is not everybody. */
export function trackerOf({ tracker }: Pick<ListedPledge, 'tracker'>): TemplateResult | typeof nothing {
  const found = pledges.tracker(tracker);
  if (pledges.trackers.length < 2) return visibilityOf(found);
  return html`${found ? written(found.name, found) : html`<span>${tracker}</span>`} ${visibilityOf(found)}`;
}

/** Why it is due first of all, and how many reasons more there are. */
export function reasonOf(row: ListedPledge): TemplateResult {
  const [first, ...others] = reasonsOf(row);
  if (others.length === 0) return html`${first}`;
  const named = row.reasons.slice(1).map((reason) => words.find.reasons[reason]);
  return html`${first}
    <span title=${named.join(', ')}><span aria-hidden="true">+${others.length}</span><span class="said">, ${named.join(', ')}</span></span>`;
}

/** Why it is due, or until when it is not; the first reason presses most. */
export function reasonsOf(row: ListedPledge): TemplateResult[] {
  const { reasons: why } = words.today;
  const { snoozedUntil } = row;
  if (snoozedUntil !== null && Date.parse(snoozedUntil) > Date.now())
    return [html`<span>${words.rows.snoozed} ${dayOf(snoozedUntil, pledges.tracker(row.tracker))}</span>`];
  return row.reasons.map((reason, at) => {
    const comma = at > 0 ? html`, ` : nothing;
    if (reason === 'due-passed' && row.due) return html`${comma}<span>${why[reason]} ${day(row.due)}</span>`;
    if (reason === 'check-old' && row.lookedAt)
      return html`${comma}<span>${why[reason]} ${dayOf(row.lookedAt, pledges.tracker(row.tracker))}</span>`;
    return html`${comma}<span>${why[reason]}</span>`;
  });
}

/** When it goes out by itself. */
export function scheduledFor({ tracker, publishAt }: ListedPledge): TemplateResult | typeof nothing {
  return publishAt === null ? nothing : momentOf(publishAt, pledges.tracker(tracker));
}

/** What became of an act, on its row. */
export function outcomeOf(outcome: Outcome | undefined): TemplateResult | typeof nothing {
  if (outcome === undefined) return nothing;
  if (outcome === 'busy') return html`<span class="soft">${words.rows.checking}</span>`;
  if (isDone(outcome)) return html`<span class="done">${outcome.said}</span>`;
  return html`<span class="problem">${sentence(outcome)}</span>`;
}
