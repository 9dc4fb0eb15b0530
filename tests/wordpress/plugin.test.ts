// What the plugin asks of a site and does to it: its setting, what authors may write, its words, whom it asks, its end.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTripwire } from '../e2e/dom-faults.ts';
import { publishEach } from '../e2e/hostile-trackers.ts';
import { freePort } from '../free-port.ts';
import { HOSTILE } from '../hostile-strings.ts';
import { CLASSIC, IN_BLOCKS } from './articles.ts';
import {
  desk,
  expectAccessible,
  expectNoNotices,
  installation,
  installPlugin,
  launch,
  newPost,
  php,
  publish,
  rest,
  signIn,
  site,
  TREES,
  written,
} from './wordpress.ts';

const SETTINGS = `${site.origin}/wp-admin/options-general.php?page=pledgemark`;

let browser: Browser;

beforeAll(async () => {
  await installPlugin('');
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  // For whichever file comes next.
  await installPlugin();
});

function setting(): string {
  return php(`echo get_option( 'pledgemark_origin' );`);
}

/** Names of options and metadata that are ours or say something of us; contents of articles are their authors'. */
function traces(): string {
  return php(`
    global $wpdb;
    echo implode( ' ', array_merge(
      $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%pledge%' OR option_value LIKE '%pledge%'" ),
      $wpdb->get_col( "SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%pledge%'" ),
      $wpdb->get_col( "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%pledge%' OR meta_value LIKE '%pledge%'" )
    ) );
  `);
}

test('an administrator enters the address of any page, and hears what is there; nobody else may', async () => {
  const { page, complaints } = await signIn(browser, 'administrator');
  await page.goto(SETTINGS);
  const field = page.getByLabel('Address of the installation');
  const enter = async (address: string) => {
    await field.fill(address);
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Save Changes' }).click(),
    ]);
  };
  await enter(` ${installation}/${TREES}?ref=news `);
  expect(setting()).toBe(installation);
  await expect
    .poll(() => page.locator('.notice-info').innerText())
    .toContain('Conservative manifesto 2017, Harbour Council');

  for (const address of [
    'ftp://pledges.example',
    'https://me@pledges.example',
    'https://',
    'https://a"b.example/',
  ]) {
    await page.evaluate(() =>
      document.querySelector('form[action="options.php"]')?.setAttribute('novalidate', ''),
    );
    await enter(address);
    expect(await page.locator('.notice-error p').allInnerTexts()).toEqual([
      `“${address}” is not the address of an installation, and nothing has changed. Such an address begins with https://, for example https://pledges.example`,
    ]);
    expect(setting()).toBe(installation);
  }

  await expectAccessible(page, '.wrap');
  const nobody = `https://127.0.0.1:${await freePort()}`;
  await enter(nobody);
  expect(await page.locator('.notice-warning').innerText()).toContain(
    `No installation of Pledgemark answers at ${nobody}`,
  );
  await enter('');
  expect(setting()).toBe('');
  expect(complaints).toEqual([]);
  await page.close();

  const { page: others } = await signIn(browser, 'editor');
  expect((await others.goto(SETTINGS))?.status()).toBe(403);
  await others.close();
});

test('as long as there is no address the block says so, and leads only those to the setting who may', async () => {
  php(`update_option( 'pledgemark_origin', '' );`);
  for (const [role, links] of [
    ['administrator', 1],
    ['author', 0],
  ] as const) {
    const { page } = await signIn(browser, role);
    const canvas = await newPost(page, 'Nowhere yet');
    await page.keyboard.type('/pledge');
    await page.getByRole('option', { name: 'Pledge verdict' }).click();
    await canvas.getByText('The address of your Pledgemark installation is not set.').waitFor();
    expect(await canvas.locator('.components-placeholder a').count()).toBe(links);
    await page.close();
  }
  // And the front page has none of us.
  const { link } = await publish({ title: 'No address', content: CLASSIC });
  expect(await (await fetch(link)).text()).not.toMatch(/v1\.js|badge\.css|pledgemark-/);
});

