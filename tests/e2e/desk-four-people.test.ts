// Four people at one desk of six trackers and 5,000 pledges, on the same rows at once: nobody's work is lost, nothing is done
// twice, and everybody is told what came of theirs.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BulkAnswer } from '../../data/desk.ts';
import { ask } from '../../scripts/desk-client.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, signIn, startDesk } from './desk.ts';
import { act, checkSelected, rows, untilSaid } from './desk-lists.ts';
import { untilSaid as untilSaved, untilWriting } from './desk-pledge.ts';

const TRACKERS = ['first', 'second', 'third', 'fourth', 'fifth'];
/** In each. In two requests to file them, and in three to check them. */
const SHARED = 260;
/** In a sixth, which is private: a desk as large as that, without a minute of writing what no reader of these tests reads. */
const OTHERS = 3700;
const SHARED_QUERY = 'q=shared';

let site: DeskInstallation;
const tokens = new Map<string, string>();

beforeAll(async () => {
  site = await startDesk();
  for (const name of ['Robin', 'Wren', 'Finch', 'Heron'])
    tokens.set(name, await newToken(site.desk, name, 'editor'));
  for (const id of TRACKERS) await bringIn(aTracker({ id, name: `The ${id}` }), 'Shared', SHARED);
  await bringIn(aTracker({ id: 'sixth', visibility: 'private' }), 'Other', OTHERS);
});

afterAll(() => site?.close());

async function bringIn(tracker: ReturnType<typeof aTracker>, kind: string, count: number): Promise<void> {
  await ask(site.desk, '/trackers', { method: 'POST', body: tracker });
  const pledges = Array.from({ length: count }, (_, at) =>
    anImportRow({ slug: `promise-${at}`, title: `${kind} promise ${at}` }),
  );
  await ask(site.desk, `/trackers/${tracker.id}/import`, { method: 'POST', body: { pledges } });
}

/** Somebody's browser, with all shared promises of a tracker selected. */
async function choosing(name: string, tracker: string) {
  const query = `/desk/find?tracker=${tracker}&${SHARED_QUERY}`;
  const opened = await openSignedIn(site, tokens.get(name) ?? '', query);
  await rows(opened.page).first().waitFor();
  await opened.page.getByRole('checkbox', { name: 'Select all' }).check();
  await opened.page.getByText(`${SHARED} selected`).waitFor();
  return opened;
}

/** Files what is selected under a day, up to the button. */
async function filing(page: Page, due: string): Promise<() => Promise<void>> {
  await act(page, 'File…');
  const dialog = page.getByRole('dialog', { name: `File ${SHARED} pledges` });
  await dialog.getByLabel('Promised by').fill(due);
  return () => dialog.getByRole('button', { name: 'Change' }).click();
}

/** What the endpoint has answered to acts on many, from now on. */
function answersTo(page: Page): BulkAnswer[] {
  const answers: BulkAnswer[] = [];
  page.on('response', async (response) => {
    if (response.url().endsWith('/acts') && response.ok()) answers.push(await response.json());
  });
  return answers;
}

type Record_ = { version: number; state: string; draft: { due?: string } | null; checkedAt: string | null };

function atDesk(tracker: string, at: number): Promise<Record_> {
  return ask<Record_>(site.desk, `/trackers/${tracker}/pledges/promise-${at}`);
}

/** How many rows the audit has of an act on a tracker. */
async function audited(tracker: string, name: string): Promise<number> {
  type Audit = { audit: unknown[] };
  return (await ask<Audit>(site.desk, `/audit?tracker=${tracker}&act=${name}&limit=500`)).audit.length;
}

/** Does something in the middle of a run: when its second request leaves. */
async function inTheMiddle(page: Page, happens: (goOn: () => Promise<void>) => Promise<void>) {
  let requests = 0;
  await page.route('**/acts', async (route) => {
    requests += 1;
    if (requests === 2) await happens(() => route.continue());
    else await route.continue();
  });
}

test('two file the same rows at once: each row is changed by one of them, and both are told which', async () => {
  const [robin, wren] = await Promise.all([choosing('Robin', 'first'), choosing('Wren', 'first')]);
  const [answersToRobin, answersToWren] = [answersTo(robin.page), answersTo(wren.page)];
  const send = await Promise.all([filing(robin.page, '2031'), filing(wren.page, '2032')]);
  await Promise.all(send.map((press) => press()));
  await Promise.all(
    [robin, wren].map(({ page }) => untilSaid(page, /^(?:\d+ pledges? changed|No pledges changed)/)),
  );
  const [byRobin, byWren] = [answersToRobin, answersToWren].map((all) => all.flatMap(({ done }) => done));
  const refused = [...answersToRobin, ...answersToWren].flatMap((answer) => answer.refused);
  expect((byRobin?.length ?? 0) + (byWren?.length ?? 0)).toBe(SHARED);
  expect(refused).toHaveLength(SHARED);
  expect(refused.every(({ reason }) => reason === 'stale-version')).toBe(true);
  expect(await audited('first', 'set')).toBe(SHARED);
  for (const [done, due] of [
    [byRobin, '2031'],
    [byWren, '2032'],
  ] as const) {
    const at = Number(done?.[0]?.slug.split('-')[1] ?? Number.NaN);
    if (!Number.isNaN(at)) expect(await atDesk('first', at)).toMatchObject({ version: 2, draft: { due } });
  }
  await Promise.all([robin, wren].map(({ context }) => context.close()));
});

