// By what the list of suggestions is narrowed. The address holds it, so that a link leads to the same list.
import { html, nothing, type TemplateResult } from 'lit';
import { pledges } from '../common/pledges.ts';
import { suggestionWords } from '../words/inbox-words.ts';

const DAY_MS = 86_400_000;
const AGES = { day: 1, week: 7, month: 30 } as const;

type Name = 'tracker' | 'kind' | 'state' | 'age';

/** What is asked of the endpoint for a query of the address; without a state, what is open. */
export function askedBy(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams({
    state: query.get('state') ?? 'open',
    count: 'true',
    groups: 'true',
    reasons: 'true',
    limit: '200',
  });
  for (const name of ['tracker', 'slug', 'kind']) {
    const value = query.get(name);
    if (value) asked.set(name, value);
  }
  const age = query.get('age');
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  if (age === 'older') asked.set('to', ago(AGES.month));
  else if (age === 'day' || age === 'week' || age === 'month') asked.set('from', ago(AGES[age]));
  return asked;
}

/** The fields; each is told with its new value, empty for any. */
export function filterFields(
  query: URLSearchParams,
  narrow: (name: Name, value: string) => void,
): TemplateResult {
  const { kinds, states, ages, filters, any } = suggestionWords;
  const field = (name: Name, options: readonly (readonly [string, string])[], every: string | null = any) => {
    const value = query.get(name) ?? (name === 'state' ? 'open' : '');
    const change = ({ target }: Event) => narrow(name, (target as HTMLSelectElement).value);
    return html`<label>
      <span>${filters[name]}</span>
      <select @change=${change}>
        ${every === null ? nothing : html`<option value="" ?selected=${value === ''}>${every}</option>`}
        ${options.map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}
      </select>
    </label>`;
  };
  const trackers = pledges.trackers.map(({ id, name }) => [id, name] as const);
  return html`<form class="filters" role="search" @submit=${(event: Event) => event.preventDefault()}>
    ${trackers.length > 1 ? field('tracker', trackers) : nothing} ${field('kind', Object.entries(kinds))}
    ${field('state', Object.entries(states), null)} ${field('age', Object.entries(ages))}
  </form>`;
}
