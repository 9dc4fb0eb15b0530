import { expect, test } from 'vitest';
import { publishedPledgeSchema } from '../../data/published.ts';
import '../../widgets/embed.ts';
import type { PledgeCardElement } from '../../widgets/pledge-card.ts';
import { aChange, aMistake, aPledgeId, aPublishedPledge } from './builders.ts';
import { calls, hurry, loaded, mount, part, quiet, serve, updated } from './page.ts';

function cardFor(pledge: string, attributes = ''): PledgeCardElement {
  return mount(
    `<pledge-card pledge="${pledge}" ${attributes}><a href="https://pledges.example/x">The pledge</a></pledge-card>`,
  );
}

async function show(
  data: Parameters<typeof aPublishedPledge>[0],
  attributes = '',
): Promise<PledgeCardElement> {
  const pledge = aPledgeId();
  await serve({ pledges: { [pledge]: aPublishedPledge(data) } });
  return loaded(cardFor(pledge, attributes));
}

const seen = (card: Element, name = 'card') => part(card, name)?.innerText.replace(/\s+/g, ' ').trim();
const links = (card: Element) => [...part(card, 'card')!.querySelectorAll('a')].map(({ href }) => href);
const DRIFTED = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];

test('the builder speaks the published contract', () => {
  expect(publishedPledgeSchema.parse(aPublishedPledge())).toEqual(aPublishedPledge());
});

test('tells of no look at the verdict before this one', async () => {
  expect(seen(await show({ checkedAt: '2019-05-01T00:00:00Z' }))).not.toContain('Last checked');
});

test('shows the verdict and whose it is, what was promised and where, why, and where there is more', async () => {
  const card = await show({ checkedAt: '2019-09-30T00:00:00Z' });
  expect(seen(card)).toBe(
    'Broken Remove barriers to the integration of care Verdict by Vote for Policies, 16 May 2019 ' +
      'We will remove barriers. Forward, Together, page 66 The barriers still stand. ' +
      'Sources: 1 Responses: 1 Last checked 30 September 2019 Evidence and history Suggest a correction',
  );
  const page = 'https://pledges.example/fiction-2030/remove-barriers';
  expect(links(card)).toEqual([
    page,
    'https://voteforpolicies.example/',
    'https://manifesto.example/',
    page,
    `${page}#suggest`,
  ]);
  expect(part(card, 'card')!.getAttribute('aria-labelledby')).toBe(part(card, 'title')!.id);
});

test('asks once, at an address that no blocklist acts on', async () => {
  const pledge = aPledgeId();
  await serve({ pledges: { [pledge]: aPublishedPledge() } });
  await Promise.all([loaded(cardFor(pledge)), loaded(cardFor(pledge))]);
  const urls = (await calls()).map(({ url }) => url).filter((url) => url.startsWith('/api/'));
  expect(urls).toEqual([`/api/v1/pledges/${pledge}`]);
  expect(urls[0]).not.toMatch(/track|analytics|\bads?\b/);
});

test('tells the verdicts so far, and leaves out what was corrected away', async () => {
  const changes = [DRIFTED[0]!, aMistake('2025-03-01T00:00:00Z'), DRIFTED[1]!];
  expect(seen(await show({ changes }), 'history')).toBe('5 January 2025 In progress 3 September 2025 Done');
  expect(part(await show({}), 'history')).toBeNull();
});

test.for([
  [
    'a change',
    { changes: DRIFTED },
    'as-of="2025-04-02"',
    'Done',
    'Verdict now: Done (3 September 2025). When this article was published, on 2 April 2025: In progress.',
  ],
  [
    'a change, pinned',
    { changes: DRIFTED },
    'as-of="2025-04-02" pinned',
    'In progress',
    'Verdict now: Done (3 September 2025). When this article was published, on 2 April 2025: In progress.',
  ],
  [
    'a correction',
    { changes: [aMistake('2025-01-05T10:00:00Z'), { ...DRIFTED[1]!, kind: 'correction' as const }] },
    'as-of="2025-04-02" pinned',
    'Done',
    'Verdict corrected on 3 September 2025: Done.',
  ],
  [
    'a review',
    { underReview: { since: '2026-02-01T00:00:00Z', note: 'New figures.' } },
    '',
    'Broken',
    'Verdict under review since 1 February 2026. New figures.',
  ],
  [
    'a merger',
    { movedTo: 'fiction-2030/other' },
    '',
    'Broken',
    'The pledge quoted here is now part of this one.',
  ],
  [
    'the end of the term',
    { closedAt: '2024-05-30T00:00:00Z' },
    '',
    'Broken',
    'This term has ended (30 May 2024).',
  ],
] as const)('says of %s what there is to say, with its date', async ([, data, attributes, verdict, note]) => {
  const card = await show(data as Parameters<typeof aPublishedPledge>[0], attributes);
  expect(seen(card, 'verdict')).toBe(verdict);
  expect(seen(card, 'note')).toBe(note);
});

