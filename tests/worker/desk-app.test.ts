// The document of the desk app. What happens in it is told in tests/e2e.
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { fetchAsReader } from './client.ts';

const withDeskOrigin = env as { DESK_ORIGIN: string };

afterEach(() => {
  withDeskOrigin.DESK_ORIGIN = '';
});

test.each(['/desk', '/desk/', '/desk?q=1', '/desk/find', '/desk/pledges/uk-2017/plant-trees/history'])(
  '%s is the one document of the app, which nobody keeps and no other page frames',
  async (path) => {
    const answer = await fetchAsReader(path);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(page).toContain('<script type="module" src="/assets/desk/app.js"></script>');
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store, no-transform',
      'strict-transport-security': expect.stringContaining('max-age='),
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    const policy = headers['content-security-policy']?.split('; ') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy.join()).not.toContain('unsafe');
  },
);

test('the document is only read: HEAD answers like GET, anything else is 405', async () => {
  const head = await fetchAsReader('/desk', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  const post = await fetchAsReader('/desk', { method: 'POST' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('where the desk has a host of its own, no other serves the app, or says for both that there is none', async () => {
  withDeskOrigin.DESK_ORIGIN = 'https://desk.example';
  for (const path of ['/desk', '/desk/find?q=ferry']) {
    const elsewhere = await fetchAsReader(path);
    expect([elsewhere.status, elsewhere.headers.get('cache-control')]).toEqual([
      404,
      'private, no-store, no-transform',
    ]);
  }
  withDeskOrigin.DESK_ORIGIN = 'https://pledges.example';
  expect((await fetchAsReader('/desk')).status).toBe(200);
});

test('an address that only begins like the app’s is a page like any other', async () => {
  expect(await (await fetchAsReader('/desks')).text()).not.toContain('app.js');
});
