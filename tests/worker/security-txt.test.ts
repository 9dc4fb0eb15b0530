import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { fetchAsReader, ORIGIN } from './client.ts';

const PATH = '/.well-known/security.txt';
const NONE = { SECURITY_CONTACT: '', SECURITY_EXPIRES: '', SECURITY_LANGUAGES: '' };
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

afterEach(() => Object.assign(env, NONE));

test('whoever finds a hole is told where to report it, as RFC 9116 has it', async () => {
  const contacts = 'mailto:security@desk.example https://desk.example/security';
  const set = { SECURITY_CONTACT: contacts, SECURITY_EXPIRES: tomorrow, SECURITY_LANGUAGES: 'en, cy' };
  Object.assign(env, set);
  const answer = await fetchAsReader(PATH);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
  expect(await answer.text()).toBe(
    [
      'Contact: mailto:security@desk.example',
      'Contact: https://desk.example/security',
      `Expires: ${tomorrow}`,
      'Preferred-Languages: en, cy',
      `Canonical: ${ORIGIN}${PATH}`,
      '',
    ].join('\n'),
  );
});

test('a day is until when it holds, and languages may be left out', async () => {
  Object.assign(env, { SECURITY_CONTACT: 'tel:+44-20-7946-0000', SECURITY_EXPIRES: '2999-01-01' });
  const text = await (await fetchAsReader(PATH)).text();
  expect(text).toMatch(/^Contact: tel:\S+\nExpires: 2999-01-01T00:00:00\.000Z\nCanonical: \S+\n$/);
});

test.each([
  ['nothing is set', {}],
  ['it is not said until when', { SECURITY_CONTACT: 'mailto:security@desk.example' }],
  ['it is not said who', { SECURITY_EXPIRES: tomorrow }],
  ['its time has passed', { SECURITY_CONTACT: 'mailto:s@desk.example', SECURITY_EXPIRES: '2020-01-01' }],
  ['the time is none', { SECURITY_CONTACT: 'mailto:s@desk.example', SECURITY_EXPIRES: 'next year' }],
  ['the address is no URI', { SECURITY_CONTACT: 'security@desk.example', SECURITY_EXPIRES: tomorrow }],
  ['the address is not safe', { SECURITY_CONTACT: 'http://desk.example/', SECURITY_EXPIRES: tomorrow }],
  [
    'an older installation does not know of it',
    { SECURITY_CONTACT: undefined, SECURITY_EXPIRES: undefined, SECURITY_LANGUAGES: undefined },
  ],
])('there is no security.txt where %s', async (_, set) => {
  Object.assign(env, set);
  expect((await fetchAsReader(PATH)).status).toBe(404);
});

test('what is set cannot add lines of its own', async () => {
  const set = {
    SECURITY_CONTACT: 'mailto:a@desk.example\nExpires: 1999',
    SECURITY_EXPIRES: tomorrow,
    SECURITY_LANGUAGES: 'en\nContact: mailto:evil@evil.example',
  };
  Object.assign(env, set);
  const text = await (await fetchAsReader(PATH)).text();
  expect(text.split('\n')).toHaveLength(4);
  expect(text).not.toMatch(/evil|1999/);
});
