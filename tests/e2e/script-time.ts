// How long a page's main thread was at work, read from Chromium's own trace. It is the thread's CPU time, so that a
// busy machine does not count as a slow page; what the test's own questions cost the page is in it too.
import type { Page } from 'playwright-core';

const CATEGORIES = ['__metadata', 'blink', 'devtools.timeline', 'toplevel', 'v8'];
const SCRIPT = new Set([
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'EvaluateScript',
  'FunctionCall',
  'RunMicrotasks',
  'v8.callFunction',
  'v8.compileModule',
  'v8.evaluateModule',
  'v8.produceModuleCache',
]);
const LAYOUT = new Set(['Layout', 'UpdateLayoutTree', 'PrePaint', 'Paint']);
const TASK = new Set(['ThreadControllerImpl::RunTask']);

type Event = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tts?: number;
  tdur?: number;
  args: { name?: string };
};

/** Milliseconds of a page's main thread; `longest` is its longest single task. */
export type Work = { script: number; layout: number; longest: number };

/** Does something with a page and says what the page's main thread had to do for it. */
export async function workOf(page: Page, act: () => Promise<unknown>): Promise<Work> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser of its own.');
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Event[] };
  const works = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) =>
      traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X'),
    )
    .map((events) => ({
      script: covered(events.filter(({ name }) => SCRIPT.has(name))),
      layout: covered(events.filter(({ name }) => LAYOUT.has(name))),
      longest: Math.max(0, ...events.map(({ name, tdur = 0 }) => (TASK.has(name) ? tdur : 0))) / 1000,
    }));
  // One page is open, so of the renderers' main threads the one with most to do is its.
  return works.toSorted((a, b) => b.script - a.script)[0] ?? { script: 0, layout: 0, longest: 0 };
}

// Events lie within each other, so what is counted is the time that at least one of them covers.
function covered(events: Event[]): number {
  let end = 0;
  let sum = 0;
  for (const { tts = 0, tdur = 0 } of events.toSorted((a, b) => (a.tts ?? 0) - (b.tts ?? 0))) {
    sum += Math.max(0, tts + tdur - Math.max(tts, end));
    end = Math.max(end, tts + tdur);
  }
  return sum / 1000;
}
