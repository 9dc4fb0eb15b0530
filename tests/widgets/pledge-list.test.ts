import { expect, test } from 'vitest';
import { type Summary, summarySchema } from '../../data/published.ts';
import '../../widgets/embed.ts';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import type { PledgeListElement } from '../../widgets/pledge-list.ts';
import { aLabel, aListedPledge, aSummary } from './builders.ts';
import { calls, hurry, loaded, mount, part, quiet, serve, updated } from './page.ts';

let count = 0;
const aTrackerId = () => {
  count += 1;
  return `listed-${count}`;
};

function listFor(tracker: string, attributes = ''): PledgeListElement {
  return mount(
    `<pledge-list tracker="${tracker}" ${attributes}><a href="https://pledges.example/x">All pledges</a></pledge-list>`,
  );
}

async function show(data: Partial<Summary>, attributes = ''): Promise<PledgeListElement> {
  const tracker = aTrackerId();
  await serve({ summaries: { [tracker]: aSummary(data) } });
  return loaded(listFor(tracker, attributes));
}

const textOf = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();
const rows = (list: Element) => [...list.shadowRoot!.querySelectorAll('li')].map(textOf);
const notes = (list: Element) => [...part(list, 'notes')!.children].map(textOf);

const FERRY = aListedPledge('Reopen the ferry', 'in-progress', '2025-03-10T09:00:00Z');
const TREES = aListedPledge('Plant 1,000 trees', 'done', '2025-03-08T09:00:00Z');
const HOMES = aListedPledge('Build 200 homes', 'done', '2025-01-02T09:00:00Z');
const PARKING = aListedPledge('Freeze parking charges', 'broken', null);
const PLEDGES = [FERRY, TREES, HOMES, PARKING];

test('the builder speaks the published contract', () => {
  const summary = aSummary({ pledges: PLEDGES });
  expect(summarySchema.parse(summary)).toEqual(summary);
});

test('names pledges with their verdict and its day, each linked to its page, and links to all', async () => {
  const list = await show({ pledges: PLEDGES });
  expect(rows(list)).toEqual([
    'Reopen the ferry In progress 10 March 2025',
    'Plant 1,000 trees Done 8 March 2025',
    'Build 200 homes Done 2 January 2025',
    'Freeze parking charges Broken',
  ]);
  expect(part(list, 'title')!.textContent).toBe('Fiction government 2030');
  expect(list.shadowRoot!.textContent).toContain('Verdicts by Vote for Policies');
  const [first] = list.shadowRoot!.querySelectorAll<HTMLAnchorElement>('[part=link]');
  expect(first!.href).toBe('https://pledges.example/fiction-2030/reopen-the-ferry');
  expect((part(list, 'all') as HTMLAnchorElement).href).toBe('https://pledges.example/fiction-2030');
  expect(notes(list)).toEqual([
    'Shown: 4 of 33.',
    'Umbrella pledges, not counted: 2.',
    'Updated 16 May 2019',
    'All pledges',
  ]);
  const badges = [...list.shadowRoot!.querySelectorAll<PledgeBadgeElement>('pledge-badge')];
  expect(badges.map(({ outcome }) => outcome)).toEqual(['in-progress', 'kept', 'kept', 'broken']);
  await quiet();
  expect((await calls()).filter(({ url }) => url.includes('/badges'))).toEqual([]);
});

test('narrows to a verdict or to an outcome, by the desk’s own words, and counts all that the tally has', async () => {
  const done = await show({ pledges: PLEDGES }, 'verdict="done"');
  expect(rows(done)).toHaveLength(2);
  expect(part(done, 'title')!.textContent).toBe('Fiction government 2030: Done');
  expect(notes(done)[0]).toBe('Shown: 2 of 9.');
  const all = (list: Element) => (part(list, 'all') as HTMLAnchorElement).href;
  expect(all(done)).toBe('https://pledges.example/fiction-2030?verdict=done');
  // What is not counted has no verdict here to be narrowed to.
  expect(notes(done)).not.toContain('Umbrella pledges, not counted: 2.');

  const { tally } = aSummary();
  const delivered = {
    ...aLabel('done'),
    id: 'delivered',
    label: { en: 'Delivered' },
    counted: true,
    count: 1,
  };
  const pledges = [...PLEDGES, aListedPledge('Open the library', 'delivered', '2024-01-01T00:00:00Z')];
  const kept = await show(
    { pledges, tally: { ...tally, verdicts: [...tally.verdicts, delivered] } },
    'outcome="kept"',
  );
  expect(part(kept, 'title')!.textContent).toBe('Fiction government 2030: Done\u00a0· Delivered');
  expect(rows(kept)).toEqual([
    'Plant 1,000 trees Done 8 March 2025',
    'Build 200 homes Done 2 January 2025',
    'Open the library Delivered 1 January 2024',
  ]);
  expect(notes(kept)[0]).toBe('Shown: 3 of 10.');
});

