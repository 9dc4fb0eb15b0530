// Writer and editor: submitting, returning with a comment, and trackers where a second person publishes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectQuiet, ferry, focused, foundTracker, untilSaid, untilWriting, WRITE } from './desk-pledge.ts';

let site: DeskInstallation;
let writer: string;
let editor: string;

beforeAll(async () => {
  site = await startDesk();
  writer = await newToken(site.desk, 'Wren', 'writer');
  editor = await newToken(site.desk, 'Robin', 'editor');
  await foundTracker(site.desk, { review: 'two' });
});

afterAll(() => site?.close());

test('a writer submits, an editor returns it with a comment, the writer mends it, the editor publishes', async () => {
  const wren = await openSignedIn(site, writer, WRITE);
  const robin = await openSignedIn(site, editor, '/desk');
  await untilWriting(wren.page);
  // A writer is not shown what a writer may not do.
  expect(await wren.page.getByRole('button', { name: 'Review and publish' }).count()).toBe(0);
  await wren.page.getByLabel('Headline').fill('The fery runs');
  await wren.page.getByRole('button', { name: 'Submit for review' }).click();
  await wren.page.getByText('Submitted for review.').waitFor();
  await wren.page.getByText('In review, on Wren’s desk').waitFor();

  await robin.page.goto(site.desk.origin + WRITE);
  await untilWriting(robin.page);
  await robin.page.getByRole('button', { name: 'Return…' }).click();
  expect(await focused(robin.page)).toBe('Comment');
  await robin.page.getByRole('button', { name: 'Return', exact: true }).click();
  await robin.page.getByText('Write a sentence or two.').waitFor();
  await robin.page.getByLabel('Comment').fill('Ferry has two r.');
  // What would go on to publish on the screen below answers the question here.
  await robin.page.keyboard.press('Control+Enter');
  await robin.page.getByText('Returned to the writer.').waitFor();
  expect(new URL(robin.page.url()).pathname).toBe(WRITE);
  await expect.poll(() => focused(robin.page)).toBe('Reopen the ferry');

  await wren.page.reload();
  await wren.page.getByText('Sent back: Ferry has two r.').waitFor();
  await wren.page.getByLabel('Headline').fill('The ferry runs');
  await untilSaid(wren.page, 'Saved');
  await wren.page.getByRole('link', { name: 'Publish', exact: true }).click();
  await wren.page.getByRole('heading', { name: 'What changes for readers' }).waitFor();
  await wren.page.getByText('An editor publishes. Submit it when it is ready.').waitFor();
  expect(await wren.page.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
  await wren.page.getByRole('button', { name: 'Submit for review' }).click();
  await wren.page.getByText('Submitted for review.').waitFor();

  await robin.page.goto(`${site.desk.origin}${WRITE}/publish`);
  await robin.page.getByRole('radio', { name: /^An edit/ }).waitFor();
  await robin.page.getByRole('button', { name: 'Publish', exact: true }).click();
  await robin.page.getByRole('heading', { name: 'Published' }).waitFor();
  expect((await ferry(site.desk)).published?.verdict.headline).toBe('The ferry runs');
  expectQuiet([...wren.complaints, ...robin.complaints]);
  await wren.context.close();
  await robin.context.close();
});

test('whoever wrote it is told that a second person publishes; an admin may, with a reason', async () => {
  const robin = await openSignedIn(site, editor, WRITE);
  await untilWriting(robin.page);
  await robin.page.getByLabel('Summary').fill('Robin mended this alone.');
  await untilSaid(robin.page, 'Saved');
  await robin.page.getByRole('button', { name: 'Review and publish' }).click();
  await robin.page.getByText('this tracker wants a second person to publish it').waitFor();
  expect(await robin.page.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
  await robin.page.getByRole('button', { name: 'Submit for review' }).click();
  await robin.page.getByText('Submitted for review.').waitFor();

  const chief = await newToken(site.desk, 'Chief', 'admin');
  const { page, context } = await openSignedIn(site, chief, WRITE);
  await untilWriting(page);
  await page.getByLabel('Headline').fill('The chief wrote as well');
  await untilSaid(page, 'Saved');
  await page.getByRole('button', { name: 'Review and publish' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  expect(await focused(page)).toBe('Why one person has to publish it');
  await page.keyboard.type('Election night, nobody else is here.');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('heading', { name: 'Published' }).waitFor();
  expect((await ferry(site.desk)).published?.verdict.headline).toBe('The chief wrote as well');
  await context.close();
  await robin.context.close();
});
