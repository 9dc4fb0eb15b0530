// Guessing at the desk's key: counted where it comes from, and nobody else pays for it.
import { reset } from 'cloudflare:test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ADMIN_TOKEN, fetchAsReader, ORIGIN } from './client.ts';
import { newAddress, untilTooMany } from './limits.ts';

/** As wrangler.toml has it. */
const TRIES = 20;

let address: string;

beforeEach(() => {
  address = newAddress();
});

afterEach(async () => {
  vi.useRealTimers();
  await reset();
});

function bearer(token: string, from = address): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'cf-connecting-ip': from };
  return fetchAsReader('/api/v1/desk/me', { headers });
}

function signIn(token: string, from = address): Promise<Response> {
  const headers = { origin: ORIGIN, 'content-type': 'application/json', 'cf-connecting-ip': from };
  return fetchAsReader('/api/v1/desk/session', { method: 'POST', headers, body: JSON.stringify({ token }) });
}

async function failTooOften(from = (_: number) => address): Promise<void> {
  const guess = (tries: number) => (tries % 2 ? bearer : signIn)('wrong', from(tries));
  await (await untilTooMany(guess, { least: TRIES, status: 401 })).text();
}

test('after twenty failures in a minute, by header or by signing in, an address is told to come back later', async () => {
  await failTooOften();
  for (const answer of [await bearer('wrong'), await signIn('wrong')]) {
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(answer.headers.get('cache-control')).toBe('private, no-store, no-transform');
    expect(await answer.json()).toMatchObject({ type: `${ORIGIN}/docs/problems#too-many-requests` });
  }
});

test('a right guess is not let in among too many wrong ones, and is once the minute has passed', async () => {
  await failTooOften();
  expect((await bearer(ADMIN_TOKEN)).status).toBe(429);
  expect((await signIn(ADMIN_TOKEN)).status).toBe(429);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  expect((await bearer(ADMIN_TOKEN)).status).toBe(200);
});

test("a good key is not locked out by another address's guesses, nor by its own work, nor is whoever is signed in", async () => {
  const cookie = (await signIn(ADMIN_TOKEN)).headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  for (let works = 0; works < 3 * TRIES; works += 1) expect((await bearer(ADMIN_TOKEN)).status).toBe(200);
  await failTooOften();
  expect((await bearer(ADMIN_TOKEN, newAddress())).status).toBe(200);
  const headers = { cookie, 'cf-connecting-ip': address };
  expect((await fetchAsReader('/api/v1/desk/me', { headers })).status).toBe(200);
});

test('the addresses of one IPv6 network are one, and an old cookie or no key at all is no guess', async () => {
  const network = `2001:db8:${crypto.randomUUID().slice(0, 4)}`;
  await failTooOften((tries) => `${network}::${tries}`);
  expect((await bearer('wrong', `${network}:0:aaaa:bbbb:cccc:dddd`)).status).toBe(429);
  expect((await bearer('wrong', `${network}:1::1`)).status).toBe(401);
  const headers = { 'cf-connecting-ip': address };
  for (let tries = 0; tries < 2 * TRIES; tries += 1) {
    const cookie = { ...headers, cookie: '__Host-pledgemark=ended' };
    const answer = await fetchAsReader('/api/v1/desk/me', { headers: tries % 2 ? cookie : headers });
    expect(answer.status).toBe(401);
  }
});