test('a list of a category shares the call of the card beside it', async () => {
  const category = { id: 'health', label: { en: 'Health', cy: 'Iechyd' } };
  const tracker = aTrackerId();
  await serve({ summaries: { [`${tracker}?category=health`]: aSummary({ category, pledges: PLEDGES }) } });
  const list = listFor(tracker, 'category="health" verdict="broken" lang="cy"');
  const card = mount(`<pledge-summary tracker="${tracker}" category="health">Card</pledge-summary>`);
  await Promise.all([list, card].map(loaded));
  expect(part(list, 'title')!.textContent).toBe('Fiction government 2030: Iechyd\u00a0· Broken');
  expect([list, card].map((each) => (part(each, 'all') as HTMLAnchorElement).search)).toEqual([
    '?category=health&verdict=broken',
    '?category=health',
  ]);
  const asked = (await calls()).map(({ url }) => url).filter((url) => url.includes('/summaries/'));
  expect(asked).toEqual([`/api/v1/summaries/${tracker}?category=health`]);
});

test.for([
  ['', 10],
  ['limit="3"', 3],
  ['limit="50"', 20],
  ['limit="0"', 10],
  ['limit="many"', 10],
] as const)('of many pledges it shows, with [%s], the newest %i', async ([attribute, shown]) => {
  const pledges = Array.from({ length: 40 }, (_, index) => aListedPledge(`Pledge ${index}`, 'done', null));
  const list = await show({ pledges }, attribute);
  expect(rows(list)).toHaveLength(shown);
  expect(rows(list)[0]).toBe('Pledge 0 Done');
});

test('follows its attributes without another call', async () => {
  const list = await show({ pledges: PLEDGES });
  list.verdict = 'broken';
  await updated();
  expect(rows(list)).toEqual(['Freeze parking charges Broken']);
  list.verdict = null;
  list.limit = 1;
  await updated();
  expect(rows(list)).toHaveLength(1);
  expect(await calls()).toHaveLength(1);
});

test('a verdict that nothing has makes an empty list that says so; a disputed one says that it is under review', async () => {
  const empty = await show({ pledges: PLEDGES }, 'verdict="not-started"');
  expect(empty.shadowRoot!.textContent).toContain('No pledges yet.');
  expect(notes(empty)[0]).toBe('Shown: 0 of 1.');
  const disputed = { ...FERRY, underReview: '2025-04-01T00:00:00Z' };
  expect(rows(await show({ pledges: [disputed] }))).toEqual([
    'Reopen the ferry In progress 10 March 2025 Under review',
  ]);
});

test('says of how many the tracker is a part, that its term is over, and what notice it bears', async () => {
  const coverage = { note: '35 of about 694, not a representative sample', known: 35 };
  const list = await show({ coverage, closedAt: '2024-05-30T00:00:00Z', notice: 'Archived demonstration' });
  expect(notes(list)).toContain('35 of about 694, not a representative sample');
  expect(notes(list)).toContain('This term has ended.');
  expect(list.shadowRoot!.textContent).toContain('Archived demonstration');
});

test('titles are marked as the desk’s language, so that they are spoken in it', async () => {
  const list = await show({ pledges: PLEDGES, language: 'cy' });
  expect(part(list, 'link')!.querySelector('bdi')!.lang).toBe('cy');
});

test.for([
  ['the tracker is unknown', {}, ''],
  ['the API answers 500', { status: 500 }, ''],
  ['the network fails', { offline: true }, ''],
  ['the document is of another kind', { body: '{"name":"x"}' }, ''],
  [
    'the document is from before there were lists',
    { body: JSON.stringify({ ...aSummary(), pledges: undefined }) },
    '',
  ],
  ['the document links to a script', { body: JSON.stringify(aSummary({ url: 'javascript:alert(1)' })) }, ''],
  ['the desk has no such verdict', { body: JSON.stringify(aSummary()) }, 'verdict="triumph"'],
  ['no verdict comes to such an outcome', { body: JSON.stringify(aSummary()) }, 'outcome="triumph"'],
] as const)('keeps what the page wrote when %s', async ([, script, attributes]) => {
  hurry();
  await serve(script);
  const list = listFor(aTrackerId(), attributes);
  await quiet();
  expect(await calls()).not.toEqual([]);
  expect(list.shadowRoot!.querySelector('slot')!.assignedElements()).toEqual([list.firstElementChild]);
  expect(list.matches(':state(loaded)')).toBe(false);
});

test('asks for nothing without a tracker or far below the fold', async () => {
  await serve({});
  mount('<pledge-list>Text</pledge-list>');
  mount('<div style="height:6000px"></div><pledge-list tracker="far">Text</pledge-list>');
  await quiet();
  expect(await calls()).toEqual([]);
});
