// What a step makes, drawn as readers will meet it: with the real badge, and the outline of the real page.
import { html, nothing, type TemplateResult } from 'lit';
import { aroundBlanks, hasBlanks } from '../../../data/blanks.ts';
import type { IconName } from '../../../data/icons.ts';
import { define } from '../../define.ts';
import { PledgeBadgeElement } from '../../pledge-badge.ts';
import { day } from '../common/dates.ts';
import { startWords } from '../words/start-words.ts';
import type { Step, TrackerDraft } from './founding.ts';

define('pledge-badge', PledgeBadgeElement);

const { sketch, fields } = startWords;

/** The light of what is shown: a page's, whatever the desk's own is. */
export type Look = 'light' | 'dark';

type Words = Record<string, string | undefined> | undefined;

/** What the controls of a step make; the last step shows all of it. */
export function sketchOf(step: Step, draft: TrackerDraft, look: Look): TemplateResult {
  const { language = 'en' } = draft;
  const part = {
    desk: () => title(draft),
    subject: () => title(draft),
    verdicts: () => html`${badges(draft, look)}${meanings(draft, look)}`,
    topics: () => filters(draft),
    manifesto: () => promised(draft),
    readers: () => about(draft),
    page: () =>
      html`${title(draft)}${tally()}${filters(draft)}${promised(draft)}${meanings(draft, look)}${about(draft)}`,
  }[step]();
  return html`<div class="sample sketch" data-look=${look} lang=${language} dir="auto">${part}</div>`;
}

function title({ name, publisher, subject }: TrackerDraft): TemplateResult {
  return html`<p class="sketch-title">${name || sketch.noName}</p>
    <p>${subject?.name || sketch.noSubject}${subject?.party ? html` (${subject.party})` : nothing}.
      <span lang="en">${sketch.by}</span>${publisher?.name || sketch.noPublisher}.</p>
    ${subject?.term?.start ? html`<p class="meta" lang="en">${sketch.term}: ${term(subject.term.start, subject.term.end)}</p>` : nothing}`;
}

function term(start: string, end: string | null | undefined): TemplateResult {
  return end ? html`${day(start)} – ${day(end)}` : html`${sketch.since} ${day(start)}`;
}

function tally(): TemplateResult {
  return html`<p class="meta" lang="en">${sketch.tally}</p>`;
}

/** A verdict as articles will show it: the element itself, which asks nobody for anything. */
export function badge(
  label: string,
  outcome: string | undefined,
  language: string,
  look: Look,
): TemplateResult {
  return html`<pledge-badge live="off" outcome=${(outcome ?? 'none') as IconName} theme=${look} lang=${language}
    >${label || '…'}</pledge-badge
  >`;
}

function badges({ scheme, language = 'en' }: TrackerDraft, look: Look): TemplateResult {
  const [before, after] = sketch.sentence;
  return html`<h3 lang="en">${sketch.badges}</h3>
    ${(scheme?.verdicts ?? []).map(
      ({ label, outcome }) =>
        html`<p><span lang="en">${before}</span>${badge((label as Words)?.[language] ?? '', outcome, language, look)}<span lang="en">${after}</span></p>`,
    )}`;
}

function meanings({ scheme, language = 'en' }: TrackerDraft, look: Look): TemplateResult {
  return html`<h3 lang="en">${sketch.meaning}</h3>
    <dl>
      ${(scheme?.verdicts ?? []).map(
        ({ label, definition, outcome }) =>
          html`<dt>${badge((label as Words)?.[language] ?? '', outcome, language, look)}</dt>
            <dd>${(definition as Words)?.[language]}</dd>`,
      )}
    </dl>`;
}

function filters({ categories = [], facets = [], language = 'en' }: TrackerDraft): TemplateResult {
  const group = (heading: TemplateResult | string, things: { label?: object | undefined }[]) =>
    html`<h3>${heading}</h3>
      ${
        things.length === 0
          ? html`<p class="meta" lang="en">${sketch.none}</p>`
          : html`<ul class="chips">${things.map(({ label }) => html`<li>${(label as Words)?.[language]}</li>`)}</ul>`
      }`;
  return html`${group(html`<span lang="en">${sketch.categories}</span>`, categories)}
    ${facets.map(({ label, values = [] }) => group((label as Words)?.[language] ?? '', values))}`;
}

function promised({ documents = [] }: TrackerDraft): TemplateResult {
  const named = documents.filter(({ title }) => title);
  return html`<h3 lang="en">${sketch.documents}</h3>${named.map(
    ({ title, year, party, url }) =>
      html`<p class="meta"><span lang="en">${sketch.promised}</span>${url ? html`<cite class="linked">${title}</cite>` : html`<cite>${title}</cite>`}${party ? `, ${party}` : ''}${year ? `, ${year}` : ''}</p>`,
  )}${named.length === 0 ? html`<p class="meta" lang="en">${sketch.none}</p>` : nothing}`;
}

function about(draft: TrackerDraft): TemplateResult {
  const { corrections } = draft;
  const text = (name: 'methodology' | 'imprint' | 'funding' | 'privacy', heading: string) =>
    html`<h3 lang="en">${heading}</h3>
      ${paragraphs(draft[name] ?? '')}
      ${hasBlanks(draft[name] ?? '') ? html`<p class="meta blank" lang="en">${fields.blanks}</p>` : nothing}`;
  return html`${text('methodology', sketch.how)}
    <h3 lang="en">${sketch.corrections}</h3>
    <p>${[corrections?.url, corrections?.email].filter(Boolean).join(' ') || html`<span class="meta" lang="en">${sketch.none}</span>`}</p>
    ${text('funding', fields.funding)}${text('imprint', fields.imprint)}${text('privacy', fields.privacy)}`;
}

function paragraphs(text: string): TemplateResult[] {
  return text
    .split(/\n\s*\n/)
    .map(
      (part) =>
        html`<p>${aroundBlanks(part).map((piece, at) => (at % 2 === 1 ? html`<mark>${piece}</mark>` : piece))}</p>`,
    );
}
