// Chromium by Playwright, as the other tests on the production build have it.
import type { Browser, Page } from 'playwright-core';
import type { Media } from '../widgets/commands.ts';
import type { Engine } from './engine.ts';

export class Chromium implements Engine {
  readonly #browser: Browser;
  #page: Page | undefined;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async open(url: string): Promise<void> {
    this.#page ??= await this.#browser.newPage({ viewport: { width: 1280, height: 900 } });
    await this.#page.goto(url);
  }

  evaluate = (expression: string): Promise<unknown> => this.#opened.evaluate(expression);
  mouseTo = (x: number, y: number): Promise<void> => this.#opened.mouse.move(x, y);
  press = (key: string): Promise<void> => this.#opened.keyboard.press(key);
  type = (text: string): Promise<void> => this.#opened.keyboard.type(text);
  tap = (x: number, y: number): Promise<void> => this.#opened.touchscreen.tap(x, y);
  emulateMedia = (media: Media): Promise<void> => this.#opened.emulateMedia(media);
  resize = (width: number, height: number): Promise<void> => this.#opened.setViewportSize({ width, height });

  async mouseClick(button: 'left' | 'middle', key?: string): Promise<void> {
    const { keyboard, mouse } = this.#opened;
    if (key) await keyboard.down(key);
    await mouse.down({ button });
    await mouse.up({ button });
    if (key) await keyboard.up(key);
  }

  async close(): Promise<void> {
    await this.#page?.close();
  }

  get #opened(): Page {
    if (!this.#page) throw new Error('No page is open.');
    return this.#page;
  }
}
