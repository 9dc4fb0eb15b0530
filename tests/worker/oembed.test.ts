// What a CMS gets for an address that somebody pastes. The frames and the real WordPress are tested end to end.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker } from '../builders.ts';
import { act, publishSecond } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, publishOnePledge, untilPublished } from './client.ts';

afterEach(() => reset());

type Embed = Record<'version' | 'type' | 'title' | 'html' | 'author_name' | 'thumbnail_url', string> &
  Record<'width' | 'height', number>;

const PAGE = `${ORIGIN}/test-tracker/reopen-the-ferry`;

function embed(url: string, query = ''): Promise<Response> {
  return fetchAsReader(`/oembed?url=${encodeURIComponent(url)}${query}`);
}

function elements(html: string): string[] {
  return [...html.matchAll(/<([a-z-]+)/g)].map(([, name = '']) => name);
}

test('a pledge’s address becomes a card in three layers on one line, each with the verdict’s date or its own', async () => {
  await publishOnePledge();
  const response = await embed(PAGE, '&format=json');
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const found = await json<Embed>(Promise.resolve(response));
  expect(found).toMatchObject({
    version: '1.0',
    type: 'rich',
    title: 'In progress: Reopen the ferry',
    author_name: 'Test Desk',
    provider_name: 'Test Desk',
    width: 600,
    height: 360,
    thumbnail_url: `${ORIGIN}/badge/test-tracker/reopen-the-ferry.png`,
    thumbnail_width: 1200,
    thumbnail_height: 630,
  });
  const { html } = found;
  expect(html).not.toContain('\n');
  expect(elements(html)).toEqual(['pledge-card', 'blockquote', 'a', 'script', 'iframe']);
  expect(html).toMatch(
    /<blockquote><a href="[^"]*">In progress: Reopen the ferry\. Verdict by Test Desk, \d+ /,
  );
  const [, asOf = ''] =
    /^<pledge-card pledge="test-tracker\/reopen-the-ferry" as-of="([^"]+)">/.exec(html) ?? [];
  expect(Math.abs(Date.now() - Date.parse(asOf))).toBeLessThan(60_000);
  expect(html).toContain(`src="${ORIGIN}/embed/card/test-tracker/reopen-the-ferry?as-of=`);
});

test('every spelling of an address that somebody may paste shows the same card', async () => {
  await publishOnePledge();
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  await json(
    fetchAsEditor(`${path}/rename`, {
      method: 'POST',
      version: 2,
      body: { slug: 'ferry', aliases: ['/old/ferry-page'] },
    }),
  );
  await untilPublished();
  const host = ORIGIN.replace('https://', '');
  for (const pasted of [
    `${ORIGIN}/test-tracker/ferry`,
    PAGE,
    `${PAGE}/`,
    `${PAGE}?ref=ghost&utm_source=x`,
    `${PAGE}#history`,
    `http://${host}/test-tracker/ferry`,
    `HTTPS://${host.toUpperCase()}/Test-Tracker/Ferry`,
    `${host}/test-tracker/ferry`,
    `//${host}/test-tracker/ferry`,
    `  <${PAGE}>. `,
    `(${PAGE}),`,
    `${ORIGIN}//test-tracker//ferry`,
    `${ORIGIN}:443/test-tracker/ferry`,
    `${ORIGIN}/embed/card/test-tracker/ferry?as-of=2025-01-01`,
    `${ORIGIN}/badge/test-tracker/ferry.svg`,
    `${ORIGIN}/api/v1/pledges/test-tracker/ferry`,
    `${ORIGIN}/api/v1/trackers/test-tracker/pledges/ferry`,
    `${ORIGIN}/test-tracker/ferry/feed.atom`,
    `${ORIGIN}/old/ferry-page`,
  ])
    expect((await json<Embed>(embed(pasted))).html, pasted).toContain('pledge="test-tracker/ferry"');
});

test('`as-of` in the address wins, if it is a day or an instant that there was', async () => {
  await publishOnePledge();
  const asOf = async (value: string) =>
    /as-of="([^"]+)"/.exec(
      (await json<Embed>(embed(`${PAGE}?as-of=${encodeURIComponent(value)}`))).html,
    )?.[1];
  expect(await asOf('2025-03-10')).toBe('2025-03-10');
  expect(await asOf('2025-03-10T22:30:00+01:00')).toBe('2025-03-10T22:30:00+01:00');
  for (const wrong of ['2025-02-30"><script>', 'yesterday', '2025-13-01', '2025-02-30'])
    expect(await asOf(wrong), wrong).toMatch(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/);
});

