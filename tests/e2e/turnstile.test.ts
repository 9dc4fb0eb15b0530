// Suggestions where the installation asks Turnstile whether a person sends them: a server here answers as its does.
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHarness, type TestHarness } from 'wrangler';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';
import { BUILT_WORKER } from '../built-worker.ts';

const TOKEN = 'pm_e2e_admin';
const SECRET = 'a-secret-of-turnstile';
const ORIGIN = 'https://pledges.example';
const PATH = '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/suggestions';

let service: Server;
let harness: TestHarness;
let asked: URLSearchParams[] = [];
let answer: (response: string | null) => { status: number; body: string };

beforeAll(async () => {
  service = createServer((request, response) => {
    let sent = '';
    request.on('data', (chunk) => {
      sent += chunk;
    });
    request.on('end', () => {
      const fields = new URLSearchParams(sent);
      asked.push(fields);
      const { status, body } = answer(fields.get('response'));
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const address = service.address();
  const port = typeof address === 'object' ? address?.port : 0;
  harness = createTestHarness({
    workers: [
      {
        ...BUILT_WORKER,
        secrets: { ADMIN_TOKEN: TOKEN, TURNSTILE_SECRET: SECRET },
        vars: {
          PUBLIC_ORIGIN: ORIGIN,
          TURNSTILE_SITE_KEY: 'a-site-key',
          TURNSTILE_VERIFY_URL: `http://127.0.0.1:${port}/turnstile/v0/siteverify`,
        },
      },
    ],
  });
  const { url } = await harness.listen();
  const desk = { origin: url.origin, token: TOKEN };
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  const pledge = { slug: 'reopen-the-ferry', ...aPledge() };
  await ask(desk, '/trackers/test-tracker/pledges', { method: 'POST', body: pledge });
  const headers = { 'if-match': '"1"' };
  await harness.fetch('/api/v1/desk/trackers/test-tracker/pledges/reopen-the-ferry/publish', {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ note: 'First verdict.' }),
  });
});

afterAll(async () => {
  await harness?.close();
  service?.close();
});

let tests = 0;

async function suggest(response?: string) {
  asked = [];
  const sent = await harness.fetch(PATH, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGIN,
      'cf-connecting-ip': `192.0.2.${++tests}`,
    },
    body: JSON.stringify({
      kind: 'edit',
      text: `Number ${tests}`,
      ...(response ? { 'cf-turnstile-response': response } : {}),
    }),
  });
  const body = await sent.text();
  expect(body).not.toContain(SECRET);
  return { status: sent.status, body };
}

async function waiting(): Promise<number> {
  const found = await harness.fetch('/api/v1/desk/suggestions', {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  return ((await found.json()) as { suggestions: unknown[] }).suggestions.length;
}

test('a person passes, and Turnstile is asked once, with the secret', async () => {
  answer = () => ({ status: 200, body: '{"success":true}' });
  expect((await suggest('passed-by-a-person')).status).toBe(202);
  expect(asked.map((fields) => Object.fromEntries(fields))).toEqual([
    { secret: SECRET, response: 'passed-by-a-person' },
  ]);
  expect(await waiting()).toBe(1);
});

test('a robot, a used answer and none at all are refused, and nothing is kept', async () => {
  answer = () => ({ status: 200, body: '{"success":false,"error-codes":["timeout-or-duplicate"]}' });
  expect((await suggest('made-up')).status).toBe(403);
  expect((await suggest()).status).toBe(403);
  expect(asked).toEqual([]);
  expect(await waiting()).toBe(1);
});

test('a service that fails or talks nonsense is told as such, not as a robot', async () => {
  answer = () => ({ status: 500, body: 'oh' });
  expect((await suggest('a-person')).status).toBe(503);
  answer = () => ({ status: 200, body: 'not json' });
  expect((await suggest('a-person')).status).toBe(503);
  answer = () => ({ status: 200, body: '{"success":"yes"}' });
  expect((await suggest('a-person')).status).toBe(403);
  expect(await waiting()).toBe(1);
});

test('a form that was sent without a script says that the check needs one', async () => {
  const sent = await harness.fetch(PATH, {
    method: 'POST',
    headers: { origin: ORIGIN, 'cf-connecting-ip': '192.0.2.100' },
    body: new URLSearchParams({ kind: 'edit', text: 'A word is wrong.' }),
  });
  const page = await sent.text();
  expect(sent.status).toBe(403);
  expect(page).toContain('needs JavaScript');
  expect(page).toContain('data-sitekey="a-site-key"');
  expect(sent.headers.get('content-security-policy')).toContain(
    'frame-src https://challenges.cloudflare.com',
  );
});
