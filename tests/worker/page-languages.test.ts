// Every page, frame, feed and image in every language: what is not a desk's own is said in the words of that language and in
// no others, and what is a desk's own is marked as what it is, so that a screen reader says both as they are said
// (WCAG 2.2, 3.1.2).
import { reset } from 'cloudflare:test';
import { afterAll, expect, test } from 'vitest';
import { plain } from '../../data/schemes/plain.ts';
import type { Tracker } from '../../data/tracker.ts';
import { LANGUAGES, type Language, WITHDRAWN } from '../../data/words/languages.ts';
import type { Words } from '../../data/words/words.ts';
import { localizerFor } from '../../worker/localizer.ts';
import { loadWords } from '../../worker/words.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { act } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';

/** Begins every word of the desk, and none of the pages' own. */
const MARK = 'Ω';
const theirs = (word: string) => `${MARK}${word}`;

const CODES = Object.keys(LANGUAGES) as Language[];

function trackerIn(language: string): Tracker {
  const label = (word: string) => ({ [language]: theirs(word) });
  return aTracker({
    id: `desk-${language}`,
    language,
    name: theirs('tracker'),
    publisher: { name: theirs('desk'), url: 'https://desk.example/' },
    subject: { name: theirs('council'), term: { start: '2024-05-07' } },
    scheme: {
      ...plain,
      verdicts: plain.verdicts.map((verdict) => ({
        ...verdict,
        label: label(verdict.id.replace('-', '')),
        definition: label('definition'),
      })),
    },
    categories: [{ id: 'transport', label: label('transport') }],
    facets: [{ id: 'party', label: label('party'), values: [{ id: 'greens', label: label('greens') }] }],
    documents: [{ id: 'programme', title: theirs('programme'), year: 2024, party: theirs('party') }],
    licence: { name: theirs('licence'), url: 'https://licence.example/' },
    methodology: theirs('method'),
    imprint: theirs('imprint'),
    funding: theirs('funding'),
    privacy: theirs('privacy'),
    notice: theirs('notice'),
    coverage: { total: 700, note: theirs('coverage') },
  });
}

const boat = anImportRow({
  slug: 'boat',
  title: theirs('boat'),
  promise: { quote: theirs('quote'), document: 'programme', page: 12, madeBy: theirs('mayor') },
  verdict: { ...anImportRow().verdict, headline: theirs('headline'), summary: theirs('summary'), body: '' },
  evidence: [{ title: theirs('minutes'), publisher: theirs('clerk'), quote: theirs('words') }],
});
const ferry = {
  ...boat,
  slug: 'ferry',
  title: theirs('ferry'),
  kind: 'umbrella' as const,
  facets: { party: ['greens'] },
  due: '2025-09-30',
  yardstick: theirs('yardstick'),
  timeline: [{ date: '2024-05/2024-09', text: theirs('step') }],
  verdict: {
    ...boat.verdict,
    body: theirs('body'),
    effectiveOn: '2025-03-06',
    schedule: 'overdue' as const,
    reasons: ['blocked', 'not-prioritised'] as ('blocked' | 'not-prioritised')[],
  },
  evidence: [
    {
      title: theirs('minutes'),
      publisher: theirs('clerk'),
      url: 'https://council.example/',
      archivedUrl: 'https://archive.example/',
      date: '2025-02-01',
      type: 'primary' as const,
    },
  ],
  related: [
    { pledge: 'boat', relation: 'part-of' as const },
    { pledge: 'pier', relation: 'depends-on' as const },
  ],
  responses: [{ from: theirs('spokesman'), text: theirs('response'), date: '2025-03-11' }],
};
const pier = { ...boat, slug: 'pier', title: theirs('pier') };
const quay = { ...boat, slug: 'quay', title: theirs('quay') };

