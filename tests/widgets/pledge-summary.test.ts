import { expect, test } from 'vitest';
import { summarySchema } from '../../data/published.ts';
import '../../widgets/embed.ts';
import type { PledgeSummaryElement } from '../../widgets/pledge-summary.ts';
import { aLabel, aSummary } from './builders.ts';
import { calls, eventually, hurry, loaded, mount, part, quiet, serve, updated } from './page.ts';

let count = 0;
function summaryFor(tracker: string, attributes = ''): PledgeSummaryElement {
  return mount(
    `<pledge-summary tracker="${tracker}" ${attributes}><a href="https://pledges.example/x">All verdicts</a></pledge-summary>`,
  );
}

async function show(data: Parameters<typeof aSummary>[0], attributes = ''): Promise<PledgeSummaryElement> {
  count += 1;
  const tracker = `fiction-${count}`;
  await serve({ summaries: { [tracker]: aSummary(data) } });
  return loaded(summaryFor(tracker, attributes));
}

const rows = (summary: Element) =>
  [...summary.shadowRoot!.querySelectorAll('li')].map((row) => row.textContent.replace(/\s+/g, ' ').trim());
const notes = (summary: Element) =>
  [...part(summary, 'notes')!.children].map(({ textContent }) => textContent).join(' ');

test('the builder speaks the published contract', () => {
  expect(summarySchema.parse(aSummary())).toEqual(aSummary());
});

test('shows whose verdicts they are, how many of each, and out of how many', async () => {
  const summary = await show({});
  const title = part(summary, 'title')!.querySelector('a')!;
  expect(title.textContent).toBe('Fiction government 2030');
  expect(title.href).toBe('https://pledges.example/fiction-2030');
  expect(summary.shadowRoot!.textContent).toContain('Verdicts by Vote for Policies');
  expect(rows(summary)).toEqual([
    'Not assessed 5',
    'Not started 1 4%',
    'In progress 11 39%',
    'Done 9 32%',
    'Broken 7 25%',
  ]);
  expect(part(summary, 'figure')!.textContent).toBe('28 of 33 assessed');
  expect(notes(summary)).toBe(
    'Percentages are based on pledges with a clear verdict: 28. Umbrella pledges, not counted: 2. Updated 16 May 2019 All pledges',
  );
  const segments = [...part(summary, 'bar')!.querySelectorAll('rect')].map((segment) =>
    ['x', 'width'].map((name) => Number.parseFloat(segment.getAttribute(name)!)),
  );
  expect(segments).toHaveLength(5);
  const [x = 0, width = 0] = segments.at(-1)!;
  expect(x + width).toBeCloseTo(100);
  expect(width / segments[2]![1]!).toBeCloseTo(7 / 11, 1);
});

test('as a donut it draws the same shares around the same sentence', async () => {
  const summary = await show({}, 'view="donut"');
  expect(part(summary, 'bar')).toBeNull();
  const donut = part(summary, 'donut')!;
  expect(donut.getAttribute('aria-hidden')).toBe('true');
  expect(part(summary, 'figure')!.textContent).toBe('28 of 33 assessed');
  expect(rows(summary)[2]).toBe('In progress 11 39%');
  const drawn = [...donut.querySelectorAll('path.outcome, .outcome > path')] as SVGPathElement[];
  expect(drawn).toHaveLength(5);
  const [inside, outside] = [donut, part(summary, 'figure')!].map((each) => each.getBoundingClientRect());
  expect(outside!.left).toBeGreaterThan(inside!.left);
  expect(outside!.right).toBeLessThan(inside!.right);

  summary.setAttribute('view', 'pie');
  await updated();
  expect(part(summary, 'bar')).not.toBeNull();
});

test('one verdict alone is a whole ring, and a tracker without pledges has no picture', async () => {
  const alone = await show({ tally: tallyOf({ done: 3 }) }, 'view="donut"');
  const { width, height } = part(alone, 'donut')!.querySelector('path')!.getBoundingClientRect();
  expect(width).toBeGreaterThan(100);
  expect(height).toBeCloseTo(width, 0);
  for (const view of ['bar', 'donut'] as const) {
    const empty = await show({ tally: tallyOf({ done: 0, broken: 0 }) }, `view="${view}"`);
    expect(part(empty, view)).toBeNull();
    expect(rows(empty)).toEqual(['Done 0', 'Broken 0']);
  }
});

