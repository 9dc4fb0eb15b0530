// What each step asks.
import { html, nothing, type TemplateResult } from 'lit';
import { hasBlanks } from '../../../data/blanks.ts';
import { URL_LIMIT } from '../../../data/limits.ts';
import { selectControl, textControl } from '../common/controls.ts';
import { startWords } from '../words/start-words.ts';
import { type Steps, tick } from './fields.ts';
import type { Step } from './founding.ts';
import { manifestoStep } from './manifesto-step.ts';
import { numberOrText } from './number-or-text.ts';
import { languagesWith, zonesWith } from './places.ts';
import { topicsStep } from './topics-step.ts';
import { verdictsStep } from './verdicts-step.ts';

const { fields } = startWords;

/** The controls of a step; the last has none. */
export function controlsOf(step: Step, steps: Steps): TemplateResult | typeof nothing {
  switch (step) {
    case 'desk':
      return deskStep(steps);
    case 'subject':
      return subjectStep(steps);
    case 'verdicts':
      return verdictsStep(steps);
    case 'topics':
      return topicsStep(steps);
    case 'manifesto':
      return manifestoStep(steps);
    case 'readers':
      return readersStep(steps);
    case 'page':
      return nothing;
  }
}

function deskStep({ form, draft }: Steps): TemplateResult {
  return html`${textControl(form, '/publisher/name', { label: fields.publisher, limit: 120, empty: '' })}
    ${textControl(form, '/publisher/url', { label: fields.publisherUrl, type: 'url', limit: URL_LIMIT, empty: '' })}
    ${textControl(form, '/name', { label: fields.name, hint: fields.nameHint, limit: 120, empty: '' })}
    ${textControl(form, '/id', { label: fields.id, hint: fields.idHint(draft.id ?? ''), limit: 120, empty: '' })}
    <div class="pair">
      ${selectControl(form, '/language', { label: fields.language, options: languagesWith(draft.language ?? 'en') })}
      ${selectControl(form, '/timezone', { label: fields.timezone, options: zonesWith(draft.timezone ?? 'UTC') })}
    </div>
    ${textControl(form, '/publisher/logo', { label: fields.logo, type: 'url', limit: URL_LIMIT, optional: true })}`;
}

function subjectStep({ form }: Steps): TemplateResult {
  return html`${textControl(form, '/subject/name', { label: fields.subject, hint: fields.subjectHint, limit: 120, empty: '' })}
    ${textControl(form, '/subject/party', { label: fields.party, limit: 120, optional: true })}
    <div class="pair">
      ${textControl(form, '/subject/term/start', { label: fields.start, type: 'date', empty: '' })}
      ${textControl(form, '/subject/term/end', { label: fields.end, type: 'date', optional: true })}
    </div>`;
}

const TEXTS = { methodology: 20_000, imprint: 5000, funding: 5000, privacy: 5000 } as const;

function readersStep({ form, draft }: Steps): TemplateResult {
  return html`<div class="pair">
      ${textControl(form, '/corrections/email', { label: fields.email, limit: 254, hint: fields.contactHint })}
      ${textControl(form, '/corrections/url', { label: fields.correctionsUrl, type: 'url', limit: URL_LIMIT })}
    </div>
    ${(Object.keys(TEXTS) as (keyof typeof TEXTS)[]).map((name) =>
      textControl(form, `/${name}`, {
        label: fields[name],
        lines: name === 'methodology' || name === 'privacy' ? 5 : 2,
        limit: TEXTS[name],
        empty: '',
        ...(hasBlanks(draft[name] ?? '') ? { hint: fields.blanks } : {}),
      }),
    )}
    <div class="pair">
      ${textControl(form, '/licence/name', { label: fields.licence, limit: 120, empty: '' })}
      ${textControl(form, '/licence/url', { label: fields.licenceUrl, type: 'url', limit: URL_LIMIT, empty: '' })}
    </div>
    <div class="pair">
      ${selectControl(form, '/review', { label: fields.review, options: Object.entries(fields.reviews) })}
      ${textControl(form, '/reviewEvery', { label: fields.reviewEvery, read: numberOrText })}
    </div>
    ${tick(form, '/indexed', fields.indexed)}`;
}
