// One suggestion, wherever it is shown: what its reader says, where they have it from, and how they are answered.
import { html, nothing, type TemplateResult } from 'lit';
import type { SuggestionRecord } from '../../../data/suggestion-record.ts';
import { dayOf } from '../common/dates.ts';
import { pledges } from '../common/pledges.ts';
import { suggestionWords } from '../words/inbox-words.ts';
import { words } from '../words/words.ts';

/** What somebody wrote; its reader’s language is not known, so its direction follows the text. */
export function suggestionView(suggestion: SuggestionRecord): TemplateResult {
  const { text, url, at, tracker, contact, state, decidedBy, reason, revision } = suggestion;
  return html`<p class="text" dir="auto">${text}</p>
    <p class="about soft">
      ${dayOf(at, pledges.tracker(tracker))}
      ${
        url === null
          ? nothing
          : html`<a href=${url} target="_blank" rel="noopener noreferrer" title=${url}
              >${suggestionWords.source} (${hostOf(url)})<span class="said">${words.pledge.newWindow}</span></a
            >`
      }
      ${contact === null ? nothing : contactView(suggestion, contact)}
      ${decidedBy === null ? nothing : html`<span>${suggestionWords.decidedBy(state, decidedBy)}${reason === null ? nothing : html`: <span dir="auto">${reason}</span>`}</span>`}
      ${revision === null ? nothing : html`<a href="/desk/pledges/${tracker}/${suggestion.slug}/history?revision=${revision}">${suggestionWords.ledTo(revision)}</a>`}
    </p>`;
}

/** How a reader is answered: a contact need not be an address of e-mail. */
export function contactView({ title, slug }: SuggestionRecord, contact: string): TemplateResult {
  if (!/^[^\s@,;?&]+@[^\s@,;?&]+$/.test(contact))
    return html`<span dir="auto">${suggestionWords.contact(contact)}</span>`;
  const subject = encodeURIComponent(suggestionWords.answerSubject(title ?? slug));
  return html`<a href="mailto:${encodeURIComponent(contact).replace('%40', '@')}?subject=${subject}">${suggestionWords.answer} ${contact}</a>`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url; // what was taken in before an address was checked as it is now
  }
}
