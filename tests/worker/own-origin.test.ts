// An installation whose PUBLIC_ORIGIN is still an address of somebody's own machine says so, before anything is made of it.
import { reset } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { aTracker } from '../builders.ts';
import { ADMIN_TOKEN, ORIGIN } from './client.ts';

afterEach(reset);

function configure(values: Partial<Record<'PUBLIC_ORIGIN' | 'DESK_ORIGIN', string>>): void {
  const origins = env as unknown as Record<string, string>;
  const before = { PUBLIC_ORIGIN: ORIGIN, DESK_ORIGIN: '' };
  Object.assign(origins, values);
  onTestFinished(() => void Object.assign(origins, before));
}

function asked(origin: string, path: string, body: unknown, headers: Record<string, string>) {
  const json = { 'content-type': 'application/json', ...headers };
  const init = { method: 'POST', headers: json, body: JSON.stringify(body) };
  return exports.default.fetch(new Request(`${origin}/api/v1/desk${path}`, init));
}

const bearer = { authorization: `Bearer ${ADMIN_TOKEN}` };

async function toldOf(response: Response) {
  const { type, detail } = await response.json<{ type: string; detail?: string }>();
  return { status: response.status, slug: new URL(type).hash, detail };
}

test.each(['http://localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787'])(
  'founding is refused elsewhere while PUBLIC_ORIGIN is %s, by a dry run as well, and says what to set',
  async (configured) => {
    configure({ PUBLIC_ORIGIN: configured });
    for (const path of ['/trackers', '/trackers?dryRun=true']) {
      const told = await toldOf(await asked('https://desk.example', path, aTracker(), bearer));
      expect(told).toMatchObject({ status: 409, slug: '#origin-not-set' });
      expect(told.detail).toContain(`PUBLIC_ORIGIN is ${configured}`);
      expect(told.detail).toContain('such as https://desk.example');
    }
    // On the machine itself it is right as it is.
    expect((await asked(configured, '/trackers', aTracker(), bearer)).status).toBe(201);
  },
);

test('whoever signs in there is told the same, and a page of another site nothing', async () => {
  configure({ PUBLIC_ORIGIN: 'http://localhost:8787' });
  const from = { origin: 'https://desk.example' };
  const signIn = asked('https://desk.example', '/session', { token: ADMIN_TOKEN }, from);
  expect(await toldOf(await signIn)).toMatchObject({ status: 409, slug: '#origin-not-set' });
  configure({ PUBLIC_ORIGIN: ORIGIN });
  const foreign = asked(ORIGIN, '/session', { token: ADMIN_TOKEN }, { origin: 'https://elsewhere.example' });
  expect(await toldOf(await foreign)).toEqual({ status: 403, slug: '#foreign-origin', detail: undefined });
});

test('a desk with a host of its own does not stand for the address of readers', async () => {
  configure({ PUBLIC_ORIGIN: 'http://localhost:8787', DESK_ORIGIN: 'https://desk.example' });
  const told = await toldOf(await asked('https://desk.example', '/trackers', aTracker(), bearer));
  expect(told).toMatchObject({ status: 409, slug: '#origin-not-set' });
});
