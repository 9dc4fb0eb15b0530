// The npm package in real builds of the frameworks that publishers use: rendered on a server, hydrated, with live verdicts of
// a real Worker, and checked by each framework's own checker.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, startInstallation } from '../e2e/installation.ts';
import { freePort } from '../free-port.ts';
import { BUILD, installApplications, type Outcome, runThere, withoutVitest } from './setup.ts';

let site: Installation;
let packed: string;
let built: Record<string, Outcome>;
let checked: Record<string, Promise<Outcome>>;
const servers: ChildProcess[] = [];
const origins = { production: '', development: '', next: '' };

beforeAll(async () => {
  [site, packed] = await Promise.all([startInstallation({ isPublic: true }), installApplications()]);
  const { origin } = site.desk;
  // The longest first; a core for each of the two that are awaited.
  const next = runThere('next', ['build', 'apps/next'], { NEXT_PUBLIC_PLEDGEMARK_ORIGIN: origin });
  const vite = await runThere('apps/build.mjs', [], { VITE_PLEDGEMARK_ORIGIN: origin });
  const astro = await runThere('astro', ['build', '--root', 'apps/astro'], {
    PUBLIC_PLEDGEMARK_ORIGIN: origin,
  });
  built = { vite, astro, next: await next };
  // They go on while pages are read.
  const svelte = runThere('svelte-check', [
    ...['--workspace', 'apps/svelte', '--tsconfig', './tsconfig.json', '--output', 'machine'],
  ]);
  checked = {
    svelte,
    react: svelte.then(() => runThere('tsc', ['-p', 'apps/react'])),
  };
  checked.vue = checked.react!.then(() => runThere('vue-tsc', ['--noEmit', '-p', 'apps/vue']));
  checked.astro = checked.vue.then(() => runThere('astro', ['check', '--root', 'apps/astro']));
  for (const server of ['production', 'development', 'next'] as const) {
    const port = `${await freePort()}`;
    if (server === 'next')
      await serve('node_modules/.bin/next', ['start', 'apps/next', '-H', '127.0.0.1', '-p', port], 'Ready');
    else await serve('node', ['apps/serve.mjs', port, origin], 'serving', { NODE_ENV: server });
    origins[server] = `http://127.0.0.1:${port}`;
  }
}, 600_000);

afterAll(async () => {
  for (const { pid, exitCode } of servers) if (pid && exitCode === null) process.kill(-pid);
  await Promise.all(Object.values(checked ?? {}));
  await site?.close();
});

async function serve(
  program: string,
  args: string[],
  sign: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<void> {
  const env = { ...withoutVitest(), ...environment };
  const server = spawn(program, args, { cwd: BUILD, env, detached: true });
  servers.push(server);
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        if (said.includes(sign)) resolve();
      });
    server.on('close', () => reject(new Error(`${program} ended: ${said}`)));
  });
}

test.each(['vite', 'astro', 'next'])('%s builds without an error or a warning about the package', (name) => {
  const { code, output } = built[name]!;
  expect(code, output).toBe(0);
  expect(output).not.toMatch(/pledgemark.*(?:error|warn)|(?:error|warn).*pledgemark|import\.meta/i);
});

/** A page in Chromium, and what its console complained of. */
async function open(
  url: string,
  before?: (page: Page) => Promise<void>,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await site.browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await before?.(page);
  await page.goto(url);
  return { page, complaints };
}

const PAGES = [
  'react-production',
  'react-development',
  'vue-production',
  'vue-development',
  'svelte-production',
  'svelte-development',
  'astro',
  'next',
];

function addressOf(name: string): string {
  if (name === 'next') return `${origins.next}/`;
  return `${name.endsWith('-development') ? origins.development : origins.production}/${name}/`;
}

test.each(PAGES)('%s renders the tags on a server as HTML writes them', async (name) => {
  const html = await (await fetch(addressOf(name))).text();
  const [badge = ''] = /<pledge-badge.*?<\/pledge-badge>/s.exec(html) ?? [];
  expect(badge).toContain('pledge="uk-2017/plant-11-million-trees"');
  expect(badge).toContain('outcome="in-progress"');
  expect(badge).toContain('as-of="2019-05-20"');
  expect(badge).toMatch(/<a href="[^"]+">as the desk says<\/a>/);
  expect(html).toMatch(/<pledge-card[^>]*class="wide"/);
  expect(html).toMatch(/<pledge-summary[^>]*view="donut"/);
  expect(html).toMatch(/<pledge-list[^>]*limit="3"/);
});

async function expectLive(page: Page): Promise<void> {
  for (const tag of ['pledge-badge', 'pledge-card', 'pledge-summary', 'pledge-list']) {
    const element = page.locator(tag).first();
    await element.scrollIntoViewIfNeeded();
    await expect
      .poll(() => element.evaluate((own) => own.matches(':state(loaded)')), { message: tag })
      .toBe(true);
  }
  const badge = page.locator('pledge-badge').first();
  expect(
    await badge.evaluate((own) => own.shadowRoot?.querySelector('[part~=link]')?.textContent.trim()),
  ).toBe('In progress');
  expect(await badge.evaluate((own) => Reflect.get(own, 'pinned'))).toBe(false);
}

test.each(PAGES)('%s hydrates without a warning, shows live verdicts and hears both events', async (name) => {
  const { page, complaints } = await open(addressOf(name));
  await expectLive(page);
  await expect.poll(() => page.locator('output').textContent()).toBe('loaded unknown');
  expect(complaints).toEqual([]);
  await page.close();
});

const LATE_FILES = '**/assets/embed-*.js';

