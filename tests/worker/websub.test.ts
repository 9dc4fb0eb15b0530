// WebSub (W3C, 2018) with a small hub that speaks the specification: it finds itself in the feeds, is told of changes, fetches
// the feed and brings it to a subscriber, signed.

import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createHmac } from 'node:crypto';
import { parseFeed } from '@rowanmanning/feed-parser';
import { afterEach, expect, test, vi } from 'vitest';
import { anImportRow, aPledge, aVerdict } from '../builders.ts';
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
import { courier, type Heard, inCourier, listen, passTime, untilTold } from './receivers.ts';

const HUB = 'https://hub.paper.example/';
const CALLBACK = 'https://reader.paper.example/callback';
const ATOM = `${ORIGIN}/test-tracker/feed.atom`;
const SECRET = 'a secret of the subscriber';

afterEach(async () => {
  vi.restoreAllMocks();
  await setHub('');
  await reset();
});

async function setHub(address: string): Promise<void> {
  env.WEBSUB_HUB = address;
  await runInDurableObject(courier(), (instance) => {
    (instance as unknown as { env: { WEBSUB_HUB: string } }).env.WEBSUB_HUB = address;
  });
}

type Brought = { topic: string; type: string | null; links: string | null; body: string };

/** A hub with its subscribers, and a subscriber: 5.1 to 5.3, 6 and 7 of the specification. */
function aHub() {
  const subscribers = new Map<string, { callback: string; secret: string }>();
  const pings: string[][] = [];
  const brought: Brought[] = [];
  const asHub = async ({ body }: Heard): Promise<Response> => {
    const form = new URLSearchParams(body);
    if (form.get('hub.mode') === 'subscribe') return subscribe(form);
    if (form.get('hub.mode') !== 'publish') return new Response('hub.mode?', { status: 400 });
    pings.push(form.getAll('hub.url'));
    for (const topic of form.getAll('hub.url')) if (subscribers.has(topic)) await distribute(topic);
    return new Response(null, { status: 204 });
  };
  const subscribe = async (form: URLSearchParams): Promise<Response> => {
    const [topic = '', callback = ''] = [form.get('hub.topic') ?? '', form.get('hub.callback') ?? ''];
    const challenge = crypto.randomUUID();
    const asked = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.challenge': challenge,
    });
    // Verification of intent, 5.3.
    const echoed = await asSubscriber(new Request(`${callback}?${asked}`));
    if (!echoed.ok || (await echoed.text()) !== challenge) return new Response(null, { status: 404 });
    subscribers.set(topic, { callback, secret: form.get('hub.secret') ?? '' });
    return new Response(null, { status: 202 });
  };
  const distribute = async (topic: string): Promise<void> => {
    const { callback, secret } = subscribers.get(topic)!;
    const feed = await fetchAsReader(topic.slice(ORIGIN.length));
    const body = await feed.text();
    await asSubscriber(
      new Request(callback, {
        method: 'POST',
        body,
        headers: {
          'content-type': feed.headers.get('content-type') ?? '',
          link: `<${HUB}>; rel="hub", <${topic}>; rel="self"`,
          'x-hub-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
      }),
    );
  };
  const asSubscriber = async (request: Request): Promise<Response> => {
    if (request.method === 'GET') return new Response(new URL(request.url).searchParams.get('hub.challenge'));
    const body = await request.text();
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    expect(request.headers.get('x-hub-signature')).toBe(`sha256=${signature}`);
    const { headers } = request;
    const links = headers.get('link');
    const topic = /<([^>]+)>; rel="self"/.exec(links ?? '')?.[1] ?? '';
    brought.push({ topic, type: headers.get('content-type'), links, body });
    return new Response(null, { status: 200 });
  };
  return { asHub, pings, brought };
}

test('without a hub, feeds name none, nobody is told, and nothing is kept for one', async () => {
  const { heard } = listen();
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await untilPublished();
  await untilTold();
  for (const form of ['atom', 'json']) {
    const feed = await fetchAsReader(`/test-tracker/feed.${form}`);
    expect([feed.headers.get('link'), (await feed.text()).includes('hub')]).toEqual([null, false]);
  }
  await passTime();
  expect([heard, await inCourier((sql) => sql.exec('SELECT * FROM ping').toArray())]).toEqual([[], []]);
});

test.each([
  'http://hub.paper.example/',
  'http://127.0.0.1:8080/',
  'hub.paper.example',
  'javascript:alert(1)',
])('%s is no hub', async (address) => {
  await setHub(address);
  await publishOnePledge();
  expect((await fetchAsReader('/test-tracker/feed.atom')).headers.get('link')).toBeNull();
});

