import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { personName, storedInstant } from '../../data/field.ts';
import { expectRefusal, put, refused, SUBJECTS } from './subjects.ts';

const ADDRESSES: [subject: string, pointer: string][] = [
  ['pledge', '/evidence/0/url'],
  ['pledge', '/evidence/0/archivedUrl'],
  ['pledge', '/promise/url'],
  ['pledge', '/responses/0/url'],
  ['pledge', '/timeline/0/url'],
  ['tracker', '/publisher/url'],
  ['tracker', '/publisher/logo'],
  ['tracker', '/documents/0/url'],
  ['tracker', '/licence/url'],
  ['tracker', '/corrections/url'],
  ['tracker', '/coverage/source'],
];

test.each(ADDRESSES)('of a %s, %s takes a web address and nothing else', (subject, pointer) => {
  const good = 'http://council.example:8080/minutes?year=2025#item-4';
  for (const bad of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,hello',
    'ftp://council.example/',
    'council.example',
    '/minutes',
    'https:council.example',
    'https://council.example@evil.example/',
    'https://user:secret@council.example/',
    'https:///council.example@evil.example/',
    'https://\\/council.example@evil.example/',
    'https://council.example/a b',
    'https://council.example/"onclick=',
    'https://council.example/<b>',
    'https://council.example/\u202e',
    // What a parser would put right in silence.
    ' https://council.example/',
    'https://council.example/ ',
    '\nhttps://council.example/',
    'https://council.example/a\nhttps://council.example/b',
    'https://council.example/a\thttps://council.example/b',
    'https://council.exa\nmple/',
    'ht\ttps://council.example/',
    'https:\\\\council.example/',
    'https://council.example\\minutes',
    'https:/council.example/',
    'https:////council.example/',
    'https://',
    'https://?x',
    'https://council.example:0/',
    'https://council.example:/',
    'https://council.example:0443/',
    'https://council.example:65536/',
    'https://council..example/',
    'https://council%2eexample/',
    'https://co\u00aduncil.example/',
    'https://council.example/a\u200bb',
    'https://ｃｏｕｎｃｉｌ.example/',
    'https://council.example\u3002/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://192.168.1/',
    'http://192.168.001.1/',
    'http://1.2.3.256/',
    'http://[::g]/',
    'https://council.example/\ud83d',
  ])
    expectRefusal(subject, pointer, bad, good);
  for (const asTyped of [
    'HTTPS://Council.Example/Minutes',
    'https://größe.example/straße?q=ü#ä',
    'https://xn--gre-6ka8i.example/',
    'https://web.archive.example/web/2019/https://council.example/a',
    'https://council.example/100%/a|b{c}[d]^`',
    'https://fa.wikipedia.example/wiki/می\u200cخواهم',
    'http://192.168.1.10:8080/',
    'http://[2001:db8::1]/',
    'https://council.example.',
    'https://under_score.council.example',
  ]) {
    const { schema, valid } = SUBJECTS[subject]!;
    const { data } = z.safeParse(schema, put(valid, pointer, asTyped));
    // Nothing of it is rewritten.
    expect(JSON.stringify(data)).toContain(JSON.stringify(asTyped));
  }
});

test.each([
  ['tracker', '/timezone', ['europe/london', 'EUROPE/LONDON', '+01:00', 'utc'], 'America/Port-au-Prince'],
  ['tracker', '/documents/0/year', ['2024', '2024.0', 1e21, 2024.5, 2 ** 53], 2024],
  ['tracker', '/indexed', ['true', 1, 'yes'], true],
  ['tracker', '/corrections/email', [' a@b.example', 'a@b.example\n', 'a@b'], 'a@b.example'],
  ['pledge', '/promise/page', ['4', '4.0', '0x10', '1e3', '04', Number.NaN], 4],
  ['pledge', '/due', ['2023-02-30', '2023-2-3', ' 2023-02-03', '2023-02-03Z', 'Feb 3 2023'], '2023-02-03'],
  [
    'tracker',
    '/closedAt',
    [
      '2028-05-02T24:00:00Z',
      '2028-05-02t00:00:00z',
      '2028-05-02T00:00:60Z',
      '2028-05-02T00:00:00+00:00',
      ' 2028-05-02T00:00:00Z',
    ],
    '2028-05-02T00:00:00Z',
  ],
  ['pledge', '/categories/0', ['Tax', ' tax', 'tax\n'], 'tax'],
  ['pledge', '/kind', ['Action', 'action '], 'action'],
] as const)(
  'of a %s, %s is taken as it is or refused, and never put right in silence',
  (subject, pointer, bads, good) => {
    for (const bad of bads) expectRefusal(subject, pointer, bad, good);
  },
);