test('of a withdrawn verdict it shows that the desk withdrew it, and why, whatever the page says', async () => {
  const verdict = {
    ...aPublishedPledge().verdict,
    id: 'withdrawn',
    label: { en: 'Verdict withdrawn' },
    publishedAt: '2026-03-01T00:00:00Z',
    summary: 'Its source was forged.',
  };
  const gone = { status: 'retracted' as const, verdict, evidence: [], responses: [] };
  const card = await show(gone, 'as-of="2019-06-01" pinned');
  expect(seen(card, 'verdict')).toBe('Verdict withdrawn');
  expect(seen(card)).toContain('Vote for Policies, 1 March 2026');
  expect(seen(card, 'summary')).toBe('Its source was forged.');
  expect(seen(card)).not.toContain('Sources');
});

test('follows its attributes: another day, another language', async () => {
  const card = await show({ changes: DRIFTED });
  expect(part(card, 'note')).toBeNull();
  card.asOf = '2025-04-02';
  card.pinned = true;
  await updated();
  expect(seen(card, 'verdict')).toBe('In progress');
  card.lang = 'de';
  await expect.poll(() => seen(card)).toContain('Korrektur vorschlagen');
  expect(seen(card)).toContain('Seite 66');
  card.lang = 'ar';
  await expect.poll(() => part(card, 'card')?.dir).toBe('rtl');
});

test('live="off" makes no call', async () => {
  await serve({});
  const card = cardFor(aPledgeId(), 'live="off"');
  await quiet();
  expect(await calls()).toEqual([]);
  expect(card.shadowRoot!.querySelector('slot')!.assignedElements()).toEqual([card.firstElementChild]);
});

test.for([
  ['the pledge is unknown', {}],
  ['the API answers 500', { status: 500 }],
  ['the answer is no JSON', { body: '<html>' }],
  ['the answer is JSON of another kind', { body: '{"title":"x"}' }],
  [
    'the document links to a script',
    { body: JSON.stringify(aPublishedPledge({ url: 'javascript:alert(1)' })) },
  ],
  ['the network fails', { offline: true }],
] as const)('keeps what the page wrote when %s', async ([, script]) => {
  hurry();
  await serve(script);
  const card = cardFor(aPledgeId());
  await quiet();
  expect(await calls()).not.toEqual([]);
  expect(card.shadowRoot!.querySelector('slot')!.assignedElements()).toEqual([card.firstElementChild]);
});

test('a link of the document that is no web address is shown without one', async () => {
  const card = await show({
    manifesto: { title: 'Forward', url: 'javascript:alert(1)' },
    by: { name: 'A desk', url: 'javascript:alert(2)' },
  });
  expect(links(card).filter((href) => !href.startsWith('https:'))).toEqual([]);
  expect(seen(card)).toContain('Verdict by A desk');
});

test.for([220, 320, 600])('fits a column of %i pixels', async (width) => {
  const long = 'Donaudampfschifffahrtskapitänswitwenrentenauszahlungsstelle';
  const card = await show({ title: long, changes: DRIFTED });
  card.parentElement!.style.width = `${width}px`;
  const box = part(card, 'card')!;
  expect(box.getBoundingClientRect().width).toBe(width);
  expect(box.scrollWidth).toBeLessThanOrEqual(width);
});

test.for(['pledge-card', 'pledge-summary', 'pledge-list'])(
  '%s is hidden where a page hides it',
  async (tag) => {
    const block = mount<HTMLElement>(`<${tag} hidden><a href="/x">What stands here</a></${tag}>`);
    await updated();
    expect(getComputedStyle(block).display).toBe('none');
    block.hidden = false;
    expect(getComputedStyle(block).display).toBe('block');
    block.setAttribute('hidden', 'until-found');
    expect(getComputedStyle(block).display).toBe('block');
  },
);