const PAGES = [
  '',
  '?q=nowhere',
  '?verdict=broken',
  '?sort=title',
  '/ferry',
  '/boat',
  '/pier',
  '/corrections',
  '/nowhere',
];
const FRAMES = [
  'card/{}/ferry',
  'card/{}/pier',
  'summary/{}',
  'list/{}',
  'list/{}?category=transport',
  'card/{}/none',
];

// What the tests below look at: each of them only reads.
test('six desks publish, each in its own language', async () => {
  for (const language of CODES) {
    const id = `desk-${language}`;
    await json(fetchAsEditor('/trackers', { method: 'POST', body: trackerIn(language) }), 201);
    const body = { pledges: [ferry, boat, pier, quay] };
    await json(fetchAsEditor(`/trackers/${id}/import`, { method: 'POST', body }));
    const at = (slug: string) => `/trackers/${id}/pledges/${slug}`;
    await json(act('retract', 1, { note: theirs('reason') }, at('pier')));
    await json(act('dispute', 1, { note: theirs('doubt') }, at('ferry')));
    await json(act('merge', 1, { into: 'boat', note: theirs('merged') }, at('quay')));
  }
  await untilPublished();
  expect((await fetchAsReader('/desk-cy/ferry')).status).toBe(200);
});
afterAll(() => reset());

/** A text that somebody reads or hears, and the language that it is said to be in. */
type Said = { text: string; lang: string };

const VOID = new Set(['meta', 'link', 'input', 'br', 'img', 'base', 'path', 'rect']);
/** Of which elements nothing is read: what a machine reads, and what is pasted elsewhere. */
const UNREAD = new Set(['script', 'style', 'pre', 'code', 'time']);
const HEARD = [
  ...['title', 'aria-label', 'alt', 'placeholder', 'data-taken', 'data-offline'],
  // What the script of the embed builder says.
  ...['data-none', 'data-all', 'data-newest', 'data-unanswered', 'data-failed'],
  ...['data-shields', 'data-copied', 'data-selected'],
];
/** What is told of a page to those who quote it. */
const TOLD = /^(description|og:title|og:description|og:image:alt)$/;

async function saidBy(answer: Response): Promise<Said[]> {
  const said: Said[] = [];
  const around: { lang: string; unread: boolean }[] = [];
  let text = '';
  const add = (words: string, lang: string) => words.trim() && said.push({ text: words.trim(), lang });
  const page = new HTMLRewriter()
    .on('*', {
      element(element) {
        const { tagName: name } = element;
        const parent = around.at(-1);
        const lang = element.getAttribute('lang') ?? parent?.lang ?? '';
        const unread = parent?.unread || UNREAD.has(name);
        for (const heard of HEARD) add(element.getAttribute(heard) ?? '', lang);
        const told = element.getAttribute('name') ?? element.getAttribute('property') ?? '';
        if (name === 'meta' && TOLD.test(told)) add(element.getAttribute('content') ?? '', lang);
        if (VOID.has(name)) return;
        around.push({ lang, unread });
        element.onEndTag(() => void around.pop());
      },
      text(chunk) {
        text += chunk.text;
        if (!chunk.lastInTextNode) return;
        const { lang = '', unread = true } = around.at(-1) ?? {};
        if (!unread) add(text, lang);
        text = '';
      },
    })
    .transform(answer);
  await page.text();
  return said;
}

