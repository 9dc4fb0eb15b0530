// What the elements say in each language, and which one they say it in.
import { afterEach, expect, test, vi } from 'vitest';
import '../../widgets/embed.ts';
import { REVIEWED } from '../../data/words/languages.ts';
import { localeFor } from '../../widgets/language.ts';
import { loadViews } from '../../widgets/late.ts';
import type { PledgeBadgeElement } from '../../widgets/pledge-badge.ts';
import type { PledgeSummaryElement } from '../../widgets/pledge-summary.ts';
import { badgeWords, colons, months } from '../../widgets/words/badge-words.ts';
import type { BlockWords } from '../../widgets/words/block-words.ts';
import { words as english } from '../../widgets/words/en.ts';
import { WORDS } from '../../widgets/words/languages.ts';
import { aBadge, aChange, aMistake, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { eventually, loaded, mount, part, serve, updated } from './page.ts';

const LANGUAGES = Object.keys(badgeWords);
let count = 0;

async function badge(data: Parameters<typeof aBadge>[0], attributes = ''): Promise<PledgeBadgeElement> {
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge(data) } });
  return loaded(mount(`<pledge-badge pledge="${pledge}" ${attributes}><a href="/x">x</a></pledge-badge>`));
}

async function summary(data: Parameters<typeof aSummary>[0], attributes = ''): Promise<PledgeSummaryElement> {
  count += 1;
  const tracker = `spoken-${count}`;
  await serve({ summaries: { [tracker]: aSummary(data) } });
  return loaded(mount(`<pledge-summary tracker="${tracker}" ${attributes}>x</pledge-summary>`));
}

// WebKit writes Arabic with the digits of Egypt.
const western = (text: string | null | undefined) =>
  (text ?? '')
    .replace(/[\u2068\u2069]/g, '')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));

const link = (badge: Element) => part(badge, 'link')!;
const spokenLanguage = (badge: Element) => link(badge).lang;

afterEach(() => document.documentElement.setAttribute('lang', 'en'));

const LABEL = {
  en: 'Broken',
  cy: 'Torrwyd',
  fr: 'Rompue',
  de: 'Gebrochen',
  es: 'Rota',
  ar: 'منكوث',
};

test.for([
  ['en', 'Broken: A pledge. Verdict by A desk, 16 May 2019.'],
  ['en-US', 'Broken: A pledge. Verdict by A desk, May 16, 2019.'],
  ['cy', `Torrwyd: A pledge. Dyfarnwyd gan: A desk, 16 Mai 2019.`],
  ['fr', 'Rompue\u00a0: A pledge. Verdict rendu par A desk, 16 mai 2019.'],
  ['de-AT', 'Gebrochen: A pledge. Bewertet von: A desk, 16. Mai 2019.'],
  ['es', 'Rota: A pledge. Veredicto de A desk, 16 de mayo de 2019.'],
  ['ar', 'منكوث: A pledge. جهة التقييم: A desk، 16 مايو 2019.'],
])('says in one sentence of %s whose verdict it is and of when', async ([lang, name]) => {
  const changes = [aChange('broken', '2019-05-16T09:30:00Z', { label: LABEL })];
  const by = { name: 'A desk', url: 'https://desk.example/' };
  const shown = await badge({ title: 'A pledge', by, changes }, `lang="${lang}"`);
  expect(western(link(shown).ariaLabel)).toBe(name);
  expect(spokenLanguage(shown)).toBe(lang);
  expect(name!.startsWith(link(shown).textContent)).toBe(true);
});

