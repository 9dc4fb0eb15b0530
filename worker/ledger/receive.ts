// Takes in a backup as it is sent.
import { done, invalid, type Result, refused } from '../result.ts';
import { withinTime } from '../within-time.ts';
import { backupGate } from './backup-gate.ts';
import { keepParts } from './backup-parts.ts';
import { isEmpty } from './is-empty.ts';

/** What is on its way in: its bytes unzipped, how many have arrived as they were sent, and how to let the rest pass. */
export type Sent = ReturnType<typeof opened>;

/** Opens what is sent. To end its bytes early leaves the rest where it is: `letPass` takes it in, for nobody. */
export function opened(body: ReadableStream<Uint8Array>, isZipped: boolean) {
  const reader = body.getReader();
  let count = 0;
  const counted = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      count += value.length;
      controller.enqueue(value);
    },
  });
  return {
    bytes: isZipped ? counted.pipeThrough(new DecompressionStream('gzip')) : counted,
    arrived: () => count,
    /** Whoever sends reads the answer only once they have sent everything; one who is slow is cut off. */
    async letPass(): Promise<void> {
      const end = Date.now() + LET_PASS_MS;
      const passed = (async () => {
        while (Date.now() < end) if ((await reader.read()).done) return;
      })();
      try {
        await withinTime(passed, LET_PASS_MS);
      } catch {
        // The sender is slow, or gone: the connection ends with the answer.
      }
    },
  };
}

/** As long as a backup of a hundred megabytes takes on a line that carries ten in a second. */
const LET_PASS_MS = 10_000;

/**
 * Keeps what is sent until all of it is there: the Ledger goes on answering meanwhile, and the rows are then read in
 * one turn. Refuses what its first lines, or its size, show to be no backup, and where there is something already.
 * `trusted` is whose signature it has to bear, or `none`.
 */
export async function receive(
  sql: SqlStorage,
  backup: string,
  { bytes, arrived }: Sent,
  trusted: string,
): Promise<Result<null, 'in-use' | 'invalid'>> {
  if (!isEmpty(sql)) return refused({ reason: 'in-use' });
  const parts = keepParts(sql, backup);
  const gate = backupGate(trusted);
  try {
    for await (const portion of bytes) {
      const fault = gate(portion, arrived());
      if (fault) return refused({ reason: 'invalid', errors: [fault] });
      parts.add(portion);
    }
  } catch {
    // The sender went away, or what was sent as gzip is none: either way there is no whole backup.
    return invalid('', 'was cut off in transit, or is not a complete gzip file');
  }
  parts.end();
  return done(null);
}
