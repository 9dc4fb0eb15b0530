// How suggestions are closed: at once where nothing is lost by it, otherwise after a question. A reader’s contact is lost.
import { html, nothing, type TemplateResult } from 'lit';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import type { Decision } from '../../../data/suggestion.ts';
import type { SuggestionRecord } from '../../../data/suggestion-record.ts';
import type { Problem } from '../common/api.ts';
import { type FormState, textControl } from '../common/controls.ts';
import { counts } from '../common/counts.ts';
import { type Answers, asked } from '../common/dialogs.ts';
import { hrefOf } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { suggestionWords } from '../words/inbox-words.ts';
import { inboxApi } from './inbox-api.ts';
import { contactView } from './suggestion-view.ts';

/** How many contacts are shown before they go. */
const MOST_CONTACTS = 10;

/**
 * Closes suggestions alike; `reasons` were given before. Answers whether it was done, and says what came of it. More than one, and
 * those with a contact, are asked about first; a reason is asked for always.
 */
export async function decide(
  suggestions: readonly SuggestionRecord[],
  state: Decision['state'],
  reasons: readonly string[],
): Promise<boolean> {
  const send = (answers: Answers) => sent(suggestions, state, answers);
  const withContact = suggestions.filter(({ contact }) => contact !== null);
  if (state !== 'declined' && suggestions.length === 1 && withContact.length === 0) {
    const problem = await send({});
    if (problem) say(sentence(problem));
    return problem === null;
  }
  const { heading, ...ask } = suggestionWords.asks[state];
  return asked({
    ...ask,
    heading: heading(suggestions.length),
    send,
    ...(state === 'declined' ? { missing: { '/reason': suggestionWords.reason.missing } } : {}),
    controls: (form) =>
      html`${contactsView(withContact)}${state === 'declined' ? reasonControl(form, reasons) : nothing}`,
  });
}

/** Where somebody goes who has accepted a suggestion: to the draft, with its source put in. */
export function draftWith({ tracker, slug, url }: SuggestionRecord): string {
  const query = url === null ? '' : `?${new URLSearchParams({ source: url })}`;
  return `${hrefOf({ tracker, slug })}${query}`;
}

/** Those that were sent and not answered: they may be closed, and by nobody else. */
const unanswered = new Set<number>();

async function sent(
  suggestions: readonly SuggestionRecord[],
  state: Decision['state'],
  { reason = null }: Answers,
): Promise<Problem | null> {
  const ids = suggestions.map(({ id }) => id);
  const answer = await inboxApi.decide(ids, { state, reason: reason as string | null });
  if (!answer.ok) {
    if (answer.problem.slug === 'offline') for (const id of ids) unanswered.add(id);
    return answer.problem;
  }
  const { decided } = answer.value;
  counts.take({ suggestions: Math.max(0, counts.suggestions - decided) });
  const others = ids.length - Math.max(decided, ids.filter((id) => unanswered.has(id)).length);
  for (const id of ids) unanswered.delete(id);
  say(suggestionWords.said(state, ids.length - others, others));
  return null;
}

function contactsView(suggestions: readonly SuggestionRecord[]): TemplateResult | typeof nothing {
  if (suggestions.length === 0) return nothing;
  return html`<p class="notice">${suggestionWords.contacts(suggestions.length)}</p>
    <ul class="contacts">
      ${suggestions
        .slice(0, MOST_CONTACTS)
        .map((suggestion) => html`<li>${contactView(suggestion, suggestion.contact ?? '')}</li>`)}
    </ul>`;
}

function reasonControl(form: FormState<Answers>, reasons: readonly string[]): TemplateResult {
  const { label, kept } = suggestionWords.reason;
  return html`${textControl(form, '/reason', { label, lines: 3, limit: NOTE_LIMIT })}
    ${
      reasons.length === 0
        ? nothing
        : html`<fieldset class="reasons">
            <legend>${kept}</legend>
            ${reasons.map((reason) => html`<button type="button" dir="auto" @click=${() => form.set('/reason', reason)}>${reason}</button>`)}
          </fieldset>`
    }`;
}
