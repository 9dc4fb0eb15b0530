// The embed builder's search, answered while words are typed. Without it, or for a whole address, the form is sent.
import type { Listing } from '../../data/published.ts';

const PAUSE_MILLISECONDS = 200;
const MOST_FOUND = 20;

/** Lists what is found below the form, and says in words how much, or that nothing could be asked. */
export function findAsTyped(form: HTMLFormElement): void {
  const status = document.getElementById('found');
  const list = document.querySelector('.found');
  let asked = new AbortController();
  let timer = 0;
  if (!status || !list) return;
  const words = status.dataset;

  async function find(): Promise<void> {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const { tracker, q, in: spoken } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    if (!tracker || !q?.trim() || q.includes('/')) return show('', []);
    const query = new URLSearchParams({ q: q.trim(), limit: `${MOST_FOUND}` });
    try {
      const answer = await fetch(`/api/v1/trackers/${tracker}/pledges?${query}`, { signal });
      if (!answer.ok) return show(words.unanswered, []);
      const { total, pledges, next }: Listing = await answer.json();
      const text = total === 0 ? words.none : next === null ? words.all : words.newest;
      const language =
        form.querySelector('option:checked')?.getAttribute('lang') ?? document.documentElement.lang;
      show(
        filled(text, { total, shown: pledges.length }),
        pledges.map((pledge) => rowOf(tracker, language, pledge, spoken)),
      );
    } catch {
      // Another letter was typed, or there is no network.
      if (!signal.aborted) show(words.offline, []);
    }
  }

  function show(text = '', rows: Node[]): void {
    if (status) status.textContent = text;
    list?.replaceChildren(...rows);
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE_MILLISECONDS);
  });
}

// Numbers are written as the language of the page writes them.
function filled(text = '', numbers: Record<string, number>): string {
  const { format } = new Intl.NumberFormat(document.documentElement.lang);
  return text.replace(/{(\w+)}/g, (_, name) => format(numbers[name] ?? 0));
}

function rowOf(
  tracker: string,
  language: string,
  { slug, title, verdict }: Listing['pledges'][number],
  spoken?: string,
): Node {
  const row = document.createElement('li');
  const link = document.createElement('a');
  link.href = `/embed?pledge=${tracker}/${slug}${spoken ? `&in=${spoken}` : ''}`;
  link.textContent = title;
  // The words of a desk are in its language; a label may be in that of the page.
  link.lang = language;
  const label = document.createElement('span');
  label.className = 'meta';
  const page = document.documentElement.lang.split('-')[0] ?? '';
  label.lang = page in verdict.label ? page : language;
  label.textContent = verdict.label[label.lang] ?? Object.values(verdict.label)[0] ?? '';
  row.append(link, ' ', label);
  return row;
}
