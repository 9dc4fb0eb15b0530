// What a list can be narrowed by. All of it is in the address, so that a search can be kept, sent and opened in a tab.
import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { inLanguage, pledges } from '../common/pledges.ts';
import { numberText } from '../words/numbers.ts';
import { words } from '../words/words.ts';

/** A filter, by its name in the address and at the endpoint. */
export type Filter = keyof typeof words.find.filters;

/** How many there are of each value, by filter, where the endpoint says so. */
type Counts = Partial<Record<string, Record<string, number> | undefined>>;

/** What the choices depend on besides the trackers. */
export type FilterCallbacks = {
  query: URLSearchParams;
  people: readonly string[];
  counts: Counts;
  choose(filter: Filter, value: string): void;
};

/** A select for each of these that could narrow the list. */
export function filterFields(filters: readonly Filter[], ways: FilterCallbacks): TemplateResult[] {
  return filters.flatMap((filter) => {
    const chosen = ways.query.get(filter) ?? '';
    const options = optionsOf(filter, ways);
    if (options.length < 2 && !chosen) return [];
    const isKnown = options.some(([value]) => value === chosen);
    const name = words.find.filters[filter];
    return html`<select
      class="filter"
      aria-label=${name}
      ?data-chosen=${chosen !== ''}
      .value=${chosen}
      @change=${({ target }: Event) => ways.choose(filter, (target as HTMLSelectElement).value)}
    >
      <option value="" ?selected=${chosen === ''}>${words.find.any(name)}</option>
      ${chosen === '' || isKnown ? nothing : html`<option value=${chosen} selected>${chosen}</option>`}
      ${options.map(([value, label, language]) => {
        const counts = ways.counts[filter];
        const text = counts ? `${label} (${numberText(counts[value] ?? 0)})` : label;
        return html`<option value=${value} ?selected=${value === chosen} lang=${language ?? nothing}>${text}</option>`;
      })}
    </select>`;
  });
}

type Option = [value: string, label: string, language?: string];

function optionsOf(filter: Filter, { query, people }: FilterCallbacks): Option[] {
  const tracker = query.get('tracker');
  switch (filter) {
    case 'tracker':
      return pledges.trackers.map(({ id, name, language }) => [id, name, language]);
    case 'state':
      return Object.entries(words.states);
    case 'due':
      return Object.entries(words.find.due);
    case 'day':
      return Object.entries(words.find.day);
    case 'reason':
      return Object.entries(words.find.reasons);
    case 'snoozed':
      return Object.entries(words.find.snoozed);
    case 'owner':
      return people.map((name) => [name, name]);
    case 'verdict':
      return labelled(tracker, ({ scheme }) => scheme.verdicts.toSorted((a, b) => a.order - b.order));
    case 'category':
      return labelled(tracker, ({ categories }) => categories);
    case 'facet':
      return labelled(tracker, valuesOf);
  }
}

type Labelled = { id: string; label: Record<string, string> };

function valuesOf({ facets = [] }: Tracker): Labelled[] {
  return facets.flatMap(({ id, values }) =>
    values.map((value) => ({ id: `${id}:${value.id}`, label: value.label })),
  );
}

// Trackers may use one id in words of their own: all of them are shown, unless one tracker is chosen.
function labelled(chosen: string | null, of: (tracker: Tracker) => Labelled[]): Option[] {
  const shown = pledges.trackers.filter(({ id }) => !chosen || id === chosen);
  const languages = new Set(shown.map(({ language }) => language));
  const [language] = languages.size === 1 ? languages : [];
  const labels = new Map<string, Set<string>>();
  for (const tracker of shown) {
    for (const { id, label } of of(tracker))
      labels.set(id, (labels.get(id) ?? new Set()).add(inLanguage(label, tracker)));
  }
  return [...labels].map(([id, words]): Option => {
    const label = [...words].join(' / ');
    return language ? [id, label, language] : [id, label];
  });
}