test('authors may write our tags and no others, and those who comment may not', async () => {
  php(`update_option( 'pledgemark_origin', ${JSON.stringify(installation)} );`);
  const tags = [
    `<pledge-badge pledge="${TREES}" outcome="kept" as-of="2019-05-20" pinned live="off" theme="dark" lang="en" class="a"><a href="https://pledges.example/">Kept</a></pledge-badge>`,
    `<pledge-card pledge="${TREES}" as-of="2019-05-20"><a href="https://pledges.example/">Kept</a></pledge-card>`,
    '<pledge-summary tracker="uk-2017" category="health" view="donut"><a href="https://pledges.example/">So far</a></pledge-summary>',
    '<pledge-list tracker="uk-2017" facet="party:greens" verdict="done" outcome="kept" limit="5"><a href="https://pledges.example/">All</a></pledge-list>',
  ].join('\n');
  const hostile = `<pledge-badge onclick="run()" pledge="a/b"><script>run()</script><img src=x onerror=run()></pledge-badge>`;
  for (const role of ['author', 'contributor'] as const) {
    const { content } = await rest(role, 'POST', '/wp/v2/posts?context=edit', {
      title: 'Tags',
      content: tags,
    });
    expect(content.raw).toBe(tags);
    const refused = await rest(role, 'POST', '/wp/v2/posts?context=edit', {
      title: 'Tags',
      content: hostile,
    });
    expect(refused.content.raw).toBe('<pledge-badge pledge="a/b">run()<img src="x"></pledge-badge>');
  }
  expect(php(`echo wp_kses( ${JSON.stringify(tags)}, 'pre_comment_content' );`)).not.toContain('<pledge-');
});

test('in the classic editor an address is a live card, and tags are kept as they are', async () => {
  const { page, complaints } = await signIn(browser, 'author');
  await page.goto(`${site.origin}/wp-admin/post-new.php?classic`);
  const visual = page.frameLocator('#content_ifr');
  await visual.locator('body').click();
  await page.evaluate((address) => navigator.clipboard.writeText(address), `${installation}/${TREES}`);
  await page.keyboard.press('Control+V');
  await visual.locator('iframe').first().waitFor();
  await page.click('#content-html');
  const tag = `<pledge-badge pledge="${TREES}" as-of="2019-05-20"><a href="${installation}/${TREES}">In progress</a></pledge-badge>`;
  await page.locator('#content').press('End');
  await page.locator('#content').fill(`${installation}/${TREES}\n\nTrees: ${tag}, says the desk.`);
  await page.click('#content-tmce');
  await visual.locator('pledge-badge').waitFor();
  await page.click('#content-html');
  expect(await page.locator('#content').inputValue()).toBe(
    `${installation}/${TREES}\n\nTrees: ${tag}, says the desk.`,
  );
  expect(complaints).toEqual([]);
  await page.close();
});

test('what a desk writes is text everywhere: in the search, in the block, in the setting and in the article', async () => {
  const texts = HOSTILE.SCRIPT;
  const [tracker] = await publishEach(desk, [texts], 'hostile');
  const { page } = await signIn(browser, 'administrator');
  const tripped = await setTripwire(page);
  await page.goto(SETTINGS);
  await page.locator('.notice-info').waitFor();
  const canvas = await newPost(page, 'Hostile');
  await page.keyboard.type('/pledge');
  await page.getByRole('option', { name: 'Pledge verdict' }).click();
  await canvas.getByLabel('Tracker').selectOption(tracker!.id);
  await canvas.getByRole('combobox', { name: 'Search pledges' }).click();
  await canvas.locator('.components-form-token-field__suggestion').first().click();
  await canvas.frameLocator('iframe.pledgemark-preview').locator('pledge-card:state(loaded)').waitFor();
  const { link } = await publish({
    title: 'Hostile',
    content: `${installation}/${tracker!.id}/the-pledge\n\n${installation}/${tracker!.id}`,
  });
  // Another page, because an editor asks before it lets unsaved words go.
  const article = await browser.newPage();
  const trippedThere = await setTripwire(article);
  await article.goto(link);
  await article.locator('pledge-card:state(loaded)').waitFor();
  await article.locator('pledge-summary:state(loaded)').waitFor();
  // In the page itself, not in what the elements draw.
  const inPage = () => [
    ...document.querySelectorAll('.entry-content :not(p, a, pledge-card, pledge-summary)'),
  ];
  expect(await article.evaluate(`(${inPage})().map(({ localName }) => localName)`)).toEqual([]);
  expect([...tripped, ...trippedThere].filter((each) => /^(?:run|dialog)/.test(each))).toEqual([]);
  await page.close();
  await article.close();
});