test('a tracker’s address becomes its summary, or that of the category it names', async () => {
  await publishOnePledge();
  const whole = await json<Embed>(embed(`${ORIGIN}/test-tracker`));
  expect(whole.html).toMatch(/^<pledge-summary tracker="test-tracker" as-of=/);
  expect(whole.html).toMatch(/as they stood on \d+ /);
  const part = await json<Embed>(embed(`${ORIGIN}/test-tracker?category=transport`));
  expect(part.html).toMatch(/^<pledge-summary tracker="test-tracker" category="transport" as-of=/);
  expect(part.html).toContain('/embed/summary/test-tracker?category=transport&amp;as-of=');
  expect((await json<Embed>(embed(`${ORIGIN}/test-tracker?category=none`))).html).not.toContain('category');
});

test('a size that a consumer wants at most is obeyed', async () => {
  await publishOnePledge();
  expect(await json(embed(PAGE, '&maxwidth=320&maxheight=200&dnt=1'))).toMatchObject({
    width: 320,
    height: 200,
  });
  expect((await json<Embed>(embed(PAGE, '&maxheight=200'))).html).toContain('height="200"');
  expect(await json(embed(PAGE, '&maxwidth=5000&maxheight=5000'))).toMatchObject({ width: 600, height: 360 });
  for (const wrong of ['0', '-1', 'wide', '1e3', ''])
    expect((await embed(PAGE, `&maxwidth=${wrong}`)).status, wrong).toBe(400);
});

test('a withdrawn verdict is embedded as withdrawn by its desk, without its old word', async () => {
  await publishOnePledge();
  await json(act('retract', 2, { note: 'It was never promised.' }));
  await untilPublished();
  const found = await json<Embed>(embed(PAGE));
  expect(found.title).toBe('Verdict withdrawn: Reopen the ferry');
  expect(found.html).toContain('Verdict withdrawn: Reopen the ferry. Withdrawn by Test Desk, ');
  expect(JSON.stringify(found)).not.toMatch(/In progress/);
});

test('what is in a title stays text in every layer', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  await publishSecond('ferry', aPledge({ title: `"><script>alert(1)</script> & 'so' on` }));
  await untilPublished();
  const { html } = await json<Embed>(embed(`${ORIGIN}/test-tracker/ferry`));
  expect(elements(html)).toEqual(['pledge-card', 'blockquote', 'a', 'script', 'iframe']);
  expect(html).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; 'so' on");
});

test('what cannot be embedded is answered as consumers understand it, and never with another page’s content', async () => {
  await publishOnePledge();
  for (const wrong of [
    `${ORIGIN}/test-tracker/none`,
    `${ORIGIN}/none`,
    ORIGIN,
    'https://elsewhere.example/test-tracker/reopen-the-ferry',
    `https://pledges.example.elsewhere.example/test-tracker/reopen-the-ferry`,
    `https://pledges.example@elsewhere.example/test-tracker/reopen-the-ferry`,
    `https://user:word@pledges.example/test-tracker/reopen-the-ferry`,
    `ftp://pledges.example/test-tracker/reopen-the-ferry`,
    `${PAGE}/evidence/more`,
    'x'.repeat(3000),
    '%',
    '\u0000',
  ])
    expect((await embed(wrong)).status, wrong).toBe(404);
  expect((await embed(PAGE, '&format=xml')).status).toBe(501);
  const missing = await fetchAsReader('/oembed');
  expect([missing.status, (await missing.json<{ detail: string }>()).detail]).toEqual([
    400,
    '`url` is missing: the address to embed.',
  ]);
});

test('a consumer that has an answer is told that nothing has changed, until something has', async () => {
  await publishOnePledge();
  const etag = (await embed(PAGE)).headers.get('etag') ?? '';
  const again = () =>
    fetchAsReader(`/oembed?url=${encodeURIComponent(PAGE)}`, { headers: { 'if-none-match': etag } });
  expect((await again()).status).toBe(304);
  await json(act('retract', 2, { note: 'It was never promised.' }));
  await untilPublished();
  expect((await again()).status).toBe(200);
});

test('an installation describes itself as a provider', async () => {
  expect(await json(fetchAsReader('/oembed/provider.json'))).toEqual([
    expect.objectContaining({
      provider_url: ORIGIN,
      endpoints: [{ schemes: [`${ORIGIN}/*`], url: `${ORIGIN}/oembed`, formats: ['json'], discovery: true }],
    }),
  ]);
});
