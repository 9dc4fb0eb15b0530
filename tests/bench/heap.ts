import type { Miniflare } from 'miniflare';
import { connect } from './inspector.ts';

const HEAP_POLL_MS = 50;

/** The heap that the Worker's isolate, in which the Ledger lives too, has in use once what nobody holds is collected. */
export async function heldHeap(miniflare: Miniflare): Promise<number> {
  const inspector = await connect(new URL('/core:user:pledgemark', await miniflare.getInspectorURL()));
  // A busy machine may leave this unanswered; then the figure is of before a collection, and higher.
  await inspector.send('HeapProfiler.collectGarbage').catch(() => undefined);
  const { usedSize } = await inspector.send<{ usedSize: number }>('Runtime.getHeapUsage');
  inspector.close();
  return usedSize / 1e6;
}

/**
 * Does something, and tells the most heap that the Worker's isolate, in which the Ledger lives too, had in use meanwhile, and
 * right after it.
 */
export async function mostHeap<Done>(
  miniflare: Miniflare,
  work: () => Promise<Done>,
): Promise<{ done: Done; heapMb: number }> {
  const inspector = await connect(new URL('/core:user:pledgemark', await miniflare.getInspectorURL()));
  let heapMb = 0;
  let isOver = false;
  const look = async () => {
    const { usedSize } = await inspector.send<{ usedSize: number }>('Runtime.getHeapUsage');
    heapMb = Math.max(heapMb, usedSize / 1e6);
  };
  const watch = (async () => {
    while (!isOver) {
      // An isolate that works without a pause may answer none for a minute.
      await look().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, HEAP_POLL_MS));
    }
  })();
  const done = await work().finally(async () => {
    isOver = true;
    await watch;
    await look();
    inspector.close();
  });
  return { done, heapMb };
}
