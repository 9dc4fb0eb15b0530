import { reset } from 'cloudflare:test';
import { parseFeed } from '@rowanmanning/feed-parser';
import { afterEach, expect, test } from 'vitest';
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, publishVerdict } from './acting.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ORIGIN,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(() => reset());

const TRACKER = '/test-tracker';
const PLEDGE = '/test-tracker/reopen-the-ferry';
const PLEDGE_AT_DESK = '/trackers/test-tracker/pledges/reopen-the-ferry';

async function feedAt(path: string) {
  const answer = await fetchAsReader(path);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return { text, feed: parseFeed(text), type: answer.headers.get('content-type') };
}

type JsonFeed = {
  version: string;
  language: string;
  feed_url: string;
  items: {
    id: string;
    title: string;
    content_html: string;
    content_text: string;
    date_published: string;
    date_modified: string;
  }[];
};

async function changeAndCorrect(): Promise<void> {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', version + 3, { note: 'We misread <the> minutes & more.' }));
  await untilPublished();
}

test.each([TRACKER, PLEDGE])('%s/feed.atom tells each change and its reason in words', async (path) => {
  await changeAndCorrect();
  const { feed, text, type } = await feedAt(`${path}/feed.atom`);
  expect(type).toBe('application/atom+xml; charset=utf-8');
  expect(feed).toMatchObject({
    meta: { type: 'atom', version: '1.0' },
    language: 'en',
    url: `${ORIGIN}${path}`,
    self: `${ORIGIN}${path}/feed.atom`,
    authors: [{ name: 'Test Desk', url: 'https://desk.example/' }],
    copyright: 'CC0 1.0',
  });
  expect(feed.items.map(({ title, url }) => [title, url])).toEqual([
    ['Correction · Kept: Reopen the ferry', `${ORIGIN}${PLEDGE}`],
    ['Broken: Reopen the ferry', `${ORIGIN}${PLEDGE}`],
    ['In progress: Reopen the ferry', `${ORIGIN}${PLEDGE}`],
  ]);
  // The parser decodes content once more than it should: so this looks at the feed itself.
  expect(text).toContain('&lt;p&gt;We misread &amp;lt;the&amp;gt; minutes &amp;amp; more.&lt;/p&gt;');
  expect(feed.items[1]?.content).toContain('The verdict changed from “In progress” to “Broken”.');
  expect(feed.updated).toEqual(feed.items[0]?.updated);
  expect(text).not.toContain('pm_test_admin');
});

test.each([TRACKER, PLEDGE])('%s/feed.json says the same as JSON Feed 1.1', async (path) => {
  await changeAndCorrect();
  const { feed } = await feedAt(`${path}/feed.atom`);
  const answer = await fetchAsReader(`${path}/feed.json`);
  expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
  const sent = await answer.json<JsonFeed>();
  expect(sent).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    language: 'en',
    feed_url: `${ORIGIN}${path}/feed.json`,
  });
  expect(sent.items.map(({ id, title }) => [id, title])).toEqual(
    feed.items.map(({ id, title }) => [id, title]),
  );
  expect(sent.items[0]?.content_text).toContain('We misread <the> minutes & more.');
  for (const { date_published, date_modified } of sent.items) expect(date_published).toBe(date_modified);
});

test('each entry names the hash of its revision; the newest is the head of the tracker', async () => {
  await changeAndCorrect();
  const { feed, text } = await feedAt(`${TRACKER}/feed.atom`);
  const { head } = await json<PublishedTracker>(fetchAsReader('/api/v1/trackers/test-tracker'));
  const { history } = await json<PublishedPledge>(
    fetchAsReader('/api/v1/trackers/test-tracker/pledges/reopen-the-ferry'),
  );
  expect(feed.items.map(({ content }) => /[0-9a-f]{64}/.exec(content ?? '')?.[0])).toEqual(
    history.map(({ hash }) => hash).reverse(),
  );
  expect(text).toContain(head);
});