test('its words can be in the language of the site', async () => {
  const folder = join(site.content, 'languages/plugins');
  await mkdir(folder, { recursive: true });
  const messages = { 'Address of the installation': 'Adresse der Installation' };
  await writeFile(
    join(folder, 'pledgemark-de_DE.l10n.php'),
    `<?php return array( 'messages' => array( 'Address of the installation' => 'Adresse der Installation', 'the verdict' => 'das Urteil' ) );`,
  );
  const hash = php(`echo md5( 'editor/search.js' );`);
  await writeFile(
    join(folder, `pledgemark-de_DE-${hash}.json`),
    JSON.stringify({
      locale_data: { messages: { '': { lang: 'de_DE' }, 'Search pledges': ['Versprechen suchen'] } },
    }),
  );
  // WordPress takes a language for installed if it has its own words.
  await writeFile(
    join(site.content, 'languages/de_DE.l10n.php'),
    `<?php return array( 'messages' => array() );`,
  );
  php(`update_user_meta( username_exists( 'administrator' ), 'locale', 'de_DE' );`);
  try {
    const { page } = await signIn(browser, 'administrator');
    await page.goto(SETTINGS);
    await page.getByLabel(messages['Address of the installation']).waitFor();
    const canvas = await newPost(page, 'Deutsch');
    await page.keyboard.type('/pledge');
    await page.getByRole('option', { name: 'Pledge verdict' }).click();
    await canvas.getByLabel('Versprechen suchen').waitFor();
    await page.close();
  } finally {
    php(`delete_user_meta( username_exists( 'administrator' ), 'locale' );`);
  }
});

test('the site asks nobody but the installation for us', async () => {
  const hosts = (await written('asked.log'))
    .trim()
    .split('\n')
    .map((url) => new URL(url).host);
  // What WordPress itself asks: of its project, and of its own pages.
  const own = new URL(site.origin).host;
  const others = new Set(hosts.filter((host) => !/(?:^|\.)wordpress\.org$/.test(host) && host !== own));
  expect(others).toContain(new URL(installation).host);
  expect([...others].filter((host) => !/^127\.0\.0\.1:|^gone\.example$/.test(host))).toEqual([]);
});

test('deleted, it leaves nothing but text and links, and WordPress had nothing to complain of', async () => {
  const { id } = await publish({ title: 'Stays', content: IN_BLOCKS });
  expect(traces()).toContain('pledgemark_origin');
  await rest('administrator', 'POST', '/wp/v2/plugins/pledgemark/pledgemark', { status: 'inactive' });
  await rest('administrator', 'DELETE', '/wp/v2/plugins/pledgemark/pledgemark');
  expect(traces()).toBe('');
  expect(await written('plugins/pledgemark/pledgemark.php')).toBe('');
  const { content } = await rest('author', 'GET', `/wp/v2/posts/${id}`);
  expect(content.rendered).toContain(
    `<a href="${installation}/${TREES}">In progress: Plant 11 million trees. `,
  );
  await expectNoNotices();
});
