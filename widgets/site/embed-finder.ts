// The embed builder's search, answered while words are typed. Without it, or for a whole address, the form is sent.
import type { Listing } from '../../data/published.ts';

const PAUSE_MILLISECONDS = 200;
const MOST_FOUND = 20;

/** Lists what is found below the form, and says in words how much, or that nothing could be asked. */
export function findAsTyped(form: HTMLFormElement): void {
  const told = document.getElementById('found');
  const list = document.querySelector('.found');
  let asked = new AbortController();
  let timer = 0;
  if (!told || !list) return;

  async function find(): Promise<void> {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const { tracker, q } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    if (!tracker || !q?.trim() || q.includes('/')) return show('', []);
    const query = new URLSearchParams({ q: q.trim(), limit: `${MOST_FOUND}` });
    try {
      const answer = await fetch(`/api/v1/trackers/${tracker}/pledges?${query}`, { signal });
      if (!answer.ok) return show('The search could not be answered. Try again in a minute.', []);
      const { total, pledges, next }: Listing = await answer.json();
      const shown = next === null ? '' : `, the newest ${pledges.length} shown`;
      const text =
        total === 0
          ? 'No pledge has these words.'
          : `${total} ${total === 1 ? 'pledge' : 'pledges'} found${shown}.`;
      const language =
        form.querySelector('option:checked')?.getAttribute('lang') ?? document.documentElement.lang;
      show(
        text,
        pledges.map((pledge) => rowOf(tracker, language, pledge)),
      );
    } catch {
      // Another letter was typed, or there is no network.
      if (!signal.aborted) show('There is no connection, so nothing could be looked for.', []);
    }
  }

  function show(text: string, rows: Node[]): void {
    if (told) told.textContent = text;
    list?.replaceChildren(...rows);
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE_MILLISECONDS);
  });
}

function rowOf(
  tracker: string,
  language: string,
  { slug, title, verdict }: Listing['pledges'][number],
): Node {
  const row = document.createElement('li');
  const link = document.createElement('a');
  link.href = `/embed?pledge=${tracker}/${slug}`;
  link.textContent = title;
  // The words of a desk are in its language; those around them are English.
  link.lang = language;
  const label = document.createElement('span');
  label.className = 'meta';
  label.lang = language;
  label.textContent = verdict.label[language] ?? Object.values(verdict.label)[0] ?? '';
  row.append(link, ' ', label);
  return row;
}
