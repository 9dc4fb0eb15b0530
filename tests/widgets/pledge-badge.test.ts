import { afterEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { badgesSchema } from '../../data/published.ts';
import { define } from '../../widgets/define.ts';
import '../../widgets/embed.ts';
import { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import { aBadge, aChange, aMistake, aPledgeId } from './builders.ts';
import { calls, loaded, mount, part, quiet, serve, updated } from './page.ts';

const LINK = '<a href="https://pledges.example/x">Broken</a>';
const badgeFor = (pledge: string, attributes = '', inside = LINK) =>
  mount<PledgeBadgeElement>(
    `<p>It was <pledge-badge pledge="${pledge}" ${attributes}>${inside}</pledge-badge>.</p>`,
  );
const nameOf = (badge: Element) => part(badge, 'link')?.ariaLabel;
const iconOf = (badge: Element) => part(badge, 'icon')?.firstElementChild?.getAttribute('d');

async function show(data: Parameters<typeof aBadge>[0], attributes = ''): Promise<PledgeBadgeElement> {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge(data) } });
  return loaded(badgeFor(pledge, attributes));
}

afterEach(() => document.documentElement.setAttribute('lang', 'en'));

test('the builders speak the published contract', () => {
  const badges = { 'a/b': aBadge(), 'a/c': null };
  expect(badgesSchema.parse({ badges })).toEqual({ badges });
});

test('shows the look of its outcome at once, around the page’s own link', async () => {
  await serve({ hold: true });
  const looks = [
    'unrated',
    'not-started',
    'in-progress',
    'stalled',
    'partial',
    'kept',
    'broken',
    'unclear',
  ].map(async (outcome) => {
    const badge = badgeFor(aPledgeId(), `outcome="${outcome}"`);
    await updated();
    expect(part(badge, 'badge')!.classList).toContain(outcome);
    expect(badge.shadowRoot!.querySelector('slot')!.assignedElements()[0]!.textContent).toBe('Broken');
    return iconOf(badge);
  });
  expect(new Set(await Promise.all(looks)).size).toBe(8);
  await serve({});
});

test('an outcome that is missing or unknown gets a look that says nothing', async () => {
  await serve({ hold: true });
  const [missing, unknown, inherited] = ['', 'outcome="triumph"', 'outcome="constructor"'].map((attribute) =>
    badgeFor(aPledgeId(), attribute),
  );
  await updated();
  expect(iconOf(missing!)).toBeTruthy();
  expect(iconOf(unknown!)).toBe(iconOf(missing!));
  expect(iconOf(inherited!)).toBe(iconOf(missing!));
  await serve({});
});

test('shows today’s verdict with the desk’s word, linked, and says whose it is and since when', async () => {
  // biome-ignore lint/suspicious/noDocumentCookie: -- what a reader of the host has, and the API must not get
  document.cookie = 'reader=known';
  const badge = await show({});
  const link = part(badge, 'link') as HTMLAnchorElement;
  expect(link.href).toBe('https://pledges.example/fiction-2030/remove-barriers');
  expect(link.textContent).toBe('Broken');
  expect(link.ariaLabel).toBe(
    'Broken: Remove barriers to the integration of care. Verdict by Vote for Policies, 16 May 2019.',
  );
  expect(part(badge, 'changed')).toBeNull();
  const [call] = (await calls()).filter(({ url }) => url.includes('/badges'));
  expect(call!.headers).not.toHaveProperty('cookie');
  expect(call!.headers).not.toHaveProperty('referer');
});