test('an instant that is kept to the millisecond is refused where it is finer, and a name where two of it would look like one', () => {
  expect(storedInstant.safeParse('2025-01-01T00:00:00.123Z').success).toBe(true);
  expect(storedInstant.safeParse('2025-01-01T00:00:00.1234Z').success).toBe(false);
  for (const name of [
    'Wren\u200b',
    'Wr\u00aden',
    'Wren\u2800',
    'Wren\u3164',
    'Wr\u200den',
    '\u200dWren',
    'Wren\ufe0f',
    'Wren\u{e0061}',
  ])
    expect(personName.safeParse(name).success, JSON.stringify(name)).toBe(false);
  for (const name of ['Wren O’Hara', 'نرگس\u200cسادات', 'शर्\u200dमा', 'Zoë', 'Zoe\u0308', '李'])
    expect(personName.safeParse(name).success, name).toBe(true);
});

const MARKDOWN: [subject: string, pointer: string][] = [
  ['pledge', '/verdict/body'],
  ['tracker', '/methodology'],
  ['tracker', '/imprint'],
  ['tracker', '/funding'],
  ['tracker', '/privacy'],
];

test.each(MARKDOWN)('of a %s, %s takes no link but to the web and to mail', (subject, pointer) => {
  for (const [bad, good] of [
    ['[x](javascript:alert(1))', '[x](https://council.example)'],
    ['[x]( javascript:alert(1))', '[x]( https://council.example "Minutes")'],
    ['[x](java&#115;cript:alert(1))', '[x](mailto:clerk@council.example)'],
    ['[x](https://user:secret@council.example/)', '[x](https://council.example/@user)'],
    ['https://council.example@evil.example/', 'https://council.example/?to=a@b.example'],
    ['[x](https:///council.example@evil.example/)', '[x](https://council.example?to=a@b.example)'],
    ['[x](https://council.example(a)@evil.example/)', '[x](https://council.example/a_(b)@c)'],
    ['[x](https://council.example\\)@evil.example/)', '[x](https://council.example/a\\)b@c)'],
    ['https:////council.example@evil.example/', 'https://council.example#a@b.example'],
    ['[x](https://\\/council.example@evil.example/)', 'x https:///council.example@evil.example/'],
    ['[x](data:text/html,hello)', '[x](http://council.example)'],
    ['[x](//evil.example)', 'x (//evil.example)'],
    ['[x][1]\n\n[1]: javascript:alert(1)', '[x][1]\n\n[1]: https://council.example'],
    ['[x][1]\n\n[1]:\n  javascript:alert(1)', '[x][1]\n\n[1]:\n  https://council.example'],
    ['> [x]: javascript:alert(1)\n\n[x]', '> [x]: https://council.example\n\n[x]'],
    ['- [x]: javascript:alert(1)\n\n[x]', '- [x]: https://council.example\n\n[x]'],
    ['[x\\]y]: javascript:alert(1)\n\n[x\\]y]', '[x\\]y]: https://council.example\n\n[x\\]y]'],
  ])
    expectRefusal(subject, pointer, bad, good);
});

test.each(MARKDOWN)('of a %s, %s takes no HTML', (subject, pointer) => {
  for (const bad of [
    '<script>alert(1)</script>',
    'a <b>word</b>',
    '<IMG src=x>',
    'end </p',
    '<!-- note -->',
    '<?php',
    '<https://x.example>',
  ])
    expectRefusal(subject, pointer, bad, 'a < b, 3 <4, 5 > 4, *emphasis*\n\n- a list\n\n> a quotation');
});

test.each(MARKDOWN)(
  'of a %s, %s is judged at once, whatever spaces and brackets are in it, and however long',
  (subject, pointer) => {
    const { schema, valid } = SUBJECTS[subject]!;
    const spaced = `>${' '.repeat(200)}`;
    // Each of them took minutes, or hours, before the patterns were made to take one way through a text.
    expect(refused(schema, put(valid, pointer, `${spaced.repeat(8)}x`))).toEqual([]);
    expect(refused(schema, put(valid, pointer, `${spaced.repeat(9)}x`))).toEqual([pointer]);
    expect(refused(schema, put(valid, pointer, '[\n'.repeat(130_000)))).toContain(pointer);
  },
);

