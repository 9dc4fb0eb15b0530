// What stands around the form of a pledge: what has to be known before one writes, and what can be done with the draft.
import { html, nothing, type TemplateResult } from 'lit';
import { momentText } from './dates.ts';
import { savingText } from './saving-text.ts';
import { session } from './session.ts';
import { isPrivate } from './visibility.ts';
import { words } from './words.ts';
import type { Writing } from './writing.ts';

/** What has to be known of a pledge, above its form. */
export function writingNotices({ opened: { record, tracker }, notice }: Writing): TemplateResult {
  const { publishAt, status, published } = record;
  const { write, pledge } = words;
  const underReview = status === 'published' ? published?.underReview : null;
  const texts = [
    publishAt
      ? write.isScheduled(momentText(publishAt, tracker))
      : status === 'merged'
        ? pledge.gone
        : notice,
    status === 'retracted' && write.isRetracted,
    underReview && write.isUnderReview(momentText(underReview.since, tracker), underReview.note),
  ];
  return html`${texts.map((text) => (text ? html`<p class="notice">${text}</p>` : nothing))}`;
}

/** Whether somebody may say of what is here that it was looked at: not while there is something new in it. */
export function mayCheck({ autosave, opened: { record } }: Writing): boolean {
  return session.mayAct('check') && record.acts.includes('check') && !record.draft && !autosave.isUnsaved;
}

// What was typed was taken back, so that nothing is left to publish.
function isAsPublished({ autosave, opened: { record } }: Writing): boolean {
  return (
    autosave.hasSaved &&
    autosave.state.is === 'saved' &&
    record.draft === null &&
    (record.acts.includes('check') || record.ready !== null)
  );
}

/** Where the words are, and the ways on from here. */
export function writingBar(
  writing: Writing,
  { sendBack, forward, check }: { sendBack(): void; forward(): void; check(): void },
): TemplateResult {
  const { autosave, opened, isKept } = writing;
  const { state } = autosave;
  const isTroubled = 'problem' in state;
  const work = opened.record.state;
  const mayPublish = session.mayAct('publish');
  const again = html`<button type="button" class="quiet" @click=${() => autosave.flush()}>${words.saving.again}</button>`;
  return html`<div class="bar">
    <p class=${isTroubled ? 'problem' : 'soft'}>
      ${isAsPublished(writing) ? (opened.record.ready ? words.saving.asReady : words.saving.asPublished) : savingText(state, isKept, !autosave.hasSaved)}
      ${isTroubled ? again : nothing}
    </p>
    ${mayCheck(writing) ? html`<button type="button" @click=${check}>${words.write.unchanged}</button>` : nothing}
    ${
      work === 'review' && session.mayAct('return')
        ? html`<button type="button" @click=${sendBack}>${words.write.return}</button>`
        : nothing
    }
    ${
      mayPublish || work !== 'review'
        ? html`<button type="button" class="primary" @click=${forward}>
            ${mayPublish ? (isPrivate(opened.tracker) ? words.write.checkReady : words.write.check) : words.write.submit}
          </button>`
        : nothing
    }
  </div>`;
}