test('speaks the reader’s language where the desk does, else the desk’s own, else its first', async () => {
  const label = { cy: 'Torrwyd', en: 'Broken', fr: 'Rompue', 'zh-Hant-TW': '未履行' };
  const changes = [aChange('broken', '2019-05-16T09:30:00Z', { label })];
  const text = async (attributes: string, language = 'en') =>
    part(await show({ changes, language }, attributes), 'link')!.textContent;
  expect(await text('lang="fr"')).toBe('Rompue');
  expect(await text('lang="fr-CA"')).toBe('Rompue');
  expect(await text('lang="fr_CA"')).toBe('Rompue');
  expect(await text('lang="zh_Hant_TW"')).toBe('未履行');
  expect(await text('lang="de"')).toBe('Broken');
  expect(await text('lang="de"', 'sv')).toBe('Torrwyd');
  expect(await text('lang="no such language"')).toBe('Broken');
  document.documentElement.setAttribute('lang', 'cy');
  expect(await text('')).toBe('Torrwyd');
});

const DRIFTED = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];

test('a verdict that changed since the article is told by a mark and a sentence', async () => {
  const badge = await show({ changes: DRIFTED }, 'as-of="2025-04-02" outcome="in-progress"');
  expect(part(badge, 'link')!.textContent).toBe('Done');
  expect(part(badge, 'changed')).not.toBeNull();
  expect(badge.matches(':state(changed)')).toBe(true);
  await expect
    .poll(() => nameOf(badge))
    .toBe(
      'Done: Remove barriers to the integration of care. Verdict by Vote for Policies, 3 September 2025.' +
        ' Verdict now: Done (3 September 2025). When this article was published, on 2 April 2025: In progress.',
    );
  const same = await show({ changes: DRIFTED }, 'as-of="2025-09-03"');
  expect(part(same, 'changed')).toBeNull();
  expect(same.matches(':state(changed)')).toBe(false);
});

test('pinned keeps the verdict of the article’s day in front and marks that it has changed', async () => {
  const badge = await show({ changes: DRIFTED }, 'as-of="2025-04-02" pinned');
  expect(part(badge, 'link')!.textContent).toBe('In progress');
  expect(part(badge, 'badge')!.classList).toContain('in-progress');
  expect(part(badge, 'changed')).not.toBeNull();
  await expect
    .poll(() => nameOf(badge))
    .toMatch(
      /^In progress: .* 5 January 2025\. Verdict now: Done \(3 September 2025\)\. When this article was/,
    );
});

test('a verdict that was corrected away is not repeated, not even pinned', async () => {
  const changes = [aMistake('2025-01-05T10:00:00Z'), aChange('done', '2025-09-03T08:00:00Z')];
  const badge = await show({ changes }, 'as-of="2025-04-02" pinned');
  expect(part(badge, 'link')!.textContent).toBe('Done');
  expect(part(badge, 'changed')).not.toBeNull();
  await expect
    .poll(() => nameOf(badge))
    .toMatch(/3 September 2025\. Verdict corrected on 3 September 2025: Done\.$/);
});

test('a pledge that the desk withdrew, or reviews again, says so', async () => {
  const withdrawn = await show(
    {
      status: 'retracted',
      changes: DRIFTED,
      verdict: {
        ...aBadge().verdict,
        label: { en: 'Verdict withdrawn' },
        publishedAt: '2026-03-01T00:00:00Z',
      },
    },
    'outcome="kept" as-of="2025-04-02" pinned',
  );
  expect(part(withdrawn, 'link')!.textContent).toBe('Verdict withdrawn');
  expect(nameOf(withdrawn)).toBe(
    'Verdict withdrawn: Remove barriers to the integration of care. Verdict by Vote for Policies, 1 March 2026.',
  );
  expect(part(withdrawn, 'badge')!.classList).not.toContain('kept');
  const review = await show({ underReview: { since: '2026-02-01T00:00:00Z', note: 'New figures' } });
  await expect
    .poll(() => nameOf(review))
    .toMatch(/^Broken: .* Verdict under review since 1 February 2026\.$/);
});

test('a review is seen as well: by its outline, and by a mark on its icon', async () => {
  const underReview = { since: '2026-02-01T00:00:00Z', note: 'New figures' };
  for (const attributes of ['', 'as-of="2025-04-02"']) {
    const badge = await show({ underReview }, attributes);
    expect(getComputedStyle(part(badge, 'badge')!).outlineStyle).toBe('dashed');
    expect(part(badge, 'review')).not.toBeNull();
  }
});