test.for(LANGUAGES)(
  'tells in %s of a change, a correction, a review and the end of the term',
  async (lang) => {
    const then = aChange('broken', '2019-01-02T00:00:00Z', { label: { en: '', [lang]: 'THEN' } });
    const now = aChange('done', '2020-03-04T00:00:00Z', { label: { en: '', [lang]: 'NOW' } });
    const told = {
      underReview: { since: '2021-05-06T00:00:00Z', note: 'x' },
      closedAt: '2022-01-01T00:00:00Z',
    };
    const changed = link(await badge({ changes: [then, now], ...told }, `lang="${lang}" as-of="2019-07-08"`));
    await eventually(() => {
      for (const value of ['NOW', 'THEN', '2020', '2019', '2021'])
        expect(western(changed.ariaLabel)).toContain(value);
    });
    const corrected = await badge(
      { changes: [aMistake('2019-01-02T00:00:00Z'), now] },
      `lang="${lang}" as-of="2019-07-08"`,
    );
    await eventually(() => expect(western(link(corrected).ariaLabel)).toMatch(/2020\u00a0?: NOW\.$/));
    expect(changed.ariaLabel! + link(corrected).ariaLabel).not.toMatch(/[{}]|undefined/);
  },
);

test.for([
  [
    'en',
    /Verdict now: NOW \(4 March 2020\)\. When [^.]* on 8 July 2019: THEN\./,
    ', 4 March 2020',
    'Forward, Together, page 66',
    'Fiction government 2030: Health',
  ],
  [
    'fr',
    /Verdict actuel\u00a0: NOW \(4 mars 2020\)\. Au [^.]* le 8 juillet 2019\u00a0: THEN\./,
    ', 4 mars 2020',
    'Forward, Together, page 66',
    'Fiction government 2030\u00a0: Health',
  ],
  [
    'ar',
    /التقييم الحالي: NOW \(4 مارس 2020\)\. عند [^.]* في 8 يوليو 2019: THEN\./,
    '، 4 مارس 2020',
    'Forward, Together، الصفحة 66',
    'Fiction government 2030: Health',
  ],
] as const)(
  'writes labels after a colon, and comma and colon, as %s does',
  async ([lang, drift, day, source, title]) => {
    const changes = [aChange('broken', '2019-01-02T00:00:00Z'), aChange('done', '2020-03-04T00:00:00Z')].map(
      (change, at) => ({ ...change, label: { [lang]: at ? 'NOW' : 'THEN' } }),
    );
    const drifted = await badge({ changes }, `lang="${lang}" as-of="2019-07-08"`);
    await eventually(() => expect(western(link(drifted).ariaLabel)).toMatch(drift));
    const pledge = aPledgeId();
    await serve({ pledges: { [pledge]: aPublishedPledge({ changes }) } });
    const card = await loaded(mount(`<pledge-card pledge="${pledge}" lang="${lang}">x</pledge-card>`));
    const text = (element: Element | null) => western(element?.textContent).trim();
    expect(text(card.shadowRoot!.querySelector('.by'))).toContain(`Vote for Policies${day}`);
    expect(text(card.shadowRoot!.querySelector('figcaption'))).toBe(source);
    const health = await summary({ category: { id: 'health', label: { en: 'Health' } } }, `lang="${lang}"`);
    expect(text(part(health, 'title'))).toBe(title);
  },
);

test.for([
  ['en', 'Will it pass?', 'A. Desk Inc.', 'Broken: Will it pass? Verdict by A. Desk Inc.'],
  [
    'fr',
    'Va-t-on rouvrir le bac\u202f?',
    'A',
    'Rompue\u00a0: Va-t-on rouvrir le bac\u202f? Verdict rendu par A.',
  ],
  ['ar', 'هل نعيد فتح العبّارة؟', 'A', 'منكوث: هل نعيد فتح العبّارة؟ جهة التقييم: A.'],
  ['de', 'Nie wieder!', 'A', 'Gebrochen: Nie wieder! Bewertet von: A.'],
  ['es', 'Y así…', 'A', 'Rota: Y así… Veredicto de A.'],
] as const)(
  'puts no full stop behind an end that a title or a desk has in %s',
  async ([lang, title, by, name]) => {
    const changes = [aChange('broken', null, { label: LABEL })];
    const shown = await badge(
      { title, by: { name: by, url: 'https://desk.example/' }, changes },
      `lang="${lang}"`,
    );
    expect(link(shown).ariaLabel).toBe(name);
  },
);

