// The card of a badge: what it says, and where it stands.
import { afterEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import '../../widgets/embed.ts';
import { needs } from '../engines/supports.ts';
import { aBadge, aChange, aMistake, aPledgeId } from './builders.ts';
import { cardOf, long, opened, pointAt, show } from './hover.ts';
import { addScript, loaded, openHost, part, serve } from './page.ts';

const DRIFTED = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];

afterEach(() => commands.mouseTo(1, 1));

test.for([
  [
    'a change',
    { changes: DRIFTED },
    'as-of="2025-04-02"',
    'Verdict now: Done (3 September 2025). When this article was published, on 2 April 2025: In progress.',
  ],
  [
    'a change, pinned',
    { changes: DRIFTED },
    'as-of="2025-04-02" pinned',
    'Verdict now: Done (3 September 2025). When',
  ],
  [
    'a correction',
    { changes: [{ ...aChange('done', '2025-09-03T08:00:00Z'), kind: 'correction' as const }] },
    '',
    'Verdict corrected on 3 September 2025: Done.',
  ],
  [
    'a correction that another verdict has followed',
    {
      changes: [
        aMistake('2025-01-05T10:00:00Z'),
        { ...aChange('in-progress', '2025-02-10T08:00:00Z'), kind: 'correction' as const },
        aChange('done', '2025-09-03T08:00:00Z'),
      ],
    },
    'as-of="2025-01-20"',
    'Verdict corrected on 10 February 2025: In progress. Verdict now: Done (3 September 2025).',
  ],
  [
    'a review',
    { underReview: { since: '2026-02-01T00:00:00Z', note: 'New figures.' } },
    '',
    'Verdict under review since 1 February 2026. New figures.',
  ],
  ['a merger', { movedTo: 'fiction-2030/other' }, '', 'The pledge quoted here is now part of this one.'],
  ['the end of the term', { closedAt: '2024-05-30T00:00:00Z' }, '', 'This term has ended (30 May 2024).'],
] as const)('says of %s what the badge says, with its date', async ([, data, attributes, sentence]) => {
  const badge = await show(data as Parameters<typeof aBadge>[0], attributes);
  await pointAt(badge);
  await opened(badge);
  expect(part(badge, 'note')!.innerText.trim()).toContain(sentence);
});

test('gives the reason of a withdrawal, and nothing of what was withdrawn', async () => {
  const verdict = {
    ...aBadge().verdict,
    id: 'withdrawn',
    label: { en: 'Verdict withdrawn' },
    publishedAt: '2026-03-01T00:00:00Z',
    summary: 'Its source was forged.',
  };
  const badge = await show({ status: 'retracted', verdict }, 'as-of="2025-04-02" pinned outcome="kept"');
  await pointAt(badge);
  await opened(badge);
  expect(cardOf(badge)!.innerText).toMatch(
    /^Verdict withdrawn\s[\s\S]*1 March 2026\s+Its source was forged\./,
  );
});

test('is heard once: the name of the link is not repeated by the card', async (context) => {
  needs(context, 'accessibility tree');
  const badge = await show({ changes: DRIFTED, checkedAt: '2026-01-01T00:00:00Z' }, 'as-of="2025-04-02"');
  await pointAt(badge);
  await opened(badge);
  const heard = await commands.accessibilityTree();
  expect(heard.slice(heard.findIndex((each) => each.startsWith('link: Done')))).toEqual([
    'link: Done: Remove barriers to the integration of care. Verdict by Vote for Policies, 3 September 2025.' +
      ' Verdict now: Done (3 September 2025). When this article was published, on 2 April 2025: In progress.',
    'link: Vote for Policies',
    'StaticText: The barriers still stand.',
    'StaticText: Last checked 1 January 2026',
    'link: Evidence and history',
    'StaticText: , they say.',
  ]);
});

test('of a document that is not by the contract there is none, and the page hears nothing of it', async () => {
  const badge = await show({ language: undefined as never });
  await pointAt(badge);
  await long();
  expect(part(badge, 'badge')!.nextElementSibling).toBeNull();
});

test.for([
  ['a box that cuts off', 'overflow:hidden;height:3em', 320],
  ['a box that is turned', 'transform:rotate(1deg)', 390],
  ['the end of a narrow page', 'margin:520px 0 0 180px', 320],
  ['a page that is enlarged by its own button', 'zoom:2', 390],
] as const)('stands in view within %s', async ([, style, width], context) => {
  if (style.includes('zoom')) needs(context, 'places under zoom');
  const pledge = aPledgeId();
  const html = `<meta name="viewport" content="width=device-width"><div style="font:18px/1.5 serif;${style}">It was <pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>.</div>`;
  await serve({ pages: { box: { html } }, badges: { [pledge]: aBadge() } });
  const { page, frame, window } = await openHost('box', width);
  await addScript(page);
  const badge = await loaded(page.querySelector('pledge-badge')!);
  await pointAt(badge, frame);
  await opened(badge);
  const card = cardOf(badge)!.getBoundingClientRect();
  expect([
    card.left >= 0,
    card.right <= width,
    card.top >= 0,
    card.bottom <= window.innerHeight,
  ]).not.toContain(false);
  const hit = (page.elementFromPoint(card.left + 20, card.top + 20) as Element | null)?.shadowRoot;
  expect(hit).toBe(badge.shadowRoot);
});

test('is not printed', async (context) => {
  needs(context, 'media emulation');
  const badge = await show();
  await pointAt(badge);
  await opened(badge);
  await commands.emulateMedia({ media: 'print' });
  expect(cardOf(badge)!.checkVisibility()).toBe(false);
  await commands.emulateMedia({ media: null });
});
