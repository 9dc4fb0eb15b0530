// What a verdict is checked against, beside it: the words of the promise, and each source one click away. To read; they are
// written in the form.
import { html, nothing, type TemplateResult } from 'lit';
import type { PledgeDraft } from '../../../data/pledge.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { isWebAddress } from '../common/controls.ts';
import { day } from '../common/dates.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';
import { rowName } from './row-actions.ts';

type Evidence = NonNullable<PledgeDraft['evidence']>[number];

/** The promise and the sources of a draft; `edit` goes to a source's row in the form. */
export function sourcesView(
  { promise = {}, evidence = [] }: PledgeDraft,
  tracker: Tracker,
  edit: (index: number) => void,
): TemplateResult {
  const { write } = writingWords;
  const document = tracker.documents.find(({ id }) => id === promise.document)?.title;
  return html`<section class="checked-against" aria-labelledby="sources-heading">
    <h2>${write.promised}</h2>
    ${
      promise.quote
        ? html`<blockquote lang=${tracker.language} dir="auto">${promise.quote}</blockquote>`
        : html`<p class="soft">${write.noQuote}</p>`
    }
    <p class="soft">
      ${document ? html`<span lang=${tracker.language} dir="auto">${document}</span>` : nothing}${promise.page ? `, ${writingWords.row.page(promise.page)}` : nothing}
      ${isWebAddress(promise.url) ? opened(promise.url, words.controls.open, write.promised) : nothing}
    </p>
    <h2 id="sources-heading">${write.sources} <span class="number">${evidence.length}</span></h2>
    ${
      evidence.length === 0
        ? html`<p class="soft">${write.noSources}</p>`
        : html`<ol>
            ${evidence.map((row, index) => html`<li>${source(row, index, tracker, edit)}</li>`)}
          </ol>`
    }
  </section>`;
}

function source(
  { title, publisher, date, url, archivedUrl }: Evidence,
  index: number,
  { language }: Tracker,
  edit: (index: number) => void,
): TemplateResult {
  const { write } = writingWords;
  const name = title || publisher || url || rowName('/evidence', index);
  return html`${isWebAddress(url) ? opened(url, name, '', language) : html`<span lang=${language} dir="auto">${name}</span>`}
    <span class="soft"
      >${publisher && publisher !== name ? html`<span lang=${language} dir="auto">${publisher}</span>` : nothing}
      ${date ? day(date) : nothing} ${isWebAddress(archivedUrl) ? opened(archivedUrl, write.archived, name) : nothing}
      <button type="button" class="quiet" @click=${() => edit(index)}
        >${write.edit}<span class="said"> ${rowName('/evidence', index)}</span></button
      ></span
    >`;
}

function opened(href: string, text: string, of: string, language?: string): TemplateResult {
  return html`<a href=${href} target="_blank" rel="noopener" lang=${language ?? nothing} dir="auto"
    >${text}<span class="said" lang="en">${of && ` ${of}`}${words.pledge.newWindow}</span></a
  >`;
}