test('of a pledge that was merged into another it says so, and claims nothing of what was quoted', async () => {
  const merged = await show({ movedTo: 'fiction-2030/other', changes: DRIFTED }, 'as-of="2025-04-02" pinned');
  expect(part(merged, 'link')!.textContent).toBe('Done');
  expect(part(merged, 'changed')).not.toBeNull();
  await expect
    .poll(() => nameOf(merged))
    .toMatch(/3 September 2025\. The pledge quoted here is now part of this one\.$/);
  expect(part(await show({ movedTo: 'fiction-2030/other' }), 'changed')).toBeNull();
});

test('says when the term of the pledge is over to a reader who reaches for it', async () => {
  const badge = await show({ closedAt: '2024-05-30T00:00:00Z' });
  badge.dispatchEvent(new FocusEvent('focusin'));
  await expect
    .poll(() => nameOf(badge))
    .toMatch(/^Broken: .* 16 May 2019\. This term has ended \(30 May 2024\)\.$/);
});

test('a link of the page that was clicked is not taken away before the reader leaves it', async () => {
  const pledge = aPledgeId();
  await serve({ hold: true, badges: { [pledge]: aBadge() } });
  const badge = badgeFor(pledge);
  await updated();
  const link = badge.querySelector('a')!;
  link.addEventListener('click', (event) => event.preventDefault());
  const { left, top } = link.getBoundingClientRect();
  await commands.mouseTo(left + 3, top + 3);
  await commands.mouseClick('left');
  await commands.mouseTo(2, 2);
  await serve({ badges: { [pledge]: aBadge() } });
  await quiet();
  expect(document.activeElement).toBe(link);
  expect(part(badge, 'link')).toBeNull();
  link.blur();
  await loaded(badge);
});

test('when the page changes the pledge of a link that has the focus, the page’s own link gets it', async () => {
  const [first, second] = [aPledgeId(), aPledgeId()];
  const badges = { [first]: aBadge(), [second]: aBadge({ changes: DRIFTED }) };
  await serve({ badges });
  const badge = await loaded(badgeFor(first));
  getSelection()!.setPosition(badge.parentElement, 0);
  await commands.press('Tab');
  await serve({ hold: true, badges });
  badge.pledge = second;
  await updated();
  expect(document.activeElement).toBe(badge.querySelector('a'));
  await serve({ badges });
  await loaded(badge);
  expect(badge.shadowRoot!.activeElement).toBe(part(badge, 'link'));
});

test('has its size as soon as it is on the page, for scripts that measure', async () => {
  await serve({});
  const badge = badgeFor('off/off', 'live="off" outcome="broken"');
  const { width } = badge.getBoundingClientRect();
  expect(width).toBeGreaterThan(badge.querySelector('a')!.getBoundingClientRect().width);
  expect(badge.querySelector('a')!.getBoundingClientRect().width).toBeGreaterThan(0);
  await updated();
  expect(badge.getBoundingClientRect().width).toBe(width);
});

test('touches neither the host’s nodes nor its own attributes', async () => {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge({ changes: DRIFTED }) } });
  const box = document.createElement('div');
  document.body.append(box);
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((list) => records.push(...list));
  box.innerHTML = `<pledge-badge pledge="${pledge}" lang="en" as-of="2025-04-02" pinned>${LINK}</pledge-badge>`;
  observer.observe(box, { attributes: true, childList: true, characterData: true, subtree: true });
  await loaded(box.querySelector('pledge-badge')!);
  expect([...records, ...observer.takeRecords()]).toEqual([]);
  observer.disconnect();
});

test('a tag that is taken stays with who took it first', () => {
  expect(() => define('pledge-badge', class extends HTMLElement {})).not.toThrow();
  expect(customElements.get('pledge-badge')).toBe(PledgeBadgeElement);
});
