/** After so long without a document, what was before says nothing of what comes. */
const PAUSE_MS = 10_000;

/** Of a longer run, what is longer ago counts half. */
const RUN_MS = 30_000;

/** So many documents a second reach KV as a rule, on Cloudflare as on a laptop. */
const USUAL_PER_SECOND = 75;

/** How quickly documents reach KV. Kept in memory: what was before a start says nothing. */
export class Pace {
  #since = 0;
  #last = Number.NEGATIVE_INFINITY;
  #documents = 0;

  /** Notes how many were brought since `began`, in milliseconds since 1970. */
  note(documents: number, began: number): void {
    const now = Date.now();
    if (began - this.#last > PAUSE_MS) [this.#since, this.#documents] = [began, 0];
    this.#documents += documents;
    this.#last = now;
    if (now - this.#since <= RUN_MS) return;
    this.#since = now - (now - this.#since) / 2;
    this.#documents /= 2;
  }

  /** Documents a second, lately; null where none was brought. */
  get perSecond(): number | null {
    if (Date.now() - this.#last > PAUSE_MS || this.#documents === 0) return null;
    // What took less than the clock shows took a moment.
    return this.#documents / Math.max(0.05, (this.#last - this.#since) / 1000);
  }

  /** About how many seconds so many documents will take. */
  secondsFor(documents: number): number {
    return Math.ceil(documents / (this.perSecond ?? USUAL_PER_SECOND));
  }
}
