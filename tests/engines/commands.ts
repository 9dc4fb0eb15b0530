// The commands of the widgets' tests (`tests/widgets/commands.ts`) for the engines that Playwright does not drive.
import type { BrowserCommand } from 'vitest/node';
import type { Media } from '../widgets/commands.ts';
import type { Engine } from './engine.ts';

declare module 'vitest/node' {
  interface BrowserCommandContext {
    engine: Engine;
  }
}

// The frame of a test in the page of the runner.
const FRAME = `(document.querySelector('iframe[data-vitest]') ?? document.querySelector('iframe'))`;

// Where the tests' own page is within the browser's.
async function at(engine: Engine, x: number, y: number): Promise<[x: number, y: number]> {
  const place = `(({ x, y }) => [x, y])(${FRAME}.getBoundingClientRect())`;
  const [left, top] = (await engine.evaluate(place)) as [number, number];
  return [x + left, y + top];
}

export const emulateMedia: BrowserCommand<[Media]> = ({ engine }, media) => engine.emulateMedia(media);

export const mouseTo: BrowserCommand<[x: number, y: number]> = async ({ engine }, x, y) =>
  engine.mouseTo(...(await at(engine, x, y)));

export const mouseClick: BrowserCommand<[button: 'left' | 'middle', key?: string]> = (
  { engine },
  button,
  key,
) => engine.mouseClick(button, key);

export const press: BrowserCommand<[key: string]> = async ({ engine }, key) => {
  // Keys go where the focus is, and it may still be with the runner's page.
  await engine.evaluate(`${FRAME}.contentDocument.hasFocus() || ${FRAME}.contentWindow.focus()`);
  await engine.press(key);
};

export const tap: BrowserCommand<[x: number, y: number]> = async ({ engine }, x, y) =>
  engine.tap(...(await at(engine, x, y)));
