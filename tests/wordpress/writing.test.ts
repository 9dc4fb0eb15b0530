// Writing an article in the editors of WordPress, as people of each role do.
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  choose,
  expectAccessible,
  installation,
  installPlugin,
  launch,
  newPost,
  type Post,
  rest,
  signIn,
  TREES,
} from './wordpress.ts';

const SENTENCE = 'In progress: Plant 11 million trees. Verdict by Vote for Policies, 15 January 2019';
const STREET = 'example-harbour/plant-one-thousand-street-trees';
const STREET_SENTENCE = 'Kept: Plant 1,000 street trees. Verdict by Harbour Desk (fictional), 26 March 2025';

/** What the three forms are stored as, whoever writes them. */
const STORED = [
  `<!-- wp:paragraph -->
<p>The trees: <pledge-badge pledge="${TREES}" outcome="in-progress"><a href="${installation}/${TREES}" aria-label="${SENTENCE}">In progress</a></pledge-badge>, says the desk.</p>
<!-- /wp:paragraph -->`,
  `<!-- wp:embed {"url":"${installation}/${TREES}","type":"wp-embed","providerNameSlug":"vote-for-policies"} -->
<figure class="wp-block-embed is-type-wp-embed is-provider-vote-for-policies wp-block-embed-vote-for-policies"><div class="wp-block-embed__wrapper">
${installation}/${TREES}
</div></figure>
<!-- /wp:embed -->`,
  `<!-- wp:pledgemark/card {"pledge":"${STREET}"} -->
<p><a href="${installation}/${STREET}">${STREET_SENTENCE}</a></p>
<!-- /wp:pledgemark/card -->`,
].join('\n\n');

type Block = { name: string; isValid: boolean };
type Editor = { wp: { data: { select(store: string): { getBlocks(): Block[] } } } };

let browser: Browser;

beforeAll(async () => {
  await installPlugin();
  browser = await launch();
});
afterAll(() => browser?.close());

describe.each(['administrator', 'author', 'contributor'] as const)('as %s', (role) => {
  test('a badge in a sentence, a pasted address and a block are seen live and stored as they were written', async () => {
    const { page, complaints } = await signIn(browser, role);
    const canvas = await newPost(page, `Promises, by the ${role}`);

    await page.keyboard.type('The trees: ');
    await openFormats(page);
    await page.getByRole('menuitem', { name: 'Pledge verdict' }).click();
    const search = page.getByRole('combobox', { name: 'Search pledges' });
    await expect.poll(() => search.evaluate((field) => field.matches(':focus'))).toBe(true);
    await expectAccessible(page, '.pledgemark-popover');
    // Whoever thinks better of it is where they were.
    await page.keyboard.press('Escape');
    await search.waitFor({ state: 'hidden' });
    await openFormats(page);
    await page.getByRole('menuitem', { name: 'Pledge verdict' }).click();
    await choose(page, 'uk-2017', 'trees', 'Plant 11 million trees');
    await canvas.locator('pledge-badge').waitFor();
    await page.keyboard.type(', says the desk.');

    await page.keyboard.press('Enter');
    await page.evaluate((address) => navigator.clipboard.writeText(address), `${installation}/${TREES}`);
    await page.keyboard.press('Control+V');
    await expectCard(canvas.frameLocator('.wp-block-embed iframe'), 'Plant 11 million trees');

    await canvas.locator('[data-type="core/embed"]').press('Enter');
    await page.keyboard.type('/pledge');
    await page.getByRole('option', { name: 'Pledge verdict' }).click();
    await choose(canvas, 'example-harbour', 'street', 'Plant 1,000 street trees');
    await expectCard(canvas.frameLocator('iframe.pledgemark-preview'), 'Plant 1,000 street trees');

    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    const id = new URL(page.url()).searchParams.get('post');
    const { content } = await rest<Post>(role, 'GET', `/wp/v2/posts/${id}?context=edit`);
    expect(content.raw).toBe(STORED);

    // Opened again, each block is as its editor expects it.
    await page.reload();
    await canvas.locator('pledge-badge').waitFor();
    const blocks = await page.evaluate(() =>
      (window as unknown as Editor).wp.data
        .select('core/block-editor')
        .getBlocks()
        .map(({ name, isValid }) => [name, isValid]),
    );
    expect(blocks).toEqual([
      ['core/paragraph', true],
      ['core/embed', true],
      ['pledgemark/card', true],
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** The menu of formats, which comes with the toolbar as soon as somebody who has typed moves the mouse. */
async function openFormats(page: Page): Promise<void> {
  await page.mouse.move(300, 500);
  await page.mouse.move(400, 600);
  await page.getByRole('button', { name: 'More', exact: true }).click();
}

/** Waits until a frame shows the card of a pledge, with the verdict of today. */
async function expectCard(frame: FrameLocator, title: string): Promise<void> {
  await frame.locator('pledge-card').getByText(title, { exact: true }).waitFor();
}
