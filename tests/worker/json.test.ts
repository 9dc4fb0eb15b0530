import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { readJson } from '../../worker/routes/json.ts';
import { anImportRow, aPledge } from '../builders.ts';
import fc from '../property.ts';
import { PLEDGE } from './acting.ts';
import { ADMIN_TOKEN, fetchAsEditor, fetchAsReader, json, publishOnePledge } from './client.ts';

afterEach(reset);

function send(path: string, method: string, body: string, version = 1): Promise<Response> {
  const headers = {
    authorization: `Bearer ${ADMIN_TOKEN}`,
    'content-type': 'application/json',
    'if-match': `"${version}"`,
  };
  return fetchAsReader(`/api/v1/desk${path}`, { method, headers, body });
}

test('a field that is sent twice is refused by its name, and neither value is kept', async () => {
  const before = await publishOnePledge();
  const draft = JSON.stringify(aPledge()).replace('{', '{"title":"The one that would be lost",');
  expect(await json(send(PLEDGE, 'PUT', draft, before.version), 400)).toMatchObject({
    detail: 'An object of the body has "title" twice.',
  });
  expect(await json(fetchAsEditor(PLEDGE))).toEqual(before);
  const row = JSON.stringify(anImportRow({ slug: 'plant-trees' })).replace('"id":', '"id":"kept","id":');
  const rows = `{"pledges":[${row}]}`;
  expect(await json(send('/trackers/test-tracker/import', 'POST', rows), 400)).toMatchObject({
    detail: 'An object of the body has "id" twice.',
  });
});

test.each([
  ['{"a":1,"a":1}', 'a'],
  ['[{"a":1},{"b":[{"a":{}}],"c":{"d":1,"d":2}}]', 'd'],
  ['{"a":{"b":1},"\\u0061" :2}', 'a'],
  ['{"\\\\":1,"a":"}:{\\"","\\\\":2}', '\\'],
  ['{"":1,"":2}', ''],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
])('in %s a name stands twice', (text, name) => {
  expect(readJson(text)).toMatchObject({ ok: false, detail: expect.stringContaining(JSON.stringify(name)) });
});

test('any JSON whose names are distinct is read as JSON.parse reads it, whatever its texts look like', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('":', '\\', '{"a":1,"a":2}', '__proto__'));
  fc.assert(
    fc.property(fc.json(), fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true }), (text, object) => {
      for (const each of [text, JSON.stringify(object, null, 1)])
        expect(readJson(each)).toEqual({ ok: true, value: JSON.parse(each) });
    }),
    { numRuns: 1000 },
  );
});

test('a text that is nested as deep as may be, or one string of megabytes, is read', () => {
  for (const text of [
    `${'['.repeat(400_000)}${']'.repeat(400_000)}`,
    JSON.stringify({ a: '"\\'.repeat(3_000_000) }),
  ])
    expect(readJson(text).ok).toBe(true);
});
