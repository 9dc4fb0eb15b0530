// Somebody at a browser, whichever it is: finds things by what they are called, points, clicks and types.
import { vi } from 'vitest';
import type { Engine } from './engine.ts';

/** For a machine that is busy with other things. */
const PATIENCE_MS = 60_000;

const KINDS = {
  button: 'button',
  link: 'a[href]',
  field: 'input, textarea, select',
  heading: 'h1, h2, h3',
};

export class Reader {
  readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Waits until an expression is true of the page; a page on its way to another one is asked again. */
  async until(expression: string): Promise<void> {
    let last: unknown;
    await vi.waitFor(
      async () => {
        last = await this.engine.evaluate(expression);
        if (last !== true) throw new Error(`${expression} is ${JSON.stringify(last)}`);
      },
      { timeout: PATIENCE_MS, interval: 100 },
    );
  }

  /** The text of the first that matches, as it is seen. */
  text(selector: string): Promise<unknown> {
    return this.engine.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText`);
  }

  /** Waits until there is one of that kind whose name begins so. */
  see(kind: keyof typeof KINDS, name: string): Promise<void> {
    return this.until(`${named(kind, name)} !== undefined`);
  }

  async click(kind: keyof typeof KINDS, name: string): Promise<void> {
    await this.see(kind, name);
    await this.point(named(kind, name));
    await this.engine.mouseClick('left');
  }

  /** Puts a text in the place of what a field holds. */
  async fill(name: string, text: string): Promise<void> {
    await this.click('field', name);
    await this.engine.evaluate(`${named('field', name)}.select()`);
    await this.engine.type(text);
  }

  /** Brings an element into view and moves the mouse to its middle. */
  async point(element: string): Promise<void> {
    const [x, y] = (await this.engine.evaluate(`(() => {
      const element = ${element};
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    })()`)) as [number, number];
    await this.engine.mouseTo(x, y);
  }
}

// What finds it: by its label, by `aria-label`, or by its text.
function named(kind: keyof typeof KINDS, name: string): string {
  return `[...document.querySelectorAll(${JSON.stringify(KINDS[kind])})].find((each) => each.checkVisibility() &&
    (each.ariaLabel ?? each.labels?.[0]?.textContent ?? each.textContent).trim().startsWith(${JSON.stringify(name)}))`;
}