test('whoever writes in a row while it is filed by another keeps every word, and chooses field by field', async () => {
  const writing = await openSignedIn(site, tokens.get('Finch') ?? '', '/desk/pledges/second/promise-7');
  await untilWriting(writing.page);
  const robin = await choosing('Robin', 'second');
  await (await filing(robin.page, '2031'))();
  await untilSaid(robin.page, `${SHARED} pledges changed`);
  const { page } = writing;
  await page.getByLabel('Headline').fill('Written meanwhile');
  await page.getByRole('heading', { name: 'Changed by someone else since you opened it' }).waitFor();
  await page.getByRole('button', { name: 'Save this' }).click();
  await untilSaved(page, 'Saved');
  expect(await atDesk('second', 7)).toMatchObject({
    draft: { due: '2031', verdict: { headline: 'Written meanwhile' } },
  });
  // What Finch has written in is not undone with the others.
  await robin.page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(robin.page, new RegExp(`${SHARED - 1} undone\\. 1 left as`));
  expect(await atDesk('second', 7)).toMatchObject({ draft: { verdict: { headline: 'Written meanwhile' } } });
  expect(await atDesk('second', 8)).toMatchObject({ state: 'published', draft: null });
  await Promise.all([writing, robin].map(({ context }) => context.close()));
});

test('an answer that is lost as the network goes is asked for again: each row is checked once', async () => {
  const { page, context } = await choosing('Finch', 'third');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/acts')) sent.push(request.postDataJSON().id);
  });
  let requests = 0;
  await page.route('**/acts', async (route) => {
    requests += 1;
    if (requests !== 2) return route.continue();
    // It arrives, and its answer does not.
    await route.fetch();
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await checkSelected(page, `${SHARED} pledges`);
  await untilSaid(page, 'No answer: it goes on as soon as the desk can be reached.');
  expect(await audited('third', 'check')).toBe(200);
  await context.setOffline(false);
  await untilSaid(page, `${SHARED} pledges checked`);
  expect(await audited('third', 'check')).toBe(SHARED);
  expect(new Set(sent).size).toBe(3);
  expect(sent.length).toBeGreaterThan(3);
  // The answer to undoing the second is lost as well.
  let undone = 0;
  await page.route('**/undo/*', async (route) => {
    undone += 1;
    if (undone !== 2) return route.continue();
    await route.fetch();
    await route.abort('internetdisconnected');
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(page, /^The desk cannot be reached/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(page, 'Undone.');
  expect(undone).toBe(4);
  expect(await audited('third', 'undo')).toBe(SHARED);
  expect((await atDesk('third', 150)).checkedAt).toBeNull();
  await context.close();
});

test('a session that ends in the middle is asked for anew, and the run goes on from there', async () => {
  const { page, context } = await choosing('Heron', 'fourth');
  await inTheMiddle(page, async (goOn) => {
    await context.clearCookies();
    await goOn();
  });
  await checkSelected(page, `${SHARED} pledges`);
  await page.getByLabel('Token').waitFor();
  expect(await audited('fourth', 'check')).toBe(100);
  await signIn(page, tokens.get('Heron') ?? '');
  await untilSaid(page, `${SHARED} pledges checked`);
  expect(await audited('fourth', 'check')).toBe(SHARED);
  await context.close();
});

test('a role that is taken away in the middle ends the run there: what was done stays, and the rest is named', async () => {
  const { page, context } = await choosing('Wren', 'fifth');
  const { tokens: all } = await ask<{ tokens: { id: string; name: string }[] }>(site.desk, '/tokens');
  const id = all.find(({ name }) => name === 'Wren')?.id;
  const answers = answersTo(page);
  await inTheMiddle(page, async (goOn) => {
    await ask(site.desk, `/tokens/${id}`, { method: 'PATCH', body: { role: 'writer' } });
    await goOn();
  });
  await checkSelected(page, `${SHARED} pledges`);
  await untilSaid(page, `100 pledges checked, ${SHARED - 100} refused`);
  await page.getByText(`Your role does not allow this. (${SHARED - 100})`).waitFor();
  expect(await audited('fifth', 'check')).toBe(100);
  // A writer takes back no check; an admin does.
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(page, /Your role does not allow this/);
  const undone = await ask<BulkAnswer>(site.desk, `/undo/${answers[0]?.undo}`, { method: 'POST', body: {} });
  expect(undone.done).toHaveLength(100);
  await context.close();
});