test.each(['react-production', 'react-development'])(
  '%s hears the events once whether the elements come before hydration or after it',
  async (name) => {
    const late = await open(`${addressOf(name)}?late`);
    await expect.poll(() => late.page.locator('output').textContent()).toBe('loaded unknown');
    const early = await open(addressOf(name), (page) =>
      page
        .route(LATE_FILES, async (route) => {
          await page.waitForSelector('html[data-hydrated]');
          await route.continue();
        })
        .then(() => {}),
    );
    await expect.poll(() => early.page.locator('output').textContent()).toBe('loaded unknown');
    expect([...late.complaints, ...early.complaints]).toEqual([]);
    await Promise.all([late.page.close(), early.page.close()]);
  },
);

test('next goes from page to page in the browser, and shows what a content system holds as HTML', async () => {
  const { page, complaints } = await open(addressOf('next'));
  await page.getByRole('link', { name: 'The second article' }).click();
  const badge = page.locator('p', { hasText: 'Asked for on the server' }).locator('pledge-badge');
  await expect.poll(() => badge.evaluate((own) => own.matches(':state(loaded)'))).toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
});

/** The lines of a file that a checker complains of. */
const COMPLAINTS: Record<string, (output: string) => string[]> = {
  react: (output) => linesOf(output, /^apps\/react\/(\S+)\((\d+),/gm),
  vue: (output) => linesOf(output, /^apps\/vue\/(\S+)\((\d+),/gm),
  svelte: (output) => linesOf(output, /^\d+ (?:ERROR|WARNING) "([^"]+)" (\d+):/gm),
  astro: (output) => linesOf(output, /^apps\/astro\/(\S+?):(\d+):/gm),
};
const WRONG: Record<string, string> = {
  react: 'wrong.tsx',
  vue: 'wrong.vue',
  svelte: 'wrong.svelte',
  astro: 'src/components/wrong.astro',
};

function linesOf(output: string, pattern: RegExp): string[] {
  return [
    ...new Set(
      [...stripVTControlCharacters(output).matchAll(pattern)].map(([, file, line]) => `${file}:${line}`),
    ),
  ].sort();
}

test.each(Object.keys(WRONG))(
  '%s knows the attributes and events, and finds each mistake and nothing else',
  async (name) => {
    const file = WRONG[name]!;
    const lines = readFileSync(join(BUILD, 'apps', name, file), 'utf8').split('\n');
    const end = lines.findIndex((line) => /none of these|These are right/.test(line));
    const mistakes = lines.flatMap((line, at) =>
      at < end && /^\s*<pledge|^\s*<Pledge/.test(line) ? [`${file}:${at + 1}`] : [],
    );
    expect(mistakes.length).toBeGreaterThan(4);
    const { output } = await checked[name]!;
    expect(COMPLAINTS[name]!(output), output).toEqual(mistakes.sort());
  },
);

test('without a bundler, under a strict policy and with Trusted Types, the package works and makes badges of links', async () => {
  const { origin } = site.desk;
  const { page, complaints } = await open(`${origins.production}/pages/package.html?origin=${origin}`);
  for (const place of ['p >> nth=0', '#linked']) {
    const badge = page.locator(place).locator('pledge-badge');
    await expect.poll(() => badge.evaluate((own) => own.matches(':state(loaded)'))).toBe(true);
  }
  const again = (other: string) =>
    page.evaluate((asked) => {
      try {
        return String(Reflect.get(window, 'configure')({ origin: asked, links: true }));
      } catch (error) {
        return String(error);
      }
    }, other);
  expect(await again(`${origin}/`)).toBe('undefined');
  expect(await again('https://other.example')).toBe(
    `TypeError: configure: origin is https://other.example, and this page has ${origin}: the elements of a page ask one installation`,
  );
  await page.evaluate(() =>
    document.body.append(
      Object.assign(document.createElement('pledge-card'), { pledge: 'uk-2017/plant-11-million-trees' }),
    ),
  );
  await expect
    .poll(() => page.locator('pledge-card').evaluate((own) => own.matches(':state(loaded)')))
    .toBe(true);
  expect(await page.locator('#linked pledge-badge').count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.close();
});

test('the script on a publisher’s own host, which passes /api/v1/ on, asks nobody else', async () => {
  const { page, complaints } = await open(`${origins.production}/pages/self-hosted.html`, async (opened) => {
    opened.on('request', (request) => expect(request.url()).toContain(origins.production));
  });
  for (const tag of ['pledge-badge', 'pledge-card'])
    await expect.poll(() => page.locator(tag).evaluate((own) => own.matches(':state(loaded)'))).toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
});

test('in Node the package is imported without a document, and refuses what is no origin', async () => {
  const said = await runThere('apps/in-node.mjs', []);
  expect(JSON.parse(said.output)).toEqual({
    defined: false,
    exports: ['PledgeBadge', 'PledgeCard', 'PledgeList', 'PledgeSummary'],
    right: ['undefined', 'undefined', 'undefined'],
    wrong: [
      'undefined',
      'null',
      '""',
      '7',
      '"pledges.example"',
      '"/pledges"',
      '"ftp://pledges.example"',
      '"https://pledges.example/embed"',
      '"https://pledges.example?x"',
      '"https://me:pw@pledges.example"',
    ].map(
      (given) =>
        `TypeError: configure: origin is ${given}; it must be the address of an installation without a path, such as "https://pledges.example"`,
    ),
  });
});

test('publint and attw find nothing', async () => {
  const publint = await runThere('publint', ['run', packed, '--strict']);
  expect(publint.output).toContain('All good!');
  const attw = await runThere('attw', [
    packed,
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    'badge.css',
  ]);
  expect([attw.code, attw.output.match(/^.*(?:🔴|💀|❌|🟡|❗|🎭|🤨|👺|🐛|🚭|🧨|📛|😵).*$/gmu)]).toEqual([
    0,
    null,
  ]);
});
