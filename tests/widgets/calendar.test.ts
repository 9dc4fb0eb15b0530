// The days that the elements say are those of the tracker, wherever its readers are.
import { expect, test } from 'vitest';
import '../../widgets/embed.ts';
import { CLOCK_CHANGES } from '../clock-changes.ts';
import { aBadge, aChange, aListedPledge, aPublishedPledge, aSummary } from './builders.ts';
import { cardOf, opened, pointAt, show } from './hover.ts';
import { loaded, mount, part, serve } from './page.ts';

let count = 0;
const aTrackerId = () => {
  count += 1;
  return `dated-${count}`;
};

const nameOf = (badge: Element) => part(badge, 'link')!.ariaLabel!;
const textOf = (element: Element) => element.shadowRoot!.textContent.replace(/\s+/g, ' ');

const inWelsh = (day: string) =>
  `${Number(day.slice(8))} ${day.includes('-11-') ? 'Tachwedd' : 'Medi'} ${day.slice(0, 4)}`;

/** A document with an early verdict and a late one of the same day; each other instant in it is one of that day too. */
function told({ timezone, morning, evening }: (typeof CLOCK_CHANGES)[number]) {
  return {
    timezone,
    changes: [
      aChange('in-progress', '2019-05-16T10:00:00Z'),
      aChange('stalled', morning),
      aChange('done', evening),
    ],
    underReview: { since: morning, note: 'New figures.' },
    closedAt: evening,
  };
}

test.for(CLOCK_CHANGES)('a badge and its card say the day in $timezone', async (each) => {
  const { before, day, noon, said } = each;
  const badge = await show(told(each), `as-of="${day}"`);
  expect(badge.matches(':state(changed)')).toBe(false);
  expect(nameOf(badge)).toContain(`Verdict by Vote for Policies, ${said}.`);
  await expect
    .poll(() => nameOf(badge))
    .toContain(`Verdict under review since ${said}. This term has ended (${said}).`);
  await pointAt(badge);
  await opened(badge);
  expect(cardOf(badge)!.innerText).toContain(`Vote for Policies, ${said}`);

  const earlier = await show(told(each), `as-of="${before}"`);
  await expect
    .poll(() => nameOf(earlier))
    .toContain(
      `Verdict now: Done (${said}). When this article was published, on ${Number(before.slice(8))} `,
    );
  expect(nameOf(earlier)).toContain(': In progress.');
  const within = await show(told(each), `as-of="${noon}"`);
  await expect.poll(() => nameOf(within)).toContain(`When this article was published, on ${said}: Stalled.`);
  const welsh = await show(told(each), 'lang="cy"');
  expect(nameOf(welsh)).toContain(`gan: Vote for Policies, ${inWelsh(day)}.`);
});

test.for(CLOCK_CHANGES)('a card, a list and a summary say the day in $timezone', async (each) => {
  const { timezone, day, said, morning, evening } = each;
  const tracker = aTrackerId();
  const pledge = {
    ...aPublishedPledge(told(each)),
    checkedAt: new Date(Date.parse(evening) + 60_000).toISOString(),
  };
  const pledges = [aListedPledge('A', 'done', morning), aListedPledge('B', 'done', evening)];
  await serve({
    pledges: { [`${tracker}/a`]: pledge },
    summaries: { [tracker]: aSummary({ timezone, pledges, updatedAt: evening }) },
  });
  const card = await loaded(mount(`<pledge-card pledge="${tracker}/a" as-of="${day}">x</pledge-card>`));
  expect(card.shadowRoot!.querySelector('.by')!.textContent).toBe(`Verdict by Vote for Policies, ${said}`);
  const history = [...card.shadowRoot!.querySelectorAll('time')].map(({ textContent }) => textContent);
  expect(history).toEqual(['16 May 2019', said, said]);
  expect(textOf(card)).toContain(`Last checked ${said}`);
  const list = await loaded(mount(`<pledge-list tracker="${tracker}">x</pledge-list>`));
  expect([...list.shadowRoot!.querySelectorAll('time')].map(({ textContent }) => textContent)).toEqual([
    said,
    said,
  ]);
  const summary = await loaded(mount(`<pledge-summary tracker="${tracker}" lang="cy">x</pledge-summary>`));
  expect(part(summary, 'notes')!.textContent).toContain(inWelsh(day));
});

test.for([undefined, '', 'Mars/Olympus_Mons', 'constructor', null, 7] as (string | undefined)[])(
  'a document without a zone, or with one that no browser knows (%s), is read by UTC',
  async (timezone) => {
    const changes = [aChange('in-progress', '2025-11-02T07:30:00Z'), aChange('done', '2025-11-03T07:30:00Z')];
    const badge = await show(
      { ...aBadge({ changes }), timezone } as Parameters<typeof show>[0],
      'as-of="2025-11-02"',
    );
    await expect.poll(() => nameOf(badge)).toContain('Verdict now: Done (3 November 2025).');
    expect(badge.matches(':state(changed)')).toBe(true);
  },
);
