// The parts of the settings that are no lists.
import { html, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { type FormState, selectControl, textControl } from '../common/controls.ts';
import { settingsWords } from '../words/settings-words.ts';

const { fields } = settingsWords;

/** Its name, whose verdicts, and what they are about. */
export function aboutSection(form: FormState<Tracker>): TemplateResult {
  return html`${textControl(form, '/name', { label: fields.name, limit: 120 })}
    <div class="pair">
      ${textControl(form, '/publisher/name', { label: fields.publisher, limit: 120 })}
      ${textControl(form, '/publisher/url', { label: fields.publisherUrl, type: 'url' })}
      ${textControl(form, '/subject/name', { label: fields.subject, limit: 120 })}
      ${textControl(form, '/subject/party', { label: fields.party, limit: 120, optional: true })}
      ${textControl(form, '/subject/term/start', { label: fields.start, type: 'date' })}
      ${textControl(form, '/subject/term/end', { label: fields.end, type: 'date', optional: true })}
    </div>
    ${textControl(form, '/notice', { label: fields.notice, hint: fields.noticeHint, limit: 300, optional: true })}`;
}

/** The texts at the foot of its pages, and how the desk is reached. */
export function textsSection(form: FormState<Tracker>): TemplateResult {
  return html`${textControl(form, '/methodology', { label: fields.methodology, lines: 4, limit: 20_000 })}
    ${textControl(form, '/imprint', { label: fields.imprint, lines: 2, limit: 5000 })}
    ${textControl(form, '/funding', { label: fields.funding, lines: 2, limit: 5000 })}
    ${textControl(form, '/privacy', { label: fields.privacy, lines: 2, limit: 5000 })}
    <div class="pair">
      ${textControl(form, '/corrections/email', { label: fields.correctionsEmail, optional: true })}
      ${textControl(form, '/corrections/url', { label: fields.correctionsUrl, type: 'url', optional: true })}
      ${textControl(form, '/licence/name', { label: fields.licence, limit: 120 })}
      ${textControl(form, '/licence/url', { label: fields.licenceUrl, type: 'url' })}
    </div>`;
}

/** How the desk works on it. */
export function rulesSection(form: FormState<Tracker>): TemplateResult {
  return html`<div class="pair">
      ${selectControl(form, '/review', { label: fields.review, options: Object.entries(fields.reviews) })}
      ${textControl(form, '/reviewEvery', {
        label: fields.reviewEvery,
        read: (text) => (/^\d+$/.test(text) ? Number(text) : text),
      })}
    </div>
    <label class="choice"
      ><input
        type="checkbox"
        data-pointer="/indexed"
        .checked=${form.draft.indexed}
        @change=${({ target }: Event) => form.set('/indexed', (target as HTMLInputElement).checked)}
      />
      ${fields.indexed}</label
    >`;
}
