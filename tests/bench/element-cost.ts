// What elements cost the page that they are on: time of its thread, memory, and what is left of them when they are gone.
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Peer } from './peers.ts';

const SLOW_CPU = 4;
/** In and out of the page, so often; before that once, for what is made once and kept. */
const CYCLES = 3;
const WARM_CYCLES = 1;

/** `bytes` for each element, its share of the DOM included; the rest is what there was more of after all were gone. */
export type Held = { bytes: number; leakedBytes: number; leakedListeners: number; leakedNodes: number };

type Opened = { page: Page; session: CDPSession; put: (markup: string[], isDone: string) => Promise<void> };

async function withPage<Result>(
  browser: Browser,
  origin: string,
  { script, tag }: Peer,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(`${origin}/?script=${encodeURIComponent(script)}`);
    await page.evaluate((tag) => customElements.whenDefined(tag).then(() => {}), tag);
    // Two frames later they are painted, whatever their element does by microtasks.
    const put = (markup: string[], isDone: string) =>
      page.evaluate(
        async ([html = '', tag = '', isDone = '']) => {
          const main = document.querySelector('main') as HTMLElement;
          const frame = () => new Promise(requestAnimationFrame);
          main.innerHTML = html;
          const elements = [...main.querySelectorAll(tag)];
          const check = new Function('root', `return ${isDone}`);
          while (!elements.every(({ shadowRoot }) => shadowRoot && check(shadowRoot))) await frame();
          await frame();
          await frame();
        },
        [markup.join(''), tag, isDone],
      );
    return await work({ page, session, put });
  } finally {
    await context.close();
  }
}

/** Milliseconds of the page's own thread from putting the elements in until they are painted, on a slow processor. */
export function drawing(
  browser: Browser,
  origin: string,
  peer: Peer,
  markup: string[],
  isDone: string,
): Promise<number> {
  return withPage(browser, origin, peer, async ({ session, put }) => {
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
    // The thread's own time: what other programs take of the machine is not the page's.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await metric(session, 'TaskDuration');
    await put(markup, isDone);
    return ((await metric(session, 'TaskDuration')) - before) * 1000;
  });
}

/** What a thousand elements hold while they are there, and after they came and went. */
export function holding(
  browser: Browser,
  origin: string,
  peer: Peer,
  markup: string[],
  isDone: string,
): Promise<Held> {
  return withPage(browser, origin, peer, async ({ session, put }) => {
    await session.send('Performance.enable');
    const cycle = async () => {
      await put(markup, isDone);
      await put([], isDone);
    };
    for (let warm = 0; warm < WARM_CYCLES; warm += 1) await cycle();
    const [empty, listeners, nodes] = await held(session);
    await put(markup, isDone);
    const [full] = await held(session);
    await put([], isDone);
    for (let count = 0; count < CYCLES; count += 1) await cycle();
    const [after, listenersAfter, nodesAfter] = await held(session);
    return {
      bytes: (full - empty) / markup.length,
      leakedBytes: (after - empty) / (markup.length * (CYCLES + 1)),
      leakedListeners: listenersAfter - listeners,
      leakedNodes: nodesAfter - nodes,
    };
  });
}

async function held(session: CDPSession): Promise<[bytes: number, listeners: number, nodes: number]> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    embedderHeapUsedSize?: number;
  };
  return [
    usedSize + embedderHeapUsedSize,
    await metric(session, 'JSEventListeners'),
    await metric(session, 'Nodes'),
  ];
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? Number.NaN;
}