test('what is outside percentages is hollow, and a segment bears the icon of its row', async () => {
  for (const view of ['bar', 'donut']) {
    const summary = await show({}, `view="${view}"`);
    const drawn = [...part(summary, view)!.children];
    const hollow = drawn.filter((segment) => segment.querySelector('.hollow'));
    expect(hollow).toEqual([drawn[0]]);
    const iconOf = (element: Element | null | undefined) => element?.querySelector('path')?.getAttribute('d');
    const items = [...summary.shadowRoot!.querySelectorAll('li')];
    // The one promise that is not started has no room for its icon.
    for (const [index, segment] of drawn.entries())
      expect(iconOf(segment.querySelector('.mark'))).toBe(index === 1 ? undefined : iconOf(items[index]));
  }
});

test('a verdict that nothing has stays in the list and out of the bar', async () => {
  const { tally } = aSummary();
  const verdicts = tally.verdicts.map((row) => (row.id === 'broken' ? { ...row, count: 0 } : row));
  const summary = await show({
    tally: { ...tally, verdicts, total: 26, assessed: 21, counted: 21, retracted: 1 },
  });
  expect(rows(summary).at(-1)).toBe('Broken 0 0%');
  expect(part(summary, 'bar')!.children).toHaveLength(4);
  expect(notes(summary)).toContain('Pledges whose verdict was withdrawn, not counted: 1.');
});

function tallyOf(counts: Record<string, number>) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const verdicts = Object.entries(counts).map(([id, count]) => ({ ...aLabel(id), counted: true, count }));
  return { total, assessed: total, counted: total, umbrella: 0, retracted: 0, verdicts };
}

test('what is little is not nothing, and what is nearly all is not all', async () => {
  const summary = await show({ tally: tallyOf({ done: 692, stalled: 1, broken: 1 }) });
  expect(rows(summary)).toEqual(['Done 692 over 99%', 'Stalled 1 under 1%', 'Broken 1 under 1%']);
  const bar = part(summary, 'bar')!;
  const { left, right } = bar.getBoundingClientRect();
  const segments = [...bar.children].map((segment) => segment.getBoundingClientRect());
  expect(segments[0]!.left).toBeCloseTo(left);
  expect(segments.at(-1)!.right).toBeCloseTo(right);
  for (const [index, segment] of segments.entries()) {
    expect(segment.width).toBeGreaterThan(1);
    if (index) expect(segment.left).toBeGreaterThan(segments[index - 1]!.right);
  }
  expect(rows(await show({ tally: tallyOf({ done: 3, broken: 0 }) }))).toEqual([
    'Done 3 100%',
    'Broken 0 0%',
  ]);
});

test('writes large numbers alike in the list and in the notes', async () => {
  const tally = { ...tallyOf({ done: 1200, broken: 34 }), total: 5000, umbrella: 1001 };
  const summary = await show({ tally });
  expect(rows(summary)[0]).toBe('Done 1,200 97%');
  expect(part(summary, 'figure')!.textContent).toBe('1,234 of 5,000 assessed');
  expect(notes(summary)).toContain(
    'Percentages are based on pledges with a clear verdict: 1,234. Umbrella pledges, not counted: 1,001.',
  );
});

const HEALTH = { id: 'health', label: { en: 'Health', cy: 'Iechyd' } };

test.for([
  ['a note says so', { note: '35 of about 694, not a representative sample', known: 35 }, '35 of about 694'],
  ['the whole is larger', { total: 694, known: 35 }, 'In this tracker: 35 of 694 pledges.'],
] as const)(
  'where %s, the tracker and each category of it say so and show no percentage',
  async ([, coverage, sentence]) => {
    for (const category of [null, HEALTH]) {
      const summary = await show({ coverage, category });
      expect(summary.shadowRoot!.textContent).not.toContain('%');
      expect(notes(summary)).not.toContain('Percentages');
      expect(notes(summary)).toContain(sentence);
    }
  },
);

test('a set that is whole has percentages, and so has each category of it; an empty one has none', async () => {
  for (const category of [null, HEALTH]) {
    const summary = await show({ coverage: { total: 120, known: 120 }, category });
    expect(rows(summary)[3]).toBe('Done 9 32%');
    expect(notes(summary)).not.toContain('in this tracker');
  }
  const tally = { total: 0, assessed: 0, counted: 0, umbrella: 0, retracted: 0, verdicts: [] };
  const empty = await show({ tally });
  expect(part(empty, 'figure')!.textContent).toBe('0 of 0 assessed');
});

