// "Checked" of many pledges at once: one request for each hundred of a tracker. A run belongs to the app and not to a
// screen, so that whoever goes elsewhere meanwhile does not end it.
import type { ListedPledge } from '../../data/desk.ts';
import { desk, type Problem } from './api.ts';
import type { Outcome } from './checking.ts';
import { type FoundPledge, keyOf, pledges } from './pledges.ts';
import { undoing } from './undoing.ts';
import { words } from './words.ts';

/** As many as the endpoint takes of a public claim. */
const MOST_AT_ONCE = 100;

class BulkChecks extends EventTarget {
  /** How far a run is; null while there is none. */
  progress: { done: number; of: number } | null = null;
  #outcomes = new Map<string, Outcome>();
  #isStopped = false;

  of(row: ListedPledge): Outcome | undefined {
    return this.#outcomes.get(keyOf(row));
  }

  /** Says of all these that they were looked at; `looked` at what, for the audit. One run at a time. */
  async run(rows: readonly FoundPledge[], looked: string): Promise<void> {
    if (this.progress) return;
    this.#isStopped = false;
    this.#outcomes = new Map();
    const ids: string[] = [];
    let [done, refused] = [0, 0];
    for (const chunk of inRequests(rows)) {
      this.#goOn({ done: done + refused, of: rows.length });
      const id = crypto.randomUUID();
      const problem = await this.#send(id, chunk, looked);
      if (!problem) ids.push(id);
      const checked = chunk.filter((row) => this.of(row) === 'done').length;
      done += checked;
      refused += chunk.length - checked;
      if (problem || this.#isStopped) break;
    }
    this.#goOn(null);
    undoing.tell({ ids: done > 0 ? ids : [], said: words.find.saidChecked(done, refused) });
  }

  /** Ends a run after the request that is under way. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Forgets what became of earlier runs, as it was undone. */
  clear(): void {
    this.#outcomes = new Map();
    this.#goOn(this.progress);
  }

  async #send(id: string, chunk: readonly FoundPledge[], looked: string): Promise<Problem | null> {
    const [{ tracker } = { tracker: '' }] = chunk;
    const named = chunk.map(({ slug, version }) => ({ slug, version }));
    const answer = await desk.actOnMany(tracker, { id, act: 'check', looked, pledges: named });
    if (!answer.ok) {
      for (const row of chunk) this.#outcomes.set(keyOf(row), answer.problem);
      return answer.problem;
    }
    const refused = new Map(answer.value.refused.map((each) => [each.slug, each]));
    for (const row of chunk) {
      const why = refused.get(row.slug);
      const outcome = why
        ? { slug: why.reason, title: words.rows.refused, status: 409, ...detailOf(why) }
        : 'done';
      this.#outcomes.set(keyOf(row), outcome);
    }
    pledges.checked(tracker, answer.value.done);
    return null;
  }

  #goOn(progress: BulkChecks['progress']): void {
    this.progress = progress;
    this.dispatchEvent(new Event('change'));
  }
}

function detailOf({ detail }: { detail?: string | undefined }): { detail?: string } {
  return detail === undefined ? {} : { detail };
}

function inRequests(rows: readonly FoundPledge[]): FoundPledge[][] {
  return [...Map.groupBy(rows, ({ tracker }) => tracker).values()].flatMap((ofTracker) =>
    Array.from({ length: Math.ceil(ofTracker.length / MOST_AT_ONCE) }, (_, at) =>
      ofTracker.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE),
    ),
  );
}

/** The one of the page. `change` is fired when it has come further. */
export const bulkChecks = new BulkChecks();
