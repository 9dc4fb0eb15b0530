// What a reader prints has the verdicts of today, scrolled to or not.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FERRY, publishVerdict } from './ferry.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Publisher, startPublisher } from './publisher.ts';

const BARRIERS = 'uk-2017/remove-barriers-to-the-integration-of-care-before-april-2018';
const BELOW = '<div style="height:9000px">A long article.</div>';
// Without it there is nothing to read a PDF with; where CI judges it is there.
const hasReader = Boolean(process.env.CI) || !spawnSync('pdftotext', ['-v']).error;

let site: Installation;
let publisher: Publisher;

beforeAll(async () => {
  site = await startInstallation();
  await publishVerdict(site.desk, 'kept', 'The ferry made its first crossing.');
  const { origin } = site.desk;
  const article = (content: string) =>
    `<!doctype html><html lang="en"><title>Article</title><script type="module" async src="${origin}/embed/v1.js"></script>${BELOW}${content}`;
  const badge = `<p>The ferry is <pledge-badge pledge="${FERRY}" as-of="2025-04-02"><a href="${origin}/${FERRY}">Old state</a></pledge-badge>. It is <pledge-badge pledge="${BARRIERS}" outcome="kept"><a href="${origin}/${BARRIERS}">Old word</a></pledge-badge>, so far.`;
  publisher = await startPublisher({
    '/badge': { body: article(badge) },
    '/blocks': {
      body: article(`${badge}<pledge-card pledge="${BARRIERS}"><a href="${origin}/${BARRIERS}">Old card</a></pledge-card>
        <pledge-summary tracker="uk-2017"><a href="${origin}/uk-2017">Old numbers</a></pledge-summary>
        <pledge-list tracker="uk-2017" limit="3"><a href="${origin}/uk-2017">Old list</a></pledge-list>`),
    },
  });
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

async function open(path: string): Promise<Page> {
  const page = await site.browser.newPage();
  await page.goto(publisher.origin + path, { waitUntil: 'networkidle' });
  const badge = page.locator('pledge-badge').first();
  expect(await badge.evaluate((badge) => badge.matches(':state(loaded)'))).toBe(false);
  return page;
}

async function printed(page: Page): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'paper-')), 'page.pdf');
  writeFileSync(file, await page.pdf());
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  // Beside a badge stands a joiner that nobody sees, and a reader of PDFs sets it apart.
  return text.replace(/ \u200c/g, '');
}

test.skipIf(!hasReader)('a badge far below is on paper as it stands today, unscrolled', async () => {
  const page = await open('/badge');
  expect(await printed(page)).toContain('The ferry is Kept. It is Broken, so far.');
  await page.close();
});

test.skipIf(!hasReader)(
  'a card, a summary and a list far below are on paper as they stand today',
  async () => {
    const page = await open('/blocks');
    const paper = await printed(page);
    for (const text of ['It is Broken', 'Verdict by Vote for Policies', '35 of about 694', 'All pledges'])
      expect(paper).toContain(text);
    expect(paper).not.toContain('Old');
    await page.close();
  },
);

test('a page that is shown as print has all of them, and the marks of what has changed', async () => {
  const page = await open('/blocks');
  await page.emulateMedia({ media: 'print' });
  for (const tag of ['badge', 'card', 'summary', 'list'])
    await expect
      .poll(() =>
        page
          .locator(`pledge-${tag}`)
          .first()
          .evaluate((element) => element.matches(':state(loaded)')),
      )
      .toBe(true);
  const ferry = page.locator('pledge-badge').first();
  expect(await ferry.locator('[part=changed]').isVisible()).toBe(true);
  const { length } = await page.pdf();
  await ferry.evaluate((badge) => badge.removeAttribute('as-of'));
  // The mark is a drawing, and no text: paper without it is less.
  expect((await page.pdf()).length).toBeLessThan(length);
  await page.close();
});

test('where a page’s policy forbids what is needed for it, paper has what the page wrote, and nothing is thrown', async () => {
  const page = await site.browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    XMLHttpRequest.prototype.send = () => {
      throw new DOMException('sync-xhr is not allowed', 'NetworkError');
    };
  });
  await page.goto(`${publisher.origin}/badge`, { waitUntil: 'networkidle' });
  await page.pdf();
  await expect
    .poll(() =>
      page
        .locator('pledge-badge')
        .first()
        .evaluate((badge) => badge.matches(':state(loaded)')),
    )
    .toBe(true);
  expect(errors).toEqual([]);
  await page.close();
});
