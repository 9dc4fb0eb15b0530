// The form of a pledge, in the order of the work: a new one begins with the promise, one that was published is opened for its
// verdict and its sources.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import { PLEDGE_LIMITS, URL_LIMIT } from '../../../data/limits.ts';
import type { Facet, Tracker } from '../../../data/tracker.ts';
import { checksControl, type FormState, selectControl, textControl } from '../common/controls.ts';
import { readBack } from '../common/dates.ts';
import type { RowsField } from '../common/draft.ts';
import { inLanguage } from '../common/pledges.ts';
import { writingWords } from '../words/writing-words.ts';
import type { RowActions } from './row-actions.ts';
import { rowsControl } from './rows-control.ts';
import { verdictControl } from './verdict-control.ts';

/** The form with what its draft holds and what is wrong with it. */
export function pledgeForm(
  form: FormState,
  tracker: Tracker,
  ways: RowActions,
  pledges: readonly ListedPledge[],
  isNew: boolean,
): TemplateResult {
  const { sections } = writingWords.write;
  const rows = (field: RowsField) => rowsControl(form, field, ways, pledges);
  const promise = section('promise', sections.promise, promiseControls(form, tracker));
  return html`<form class="pledge" novalidate @submit=${(event: Event) => event.preventDefault()}>
    ${isNew ? promise : nothing}
    ${section('verdict', sections.verdict, verdictControls(form, tracker))}
    ${section('evidence', sections.evidence, html`${form.isReadOnly ? nothing : pasteControl(ways)}${rows('/evidence')}`)}
    ${isNew ? nothing : promise}
    ${section('related', sections.related, rows('/related'))}
    ${section('responses', sections.responses, html`<p class="hint">${writingWords.write.responsesHint}</p>${rows('/responses')}`)}
    ${section('timeline', sections.timeline, html`<p class="hint">${writingWords.write.timelineHint}</p>${rows('/timeline')}`)}
  </form>`;
}

function section(name: string, heading: string, body: TemplateResult): TemplateResult {
  return html`<section aria-labelledby="section-${name}"><h2 id="section-${name}">${heading}</h2>${body}</section>`;
}

function promiseControls(form: FormState, tracker: Tracker): TemplateResult {
  const { categories, documents } = tracker;
  const { fields, kinds } = writingWords;
  const label = (pointer: string) => fields[pointer] ?? '';
  return html`${textControl(form, '/title', { label: label('/title'), limit: PLEDGE_LIMITS.title, isCounted: true })}
    ${textControl(form, '/promise/quote', { label: label('/promise/quote'), lines: 3, limit: PLEDGE_LIMITS.promise.quote })}
    <div class="pair">
      ${selectControl(form, '/promise/document', {
        label: label('/promise/document'),
        options: documents.map(({ id, title }) => [id, title] as const),
        language: tracker.language,
      })}
      ${textControl(form, '/promise/page', { label: label('/promise/page'), optional: true, read: numberOrText })}
    </div>
    <div class="pair">
      ${textControl(form, '/promise/madeBy', { label: label('/promise/madeBy'), limit: PLEDGE_LIMITS.promise.madeBy, optional: true })}
      ${textControl(form, '/promise/madeOn', { label: label('/promise/madeOn'), type: 'date', optional: true })}
    </div>
    ${textControl(form, '/promise/url', { label: label('/promise/url'), type: 'url', limit: URL_LIMIT, optional: true })}
    ${checksControl(form, '/categories', {
      label: label('/categories'),
      hint: writingWords.write.upToThree,
      options: categories.map(({ id, label }) => [id, inLanguage(label, tracker)] as const),
      language: tracker.language,
      empty: undefined,
    })}
    ${facetsOf(form, tracker).map((facet) =>
      checksControl(form, `/facets/${facet.id}`, {
        label: html`<span lang=${tracker.language}>${inLanguage(facet.label, tracker)}</span>`,
        options: facet.values.map(({ id, label }) => [id, inLanguage(label, tracker)] as const),
        language: tracker.language,
        optional: true,
        empty: undefined,
      }),
    )}
    <div class="pair">
      ${selectControl(form, '/kind', { label: label('/kind'), options: Object.entries(kinds) })}
      ${textControl(form, '/due', { label: label('/due'), hint: readBack(form.draft.due) ?? writingWords.write.dueHint, optional: true })}
    </div>
    ${textControl(form, '/yardstick', { label: label('/yardstick'), lines: 2, limit: PLEDGE_LIMITS.yardstick, hint: writingWords.write.yardstickHint, optional: true })}`;
}

// Those of the tracker, and those that it had when the draft was written: they can be taken away.
function facetsOf({ draft }: FormState, { facets = [] }: Tracker): Facet[] {
  const gone = Object.keys(draft.facets ?? {}).filter((id) => !facets.some((facet) => facet.id === id));
  return [...facets, ...gone.map((id) => ({ id, label: { en: id }, values: [] }))];
}

function verdictControls(form: FormState, tracker: Tracker): TemplateResult {
  const { fields, schedules, reasons } = writingWords;
  const label = (pointer: string) => fields[pointer] ?? '';
  const { headline, summary, body } = PLEDGE_LIMITS.verdict;
  return html`${verdictControl(form, tracker)}
    ${textControl(form, '/verdict/headline', { label: label('/verdict/headline'), limit: headline, isCounted: true })}
    ${textControl(form, '/verdict/summary', { label: label('/verdict/summary'), lines: 3, limit: summary, isCounted: true, hint: writingWords.write.summaryHint })}
    ${textControl(form, '/verdict/body', { label: label('/verdict/body'), lines: 10, limit: body, hint: writingWords.write.markdown, optional: true, empty: '' })}
    <div class="pair">
      ${textControl(form, '/verdict/effectiveOn', { label: label('/verdict/effectiveOn'), type: 'date', optional: true, empty: null })}
      ${selectControl(form, '/verdict/schedule', { label: label('/verdict/schedule'), options: Object.entries(schedules), optional: true })}
    </div>
    ${checksControl(form, '/verdict/reasons', { label: label('/verdict/reasons'), options: Object.entries(reasons), optional: true, empty: undefined })}`;
}

function pasteControl(ways: RowActions): TemplateResult {
  const { pasteProblem } = ways;
  const take = (input: HTMLInputElement) => {
    if (ways.paste(input.value, true)) input.value = '';
  };
  const inputOf = ({ target }: Event) =>
    (target as Element).closest('.paste')?.querySelector('input') as HTMLInputElement;
  return html`<div class="control paste">
    <label for="paste">${writingWords.write.paste}</label>
    <input id="paste" type="url" autocomplete="off" aria-describedby="paste-problem"
      aria-invalid=${pasteProblem ? 'true' : nothing}
      @paste=${(event: ClipboardEvent) => {
        if (ways.paste(event.clipboardData?.getData('text') ?? '', false)) event.preventDefault();
      }}
      @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && take(inputOf(event))} />
    <button type="button" @click=${(event: Event) => take(inputOf(event))}>${writingWords.write.addPasted}</button>
    <p id="paste-problem" class="problem" role="alert">${pasteProblem || nothing}</p>
  </div>`;
}

// What is no number is sent as it was typed, and comes back with what is wrong there.
function numberOrText(text: string): unknown {
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