test('says when a term is over, and shows the notice', async () => {
  const summary = await show({ closedAt: '2024-05-30T00:00:00Z', notice: 'Archived demonstration' });
  expect(summary.shadowRoot!.textContent).toContain('Archived demonstration');
  expect(notes(summary)).toContain('This term has ended.');
});

test('asks for one category, and speaks the reader’s language', async () => {
  await serve({ summaries: { 'uk-2017?category=health': aSummary({ category: HEALTH }) } });
  const summary = await loaded(summaryFor('uk-2017', 'category="health" lang="cy"'));
  expect((await calls()).map(({ url }) => url)).toContain('/api/v1/summaries/uk-2017?category=health');
  expect(part(summary, 'title')!.textContent).toBe('Fiction government 2030: Iechyd');
  summary.lang = 'en';
  await eventually(() => expect(part(summary, 'title')!.textContent).toBe('Fiction government 2030: Health'));
});

test('asks for one value of a facet, names it, and leads to the others of it', async () => {
  const value = { id: 'greens', label: { en: 'Greens' } };
  const facet = { id: 'party', label: { en: 'Party' }, value };
  await serve({ summaries: { 'uk-2017?facet=party:greens': aSummary({ facet }) } });
  const summary = await loaded(summaryFor('uk-2017', 'facet="party:greens"'));
  expect(part(summary, 'title')!.textContent).toMatch(/: ?Greens$/);
  expect(part(summary, 'all')!.getAttribute('href')).toMatch(/\?facet=party%3Agreens$/);
});

test('a category and a facet at once are no part of a tracker: the page keeps its own text', async () => {
  await serve({ summaries: { 'uk-2017?category=health': aSummary({ category: HEALTH }) } });
  const summary = summaryFor('uk-2017', 'category="health" facet="party:greens"');
  const { reason } = await new Promise<{ reason: string }>((resolve) =>
    summary.addEventListener('pledge-error', (event) => resolve(event as unknown as { reason: string })),
  );
  expect(reason).toBe('unknown');
});

test('in Arabic the category follows its tracker from right to left, whatever the page’s direction', async () => {
  const category = { id: 'health', label: { ar: 'الصحة' } };
  const summary = await show({ name: 'وعود المجلس', language: 'ar', category }, 'lang="ar"');
  const [name, of] = [...part(summary, 'title')!.querySelectorAll('bdi')].map((each) =>
    each.getBoundingClientRect(),
  );
  expect(of!.right).toBeLessThan(name!.left);
  const [first, , , , last] = [...part(summary, 'bar')!.children].map((each) => each.getBoundingClientRect());
  expect(last!.left).toBeLessThan(first!.left);
});

test.for([
  ['the tracker is unknown', {}],
  ['the API answers 500', { status: 500 }],
  ['the answer is no JSON', { body: '<html>' }],
  ['the answer is JSON of another kind', { body: '{"name":"x"}' }],
  ['the document links to a script', { body: JSON.stringify(aSummary({ url: 'javascript:alert(1)' })) }],
  ['the network fails', { offline: true }],
] as const)('keeps what the page wrote when %s, and a later card may ask again', async ([, script]) => {
  hurry();
  await serve(script);
  count += 1;
  const tracker = `nowhere-${count}`;
  const summary = summaryFor(tracker);
  await quiet();
  expect(await calls()).not.toEqual([]);
  expect(summary.shadowRoot!.querySelector('slot')!.assignedElements()).toEqual([summary.firstElementChild]);

  await serve({ summaries: { [tracker]: aSummary() } });
  await loaded(summaryFor(tracker));
});

test('keeps what the page wrote, and asks for nothing, without a tracker or far below the fold', async () => {
  await serve({});
  mount('<pledge-summary>Text</pledge-summary>');
  mount('<div style="height:6000px"></div><pledge-summary tracker="far">Text</pledge-summary>');
  await quiet();
  expect(await calls()).toEqual([]);
});

test('no longer asks once the page has taken its tracker away', async () => {
  await serve({});
  const summary = mount<PledgeSummaryElement>(
    '<div style="height:6000px"></div><pledge-summary tracker="gone">Text</pledge-summary>',
  );
  await updated();
  summary.tracker = null;
  await updated();
  summary.scrollIntoView();
  await quiet();
  expect(await calls()).toEqual([]);
});