test('puts no full stop behind a label that is a question, in the name and in the card', async () => {
  const labels = (text: string) => ({ label: { en: text } });
  const changes = [
    aChange('broken', '2019-01-02T00:00:00Z', labels('Who knows?')),
    aChange('done', '2020-03-04T00:00:00Z', labels('Done!')),
  ];
  const shown = link(await badge({ title: 'A pledge', changes }, 'lang="en" as-of="2019-07-08"'));
  await eventually(() =>
    expect(shown.ariaLabel).toMatch(/: Done! \(4 March 2020\)\. When [^.]+: Who knows\?$/),
  );
  const pledge = aPledgeId();
  await serve({ pledges: { [pledge]: aPublishedPledge({ changes }) } });
  const card = await loaded(
    mount(`<pledge-card pledge="${pledge}" lang="en" as-of="2019-07-08">x</pledge-card>`),
  );
  expect(part(card, 'note')!.textContent.trim()).toMatch(/: Who knows\?$/);
});

test('a language that the script does not have is heard as soon as its words have come, with its colon and its months', async () => {
  const later = 'br' as keyof typeof badgeWords;
  const names = 'Genver C’hwevrer Meurzh Ebrel Mae Mezheven Gouere Eost Gwengolo Here Du Kerzu';
  const words: BlockWords = {
    ...english,
    verdict: 'Barnet gant: {by}, {on}',
    colon: '\u00a0: ',
    months: names,
  };
  Object.assign(badgeWords, { [later]: '' });
  Object.assign(WORDS, { [later]: async () => ({ words }) });
  const changes = [aChange('broken', '2019-05-16T09:30:00Z', { label: { en: 'Broken', [later]: 'Torret' } })];
  const shown = link(await badge({ title: 'A pledge', changes }, `lang="${later}"`));
  expect(shown.ariaLabel).toMatch(/^Torret(\u00a0)?: A pledge\./);
  // Where the engine has days in it, they are its own.
  await eventually(() =>
    expect(shown.ariaLabel).toMatch(
      /^Torret\u00a0: A pledge\. Barnet gant: Vote for Policies, 16 (a viz )?Mae 2019\.$/,
    ),
  );
  for (const table of [badgeWords, WORDS, colons, months]) Reflect.deleteProperty(table, later);
});

test('French writes the first of a month as it does, and no other day', async () => {
  const name = async (publishedAt: string) =>
    link(await badge({ changes: [aChange('broken', publishedAt)] }, 'lang="fr-CA"')).ariaLabel;
  expect(await name('2026-03-01T09:00:00Z')).toMatch(/, 1er mars 2026\.$/);
  expect(await name('2026-03-21T09:00:00Z')).toMatch(/, 21 mars 2026\.$/);
});

test.for(LANGUAGES)('says in %s that the verdict was withdrawn, and not the promise', async (lang) => {
  const {
    l10n: { say },
  } = await loadViews(lang);
  const verdict = /verdict|bewertung|veredicto|تقييم|dyfarniad/i;
  expect(say('retracted', { count: 1234 })).toMatch(verdict);
  expect(western(say('retracted', { count: 1234 }))).toMatch(/1.?234/);
});

test('turns no name round in Arabic', async () => {
  const {
    l10n: { say, direction },
  } = await loadViews('ar');
  expect(direction).toBe('rtl');
  expect(say('verdictsBy', { by: 'A desk' })).toBe('جهة التقييم: \u2068A desk\u2069');
});

test('numbers and shares are written as the reader’s country does', async () => {
  const written = async (language: string) => {
    const {
      l10n: { number, percent },
    } = await loadViews(language);
    return [number(1234), percent(0.25)].map((text) => text.replace(/\s/g, ' '));
  };
  expect(await written('en')).toEqual(['1,234', '25%']);
  expect(await written('de')).toEqual(['1.234', '25 %']);
  expect(await written('fr')).toEqual(['1 234', '25 %']);
});

