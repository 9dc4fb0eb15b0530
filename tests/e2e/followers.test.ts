// `npm run followers` between two installations, as whoever runs both would use it.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestHarness, type TestHarness } from 'wrangler';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { builtWithMail, mailsTo } from './mail-installation.ts';

const TOKEN = 'pm_e2e_admin';
const PLEDGE = '/trackers/test-tracker/pledges/reopen-the-ferry';

const harnesses: TestHarness[] = [];
let old: Desk;
let fresh: Desk;
let folder: string;

beforeAll(async () => {
  [old, fresh] = [await install(), await install()];
  for (const [address, often] of [
    ['ada@example.org', 'at-once'],
    ['bo@example.org', 'weekly'],
  ] as const)
    await follow(old, address, often);
});

afterAll(async () => {
  for (const harness of harnesses) await harness.close();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pledgemark-followers-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

async function install(): Promise<Desk> {
  const harness = createTestHarness({ workers: [{ ...builtWithMail(), secrets: { ADMIN_TOKEN: TOKEN } }] });
  harnesses.push(harness);
  const { url } = await harness.listen();
  const desk = { origin: url.origin, token: TOKEN };
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  const pledges = [anImportRow({ slug: 'reopen-the-ferry' })];
  await ask(desk, '/trackers/test-tracker/import', { method: 'POST', body: { pledges } });
  await untilPublished(desk);
  return desk;
}

async function follow({ origin }: Desk, address: string, often: string): Promise<void> {
  const post = (path: string, form: Record<string, string>) =>
    fetch(origin + path, { method: 'POST', body: new URLSearchParams(form) });
  const asked = await post('/mail/follow', { name: 'test-tracker', address, often });
  expect(asked.status).toBe(200);
  const mails = () => mailsTo({ origin, token: '' }, address);
  await vi.waitFor(async () => expect(await mails()).toHaveLength(1), { timeout: 60_000, interval: 200 });
  const [path = ''] = /\/mail\/confirm\/[\w-]{43}/.exec((await mails())[0]?.text ?? '') ?? [];
  expect((await post(path, {})).status).toBe(200);
}

async function followers(desk: Desk): Promise<number> {
  return (await ask<{ mail: { followers: number } }>(desk, '/status')).mail.followers;
}

type Told = { code: number; output: string };

/** Runs the script as npm does, in a folder of its own. */
function run(desk: Partial<Desk>, ...args: string[]): Promise<Told> {
  const { origin = '', token = TOKEN } = desk;
  const env = { ...process.env, DESK: origin && `${origin}/api/v1/desk`, ADMIN_TOKEN: token };
  return new Promise((resolve) => {
    const files = args.map((arg, at) => (at === 0 ? arg : join(folder, arg)));
    execFile('npm', ['run', 'followers', '--', ...files], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

/** Something else than a desk, at an address of its own. */
async function served(answer: RequestListener): Promise<{ origin: string; close(): void }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

const inFolder = (name: string) => readFileSync(join(folder, name), 'utf8');

test('they move from one to the other in three steps, and hear from the new one without being asked again', async () => {
  expect(await run(fresh, 'key', 'key.json')).toMatchObject({ code: 0 });
  const exported = await run(old, 'export', 'key.json', 'followers.jwe');
  expect(exported).toMatchObject({ code: 0 });
  for (const said of [exported.output, inFolder('followers.jwe')]) expect(said).not.toMatch(/example\.org/);
  const imported = await run(fresh, 'import', 'followers.jwe');
  expect(imported).toMatchObject({ code: 0 });
  expect(imported.output).toContain('Imported: 2. Here already, and left as they were: 0.');
  expect(await followers(fresh)).toBe(2);
  const again = await run(fresh, 'import', 'followers.jwe');
  expect(again.output).toContain('Imported: 0. Here already, and left as they were: 2.');
  const { version } = await ask<{ version: number }>(fresh, PLEDGE);
  const body = aPledge({ verdict: aVerdict({ id: 'stalled' }) });
  const saved = await ask<{ version: number }>(fresh, PLEDGE, { method: 'PUT', body, version });
  await ask(fresh, `${PLEDGE}/publish`, { method: 'POST', body: { note: 'Why.' }, version: saved.version });
  await expect.poll(() => mailsTo(fresh, 'ada@example.org'), { timeout: 60_000 }).toHaveLength(1);
  // He has chosen weekly there.
  expect(await mailsTo(fresh, 'bo@example.org')).toEqual([]);
  const { audit } = await ask<{ audit: { act: string }[] }>(fresh, '/audit?act=import+followers');
  expect(audit).toHaveLength(2);
});

test('followers for another key are refused, and none of them is taken in', async () => {
  const before = await followers(old);
  await run(fresh, 'key', 'key.json');
  await run(old, 'export', 'key.json', 'followers.jwe');
  // A newer key ends it; and the old installation never had it.
  await run(fresh, 'key', 'newer.json');
  for (const desk of [fresh, old]) {
    const { code, output } = await run(desk, 'import', 'followers.jwe');
    expect(code).toBe(1);
    expect(output).toContain(
      'answered 422. Some fields are not right. /0 is no line of an export for the newest key',
    );
  }
  expect(await followers(old)).toBe(before);
  writeFileSync(join(folder, 'cut.jwe'), inFolder('followers.jwe').slice(0, -9));
  expect(await run(fresh, 'import', 'cut.jwe')).toMatchObject({ code: 1 });
});

test('what an operator may get wrong is said, and no file is made or lost', async () => {
  for (const args of [[], ['key'], ['export', 'key.json'], ['carry', 'a'], ['import', 'a', 'b']])
    expect(await run(fresh, ...args)).toMatchObject({
      code: 2,
      output: expect.stringContaining('-- export KEY_FILE FOLLOWERS_FILE'),
    });
  for (const desk of [
    { ...fresh, origin: '' },
    { ...fresh, token: '' },
  ])
    expect(await run(desk, 'key', 'key.json')).toMatchObject({ code: 2 });
  const wrongToken = await run({ ...fresh, token: 'pm_wrong' }, 'key', 'key.json');
  expect(wrongToken).toMatchObject({ code: 1, output: expect.stringContaining('answered 401. ') });
  expect(wrongToken.output).not.toContain('pm_wrong');
  const nobody = await run({ origin: 'http://127.0.0.1:1' }, 'key', 'key.json');
  expect(nobody).toMatchObject({ code: 1, output: expect.stringContaining('did not answer') });
  const page = await served((_, response) => response.writeHead(404).end('<!doctype html>'));
  const elsewhere = await run(page, 'key', 'key.json');
  page.close();
  expect(elsewhere).toMatchObject({ code: 1, output: expect.stringContaining('Is DESK the address of') });
  expect(existsSync(join(folder, 'key.json'))).toBe(false);

  writeFileSync(join(folder, 'key.json'), '{"kty":"RSA"}');
  for (const [desk, ...args] of [
    [old, 'export', 'key.json', 'followers.jwe'],
    [old, 'export', 'none.json', 'followers.jwe'],
    [fresh, 'import', 'followers.jwe'],
  ] as [Desk, ...string[]][]) {
    const { code, output } = await run(desk, ...args);
    expect(code).toBe(1);
    expect(output).toMatch(/is not a key that|no such file/);
    expect(output).not.toContain('    at ');
  }
  // A second key would end the first, whose file is there.
  const twice = await run(fresh, 'key', 'key.json');
  expect(twice).toMatchObject({ code: 1, output: expect.stringContaining('is there already') });
  expect(inFolder('key.json')).toBe('{"kty":"RSA"}');
  expect(existsSync(join(folder, 'followers.jwe'))).toBe(false);
});

test('an export that breaks off leaves no file, and a redirect does not get the token', async () => {
  await run(fresh, 'key', 'key.json');
  const breaking = await served((_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('half a line', () => response.destroy());
  });
  const broken = await run(breaking, 'export', 'key.json', 'followers.jwe');
  breaking.close();
  expect(broken).toMatchObject({ code: 1, output: expect.stringContaining('not to the end') });
  let seen = 0;
  const other = await served((_, response) => {
    seen += 1;
    response.end('{}');
  });
  const leading = await served((_, response) => {
    response.writeHead(307, { location: other.origin }).end();
  });
  expect(await run(leading, 'export', 'key.json', 'followers.jwe')).toMatchObject({ code: 1 });
  leading.close();
  other.close();
  expect(seen).toBe(0);
  expect(existsSync(join(folder, 'followers.jwe'))).toBe(false);
});

test('where nobody follows there is nothing to move, and that is said', async () => {
  const empty = await install();
  await run(fresh, 'key', 'key.json');
  const { code, output } = await run(empty, 'export', 'key.json', 'followers.jwe');
  expect(code).toBe(1);
  expect(output).toContain('Nobody follows by mail there');
  expect(existsSync(join(folder, 'followers.jwe'))).toBe(false);
});
