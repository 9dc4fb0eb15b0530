// The link of a badge that has a card: whoever means to follow it does.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import '../../widgets/embed.ts';
import { needs } from '../engines/supports.ts';
import { aBadge, aPledgeId } from './builders.ts';
import { away, cardOf, closed, long, middle, opened, pointAt, show, tabTo } from './hover.ts';
import { addScript, calls, eventually, loaded, openHost, part, quiet, serve } from './page.ts';

let followed: Event[] = [];

// Notes which clicks would have led away, and stays.
function note(event: Event): void {
  if (!event.defaultPrevented) followed.push(event);
  event.preventDefault();
}

beforeEach(async () => {
  followed = [];
  for (const type of ['click', 'auxclick']) document.addEventListener(type, note);
  await commands.mouseTo(2, 2);
});
afterEach(() => {
  for (const type of ['click', 'auxclick']) document.removeEventListener(type, note);
});

test('in a teaser that is a link as a whole, a click on the words of the card leads nowhere, and one on its link does', async () => {
  const badge = await show();
  // A parser closes a link before another begins; a framework puts one into the other.
  const teaser = document.createElement('a');
  teaser.href = '#article';
  badge.before(teaser);
  teaser.append(badge);
  await pointAt(badge);
  await opened(badge);
  part(badge, 'summary')!.click();
  expect(followed).toEqual([]);
  cardOf(badge)!.querySelector<HTMLElement>('.foot a')!.click();
  expect(followed).toHaveLength(1);
});

test('a click of the mouse follows the link, card or no card, with keys and other buttons too', async () => {
  const badge = await show();
  await pointAt(badge);
  await opened(badge);
  for (const [button, key] of [
    ['left'],
    ['left', 'Control'],
    ['left', 'Shift'],
    ['left', 'Meta'],
    ['middle'],
  ] as const) {
    followed = [];
    await commands.mouseClick(button, key);
    await eventually(() => expect(followed).toHaveLength(1));
  }
});

test('the Enter key follows the link', async () => {
  const badge = await show();
  await tabTo(badge);
  await opened(badge);
  await commands.press('Enter');
  expect(followed).toHaveLength(1);
});

test('where its file does not come, or the data have not, the link leads on as if there were none', async (context) => {
  needs(context, 'touch');
  const pledge = aPledgeId();
  const html = `<p style="margin:80px 40px"><pledge-badge pledge="${pledge}"><a href="/x">Broken</a></pledge-badge>`;
  await serve({ pages: { gone: { html } }, goneChunks: '', badges: { [pledge]: aBadge() } });
  const { page, window, frame } = await openHost('gone');
  const failures: string[] = [];
  window.addEventListener('unhandledrejection', ({ reason }) => failures.push(String(reason)));
  const clicks: boolean[] = [];
  page.addEventListener('click', (event) => {
    clicks.push(event.defaultPrevented);
    event.preventDefault();
  });
  await addScript(page);
  const badge = await loaded(page.querySelector('pledge-badge')!);
  const [x, y] = middle(badge);
  const { left, top } = frame.getBoundingClientRect();
  await commands.tap(x + left, y + top);
  await eventually(() => expect(clicks).toEqual([false]));
  await eventually(async () =>
    expect((await calls()).some(({ url }) => url.includes('chunks/views'))).toBe(true),
  );
  await quiet();
  expect(cardOf(badge)).toBeNull();
  expect(failures).toEqual([]);
});

// Last, because Chromium may stay deaf to the mouse for a while after a finger.
test('a tap opens it once it is there, the next one follows the link, and one beside it closes it', async (context) => {
  needs(context, 'touch');
  const badge = await show();
  await pointAt(badge);
  await opened(badge); // its file is there
  await away();
  await closed(badge);
  await commands.tap(...middle(badge));
  await opened(badge);
  expect(followed).toEqual([]);
  await long();
  expect(cardOf(badge)).not.toBeNull();
  await commands.tap(...middle(badge));
  await eventually(() => expect(followed).toHaveLength(1));

  await commands.tap(4, 4);
  await closed(badge);
});
