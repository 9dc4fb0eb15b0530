// A verdict as an image, and for shields.io. How the images look is told by eyes: `npm run build` writes the pictures.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, publishSecond } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, publishOnePledge, untilPublished } from './client.ts';

afterEach(() => reset());

const BADGE = '/badge/test-tracker/reopen-the-ferry';

test('the image says verdict and date, its title the whole sentence, and it is asked for anew each time', async () => {
  await publishOnePledge();
  const response = await fetchAsReader(`${BADGE}.svg`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  const svg = await response.text();
  expect(svg).toMatch(
    /<title id="t">In progress: Reopen the ferry\. Verdict by Test Desk, \d+ \w+ 20\d\d<\/title>/,
  );
  expect([...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
    'In progress',
    expect.stringMatching(/^\d+ \w+ 20\d\d$/),
  ]);
  const etag = response.headers.get('etag') ?? '';
  expect((await fetchAsReader(`${BADGE}.svg`, { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('shields.io gets its schema, with the date in the message and a long title cut', async () => {
  await publishOnePledge();
  expect(await json(fetchAsReader(`${BADGE}.json`))).toEqual({
    schemaVersion: 1,
    label: 'Reopen the ferry',
    message: expect.stringMatching(/^In progress \(\d+ \w+ 20\d\d\)$/),
    color: '#504799',
    isError: false,
    logoSvg: expect.stringMatching(/^<svg /),
    cacheSeconds: 300,
  });
  await publishSecond('long', aPledge({ title: 'Reopen the ferry on every day of the year, at every hour' }));
  await untilPublished();
  expect(await json(fetchAsReader('/badge/test-tracker/long.json'))).toMatchObject({
    label: 'Reopen the ferry on every day of the ye…',
  });
});

test('a picture leads to the one of the outcome, and of a withdrawn verdict to its own', async () => {
  await publishOnePledge();
  const picture = async () => {
    const { status, headers } = await fetchAsReader(`${BADGE}.png`);
    return [status, headers.get('location')];
  };
  expect(await picture()).toEqual([302, `${ORIGIN}/embed/outcomes/in-progress.png`]);
  await json(act('retract', 2, { note: 'It was never promised.' }));
  await untilPublished();
  expect(await picture()).toEqual([302, `${ORIGIN}/embed/outcomes/retracted.png`]);
  expect(await json(fetchAsReader(`${BADGE}.json`))).toMatchObject({
    isError: true,
    message: expect.stringMatching(/^Verdict withdrawn \(/),
  });
  expect(await (await fetchAsReader(`${BADGE}.svg`)).text()).not.toContain('In progress');
});

test('hostile words are text in the image, and a label from right to left has its icon at its beginning', async () => {
  const verdicts = aTracker().scheme.verdicts.map((verdict) =>
    verdict.id === 'kept' ? { ...verdict, label: { ar: 'تم الوفاء به' } } : verdict,
  );
  const tracker = aTracker({ scheme: { ...aTracker().scheme, verdicts } });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  await publishSecond('hostile', aPledge({ title: '"/><script>alert(1)</script>&lt;' }));
  await publishSecond('arabic', aPledge({ verdict: aVerdict({ id: 'kept' }) }));
  await untilPublished();
  const hostile = await (await fetchAsReader('/badge/test-tracker/hostile.svg')).text();
  expect(hostile).toContain('&quot;/&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;');
  expect(hostile).not.toContain('<script');
  const arabic = await (await fetchAsReader('/badge/test-tracker/arabic.svg')).text();
  const at = (found: RegExp) => Number(found.exec(arabic)?.[1]);
  expect(at(/translate\(([\d.]+) 5\)/)).toBeGreaterThan(at(/<text x="([\d.]+)"/));
});

test('there is no image of what is not there, nor in a form that is not offered', async () => {
  await publishOnePledge();
  for (const path of [
    'none.svg',
    'none.png',
    'reopen-the-ferry.gif',
    'reopen-the-ferry',
    '.svg',
    '%00.svg',
    `${'x'.repeat(2000)}.svg`,
  ])
    expect((await fetchAsReader(`/badge/test-tracker/${path}`)).status, path).toBe(404);
  expect((await fetchAsReader('/badge')).status).toBe(404);
});