const wordsIn = (text: string) =>
  text
    // What stands in a noscript comes as it was written.
    .replace(/<\/?p>|&[a-z]+;|&#\d+;|https?:\/\/\S*|\S+@\S+|\b[0-9a-f]{64}\b/g, ' ')
    .match(/[\p{L}\p{M}Ω][\p{L}\p{M}\p{N}ـ]*/gu) ?? [];

/** Names that are the same in every language. */
const NAMES = ['Pledgemark', 'Atom', 'JSON', 'Feed', 'CSV', 'SHA', ...Object.values(LANGUAGES)];

async function wordsOf(language: Language): Promise<Words> {
  const words = await loadWords(language);
  if (!words) throw new Error(`There are no words of ${language}`);
  return words;
}

/** All words that there are in a language, months included. */
async function vocabulary(language: Language): Promise<Set<string>> {
  const words = await wordsOf(language);
  const l10n = await localizerFor(language);
  const days = Array.from({ length: 12 }, (_, month) =>
    l10n.day(`2025-${String(month + 1).padStart(2, '0')}-01`, 'UTC'),
  );
  const texts = Object.values(words).flatMap((message) => Object.values([message].flat()));
  return new Set(
    [...texts.flatMap((text) => (typeof text === 'string' ? [text] : Object.values(text))), ...days, ...NAMES]
      .flatMap((text) => wordsIn(String(text).replace(/{\w+}/g, ' ')))
      .concat('er'),
  );
}

/** What is in another language than the page's, or is not marked as what it is. */
function foreign(said: Said[], known: Set<string>, page: string, desk: string): Said[] {
  return said.filter(({ text, lang }) => {
    const words = wordsIn(text);
    const ours = words.filter((word) => !word.startsWith(MARK));
    const isDesks = ours.length === 0 && words.length > 0;
    if (isDesks) return lang.split('-')[0] !== desk && lang !== page;
    const isNameOfLanguage = Object.hasOwn(LANGUAGES, lang) && LANGUAGES[lang as Language] === text;
    return (
      !isNameOfLanguage &&
      (ours.some((word) => !known.has(word) && !known.has(word.replace(/^و/, ''))) ||
        (ours.length > 0 && lang !== page))
    );
  });
}

/** The embed builder, of a desk: what is looked for, chosen, and not there. */
const BUILDER = [
  '?tracker={}',
  '?tracker={}&category=transport',
  '?tracker={}&category=none',
  '?tracker={}&q=boat',
  '?tracker={}&q=zeppelin',
  '?pledge={}/ferry',
  '?pledge={}/ferry&form=card&lang=es',
  '?pledge={}/none',
  '?q=https://elsewhere.example/a/b',
].map((query) => `/embed${query}`);

test.each(CODES)('the embed builder is in %s, by the desk’s language or by the address', async (language) => {
  const known = await vocabulary(language);
  for (const word of ['px', 'shields', 'io', 'in', 'Markdown', 'SVG', 'PNG', 'README', 'total', 'shown'])
    known.add(word);
  const desk = language === 'cy' ? 'de' : 'cy';
  for (const path of ['/embed', ...BUILDER]) {
    const asked = `${path}${path.includes('?') ? '&' : '?'}in=${language}`.replace('{}', `desk-${desk}`);
    const answer = await fetchAsReader(asked);
    const html = await answer.clone().text();
    expect([asked, html]).toEqual([asked, expect.stringContaining(`<html lang="${language}"`)]);
    // What it offers to choose from is in the language of each desk.
    const found = foreign(await saidBy(answer), known, language, desk).filter(
      ({ text, lang }) => !(text === theirs('tracker') && Object.hasOwn(LANGUAGES, lang)),
    );
    expect([asked, found]).toEqual([asked, []]);
    // Whoever goes on stays in this language.
    for (const [, href = ''] of html.matchAll(/<a href="(\/embed\?(?!in=)[^"]+)"(?! lang="\w+" hreflang)/g))
      expect(href).toContain(`in=${language}`);
  }
  for (const path of BUILDER.filter((each) => each.includes('{}') && !each.includes('none'))) {
    const own = await fetchAsReader(path.replace('{}', `desk-${language}`));
    const found = foreign(await saidBy(own), known, language, language).filter(
      ({ text, lang }) => !(text === theirs('tracker') && Object.hasOwn(LANGUAGES, lang)),
    );
    expect([path, found]).toEqual([path, []]);
  }
});

test('the language of the builder’s page is not that of its line', async () => {
  const html = await (await fetchAsReader('/embed?pledge=desk-fr/ferry&form=card&lang=es&in=de')).text();
  expect(html).toContain('<html lang="de">');
  expect(html).toMatch(/<code id="snippet">[^<]* lang=&quot;es&quot;/);
  // Without a script the form keeps it; and the page leads to itself in others.
  expect(html.match(/<input type="hidden" name="in" value="de"\/>/g)).toHaveLength(2);
  expect(html).toContain('href="/embed?pledge=desk-fr%2Fferry&amp;form=card&amp;lang=es&amp;in=cy"');
  const wrong = await (await fetchAsReader('/embed?tracker=desk-fr&in=tlh')).text();
  expect(wrong).toContain('<html lang="fr">');
});

const inLanguage = (path: string, lang: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;

test.each(CODES)(
  'every page of a desk that writes %s is in that language, and in no other',
  async (language) => {
    const known = await vocabulary(language);
    const seen = new Set<string>();
    for (const path of PAGES) {
      const said = await saidBy(await fetchAsReader(`/desk-${language}${path}`));
      expect([path, foreign(said, known, language, language)]).toEqual([path, []]);
      for (const { text } of said) for (const word of wordsIn(text)) seen.add(word);
    }
    for (const word of [
      'tracker',
      'quote',
      'body',
      'response',
      'clerk',
      'inprogress',
      'reason',
      'coverage',
      'doubt',
    ])
      expect(seen).toContain(theirs(word));
  },
);

test.each(CODES)(
  'every page is in %s for a reader who chooses that, and marks what its desk wrote',
  async (language) => {
    const known = await vocabulary(language);
    const desk = language === 'cy' ? 'de' : 'cy';
    for (const path of ['/', ...PAGES.map((each) => `/desk-${desk}${each}`)]) {
      const answer = await fetchAsReader(inLanguage(path, language));
      const said = await saidBy(answer);
      // What the home page names is in the language of each desk.
      const found = foreign(said, known, language, desk).filter(
        ({ text, lang }) => !(path === '/' && text.startsWith(MARK) && Object.hasOwn(LANGUAGES, lang)),
      );
      expect([path, found]).toEqual([path, []]);
      const own = said.filter(({ text }) => /^Ω[a-z]+$/.test(text));
      if (path !== '/')
        expect([path, own.every(({ lang }) => lang === desk || lang === language)]).toEqual([path, true]);
    }
    const pledge = await saidBy(await fetchAsReader(inLanguage(`/desk-${desk}/ferry`, language)));
    for (const word of ['quote', 'body', 'yardstick', 'step', 'response', 'clerk', 'inprogress'])
      expect(pledge.filter(({ text }) => text === theirs(word)).map(({ lang }) => lang)).toContain(desk);
  },
);

test.each(CODES)(
  'frames and images are in %s, by the desk’s language or by the address',
  async (language) => {
    const known = await vocabulary(language);
    const other = language === 'en' ? 'fr' : 'en';
    for (const frame of FRAMES) {
      const own = await fetchAsReader(`/embed/${frame.replace('{}', `desk-${language}`)}`);
      expect([frame, foreign(await saidBy(own), known, language, language)]).toEqual([frame, []]);
      const asked = await fetchAsReader(
        inLanguage(`/embed/${frame.replace('{}', `desk-${other}`)}`, language),
      );
      const html = await asked.clone().text();
      expect(html).toMatch(
        new RegExp(`<html lang="${language}"${language === 'ar' ? ' dir="rtl"' : ' data'}`),
      );
      expect([frame, foreign(await saidBy(asked), known, language, other)]).toEqual([frame, []]);
    }
    for (const slug of ['ferry', 'pier']) {
      const svg = await (await fetchAsReader(`/badge/desk-${language}/${slug}.svg`)).text();
      const texts = [...svg.matchAll(/<(?:title|text)[^>]*>([^<]*)/g)].map(([, text = '']) => ({
        text,
        lang: language,
      }));
      expect(texts.length).toBeGreaterThan(1);
      expect([slug, foreign(texts, known, language, language)]).toEqual([slug, []]);
    }
  },
);

test.each(CODES)('feeds and oEmbed are in %s', async (language) => {
  const known = await vocabulary(language);
  const id = `desk-${language}`;
  for (const path of ['', '/corrections', '/pier']) {
    const feed = await json<{
      title: string;
      description: string;
      language: string;
      items: { title: string; content_text: string; content_html: string }[];
    }>(fetchAsReader(`/${id}${path}/feed.json`));
    expect(feed.language).toBe(language);
    const texts = [
      feed.title,
      feed.description,
      ...feed.items.flatMap((item) => [item.title, item.content_text]),
    ];
    expect([
      path,
      foreign(
        texts.map((text) => ({ text, lang: language })),
        known,
        language,
        language,
      ),
    ]).toEqual([path, []]);
    const atom = await (await fetchAsReader(`/${id}${path}/feed.atom`)).text();
    expect(atom).toContain(`xml:lang="${language}"`);
  }
  for (const path of [id, `${id}/ferry`, `${id}/pier`]) {
    const url = encodeURIComponent(`https://pledges.example/${path}`);
    const { title, html } = await json<{ title: string; html: string }>(fetchAsReader(`/oembed?url=${url}`));
    const [, sentence = ''] = /<blockquote><a [^>]*>([^<]*)/.exec(html) ?? [];
    const texts = [title, sentence].map((text) => ({ text, lang: language }));
    expect([path, foreign(texts, known, language, language)]).toEqual([path, []]);
  }
});

test.each(CODES)('who suggests something without a script is answered in %s', async (language) => {
  const known = await vocabulary(language);
  const send = (fields: Record<string, string>) =>
    fetchAsReader(`/api/v1/trackers/desk-${language}/pledges/ferry/suggestions?lang=${language}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'cf-connecting-ip': `192.0.2.${CODES.indexOf(language) + 1}`,
      },
      body: new URLSearchParams(fields),
    });
  const refused = await send({
    kind: 'edit',
    text: 'Ωx'.repeat(1500),
    url: 'no address',
    contact: 'Ω'.repeat(300),
  });
  const thanked = await send({ kind: 'edit', text: 'Ωsuggestion' });
  expect([refused.status, thanked.status]).toEqual([422, 200]);
  const said = await saidBy(refused);
  expect(said.filter(({ text }) => /2.?000|٢/.test(text))).toHaveLength(1);
  for (const each of [said, await saidBy(thanked)])
    expect(foreign(each, known, language, language)).toEqual([]);
});

test('no language says a sentence as English does', async () => {
  const english = await wordsOf('en');
  for (const language of CODES.filter((code) => code !== 'en')) {
    const words = await wordsOf(language);
    const same = Object.entries(words).filter(
      ([key, text]) =>
        typeof text === 'string' &&
        text === english[key as keyof typeof english] &&
        wordsIn(text.replace(/{\w+}/g, '')).length > 2,
    );
    expect([language, same]).toEqual([language, []]);
  }
});

test('a withdrawn verdict is named in the language of the page, whatever the desk writes', async () => {
  for (const [language, label] of Object.entries(WITHDRAWN))
    expect(await (await fetchAsReader(`/desk-en/pier?lang=${language}`)).text()).toContain(label);
});

test('what is pasted is in the desk’s language, also where its reader has chosen another', async () => {
  for (const language of ['', 'ar', 'en']) {
    const html = await (await fetchAsReader(`/desk-de/ferry?lang=${language}`)).text();
    expect(html).toMatch(/aria-label=&quot;Ωinprogress: Ωferry\. Bewertet von: Ωdesk, 10\. März 2025&quot;/);
  }
});
