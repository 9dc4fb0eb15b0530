// An address as it stands in a sentence, in a mail or in capitals leads to what it means, and to nothing else.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { act } from './acting.ts';
import { fetchAsReader, publishOnePledge, untilPublished } from './client.ts';
import { PLEDGE } from './page.ts';

afterEach(reset);

const TAILS = [
  ...[
    '.',
    ',',
    ';',
    ':',
    '!',
    ')',
    ']',
    '}',
    '>',
    '"',
    "'",
    '*',
    '_',
    '~',
    '|',
    '...',
    ').',
    '."',
    '",',
    ".)'",
  ],
  ...['\u2019', '\u201d', '\u00bb', '\u203a', '\u2026', '\u3002', '\uff09', '\u200b', '\u00a0'],
  ...[
    '%2E',
    '%2e',
    '%2C',
    '%22',
    '%3E',
    '%3e',
    '%29',
    '%20',
    '%0A',
    '%E2%80%9D',
    '%e2%80%9d.',
    '%C2%A0',
    '%7C',
  ],
  ...['&gt;', '&quot;', '&#39;', '&nbsp;', '&gt;.', './', ')/', '%22/'],
];

async function led(path: string): Promise<[string, number, string | null]> {
  const answer = await fetchAsReader(path);
  await answer.text();
  return [path, answer.status, answer.headers.get('location')];
}

test('what a sentence puts behind an address leads to the pledge or tracker, and so do capitals', async () => {
  await publishOnePledge();
  for (const address of [PLEDGE, '/test-tracker', '/test-tracker/corrections', `${PLEDGE}/feed.atom`])
    for (const tail of TAILS) expect(await led(address + tail)).toEqual([address + tail, 301, address]);
  const other: [string, string][] = [
    ['/Test-Tracker', '/test-tracker'],
    ['/TEST-TRACKER/REOPEN-THE-FERRY', PLEDGE],
    ['/TEST-TRACKER/REOPEN-THE-FERRY).', PLEDGE],
    ['/test-tracker/Reopen-The-Ferry/', PLEDGE],
    ['/test-tracker/re%6Fpen-the-ferry', PLEDGE],
    ['/test%2Dtracker/reopen-the-ferry%2E', PLEDGE],
    ['/test-tracker%2Freopen-the-ferry', PLEDGE],
    [`${PLEDGE}%`, PLEDGE],
    [`${PLEDGE}%E2%80`, PLEDGE],
    ['/Test-Tracker/Feed.json,', '/test-tracker/feed.json'],
    [`${PLEDGE}.?as-of=2019-05-20&x=%2F`, `${PLEDGE}?as-of=2019-05-20&x=%2F`],
    [`${PLEDGE}/?lang=cy`, `${PLEDGE}?lang=cy`],
  ];
  for (const [path, to] of other) {
    // Not everything that is encoded is another address: what is there is answered at once.
    const [, status, location] = await led(path);
    expect([path, location ?? status]).toEqual([path, status === 200 ? 200 : to]);
  }
});

test('an old slug and an old site’s path are found behind such an address in one step, and keep the query', async () => {
  const { version } = await publishOnePledge();
  const aliases = ['/policies/Ferry', '/policies/caf%C3%A9', '/old.html'];
  await act('rename', version, { slug: 'the-ferry', aliases });
  await untilPublished();
  for (const path of [
    '/test-tracker/reopen-the-ferry',
    '/test-tracker/Reopen-The-Ferry.',
    '/policies/Ferry',
    '/policies/Ferry,',
    '/policies/caf%c3%a9).',
    '/policies/caf\u00e9"',
    '/old.html.',
    '/OLD.HTML',
  ])
    expect(await led(`${path}?q=1`)).toEqual([`${path}?q=1`, 301, '/test-tracker/the-ferry?q=1']);
});

test('nothing leads to another site, in a circle, or to what is not there', async () => {
  await publishOnePledge();
  for (const path of [
    '//evil.example.',
    '//evil.example/.',
    '/%2Fevil.example.',
    '/%2f%2fevil.example%2f.',
    '/\\evil.example.',
    '/%5Cevil.example.',
    '/test-tracker//evil.example.',
    '/test-tracker/https://evil.example).',
    '/@evil.example.',
    '/test-tracker/%0D%0Alocation:%20https:%2F%2Fevil.example',
    '/test-tracker/nothing.',
    '/Test-Tracker/Nothing',
    '/No-Such-Tracker.',
    '/no-such-tracker/reopen-the-ferry.',
    `${PLEDGE}/more.`,
    `${PLEDGE}.html`,
    '/test-tracker/%E2%80reopen-the-ferry',
    '/...',
    `/${'%2E'.repeat(99)}`,
    `/${'&gt;'.repeat(70)}x`,
  ]) {
    const [, status, location] = await led(path);
    expect([path, status, location]).toEqual([path, 404, null]);
  }
});

test('an address that is spelt properly and not there costs no more reads for it', async () => {
  await publishOnePledge();
  const spy = vi.spyOn(env.PUBLISHED, 'getWithMetadata');
  for (const path of ['/wp-login.php', '/nothing/of-that-name', '/a/b/c.html', `/${'x'.repeat(400)}.`]) {
    spy.mockClear();
    expect((await led(path))[1]).toBe(404);
    // The page itself, an old site's path, the tracker and the list of trackers that the answer offers.
    expect(spy.mock.calls.length).toBeLessThanOrEqual(5);
    expect(
      spy.mock.calls.flatMap(([keys]) => keys).filter((key) => `${key}`.includes('redirect')).length,
    ).toBeLessThan(2);
  }
  spy.mockRestore();
});
