// A draft before it is published: what changes for readers, and beside it what can be done with it, by its state, by the role, and
// by who wrote it.
import { html, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../../data/desk.ts';
import { isPrivate } from '../../../data/visibility.ts';
import { momentText } from '../common/dates.ts';
import { difference } from '../common/difference.ts';
import { differenceView } from '../common/difference-view.ts';
import { addressOf } from '../common/pledge-address.ts';
import type { Opened } from '../common/pledge-frame.ts';
import { readyDocument } from '../common/ready-state.ts';
import { session } from '../common/session.ts';
import { publishingWords } from '../words/publishing-words.ts';
import { writingWords } from '../words/writing-words.ts';
import { notReadyView } from './publish-faults.ts';

type Ways = {
  /** The form of publishing, with what else can be done with the draft. */
  form(others: TemplateResult | typeof nothing): TemplateResult;
  submit(): void;
  sendBack(): void;
  unschedule(): void;
};

/** Whether whoever is here may publish this, now. */
export function mayPublish({ record }: Opened, { errors, needsSecondPerson }: Preview): boolean {
  const isAllowed = session.mayAct('publish') && record.acts.includes('publish') && errors.length === 0;
  return isAllowed && (!needsSecondPerson || session.me?.role === 'admin');
}

/** All of it; what has been made ready already waits for the opening. */
export function draftView(opened: Opened, preview: Preview, ways: Ways): TemplateResult {
  const { publish } = publishingWords;
  const { ready, draft } = opened.record;
  if (!preview.next) return html`<p>${publish.none}</p>`;
  if (ready && !draft)
    return html`<p>${publish.isReady(ready.by)}</p>
      ${preview.errors.length > 0 ? notReadyView(preview.errors, mend(opened), publish.readyMisfit) : nothing}
      ${
        session.may('POST /trackers/:tracker/open')
          ? html`<p><a href="/desk/${opened.tracker.id}/open">${publish.toOpen}</a></p>`
          : nothing
      }`;
  return html`<div class="publishing">
    <section aria-labelledby="changes-heading">${changes(opened, preview, preview.next.pledge)}</section>
    <div>${next(opened, preview, ways)}</div>
  </div>`;
}

function changes({ record, tracker }: Opened, preview: Preview, after: object): TemplateResult {
  const { publish, difference: differenceWords } = publishingWords;
  const unseen = isPrivate(tracker);
  const before = unseen ? readyDocument(record, preview) : (preview.now?.pledge ?? null);
  const rows = difference(before, after, tracker);
  const fields = rows.map(({ field }) => writingWords.fields[field] ?? field);
  return html`<h2 id="changes-heading">${unseen ? publish.readyChanges : publish.changes}</h2>
    ${(unseen ? record.ready : before) ? nothing : html`<p>${unseen ? publish.readyFirst : differenceWords.first}</p>`}
    ${
      rows.length > 0
        ? html`<p id="changes-summary" class="said">${differenceWords.fields(fields)}</p>
            ${differenceView(rows, tracker.language)}`
        : html`<p>${differenceWords.none}</p>`
    }`;
}

function next(opened: Opened, preview: Preview, ways: Ways): TemplateResult {
  const { publish } = publishingWords;
  const { record, tracker } = opened;
  if (record.state === 'scheduled')
    return html`<p>${publish.scheduled(momentText(record.publishAt ?? '', tracker), tracker.timezone)}</p>
      ${session.mayAct('return') ? html`<p><button @click=${ways.unschedule}>${publish.unschedule}</button></p>` : nothing}`;
  const unseen = isPrivate(tracker);
  const second = unseen ? publish.readySecondPerson : publish.secondPerson;
  const writer = unseen ? publish.readyWriter : publish.writer;
  const others = passOn(opened, preview, ways);
  return html`${preview.errors.length > 0 ? notReadyView(preview.errors, mend(opened)) : nothing}
    ${preview.needsSecondPerson ? html`<p class="notice">${second}</p>` : nothing}
    ${session.mayAct('publish') || !session.mayAct('submit') ? nothing : html`<p class="notice">${writer}</p>`}
    ${mayPublish(opened, preview) ? ways.form(others) : html`<p class="buttons">${others}</p>`}`;
}

// Where a draft is mended, for whoever may.
function mend({ record, tracker }: Opened): string | null {
  if (!session.may('PUT /trackers/:tracker/pledges/:slug')) return null;
  return `${addressOf({ tracker: tracker.id, slug: record.slug })}?check`;
}

function passOn(
  { record }: Opened,
  { errors }: Preview,
  { submit, sendBack }: Ways,
): TemplateResult | typeof nothing {
  const { write } = writingWords;
  if (record.state === 'draft' && errors.length === 0 && session.mayAct('submit'))
    return html`<button type="button" @click=${submit}>${write.submit}</button>`;
  return record.state === 'review' && session.mayAct('return')
    ? html`<button type="button" @click=${sendBack}>${write.return}</button>`
    : nothing;
}
