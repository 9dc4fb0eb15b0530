// The CPU of one search, in this process: the code is pure, and a process can read its own CPU time.
import type { SearchIndex, TrackerIndex } from '../../data/published.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { listPledges, ORDERS, type Wanted } from '../../worker/listing.ts';
import { foldedWords } from '../../worker/search.ts';
import { median } from './statistics.ts';
import type { Row } from './table.ts';

const ROUNDS = 25;

const SEARCHES: Partial<Wanted>[] = [
  { q: 'police forces' },
  { q: 'the', sort: 'title' },
  { q: 'no such words' },
  { q: 'care he', category: 'health' },
];

/** The median CPU of a search over `count` pledges with the lengths of the real ones, and what the first one adds. */
export function measureSearch(count: number, mostMs: number): Row {
  const stored = documents(count);
  let documentsOf = { index: {} as TrackerIndex, words: {} as SearchIndex };
  const first = cpuMs(() => {
    documentsOf = { index: JSON.parse(stored.index), words: JSON.parse(stored.words) };
  });
  const { index, words } = documentsOf;
  const times = Array.from({ length: ROUNDS }, () =>
    SEARCHES.map((search) =>
      cpuMs(() => JSON.stringify(listPledges(index, words, { sort: 'updated', limit: 50, ...search }))),
    ),
  ).flat();
  return {
    what: `a search over ${count} pledges, CPU`,
    measured: `${median(times).toFixed(1)} ms`,
    against: `most ${Math.max(...times).toFixed(1)} ms; the first of an isolate parses for ${first.toFixed(0)} ms more`,
    limit: `at most ${mostMs} ms`,
    reached: median(times) <= mostMs,
  };
}

function documents(count: number) {
  const pledges = Array.from({ length: count }, (_, at) => {
    const { slug, title, ...pledge } = uk2017.pledges[at % uk2017.pledges.length] ?? uk2017.pledges[0]!;
    return { ...pledge, slug: `${slug}-${at}`, title: `${title} (${at})` };
  }).sort((a, b) => ((a.updatedAt ?? '') > (b.updatedAt ?? '') ? -1 : 1));
  const index = pledges.map(({ slug, title, categories, kind, verdict, updatedAt }) => {
    const label = uk2017.tracker.scheme.verdicts.find(({ id }) => id === verdict.id)!;
    const { id, outcome } = label;
    const shown = { id, label: label.label, outcome };
    return {
      slug,
      title,
      categories,
      kind,
      status: 'published',
      verdict: shown,
      headline: verdict.headline,
      updatedAt,
    };
  });
  const places = index.map(({ title: key, slug }, at) => ({ key, slug, at }));
  const byTitle = places.sort(ORDERS.title('en')).map(({ at }) => at);
  const words = pledges.map(({ slug, title, promise, verdict }) => [
    slug,
    foldedWords(`${title} ${promise.quote} ${verdict.summary}`),
  ]);
  return {
    index: JSON.stringify({ tracker: 'bench', language: 'en', pledges: index, byTitle }),
    words: JSON.stringify({ tracker: 'bench', words: Object.fromEntries(words) }),
  };
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
