// The WordPress of the tests, as people and programs have it.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import axe from 'axe-core';
import { unzipSync } from 'fflate';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';
import { pluginArchive } from '../../scripts/wordpress-plugin.ts';
import type { Role } from './site.ts';

export const site = inject('site');
export const { origin: installation, desk } = inject('installation');

export const TREES = 'uk-2017/plant-11-million-trees';
export const FERRY = 'example-harbour/reopen-the-harbour-ferry';

/** Unpacks the plugin as it is packed, and activates it; `origin` is what it has for its setting. */
export async function installPlugin(origin = installation): Promise<void> {
  const { bytes } = await pluginArchive();
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    const target = join(site.content, 'plugins', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  await activate(true);
  php(`update_option( 'pledgemark_origin', ${JSON.stringify(origin)} );`);
}

export async function activate(isActive: boolean): Promise<void> {
  const status = isActive ? 'active' : 'inactive';
  await rest('administrator', 'POST', '/wp/v2/plugins/pledgemark/pledgemark', { status });
}

/** Runs PHP inside WordPress, as a program on its server does; what it prints is the answer. */
export function php(code: string): string {
  const begin = `$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/' );
    require getenv( 'WORDPRESS_FILES' ) . '/wp-load.php';`;
  const env = { ...process.env, ...site.environment };
  return execFileSync('php', ['-r', `${begin} ${code}`], { env, encoding: 'utf8' });
}

type Rendered = { raw: string; rendered: string };
export type Post = { id: number; link: string; status: string; content: Rendered; title: Rendered };

/** Asks WordPress's API as somebody with this role. */
export async function rest<Answer = Post>(
  role: Role,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const key = Buffer.from(`${role}:${site.keys[role].password}`).toString('base64');
  const response = await fetch(`${site.origin}/wp-json${path}`, {
    method,
    headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer as Answer;
}

/** Publishes a post of the author, on a day of which the verdicts of the seed were as they are. */
export function publish(post: { title: string; content: string; date_gmt?: string }): Promise<Post> {
  return rest('author', 'POST', '/wp/v2/posts?context=edit', {
    status: 'publish',
    date_gmt: '2025-04-02T08:00:00',
    ...post,
  });
}

/** A file below the folder of all that WordPress writes; empty where there is none. */
export async function written(path: string): Promise<string> {
  const file = join(site.content, path);
  return existsSync(file) ? readFile(file, 'utf8') : '';
}

/** Sees that PHP and WordPress had nothing to say of the plugin. */
export async function expectNoNotices(): Promise<void> {
  const lines = (await written('debug.log')).split('\n');
  // WordPress misses its own servers, and what runs it on SQLite is of an older PHP.
  expect(lines.filter((line) => line && !/sqlite-database-integration|WordPress\.org/.test(line))).toEqual(
    [],
  );
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_FLAGS, '--ignore-certificate-errors'],
  });
}

/** A page in which somebody with this role is signed in, and what its scripts complain of. */
export async function signIn(browser: Browser, role: Role): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // WordPress asks for what a role may not have, and for pictures of people at gravatar.com.
    const isOurs = !/status of 403|ERR_NAME_NOT_RESOLVED|JQMIGRATE/.test(message.text());
    if (message.type() === 'error' && isOurs) complaints.push(message.text());
  });
  const cookies = Object.entries(site.keys[role].cookies);
  await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: site.origin })));
  return { page, complaints };
}

/** Opens the block editor on a new post; the canvas is where its blocks are. */
export async function newPost(page: Page, title: string): Promise<FrameLocator> {
  await page.goto(`${site.origin}/wp-admin/post-new.php`);
  const canvas = page.frameLocator('iframe[name="editor-canvas"]');
  await canvas.getByLabel('Add title').fill(title);
  await canvas.getByLabel('Add title').press('Enter');
  return canvas;
}

/** Chooses a pledge in a search that is open, by its tracker and a word of it. */
export async function choose(
  search: Page | FrameLocator,
  tracker: string,
  word: string,
  title: string,
): Promise<void> {
  await search.getByLabel('Tracker').selectOption(tracker);
  await search.getByRole('combobox', { name: 'Search pledges' }).pressSequentially(word);
  await search.getByRole('option', { name: title }).click();
}

/** Sees that axe finds nothing in a part of the page; what is around it is WordPress's own. */
export async function expectAccessible(page: Page, part: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: Axe };
    // WordPress's own combobox says `aria-owns`, where ARIA 1.2 has `aria-controls`.
    const { violations } = await axe.run(selector, { rules: { 'aria-required-attr': { enabled: false } } });
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }, part);
  expect(found).toEqual([]);
}

type Axe = {
  run(part: string, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};
