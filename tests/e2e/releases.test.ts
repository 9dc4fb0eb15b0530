// Every release of the script, pinned by its hash as a security team does it, on the installation of today.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Release, readReleases } from '../../scripts/releases.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Pages, type Publisher, startPublisher } from './publisher.ts';

const PLEDGE = 'uk-2017/plant-11-million-trees';
const { releases } = await readReleases();

let site: Installation;
let publisher: Publisher;

// No other script may run, whatever the release would load.
function article(origin: string, { path, integrity }: Pick<Release, 'path' | 'integrity'>) {
  return {
    body: `<!doctype html><html lang="en"><title>Article</title>
      <script type="module" async src="${origin}${path}" integrity="${integrity}" crossorigin="anonymous" referrerpolicy="no-referrer" data-links></script>
      <p id="quoted">It is <pledge-badge pledge="${PLEDGE}"><a href="${origin}/${PLEDGE}">Quoted</a></pledge-badge>.</p>
      <p id="linked">And <a href="${origin}/${PLEDGE}">this one</a>.</p>
      <pledge-card pledge="${PLEDGE}"><a href="${origin}/${PLEDGE}">One pledge</a></pledge-card>
      <pledge-summary tracker="uk-2017" lang="ar"><a href="${origin}/uk-2017">All verdicts</a></pledge-summary>
      <pledge-list tracker="uk-2017" lang="cy"><a href="${origin}/uk-2017">Newest verdicts</a></pledge-list>`,
    headers: {
      'content-security-policy': `default-src 'none'; script-src ${origin}${path}; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types pledgemark`,
    },
  };
}

beforeAll(async () => {
  site = await startInstallation();
  const { origin } = site.desk;
  const pages: Pages = { '/favicon.ico': { body: '' } };
  for (const release of releases) {
    pages[`/${release.version}`] = article(origin, release);
    const integrity = release.integrity.replace(/.{4}$/, 'AAAA');
    pages[`/wrong/${release.version}`] = article(origin, { ...release, integrity });
  }
  publisher = await startPublisher(pages);
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

async function open(path: string): Promise<{ page: Page; complaints: string[]; asked: string[] }> {
  const page = await site.browser.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(publisher.origin + path);
  return { page, complaints, asked };
}

test('there is a release, and the manifest names what is served', async () => {
  const answer = await fetch(`${site.desk.origin}/embed/manifest.json`);
  expect(await answer.json()).toEqual({ releases });
  expect(releases.length).toBeGreaterThan(0);
  expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=300\b/);
});

test.each(releases)(
  '$version is served with the bytes that were pinned, to any page, for ever',
  async (release) => {
    const { origin } = site.desk;
    const answer = await fetch(origin + release.path);
    const bytes = await answer.arrayBuffer();
    const hash = Buffer.from(await crypto.subtle.digest('SHA-384', bytes)).toString('base64');
    expect([bytes.byteLength, `sha384-${hash}`]).toEqual([release.bytes, release.integrity]);
    const { headers } = answer;
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(await (await fetch(origin + release.notices)).text()).toContain('lit-html');
  },
);

test.each(releases)(
  '$version, pinned, shows today’s badges, cards, summaries and lists, and nothing else is loaded',
  async ({ version, path }) => {
    const { page, complaints, asked } = await open(`/${version}`);
    const { origin } = site.desk;
    await page.waitForFunction(() => {
      const elements = [
        ...document.querySelectorAll('pledge-badge, pledge-card, pledge-summary, pledge-list'),
      ];
      for (const element of elements) if (!element.matches(':state(loaded)')) element.scrollIntoView();
      return elements.length === 5 && elements.every((element) => element.matches(':state(loaded)'));
    });
    const badge = page.locator('#quoted pledge-badge');
    expect(await badge.getByRole('link').getAttribute('aria-label')).toMatch(
      /^In progress: Plant 11 million/,
    );
    await badge.hover();
    await badge.locator('[part=card]').waitFor({ state: 'visible' });
    expect(complaints).toEqual([]);
    const scripts = asked.filter((url) => !url.startsWith(`${origin}/api/`));
    expect(scripts).toEqual([`${publisher.origin}/${version}`, origin + path]);
    await page.close();
  },
);

test.each(releases)(
  'of $version with another hash nothing runs: the page keeps its text',
  async ({ version }) => {
    const { page, complaints, asked } = await open(`/wrong/${version}`);
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([expect.stringContaining('integrity')]);
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    expect(await page.evaluate(() => customElements.get('pledge-badge'))).toBeUndefined();
    const text = await page.locator('body').innerText();
    for (const part of ['It is Quoted.', 'And this one.', 'One pledge', 'All verdicts', 'Newest verdicts'])
      expect(text).toContain(part);
    await page.close();
  },
);

test.each([
  ['types.d.ts', 'text/plain; charset=utf-8', 'HTMLElementTagNameMap'],
  ['custom-elements.json', 'application/json', '"pledge-badge"'],
  ['licences.txt', 'text/plain; charset=utf-8', 'lit-html'],
  ['manifest.json', 'application/json', '"integrity"'],
])('%s stands beside the script, for every origin to read', async (name, type, words) => {
  const answer = await fetch(`${site.desk.origin}/embed/${name}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toContain(words);
});
