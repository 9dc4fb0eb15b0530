import type { BrowserCommand, BrowserCommandContext } from 'vitest/node';

/** What Chromium can pretend about its user. */
export type Media = {
  media?: 'screen' | 'print' | null;
  colorScheme?: 'light' | 'dark' | null;
  forcedColors?: 'active' | 'none' | null;
};

/** For a test in the page: emulates a reader's settings until it is called again. */
export const emulateMedia: BrowserCommand<[Media]> = async ({ page }, media) => {
  await page.emulateMedia(media);
};

// Where the tests' own page is within the browser's.
async function at({ frame }: BrowserCommandContext, x: number, y: number): Promise<[x: number, y: number]> {
  const box = await (await (await frame()).frameElement()).boundingBox();
  return [x + (box?.x ?? 0), y + (box?.y ?? 0)];
}

/** Moves the mouse to a place of the page, in one step. */
export const mouseTo: BrowserCommand<[x: number, y: number]> = async (context, x, y) => {
  await context.page.mouse.move(...(await at(context, x, y)));
};

/** Presses and releases a button of the mouse where it is, with a key held down if there is one. */
export const mouseClick: BrowserCommand<[button: 'left' | 'middle', key?: string]> = async (
  { page },
  button,
  key,
) => {
  if (key) await page.keyboard.down(key);
  await page.mouse.down({ button });
  await page.mouse.up({ button });
  if (key) await page.keyboard.up(key);
};

/** Presses a key wherever the focus is. */
export const press: BrowserCommand<[key: string]> = async ({ page }, key) => page.keyboard.press(key);

/** Taps with a finger. */
export const tap: BrowserCommand<[x: number, y: number]> = async (context, x, y) => {
  const session = await context.context.newCDPSession(context.page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const [left, top] = await at(context, x, y);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: left, y: top }] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  // The session stays open: it must not end in the midst of a gesture.
};

/** What assistive technology is given of the tests' page, in order: links by their names, and texts. */
export const accessibilityTree: BrowserCommand<[]> = async ({ context, page, frame }) => {
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const url = (await frame()).url();
  const own = frameTree.childFrames?.find((child) => child.frame.url === url.replace(/#.*/, ''));
  const { nodes } = await session.send('Accessibility.getFullAXTree', { frameId: own?.frame.id ?? '' });
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const heard = (id: string): string[] => {
    const { ignored, role, name, childIds = [] } = byId.get(id) ?? {};
    const said = !ignored && ['link', 'StaticText'].includes(role?.value);
    const inner = role?.value === 'link' ? [] : childIds.flatMap(heard);
    return said ? [`${role?.value}: ${name?.value ?? ''}`, ...inner] : inner;
  };
  return heard(nodes[0]?.nodeId ?? '');
};

declare module 'vitest/browser' {
  interface BrowserCommands {
    emulateMedia(media: Media): Promise<void>;
    mouseTo(x: number, y: number): Promise<void>;
    mouseClick(button: 'left' | 'middle', key?: string): Promise<void>;
    press(key: string): Promise<void>;
    tap(x: number, y: number): Promise<void>;
    accessibilityTree(): Promise<string[]>;
  }
}
