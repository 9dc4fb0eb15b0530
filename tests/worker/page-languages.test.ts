// The pages' own words are English; a desk's words are in the desk's language, and each is marked as what it is, so that
// a screen reader says both as they are said (WCAG 2.2, 3.1.2).
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { plain } from '../../data/schemes/plain.ts';
import type { Tracker } from '../../data/tracker.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';

afterEach(reset);

/** Stands in every text of the desk, and in none of the pages' own. */
const MARK = 'Ω';
/** What stands for a verdict that was withdrawn is said in the desk's language as well. */
const WITHDRAWN = 'Dyfarniad wedi’i dynnu’n ôl';
const PAGES = ['/', '/desg', '/desg/fferi', '/desg/pont', '/desg/corrections', '/desg/nowhere'];

const theirs = (text: string) => `${MARK} ${text}`;
const label = (text: string) => ({ cy: theirs(text) });

const tracker: Tracker = aTracker({
  id: 'desg',
  language: 'cy',
  name: theirs('tracker'),
  publisher: { name: theirs('desk'), url: 'https://desk.example/' },
  subject: { name: theirs('council'), term: { start: '2024-05-07' } },
  scheme: {
    ...plain,
    verdicts: plain.verdicts.map((verdict) => ({
      ...verdict,
      label: label(verdict.id),
      definition: label(`definition of ${verdict.id}`),
    })),
  },
  categories: [{ id: 'transport', label: label('transport') }],
  documents: [{ id: 'programme', title: theirs('programme'), year: 2024, party: theirs('party') }],
  methodology: theirs('method'),
  imprint: theirs('imprint'),
  funding: theirs('funding'),
  privacy: theirs('privacy'),
  notice: theirs('notice'),
  coverage: { total: 700, note: theirs('coverage') },
});

const ferry = anImportRow({
  slug: 'fferi',
  title: theirs('ferry'),
  promise: { quote: theirs('quote'), document: 'programme', page: 12, madeBy: theirs('mayor') },
  verdict: {
    ...anImportRow().verdict,
    headline: theirs('headline'),
    summary: theirs('summary'),
    body: theirs('body'),
  },
  evidence: [{ title: theirs('minutes'), publisher: theirs('clerk'), quote: theirs('words') }],
  related: [{ pledge: 'pont', relation: 'part-of' }],
  responses: [{ from: theirs('spokesman'), text: theirs('response'), date: '2025-03-11' }],
});
const bridge = anImportRow({ ...ferry, slug: 'pont', title: theirs('bridge'), related: [] });

type Words = { text: string; lang: string };

const VOID = new Set(['meta', 'link', 'input', 'br', 'img']);

/** The texts of a page's body, each with the language that it is said to be in; dates are left out. */
async function wordsOf(path: string): Promise<Words[]> {
  const words: Words[] = [];
  const around: { name: string; lang: string; unread: boolean }[] = [];
  const page = new HTMLRewriter()
    .on('*', {
      element(element) {
        const { tagName: name } = element;
        const parent = around.at(-1);
        const lang = element.getAttribute('lang') ?? parent?.lang ?? '';
        const unread = parent?.unread || ['head', 'script', 'time', 'pre', 'code'].includes(name);
        if (VOID.has(name)) return;
        around.push({ name, lang, unread });
        element.onEndTag(() => void around.pop());
      },
    })
    .onDocument({
      text({ text }) {
        const { lang, unread } = around.at(-1) ?? { lang: '', unread: true };
        if (!unread && /\p{Letter}/u.test(text)) words.push({ text: text.trim(), lang });
      },
    })
    .transform(await fetchAsReader(path));
  await page.text();
  return words;
}

test('what a desk wrote is marked with its language, and what the page says is not', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  const body = { pledges: [ferry, bridge] };
  await json(fetchAsEditor('/trackers/desg/import', { method: 'POST', body }));
  const retraction = { method: 'POST', body: { note: theirs('reason') }, version: 1 };
  await json(fetchAsEditor('/trackers/desg/pledges/pont/retract', retraction));
  await untilPublished();
  const seen = new Set<string>();
  for (const path of PAGES)
    for (const { text, lang } of await wordsOf(path)) {
      const isTheirs = text.includes(MARK) || text === WITHDRAWN;
      expect({ path, text, lang }).toEqual({ path, text, lang: isTheirs ? 'cy' : 'en' });
      if (isTheirs) seen.add(text);
    }
  for (const text of ['tracker', 'quote', 'body', 'response', 'clerk', 'in-progress', 'reason', 'coverage'])
    expect([...seen].join()).toContain(theirs(text));
});

test('a label that the desk has in another language only is marked with that', async () => {
  const categories = [{ id: 'transport', label: { de: theirs('Verkehr') } }];
  const body = { ...tracker, language: 'en', categories };
  await json(fetchAsEditor('/trackers', { method: 'POST', body }), 201);
  await json(fetchAsEditor('/trackers/desg/import', { method: 'POST', body: { pledges: [bridge] } }));
  await untilPublished();
  const words = await wordsOf('/desg/pont');
  expect(words.find(({ text }) => text === theirs('Verkehr'))?.lang).toBe('de');
  expect(words.find(({ text }) => text === theirs('in-progress'))?.lang).toBe('cy');
  expect(words.find(({ text }) => text === theirs('quote'))?.lang).toBe('en');
});