const LINES: [subject: string, pointer: string, limit: number][] = [
  ['tracker', '/name', 120],
  ['tracker', '/publisher/name', 120],
  ['tracker', '/subject/name', 120],
  ['tracker', '/subject/party', 120],
  ['tracker', '/scheme/verdicts/0/label/en', 40],
  ['tracker', '/scheme/verdicts/0/short/en', 16],
  ['tracker', '/scheme/verdicts/0/definition/en', 1000],
  ['tracker', '/categories/0/label/en', 80],
  ['tracker', '/documents/0/title', 200],
  ['tracker', '/documents/0/party', 120],
  ['tracker', '/licence/name', 120],
  ['tracker', '/coverage/note', 300],
  ['tracker', '/notice', 300],
  ['pledge', '/title', 200],
  ['pledge', '/promise/madeBy', 120],
  ['pledge', '/verdict/headline', 140],
  ['pledge', '/evidence/0/title', 300],
  ['pledge', '/evidence/0/publisher', 120],
  ['pledge', '/responses/0/from', 120],
  ['document', '/underReview/note', 300],
];
const TEXTS: [subject: string, pointer: string, limit: number][] = [
  ['pledge', '/promise/quote', 2000],
  ['pledge', '/verdict/summary', 400],
  ['pledge', '/evidence/0/quote', 1000],
  ['pledge', '/responses/0/text', 2000],
  ['revision', '/note', 1000],
];
const MARKDOWN_LIMITS: [subject: string, pointer: string, limit: number][] = [
  ['pledge', '/verdict/body', 20_000],
  ['tracker', '/methodology', 20_000],
  ['tracker', '/imprint', 5000],
  ['tracker', '/funding', 5000],
  ['tracker', '/privacy', 5000],
];
const WRITTEN = [...LINES, ...TEXTS, ...MARKDOWN_LIMITS];

test.each(WRITTEN)('of a %s, %s takes at most %i characters', (subject, pointer, limit) => {
  expectRefusal(subject, pointer, 'a'.repeat(limit + 1), 'a'.repeat(limit));
});

test.each(WRITTEN)(
  'of a %s, %s takes every language and nothing that deceives the eye',
  (subject, pointer) => {
    const good = 'Ŵß ñ \u2067س\u2069 क\u200d👩';
    for (const bad of [
      'a\u0000b',
      'a\u001bb',
      'a\u007fb',
      'a\u0085b',
      'a\rb',
      'a\ufeffb',
      'a\ufffeb',
      'a\uffffb',
      'a\u202eb',
      'a\u202ab',
    ])
      expectRefusal(subject, pointer, bad, good);
    for (const lone of ['a\ud83d', '\udc69b']) expectRefusal(subject, pointer, lone, '\ud83d\udc69');
  },
);

test.each([...LINES, ...TEXTS])(
  'of a %s, %s is never empty, or only what nobody sees',
  (subject, pointer) => {
    for (const bad of [
      '',
      ' ',
      '\u00a0\u2003',
      '\u200b',
      '\u2060 \u00ad',
      '\u3164',
      '\u115f\u1160\uffa0',
      '\u2800',
      '\u2800 \u200d\u2800',
      '\u0301',
      '\u20dd',
      '\u034f',
      '\u200e\u200f\u061c',
      '\u2066\u2069',
      '\ufe0f\u{e0100}',
      '\u{e0067}\u{e007f}',
      '\u{1d159}',
      '\ufffc',
      '\u2061\u2064',
      '\ue000',
    ])
      expectRefusal(subject, pointer, bad, '…');
    for (const good of [
      '👩\u200d👩\u200d👧',
      '🏴\u{e0067}\u{e0062}\u{e007f}',
      '❤\ufe0f',
      '1\ufe0f\u20e3',
      'می\u200cخواهم',
      'क्\u200dष',
      'e\u0301',
      '✓',
      '한',
      '？',
    ])
      if (good.length <= 12) expectRefusal(subject, pointer, '\u2800', good);
  },
);

test.each(LINES)('of a %s, %s is one line', (subject, pointer) => {
  for (const bad of ['a\nb', 'a\tb', 'a\u2028b', 'a\u2029b']) expectRefusal(subject, pointer, bad, 'a b');
});

test.each([...TEXTS, ...MARKDOWN_LIMITS])('of a %s, %s may have paragraphs', (subject, pointer) => {
  expect(refused(SUBJECTS[subject]!.schema, put(SUBJECTS[subject]!.valid, pointer, 'a\n\nb\tc'))).toEqual([]);
});