test('the corrections of a tracker have a feed of their own, which repeats nothing that was wrong', async () => {
  await changeAndCorrect();
  const { version } = await json<{ version: number }>(fetchAsEditor(PLEDGE_AT_DESK));
  await json(act('retract', version, { note: 'The promise was never made.' }));
  await untilPublished();
  const { feed, text } = await feedAt(`${TRACKER}/corrections/feed.atom`);
  expect(feed).toMatchObject({
    url: `${ORIGIN}${TRACKER}/corrections`,
    self: `${ORIGIN}${TRACKER}/corrections/feed.atom`,
    image: { url: `${ORIGIN}/assets/icon.png` },
  });
  expect(feed.items.map(({ title, url }) => [title, url])).toEqual([
    ['Verdict withdrawn: Reopen the ferry', `${ORIGIN}${PLEDGE}`],
    ['Correction · Kept: Reopen the ferry', `${ORIGIN}${PLEDGE}`],
  ]);
  expect(text).not.toMatch(/Broken|In progress/);
  const all = await feedAt(`${TRACKER}/feed.atom`);
  expect(all.feed.items.map(({ id }) => id)).toEqual(expect.arrayContaining(feed.items.map(({ id }) => id)));
  const page = await (await fetchAsReader(`${TRACKER}/corrections`)).text();
  for (const form of ['atom', 'json'])
    expect(page).toContain(`href="${ORIGIN}${TRACKER}/corrections/feed.${form}"`);
  const answer = await fetchAsReader(`${TRACKER}/corrections/feed.json`);
  const sent = await answer.json<JsonFeed>();
  expect(sent.items.map(({ title }) => title)).toEqual(feed.items.map(({ title }) => title));
  expect((await fetchAsReader('/none/corrections/feed.atom')).status).toBe(404);
});

test('each entry leads to the evidence, unless there is no verdict any more, and each feed has a picture', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'The promise was never made.' }));
  await untilPublished();
  const { text } = await feedAt(`${TRACKER}/feed.atom`);
  const related = [...text.matchAll(/<link rel="related" href="([^"]+)"/g)].map(([, href]) => href);
  expect(related).toEqual([`${ORIGIN}${PLEDGE}#why`]);
  const sent = await (await fetchAsReader(`${TRACKER}/feed.json`)).json<JsonFeed>();
  expect(sent).toMatchObject({ icon: `${ORIGIN}/assets/icon.png`, favicon: `${ORIGIN}/favicon.ico` });
  expect(
    sent.items.map(({ content_html }) => content_html.includes(`<a href="${ORIGIN}${PLEDGE}#why">`)),
  ).toEqual([false, true]);
});

test('an entry keeps its id when the pledge is renamed', async () => {
  const { version } = await publishOnePledge();
  const ids = async () => (await feedAt(`${TRACKER}/feed.atom`)).feed.items.map(({ id }) => id);
  const before = await ids();
  expect(before).toEqual([expect.stringMatching(/^ni:\/\/\/sha-256;[\w-]{43}$/)]);
  await json(act('rename', version, { slug: 'ferry-again' }));
  await untilPublished();
  expect(await ids()).toEqual(before);
  expect((await feedAt('/test-tracker/ferry-again/feed.atom')).feed.items).toHaveLength(1);
});

test('an edit and a check are no news; a retraction is, and says why', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ headline: 'Reworded' }) })));
  await json(act('publish', version + 1));
  await json(act('check', version + 2));
  await json(act('retract', version + 3, { note: 'The promise was never made.' }));
  await untilPublished();
  for (const path of [TRACKER, PLEDGE]) {
    const { feed } = await feedAt(`${path}/feed.atom`);
    expect(feed.items.map(({ title }) => title)).toEqual([
      'Verdict withdrawn: Reopen the ferry',
      'In progress: Reopen the ferry',
    ]);
    expect(feed.items[0]?.content).toContain('The promise was never made.');
  }
});

test('a tracker without changes has a feed without entries that is as old as its term', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  await untilPublished();
  const { feed } = await feedAt(`${TRACKER}/feed.atom`);
  expect(feed.items).toEqual([]);
  // Its first moment in London, in summer.
  expect(feed.updated).toEqual(new Date('2024-05-06T23:00:00Z'));
});

test('an address in a feed stands without white space around it, whatever is in it', async () => {
  const publisher = { ...aTracker().publisher, url: 'https://desk.example/?about=us&more=yes' };
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ publisher }) }), 201);
  await untilPublished();
  const { text } = await feedAt(`${TRACKER}/feed.atom`);
  expect(text).toContain('<uri>https://desk.example/?about=us&amp;more=yes</uri>');
});

test('a feed that has not changed is a 304, and one that is not there a 404', async () => {
  await publishOnePledge();
  for (const path of [TRACKER, PLEDGE].flatMap((page) => [`${page}/feed.atom`, `${page}/feed.json`])) {
    const etag = (await fetchAsReader(path)).headers.get('etag') ?? '';
    const fresh = await fetchAsReader(path, { headers: { 'if-none-match': etag } });
    expect([path, fresh.status, await fresh.text()]).toEqual([path, 304, '']);
  }
  for (const path of ['/none/feed.atom', '/test-tracker/none/feed.json'])
    expect((await fetchAsReader(path)).status).toBe(404);
});
