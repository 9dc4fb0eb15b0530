import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import '../../widgets/embed.ts';
import { OUTCOMES } from '../../data/outcome.ts';
import { lacks, needs } from '../engines/supports.ts';
import { aBadge, aChange, aListedPledge, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { loaded, mount, part, serve } from './page.ts';

const IDS = [
  'not-assessed',
  'not-started',
  'in-progress',
  'stalled',
  'compromise',
  'done',
  'broken',
  'disputed',
];
const PAGES = {
  'black on white': '#000 #fff',
  'grey on white': '#6b6b6b #fff',
  'dark grey on cream': '#333 #fff1e5',
  'white on black': '#fff #000',
  'grey on dark': '#b0b0b0 #1c1c1c',
  'cream on navy': '#f5eedc #10243e',
};
const LISTED = IDS.map((id) => aListedPledge(`A pledge that is ${id}`, id, '2019-05-16T09:30:00Z'));
let count = 0;

afterEach(() => document.body.removeAttribute('dir'));
afterEach(() => commands.emulateMedia({ media: null, colorScheme: null, forcedColors: null }));

// Each outcome before and after its data, drifted and pinned, and the blocks.
async function everything(attributes = ''): Promise<void> {
  count += 1;
  const tracker = `accessible-${count}`;
  const pledges = IDS.map((id) => [aPledgeId(), id] as const);
  const since = [aChange('stalled', '2019-01-01T00:00:00Z'), aChange('broken', '2020-01-01T00:00:00Z')];
  const drifted = aPledgeId();
  await serve({
    badges: {
      ...Object.fromEntries(
        pledges.map(([pledge, id]) => [pledge, aBadge({ changes: [aChange(id, '2019-05-16T09:30:00Z')] })]),
      ),
      [drifted]: aBadge({ changes: since }),
    },
    pledges: {
      [`fiction/${tracker}`]: aPublishedPledge({
        changes: since,
        underReview: { since: '2021-01-01T00:00:00Z', note: 'New figures.' },
      }),
    },
    summaries: { [tracker]: aSummary({ notice: 'Archived demonstration', pledges: LISTED }) },
  });
  const badge = (pledge: string, more = '') =>
    `<pledge-badge pledge="${pledge}" ${more} ${attributes}><a href="/x">Verdict</a></pledge-badge> `;
  mount(`<main><h1>Article</h1>
    <p>${pledges.map(([pledge]) => badge(pledge)).join('')}</p>
    <p>${OUTCOMES.map((outcome) => badge('off/off', `live="off" outcome="${outcome}"`)).join('')}</p>
    <p>${badge(drifted, 'as-of="2019-06-01"')} ${badge(drifted, 'as-of="2019-06-01" pinned')}</p>
    <pledge-card pledge="fiction/${tracker}" as-of="2019-06-01" ${attributes}>A pledge</pledge-card>
    <pledge-summary tracker="${tracker}" ${attributes}>All verdicts</pledge-summary>
    <pledge-summary tracker="${tracker}" view="donut" ${attributes}>All verdicts</pledge-summary>
    <pledge-list tracker="${tracker}" ${attributes}>Newest</pledge-list></main>`);
  const waiting = document.querySelectorAll(
    'pledge-badge:not([live]), pledge-card, pledge-summary, pledge-list',
  );
  await Promise.all([...waiting].map(loaded));
}

async function problems(): Promise<string[]> {
  const { violations, incomplete, passes } = await axe.run(document.body, {
    rules: { region: { enabled: false } },
  });
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
  // Where axe cannot look, it says so of every text. That contrasts suffice is computed in themes.test.ts, in every engine.
  const unknown = incomplete.filter(
    ({ id }) => !(id === 'color-contrast' && lacks('contrast through shadow roots')),
  );
  return [...violations, ...unknown].flatMap(({ id, nodes }) =>
    // Before the donut, in its hole, axe cannot tell what is behind the text, which has the colour of the page's own.
    nodes
      .filter(({ html }) => !(id === 'color-contrast' && html.includes('part="figure"')))
      // Nor behind the text of a badge in a list, which holds no link. themes.test.ts computes its contrast.
      .filter(({ html }) => !(id === 'color-contrast' && html.startsWith('<bdi')))
      .map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

test.for(Object.entries(PAGES))(
  'axe finds nothing, contrast included, on a page that is %s',
  async ([, colours]) => {
    const [color = '', background = ''] = colours.split(' ');
    Object.assign(document.body.style, { color, background });
    await everything();
    expect(await problems()).toEqual([]);
  },
);

test.for([
  ['light', '#fff #000'],
  ['dark', '#000 #fff'],
])('axe finds nothing with theme="%s" on a page of the other kind', async ([theme, colours]) => {
  const [color = '', background = ''] = colours!.split(' ');
  Object.assign(document.body.style, { color, background });
  await everything(`theme="${theme}"`);
  expect(await problems()).toEqual([]);
});

test.for(['light', 'dark'] as const)(
  'axe finds nothing in %s forced colours, where icons take the colour of the text',
  async (colorScheme, context) => {
    needs(context, 'media emulation');
    await commands.emulateMedia({ forcedColors: 'active', colorScheme });
    await everything();
    expect(await problems()).toEqual([]);
    const badge = document.querySelector('pledge-badge')!;
    const icon = getComputedStyle(part(badge, 'icon')!);
    const text = getComputedStyle(part(badge, 'badge')!);
    expect(icon.fill).toBe(text.color);
    expect(text.outlineStyle).toBe('solid');
  },
);

test.for(Object.entries(PAGES))(
  'axe finds nothing from right to left on a page that is %s',
  async ([, colours]) => {
    const [color = '', background = ''] = colours.split(' ');
    Object.assign(document.body.style, { color, background });
    document.body.dir = 'rtl';
    await everything('lang="ar"');
    expect(await problems()).toEqual([]);
    for (const block of document.querySelectorAll('pledge-summary, pledge-list'))
      expect(part(block, 'card')!.dir).toBe('rtl');
  },
);

test('follows a page that changes its theme, with no script', async () => {
  await everything();
  const box = part(document.querySelector('pledge-badge')!, 'badge')!;
  const lightness = () => Number(/oklch\(([\d.]+)/.exec(getComputedStyle(box).color)![1]);
  document.body.style.color = '#111';
  expect(lightness()).toBeLessThan(0.5);
  document.body.style.color = '#eee';
  expect(lightness()).toBeGreaterThan(0.8);
});

test('prints dark text where the theme is dark on the screen', async (context) => {
  needs(context, 'media emulation');
  await commands.emulateMedia({ media: 'print' });
  document.body.style.color = '#000';
  await everything('theme="dark"');
  const box = part(document.querySelector('pledge-badge')!, 'badge')!;
  expect(Number(/oklch\(([\d.]+)/.exec(getComputedStyle(box).color)![1])).toBeLessThan(0.5);
});

test('the word that can be seen begins the name that is spoken', async () => {
  await everything();
  const links = [...document.querySelectorAll('pledge-badge:not([live])')].map(
    (badge) => part(badge, 'link')!,
  );
  for (const link of links) expect(link.ariaLabel!.startsWith(link.textContent)).toBe(true);
});

test('nothing in a shadow root has a style attribute or a style element', async () => {
  await everything();
  for (const element of document.querySelectorAll('pledge-badge, pledge-summary'))
    expect(element.shadowRoot!.querySelector('style, [style]')).toBeNull();
});
