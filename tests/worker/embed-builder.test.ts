// The embed builder without a script: what is found and chosen is in its address. The page at work is tested end to end.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker } from '../builders.ts';
import { act, publishSecond } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, publishOnePledge, untilPublished } from './client.ts';

afterEach(reset);

const ID = 'test-tracker/reopen-the-ferry';

async function built(query: string): Promise<{ status: number; html: string; line: string; policy: string }> {
  const answer = await fetchAsReader(`/embed${query}`, { redirect: 'manual' });
  const html = await answer.text();
  const policy = answer.headers.get('content-security-policy') ?? '';
  return {
    status: answer.status,
    html,
    line: unescaped(/<code id="snippet">(.*?)<\/code>/s.exec(html)?.[1]),
    policy,
  };
}

function unescaped(html = ''): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

test('an address that names a pledge has its line, with today’s instant and the height of its form', async () => {
  await publishOnePledge();
  const { status, html, line, policy } = await built(`?pledge=${ID}&form=card&theme=dark&lang=cy`);
  expect(status).toBe(200);
  const [, asOf = ''] =
    /^<pledge-card pledge="test-tracker\/reopen-the-ferry" as-of="([^"]+)" theme="dark" lang="cy" style="display:block;min-block-size:384px"><a href="https:\/\/pledges\.example\/test-tracker\/reopen-the-ferry" lang="en">In progress: Reopen the ferry\. Verdict by Test Desk, [^<]+<\/a><\/pledge-card><script /.exec(
      line,
    ) ?? [];
  expect(Math.abs(Date.now() - Date.parse(asOf))).toBeLessThan(60_000);
  expect(html).toContain('<input type="radio" name="form" value="card" checked=""/>');
  expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'.*frame-src 'self'/);
  // Every page leads here.
  for (const [page, link] of [
    [`/${ID}`, `/embed?pledge=${ID}`],
    ['/test-tracker', '/embed?tracker=test-tracker'],
  ] as const)
    expect(await (await fetchAsReader(page)).text()).toContain(`href="${link}"`);
});

test('a choice that is none counts as not made', async () => {
  await publishOnePledge();
  const { line } = await built(`?pledge=${ID}&form=summary&theme=pink&lang=tlh&width=9999`);
  expect(line).toMatch(/^<pledge-badge pledge="[^"]+" outcome="in-progress" as-of="[^"]+"><a /);
});

test('a tracker, or a category of it, has a summary', async () => {
  await publishOnePledge();
  expect((await built('?tracker=test-tracker')).line).toMatch(
    /^<pledge-summary tracker="test-tracker" as-of=/,
  );
  const { line, html } = await built('?tracker=test-tracker&category=transport&form=list-frame');
  expect(line).toContain(`src="${ORIGIN}/embed/list/test-tracker?category=transport&amp;as-of=`);
  expect(html).toContain('href="/embed?tracker=test-tracker&amp;category=transport"');
});

test('words find pledges, each of which leads to its line, and a pasted address leads there at once', async () => {
  await publishOnePledge();
  await publishSecond();
  await untilPublished();
  const { html } = await built('?tracker=test-tracker&q=reopen');
  expect(html).toContain('Results: 1');
  expect(html).toContain(`href="/embed?pledge=${ID}"`);
  expect((await built('?tracker=test-tracker&q=zeppelin')).html).toContain('No pledge has these words.');
  for (const [pasted, to] of [
    [`${ORIGIN}/${ID}?utm_source=x#history`, `/embed?pledge=${encodeURIComponent(ID)}`],
    [`${ORIGIN}/${ID}?category=none`, `/embed?pledge=${encodeURIComponent(ID)}`],
    [`(${ORIGIN}/test-tracker/).`, '/embed?tracker=test-tracker'],
    [`${ORIGIN}/test-tracker?category=transport`, '/embed?tracker=test-tracker&category=transport'],
  ] as const) {
    const answer = await fetchAsReader(`/embed?q=${encodeURIComponent(pasted)}`, { redirect: 'manual' });
    expect([pasted, answer.status, answer.headers.get('location')]).toEqual([pasted, 302, to]);
  }
});

test('a former name leads to the pledge of today, and the line names that', async () => {
  const { version } = await publishOnePledge();
  await json(act('rename', version, { slug: 'ferry-again' }));
  await untilPublished();
  expect((await built(`?pledge=${ID}`)).line).toContain('pledge="test-tracker/ferry-again"');
});

test('what is not there is told in words where it was asked for, with a search, and is 404', async () => {
  await publishOnePledge();
  for (const [query, words] of [
    ['?pledge=test-tracker/none', 'There is no such pledge here'],
    ['?pledge=none/none', 'There is no such pledge here'],
    ['?pledge=a/b/c', 'There is no such pledge here'],
    ['?pledge=%00/%3Cscript%3E', 'There is no such pledge here'],
    // No name is so long, and no key of KV.
    [`?pledge=test-tracker/${'x'.repeat(600)}`, 'There is no such pledge here'],
    ['?tracker=none', 'There is no such tracker here'],
    [
      '?tracker=test-tracker&category=none',
      'There is no such tracker here, or it has no such category or value',
    ],
    [`?q=${encodeURIComponent('https://elsewhere.example/a/b')}`, 'No pledge and no tracker of this site'],
    [`?q=${encodeURIComponent(`${ORIGIN}/test-tracker/none`)}`, 'No pledge and no tracker of this site'],
  ] as const) {
    const { status, html } = await built(query);
    expect([query, status]).toEqual([query, 404]);
    expect([query, html]).toEqual([query, expect.stringContaining(words)]);
    expect(html).toContain('action="/embed"');
    expect(html).not.toContain('id="snippet"');
  }
});

test('without anything named it asks for a tracker and words, also where nothing is published yet', async () => {
  expect((await built('')).html).toContain('What to quote');
  await publishOnePledge();
  const { status, html } = await built('');
  expect([status, html]).toEqual([200, expect.stringContaining('<option value="test-tracker" selected="">')]);
  const slash = await fetchAsReader('/embed/?tracker=test-tracker', { redirect: 'manual' });
  expect([slash.status, slash.headers.get('location')]).toEqual([301, '/embed?tracker=test-tracker']);
});

test('a title with markup in it is text on the page, in the line and in what the script reads', async () => {
  const title = `</code><script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const path = '/trackers/test-tracker/pledges';
  await json(fetchAsEditor(path, { method: 'POST', body: { slug: 'hostile', ...aPledge({ title }) } }), 201);
  await json(fetchAsEditor(`${path}/hostile/publish`, { method: 'POST', body: { note: 'n' }, version: 1 }));
  await untilPublished();
  const { html, line } = await built('?pledge=test-tracker/hostile&form=svg');
  expect(html).not.toMatch(/<script>|<img/);
  expect(line).toContain('&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
  const [, quote = ''] = /data-quote="([^"]*)"/.exec(html) ?? [];
  expect(JSON.parse(unescaped(quote).replaceAll('&#39;', "'")).title).toBe(title);
});
