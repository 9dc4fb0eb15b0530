// Whatever a desk writes into a title, a snippet is the elements that it should be, and the title is text in them.
import { expect, test } from 'vitest';
import {
  type Choice,
  FORMS,
  type PledgeQuote,
  policyFor,
  roomRule,
  snippet,
  type TrackerQuote,
} from '../../data/snippets.ts';
import { HOSTILE_STRINGS } from '../hostile-strings.ts';

// A desk cannot store a NUL, and a parser of HTML has its own way with one.
const TITLES = HOSTILE_STRINGS.filter((text) => !text.includes('\0'));

const ORIGIN = 'https://pledges.example';
const AS_OF = '2026-11-30T07:00:00Z';

function aPledgeQuote(hostile: string): PledgeQuote {
  return {
    kind: 'pledge',
    id: 'tracker/slug',
    url: `${ORIGIN}/tracker/slug`,
    language: 'en',
    title: hostile,
    label: hostile,
    outcome: 'kept',
    heading: hostile,
    sentence: hostile,
  };
}

function aTrackerQuote(hostile: string): TrackerQuote {
  const url = `${ORIGIN}/tracker?category=health`;
  return {
    kind: 'tracker',
    id: 'tracker',
    part: { category: 'health' },
    url,
    language: 'en',
    title: hostile,
    sentence: hostile,
  };
}

const choice = (form: Choice['form'], more: Partial<Choice> = {}): Choice => ({
  form,
  theme: 'dark',
  lang: 'de',
  asOf: AS_OF,
  width: 480,
  ...more,
});

/** The elements of each form, from the outside in, and the script where there is one. */
const ELEMENTS: Record<string, string[]> = {
  badge: ['pledge-badge', 'a', 'script'],
  card: ['pledge-card', 'a', 'script'],
  summary: ['pledge-summary', 'a', 'script'],
  list: ['pledge-list', 'a', 'script'],
  frame: ['iframe'],
  'summary-frame': ['iframe'],
  'list-frame': ['iframe'],
  svg: ['a', 'img'],
  png: ['a', 'img'],
};

function parsed(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

const inLine = (text: string) => text.replace(/\s+/g, ' ');

test.each([...FORMS.pledge, ...FORMS.tracker])(
  '%s: whatever a title holds stays text, on one line',
  (form) => {
    for (const hostile of [...TITLES, 'a "b" <c> &amp; ‘d’ `e` \n f', '](x) <img src=x onerror=alert(1)>']) {
      const quotes = [aPledgeQuote(hostile), aTrackerQuote(hostile)];
      for (const quote of quotes.filter(({ kind }) => (FORMS[kind] as readonly string[]).includes(form))) {
        const { text } = snippet(quote, choice(form));
        expect(text).not.toMatch(/[\r\n]/);
        if (form === 'markdown' || form === 'shields') continue;
        const body = parsed(text);
        const names = [...body.querySelectorAll('*')].map(({ localName }) => localName);
        const ofLink = quote.kind === 'pledge' ? ['a', 'script'] : ['a'];
        expect([hostile, names]).toEqual([hostile, ELEMENTS[form] ?? ofLink]);
        const link = body.querySelector('a');
        const said = [
          link?.textContent ||
            body.querySelector('img')?.getAttribute('alt') ||
            body.querySelector('iframe')?.title,
          link?.getAttribute('aria-label') ?? inLine(hostile),
        ];
        for (const words of said) expect(inLine(words ?? '')).toContain(inLine(hostile).trim());
        if (link) expect(link.href).toBe(quote.url);
      }
    }
  },
);

test('a block keeps its height free by a style, or where a policy forbids one by a class and a rule', () => {
  const quote = aPledgeQuote('Plant trees');
  const plain = snippet(quote, choice('card', { height: 417 })).text;
  expect(plain).toContain('style="display:block;min-block-size:417px"');
  const pinned = { path: '/embed/0.1.0.js', integrity: 'sha384-abc' };
  const strict = snippet(quote, choice('card', { height: 417, pinned })).text;
  expect(strict).toContain('class="pledge-room"');
  expect(strict).not.toContain('style=');
  expect(strict).toContain(`src="${ORIGIN}/embed/0.1.0.js" integrity="sha384-abc" crossorigin="anonymous"`);
  expect(roomRule(choice('card', { height: 417 }))).toBe(
    '.pledge-room { display: block; min-block-size: 417px }',
  );
  expect(roomRule(choice('badge'))).toBeNull();
});

test('what is chosen is in the snippet, and what is as usual is not', () => {
  const quote = aPledgeQuote('Plant trees');
  expect(snippet(quote, choice('badge')).text).toBe(
    `<pledge-badge pledge="tracker/slug" outcome="kept" as-of="${AS_OF}" theme="dark" lang="de"><a href="${ORIGIN}/tracker/slug" lang="en" aria-label="Plant trees">Plant trees</a></pledge-badge><script type="module" async fetchpriority="low" referrerpolicy="no-referrer" src="${ORIGIN}/embed/v1.js"></script>`,
  );
  expect(snippet(quote, choice('badge', { theme: 'auto', lang: null, asOf: null })).text).toMatch(
    /^<pledge-badge pledge="tracker\/slug" outcome="kept"><a href="[^"]+" aria-label="Plant trees">/,
  );
  const frame = parsed(snippet(aTrackerQuote('All'), choice('list-frame')).text).querySelector('iframe');
  expect(frame?.src).toBe(
    `${ORIGIN}/embed/list/tracker?category=health&theme=dark&lang=de&as-of=${encodeURIComponent(AS_OF)}`,
  );
  expect(snippet(quote, choice('link')).text).toContain(`data-as-of="${AS_OF}"`);
});

test('each form says what a policy has to allow for it, and no more', () => {
  const quote = aPledgeQuote('Plant trees');
  expect(policyFor(quote, { form: 'frame' })).toBe(`frame-src ${ORIGIN}`);
  expect(policyFor(quote, { form: 'markdown' })).toBe(`img-src ${ORIGIN}`);
  expect(policyFor(quote, { form: 'badge' })).toMatch(
    /^script-src \S+; connect-src \S+; require-trusted-types-for/,
  );
});
