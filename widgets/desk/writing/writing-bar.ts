// What stands around the form of a pledge: what has to be known before one writes, and what can be done with the draft.
import { html, nothing, type TemplateResult } from 'lit';
import { isPrivate } from '../../../data/visibility.ts';
import { momentText } from '../common/dates.ts';
import { session } from '../common/session.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';
import { savingText } from './saving-text.ts';
import type { Writing } from './writing.ts';

/** What has to be known of a pledge, above its form. */
export function writingNotices({ opened: { record, tracker }, notice }: Writing): TemplateResult {
  const { publishAt, status, published } = record;
  const { pledge } = words;
  const { write } = writingWords;
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

/** The ways on from the form. */
export type BarCallbacks = {
  sendBack(): void;
  forward(): void;
  check(): void;
  /** Whether the preview is shown in the place of the form, where there is room for one of both. */
  isPreview: boolean;
  turn(): void;
};

/** Where the words are, and the ways on from here. */
export function writingBar(writing: Writing, ways: BarCallbacks): TemplateResult {
  const { autosave, opened, isReadOnly } = writing;
  const work = opened.record.state;
  const mayPublish = session.mayAct('publish');
  const { write } = writingWords;
  const turn = html`<button type="button" class="turn" @click=${ways.turn}>
    ${ways.isPreview ? write.toWords : write.toPreview}
  </button>`;
  if (isReadOnly) return html`<div class="bar read-only">${turn}</div>`;
  const isTroubled = 'problem' in autosave.state;
  const again = html`<button type="button" class="quiet" @click=${() => autosave.flush()}>${writingWords.saving.again}</button>`;
  return html`<div class="bar">
    <p class=${isTroubled ? 'problem' : 'soft'}>${saidOf(writing)} ${isTroubled ? again : nothing}</p>
    ${turn}
    ${mayCheck(writing) ? html`<button type="button" @click=${ways.check}>${inShort(write.unchanged, write.unchangedShort)}</button>` : nothing}
    ${
      work === 'review' && session.mayAct('return')
        ? html`<button type="button" @click=${ways.sendBack}>${write.return}</button>`
        : nothing
    }
    ${
      mayPublish || work !== 'review'
        ? html`<button type="button" class="primary" @click=${ways.forward}>
            ${mayPublish ? (isPrivate(opened.tracker) ? inShort(write.checkReady, write.checkShort) : inShort(write.check, write.checkShort)) : inShort(write.submit, write.submitShort)}
          </button>`
        : nothing
    }
  </div>`;
}

function saidOf(writing: Writing): string {
  const { autosave, opened, isKept } = writing;
  if (isAsPublished(writing))
    return opened.record.ready ? writingWords.saving.asReady : writingWords.saving.asPublished;
  return savingText(autosave.state, isKept, !autosave.hasSaved);
}

// On a phone the bar has one line.
function inShort(text: string, short: string): TemplateResult {
  return html`<span class="wide">${text}</span><span class="narrow">${short}</span>`;
}
