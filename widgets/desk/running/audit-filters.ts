// What the audit is asked for. All of it is in the address, so that it can be kept, sent and opened in a tab.
import { html, nothing, type TemplateResult } from 'lit';
import { SEARCH_LIMIT } from '../../../data/limits.ts';
import { pledges } from '../common/pledges.ts';
import { runningWords } from '../words/running-words.ts';

const { audit: said, acts } = runningWords;

/** The parameters of the address, which are those of the endpoint. */
export const FILTERS = ['q', 'editor', 'act', 'tracker', 'slug', 'from', 'to'] as const;
export type Filter = (typeof FILTERS)[number];

/** The query of an address, as far as it is about the audit. */
export function asked(search: string): URLSearchParams {
  const sent = new URLSearchParams(search);
  return new URLSearchParams(
    FILTERS.flatMap((name) => sent.getAll(name).flatMap((value) => (value ? [[name, value]] : []))),
  );
}

/** What an act is called; one that nobody has named yet by its own name. */
export function actName(act: string): string {
  return Object.hasOwn(acts, act) ? (acts[act] ?? act) : act;
}

type Change = (name: Filter, values: string[]) => void;

/** The controls; `change` is told what each is to ask for. */
export function filterControls(
  query: URLSearchParams,
  people: readonly string[],
  change: Change,
): TemplateResult {
  const one = (name: Filter) => query.get(name) ?? '';
  const set =
    (name: Filter) =>
    ({ target }: Event) => {
      const value = (target as HTMLInputElement).value.trim();
      change(name, value ? [value] : []);
    };
  const field = (name: Filter, label: string, type: string, hint = '') =>
    html`<label class="filter ${name}"><span>${label}</span>
      <input type=${type} name=${name} .value=${one(name)} placeholder=${hint || nothing} autocomplete="off"
        @change=${set(name)} /></label>`;
  return html`<div class="filters" role="search">
      <label class="filter q"><span>${said.search}</span>
        <input type="search" name="q" .value=${one('q')} maxlength=${SEARCH_LIMIT} autocomplete="off" @input=${set('q')} /></label>
      ${adder(
        query,
        'editor',
        said.person,
        people.map((name) => [name, name]),
        change,
      )}
      ${adder(query, 'act', said.act, Object.entries(acts), change)}
      <label class="filter"><span>${said.tracker}</span>
        <select name="tracker" .value=${one('tracker')} @change=${set('tracker')}>
          <option value="">${said.any}</option>
          ${pledges.trackers.map(
            ({ id, name, language }) =>
              html`<option value=${id} lang=${language} ?selected=${id === one('tracker')}>${name}</option>`,
          )}
        </select></label>
      ${field('slug', said.pledge, 'text', said.pledgeHint)}
      ${field('from', said.from, 'date')} ${field('to', said.to, 'date')}
    </div>
    ${chosen(query, change)}`;
}

// A select that adds: each that was chosen stands below it, and can be dropped there.
function adder(
  query: URLSearchParams,
  name: 'editor' | 'act',
  label: string,
  options: readonly (readonly [string, string])[],
  change: Change,
): TemplateResult {
  const known = query.getAll(name);
  const add = ({ target }: Event) => {
    const select = target as HTMLSelectElement;
    if (select.value) change(name, [...known, select.value]);
    select.value = '';
  };
  return html`<label class="filter"><span>${label}</span>
    <select name=${name} @change=${add}>
      <option value="">${known.length > 0 ? runningWords.audit.chosen : said.any}</option>
      ${options.map(([value, text]) =>
        known.includes(value) ? nothing : html`<option value=${value}>${text}</option>`,
      )}
    </select></label>`;
}

function chosen(query: URLSearchParams, change: Change): TemplateResult | typeof nothing {
  const all = (['editor', 'act'] as const).flatMap((name) =>
    query.getAll(name).map((value) => ({ name, value, text: name === 'act' ? actName(value) : value })),
  );
  if (all.length === 0) return nothing;
  return html`<p class="chosen">
    ${all.map(
      ({ name, value, text }) =>
        html`<button aria-label=${said.drop(text)}
          @click=${() =>
            change(
              name,
              query.getAll(name).filter((each) => each !== value),
            )}>
          ${text} <span aria-hidden="true">×</span></button>`,
    )}
  </p>`;
}