test('a small share is said in words, which no direction of writing turns round', async () => {
  const {
    l10n: { say, percent },
  } = await loadViews('ar');
  expect(western(say('under', { share: percent(0.01) }))).toMatch(/^أقل من 1/);
});

test('a card has its days in one way, in Welsh as well', async () => {
  const pledge = aPledgeId();
  const changes = [aChange('broken', '2019-05-16T09:30:00Z', { label: LABEL })];
  await serve({ pledges: { [pledge]: aPublishedPledge({ changes, checkedAt: '2019-06-01T09:00:00Z' }) } });
  const card = await loaded(mount(`<pledge-card pledge="${pledge}" lang="cy">x</pledge-card>`));
  const text = (part: string) => card.shadowRoot!.querySelector(part)?.textContent ?? '';
  expect(text('.by')).toMatch(/, 16 Mai 2019$/);
  expect(text('.foot')).toContain('Gwiriwyd ddiwethaf: 1 Mehefin 2019');
});

test('blocks know the Welsh months, which Chromium does not', async () => {
  const {
    l10n: { day },
  } = await loadViews('cy-GB');
  expect(day('2019-05-16T09:30:00Z', undefined)).toBe('16 Mai 2019');
  expect(day('2025-09-30T22:59:59Z', 'Europe/London')).toBe('30 Medi 2025');
  expect(day('2025-09-30T23:00:00Z', 'Europe/London')).toBe('1 Hydref 2025');
  expect(day(null, 'Europe/London')).toBe('');
});

test('a variety of a language that it speaks is spoken, and any other language has English words', () => {
  expect(['en-GB', 'cy-GB', 'de-AT', 'ar-EG'].map(localeFor)).toEqual(['en-GB', 'cy-GB', 'de-AT', 'ar-EG']);
  expect(['pt', 'pt-BR', 'zh-Hant-TW'].map(localeFor)).toEqual(['en', 'en', 'en']);
});

test('counts years by the calendar that articles use, whatever the reader’s country does', async () => {
  // Some browsers take this calendar for ar-SA by themselves.
  const shown = await badge({}, 'lang="ar-SA-u-ca-islamic-umalqura"');
  expect(link(shown).ariaLabel).toContain('٢٠١٩');
});

const LABEL_SV = { sv: 'Bruten', en: 'Broken' };

test('English words on a page of another language say that they are English', async () => {
  const changes = [aChange('broken', '2019-05-16T09:30:00Z', { label: LABEL_SV })];
  const shown = await badge({ changes }, 'lang="sv"');
  expect(spokenLanguage(shown)).toBe('en');
  expect(link(shown).querySelector('span')!.lang).toBe('sv');
  expect(link(shown).textContent).toBe('Bruten');
  const card = part(await summary({}, 'lang="he" dir="rtl"'), 'card')!;
  expect([card.lang, card.dir]).toEqual(['en', 'ltr']);
});

test('takes its own lang, else the nearest, through the roots of other components, else the browser’s', async () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-CH');
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge() } });
  const markup = (lang = '') => `<pledge-badge pledge="${pledge}" ${lang}><a href="/x">x</a></pledge-badge>`;
  const spoken = async (element: Element) => spokenLanguage(await loaded(element));

  expect(await spoken(mount(`<div lang="fr">${markup('lang="es"')}</div>`))).toBe('es');
  expect(await spoken(mount(`<div lang="fr"><p>${markup()}</p></div>`))).toBe('fr');
  expect(await spoken(mount(markup()))).toBe('en');

  const host = document.createElement('section');
  const inner = document.createElement('div');
  host.lang = 'cy';
  host.innerHTML = markup();
  host.attachShadow({ mode: 'open' }).append(inner);
  inner.attachShadow({ mode: 'open' }).innerHTML = `${markup()}<p lang="ar"><slot></slot></p>`;
  document.body.append(host);
  expect(await spoken(inner.shadowRoot!.querySelector('pledge-badge')!)).toBe('cy');
  inner.lang = 'fr';
  // What is slotted has the language of where it was written, not of where it is shown.
  expect(await spoken(host.querySelector('pledge-badge')!)).toBe('cy');

  document.documentElement.removeAttribute('lang');
  expect(await spoken(mount(markup()))).toBe('de-CH');
  for (const none of ['no such language', 'constructor'])
    expect(await spoken(mount(markup(`lang="${none}"`)))).toBe('en');
});

