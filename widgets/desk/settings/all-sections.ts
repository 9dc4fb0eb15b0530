import { html, nothing, type TemplateResult } from 'lit';
import type { TrackerUsage } from '../../../data/desk.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { FormState } from '../common/controls.ts';
import { settingsWords } from '../words/settings-words.ts';
import { aboutSection, rulesSection, textsSection } from './sections.ts';
import { type ThingCallbacks, type ThingList, thingList } from './thing-list.ts';
import { listOf } from './things.ts';

const { sections, leads, jump } = settingsWords;

/** All that a tracker's settings hold, and the links to each part; `saved` is the tracker as the endpoint has it. */
export function allSections(
  form: FormState<Tracker>,
  saved: Tracker,
  usage: TrackerUsage,
  ways: ThingCallbacks,
): TemplateResult {
  const { draft } = form;
  const list = (kind: ThingList['kind'], within?: (index: number) => TemplateResult | typeof nothing) =>
    thingList(form, listOf({ draft, saved, usage }, kind), ways, within);
  const values = (index: number) => {
    const facet = draft.facets?.[index];
    return facet ? thingList(form, listOf({ draft, saved, usage }, 'value', facet.id), ways) : nothing;
  };
  return html`<nav class="jump" aria-label=${jump}>
      ${Object.entries(sections).map(([name, text]) => html`<a href="#${name}">${text}</a> `)}
    </nav>
    ${section('about', aboutSection(form))} ${section('scheme', list('verdict'))}
    ${section('categories', list('category'))} ${section('facets', list('facet', values))}
    ${section('documents', list('document'))} ${section('texts', textsSection(form))}
    ${section('rules', rulesSection(form))}`;
}

function section(name: keyof typeof sections, content: TemplateResult): TemplateResult {
  return html`<section id=${name} aria-labelledby="${name}-heading">
    <h2 id="${name}-heading">${sections[name]}</h2>
    ${name in leads ? html`<p class="soft lead">${leads[name as keyof typeof leads]}</p>` : nothing} ${content}
  </section>`;
}