test('feeds name the hub in Atom, JSON Feed and headers, for HEAD and 304 as well', async () => {
  await setHub('https://hub.paper.example/?a=1&b=<2>');
  const href = 'https://hub.paper.example/?a=1&b=%3C2%3E';
  await publishOnePledge();
  for (const path of ['/test-tracker', '/test-tracker/corrections', '/test-tracker/reopen-the-ferry']) {
    const self = `${ORIGIN}${path}/feed.atom`;
    const link = `<${href}>; rel="hub", <${self}>; rel="self"`;
    const atom = await fetchAsReader(`${path}/feed.atom`);
    const text = await atom.text();
    expect([atom.headers.get('link'), parseFeed(text).self]).toEqual([link, self]);
    expect(text).toContain(`<link rel="hub" href="${href.replace('&', '&amp;')}"/>`);
    const head = await fetchAsReader(`${path}/feed.atom`, { method: 'HEAD' });
    expect(head.headers.get('link')).toBe(link);
    const fresh = await fetchAsReader(`${path}/feed.atom`, {
      headers: { 'if-none-match': atom.headers.get('etag') ?? '' },
    });
    expect([fresh.status, fresh.headers.get('link')]).toEqual([304, link]);
    const feed = await json<{ hubs: object[] }>(fetchAsReader(`${path}/feed.json`));
    expect(feed.hubs).toEqual([{ type: 'WebSub', url: href }]);
  }
});

test('a subscriber finds the hub, subscribes, and is brought the changed feed by one ping', async () => {
  const hub = aHub();
  listen((heard) => hub.asHub(heard));
  await setHub(HUB);
  const { version } = await publishOnePledge();
  const found = (await fetchAsReader(ATOM.slice(ORIGIN.length))).headers.get('link');
  expect(found).toContain(`<${HUB}>; rel="hub"`);
  const subscription = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.topic': ATOM,
    'hub.callback': CALLBACK,
    'hub.secret': SECRET,
  });
  expect((await fetch(HUB, { method: 'POST', body: subscription })).status).toBe(202);
  await passTime();
  hub.pings.length = 0;
  hub.brought.length = 0;

  const { version: next } = await publishVerdict('broken', version);
  await json(save(next, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', next + 1, { note: 'We misread the minutes.' }));
  await untilPublished();
  await untilTold();
  // Not before readers can have it: the hub would find the old feed.
  await runInDurableObject(courier(), (instance) => instance.alarm());
  expect(hub.pings).toEqual([]);
  await passTime();
  const feeds = ['', '/corrections', '/reopen-the-ferry'].flatMap((part) =>
    ['atom', 'json'].map((form) => `${ORIGIN}/test-tracker${part}/feed.${form}`),
  );
  expect(hub.pings).toEqual([feeds]);
  expect(hub.brought).toMatchObject([{ topic: ATOM, type: 'application/atom+xml; charset=utf-8' }]);
  expect(parseFeed(hub.brought[0]!.body).items[0]?.title).toBe('Correction · Kept: Reopen the ferry');
  await passTime();
  expect(hub.pings).toHaveLength(1);
});

test('what changes no feed is no ping, and a hub that is away is told later, and not for ever', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const net = listen(() => new Response(null, { status: 503 }));
  await setHub(HUB);
  const { version } = await publishOnePledge();
  await untilPublished();
  await untilTold();
  for (let tries = 1; tries <= 5; tries += 1) {
    await passTime();
    expect(net.heard).toHaveLength(tries);
  }
  await passTime();
  expect(net.heard).toHaveLength(5);
  const pledges = [anImportRow({ slug: 'imported-one' })];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await json(act('dispute', version, { note: 'Why?' }));
  await json(act('rename', version + 1, { slug: 'run-the-ferry' }));
  await untilPublished();
  await untilTold();
  await passTime();
  expect(net.heard).toHaveLength(5);
});

test('a change that is not in KV yet is no ping', async () => {
  const net = listen();
  await setHub(HUB);
  const { version } = await publishOnePledge();
  await untilTold();
  await passTime();
  const before = net.heard.length;
  const put = vi.spyOn(env.PUBLISHED, 'put').mockRejectedValue(new Error('KV PUT failed: 503'));
  await publishVerdict('broken', version);
  await untilTold();
  await inCourier((sql) => sql.exec('UPDATE ping SET first_at = ?, due_at = 0', Date.now() - 3_600_000));
  await runInDurableObject(courier(), (instance) => instance.alarm());
  expect(net.heard).toHaveLength(before);
  put.mockRestore();
  await untilPublished();
  await inCourier((sql) => sql.exec('UPDATE ping SET due_at = 0'));
  await runInDurableObject(courier(), (instance) => instance.alarm());
  expect(net.heard).toHaveLength(before + 1);
});
