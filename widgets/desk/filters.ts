// What Find can be narrowed by. All of it is in the address, so that a search can be kept, sent and opened in a tab.
import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../data/tracker.ts';
import { type FoundPledge, inLanguage, pledges } from './pledges.ts';
import { matcher } from './search.ts';
import { words } from './words.ts';
import { localOf } from './zone.ts';

/** The parameters of the address, but for `q`. */
export const FILTERS = ['tracker', 'state', 'verdict', 'category', 'owner', 'due'] as const;
/** A filter of Find, by its name in the address. */
export type Filter = (typeof FILTERS)[number];

/** How far ahead "soon" reaches: thirty days, which on a calendar are all of one length. */
const SOON_MILLISECONDS = 30 * 86_400_000;

/** The rows that an address asks for. */
export function found(rows: readonly FoundPledge[], query: URLSearchParams): FoundPledge[] {
  const matches = matcher(query.get('q') ?? '');
  const tests = FILTERS.flatMap((filter) => {
    const wanted = query.get(filter);
    return wanted ? [test(filter, wanted)] : [];
  });
  return rows.filter((row) => matches(row.folded) && tests.every((passes) => passes(row)));
}

function test(filter: Filter, wanted: string): (row: FoundPledge) => boolean {
  switch (filter) {
    case 'state':
      // A pledge that is published, or ready, and is being worked on is found as both.
      return ({ state, status, ready }) =>
        state === wanted || status === wanted || (wanted === 'ready' && ready !== null);
    case 'category':
      return ({ categories }) => categories.includes(wanted);
    case 'due':
      return dueTest(wanted);
    default:
      return (row) => row[filter] === wanted;
  }
}

// A day passes on the tracker's own clock.
function dueTest(wanted: string): (row: FoundPledge) => boolean {
  if (wanted === 'none') return ({ dueBy }) => dueBy === null;
  const dayOf = (moment: string) => moment.slice(0, 'yyyy-mm-dd'.length);
  const days = new Map(
    pledges.trackers.map(({ id, timezone }) => {
      const today = dayOf(localOf(Date.now(), timezone));
      return [id, [today, dayOf(new Date(Date.parse(today) + SOON_MILLISECONDS).toISOString())]];
    }),
  );
  return ({ tracker, dueBy }) => {
    const [now = '', soon = ''] = days.get(tracker) ?? [];
    return dueBy !== null && (wanted === 'passed' ? dueBy < now : dueBy >= now && dueBy <= soon);
  };
}

/** A select for each filter that could narrow these rows. */
export function filterFields(
  rows: readonly FoundPledge[],
  query: URLSearchParams,
  choose: (filter: Filter, value: string) => void,
): TemplateResult[] {
  return FILTERS.flatMap((filter) => {
    const options = optionsOf(filter, rows, query.get('tracker'));
    const chosen = query.get(filter) ?? '';
    if (options.length < 2 && !chosen) return [];
    return html`<label class="filter">
      <span>${words.find.filters[filter]}</span>
      <select
        .value=${chosen}
        @change=${({ target }: Event) => choose(filter, (target as HTMLSelectElement).value)}
      >
        <option value="">${words.find.any}</option>
        ${options.map(
          ([value, label, language]) =>
            html`<option value=${value} ?selected=${value === chosen} lang=${language ?? nothing}>${label}</option>`,
        )}
      </select>
    </label>`;
  });
}

type Option = [value: string, label: string, language?: string];

// Values that occur, in the order of the desk's own lists where these have one.
function optionsOf(filter: Filter, rows: readonly FoundPledge[], tracker: string | null): Option[] {
  switch (filter) {
    case 'tracker':
      return pledges.trackers.map(({ id, name, language }) => [id, name, language]);
    case 'state':
      return Object.entries(words.states);
    case 'due':
      return Object.entries(words.find.due);
    case 'owner':
      return [...new Set(rows.map(({ owner }) => owner))].sort().map((owner) => [owner, owner]);
    case 'verdict':
      return labelled(tracker, ({ scheme }) => scheme.verdicts.toSorted((a, b) => a.order - b.order));
    case 'category':
      return labelled(tracker, ({ categories }) => categories);
  }
}

type Labelled = { id: string; label: Record<string, string> };

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