test('a card has the direction of its words, and marks the desk’s own where they are in another language', async () => {
  const shown = await summary({ notice: 'Archived' }, 'lang="ar"');
  const card = part(shown, 'card')!;
  expect([card.lang, card.dir, getComputedStyle(card).textAlign]).toEqual(['ar', 'rtl', 'start']);
  const marked = [...card.querySelectorAll<HTMLElement>('bdi')];
  expect(marked.map(({ textContent, lang }) => [textContent, lang])).toContainEqual(['Archived', 'en']);
  expect(marked.every(({ lang }) => lang === 'en')).toBe(true);

  const own = part(await summary({ notice: 'Archived' }, 'lang="en-GB"'), 'card')!;
  expect(own.lang).toBe('en-GB');
  expect(own.querySelector('bdi[lang]')).toBeNull();
});

test('says things anew when its language changes, and shows the old words until it can', async () => {
  const shown = await summary({}, 'lang="en"');
  const by = () => shown.shadowRoot!.querySelector('.by')!.textContent;
  shown.lang = 'de';
  await updated();
  expect(by()).toMatch(/^(Verdicts|Bewertet)/);
  await eventually(() => expect(by()).toBe('Bewertet von: Vote for Policies'));
  expect(part(shown, 'figure')!.textContent).toBe('28 von 33 bewertet');
});

test('every language is in the list of who has read it', () => {
  expect(Object.keys(REVIEWED)).toEqual(LANGUAGES);
});

test('a page whose language changes later is spoken to in that one, whichever ancestor it stands on', async () => {
  const changes = [aChange('broken', '2019-05-16T09:30:00Z', { label: LABEL })];
  const pledge = aPledgeId();
  await serve({ badges: { [pledge]: aBadge({ changes }) }, summaries: { switched: aSummary() } });
  const markup = `<pledge-badge pledge="${pledge}"><a href="/x">x</a></pledge-badge><pledge-summary tracker="switched">x</pledge-summary>`;
  const box = mount<HTMLElement>(`<section>${markup}</section>`).parentElement!;
  const host = box.appendChild(document.createElement('div'));
  const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
  inner.attachShadow({ mode: 'open' }).innerHTML = markup;
  const shown = [box, inner.shadowRoot!].flatMap((root) => [
    ...root.querySelectorAll('pledge-badge, pledge-summary'),
  ]);
  await Promise.all(shown.filter((each) => each.isConnected).map(loaded));
  const spoken = () => shown.map((each) => (part(each, 'link') ?? part(each, 'card'))!.getAttribute('lang'));
  const all = (lang: string) => eventually(() => expect(new Set(spoken())).toEqual(new Set([lang])));

  for (const element of [document.documentElement, box]) {
    element.lang = 'de';
    await all('de');
    expect(link(shown[0]!).textContent).toBe('Gebrochen');
    element.lang = 'fr';
    await all('fr');
    if (element === box) element.removeAttribute('lang');
    await all('fr');
  }
  inner.lang = 'ar';
  await eventually(() => expect(new Set(spoken())).toEqual(new Set(['fr', 'ar'])));
  inner.removeAttribute('lang');
  document.documentElement.lang = 'en';
  await all('en');
});

test('a page that turns its direction round later takes the badge’s icon to the other side of its word', async () => {
  const shown = await badge({});
  const isBefore = () => {
    const [icon, word] = [part(shown, 'icon')!, link(shown)].map((each) => each.getBoundingClientRect());
    return icon!.right <= word!.left + 1;
  };
  expect(isBefore()).toBe(true);
  document.documentElement.dir = 'rtl';
  expect(isBefore()).toBe(false);
  document.documentElement.removeAttribute('dir');
  expect(isBefore()).toBe(true);
});
