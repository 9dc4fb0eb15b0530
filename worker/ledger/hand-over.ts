// Brings news to the Courier, in order, beside everything else: nothing that goes to KV waits for it. A batch that has
// arrived and was not answered is sent once more, and does nothing there: each item has its id.
import { courier } from '../stubs.ts';
import { withinTime } from '../within-time.ts';
import { dropNews, nextNews } from './news.ts';

/** Of one call. */
const BATCH = 50;
const TIMEOUT_MS = 10_000;
const BACK_OFF_FIRST_MS = 1000;
const BACK_OFF_MOST_MS = 5 * 60_000;

export class HandOver {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #ended: () => void;
  #isUnderWay = false;
  #failures = 0;
  #notBefore = 0;

  /** `ended` is called when a hand-over has come to its end, so that the alarm is set to what is due then. */
  constructor(ctx: DurableObjectState, env: Env, ended: () => void) {
    this.#ctx = ctx;
    this.#env = env;
    this.#ended = ended;
  }

  /** When the next is due, in milliseconds since 1970. While one is under way, when it must have ended: should it die. */
  due(sql: SqlStorage): number | null {
    const [first] = sql.exec<{ queued_at: number }>('SELECT queued_at FROM news ORDER BY number LIMIT 1');
    if (!first) return null;
    return this.#pauseEnd() ?? Date.now();
  }

  /** Begins to hand over what waits, and does not wait for it. */
  begin(): void {
    if (this.#isUnderWay || this.#pauseEnd() !== null) return;
    this.#isUnderWay = true;
    this.#notBefore = Date.now() + 2 * TIMEOUT_MS;
    this.#ctx.waitUntil(this.#untilDone());
  }

  /** When the pause ends, or null. One that would be longer than any is a clock's that was set back. */
  #pauseEnd(): number | null {
    const left = this.#notBefore - Date.now();
    return left > 0 && left <= BACK_OFF_MOST_MS ? this.#notBefore : null;
  }

  async #untilDone(): Promise<void> {
    try {
      while (await this.#bringBatch());
      this.#failures = 0;
      this.#notBefore = 0;
    } catch (error) {
      this.#notBefore = Date.now() + Math.min(BACK_OFF_FIRST_MS * 2 ** this.#failures, BACK_OFF_MOST_MS);
      this.#failures += 1;
      console.error('News was not handed over, and will be again.', error);
    }
    this.#isUnderWay = false;
    this.#ended();
  }

  /** Whether there may be more. */
  async #bringBatch(): Promise<boolean> {
    const { sql } = this.#ctx.storage;
    const batch = nextNews(sql, BATCH);
    if (batch.length === 0) return false;
    this.#notBefore = Date.now() + 2 * TIMEOUT_MS;
    await withinTime(courier(this.#env).receive(batch.map(({ item }) => item)), TIMEOUT_MS);
    dropNews(
      sql,
      batch.map(({ number }) => number),
    );
    return true;
  }
}
