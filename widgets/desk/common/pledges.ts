// The trackers that an editor may see, once for the whole app; and the news of pledges that something here has changed, so
// that a list which shows them need not ask.
import type { ListedPledge, PledgeRecord } from '../../../data/desk.ts';
import type { SchemeVerdict, Tracker } from '../../../data/tracker.ts';
import { desk, type PledgeName, type Problem } from './api.ts';

/** What has changed of the row of a pledge, by its key; null: the pledge is gone. */
export type ChangedRow = { key: string; now: Partial<ListedPledge> | null };

class Pledges extends EventTarget {
  trackers: Tracker[] = [];
  problem: Problem | null = null;

  /** Loads the trackers, or brings them up to date. */
  async loadTrackers(): Promise<void> {
    const answer = await desk.trackers();
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.trackers = answer.value.trackers.map(({ tracker }) => tracker);
    this.dispatchEvent(new Event('change'));
  }

  tracker(id: string): Tracker | undefined {
    return this.trackers.find((tracker) => tracker.id === id);
  }

  verdict({ tracker, verdict }: Pick<ListedPledge, 'tracker' | 'verdict'>): SchemeVerdict | undefined {
    return this.tracker(tracker)?.scheme.verdicts.find(({ id }) => id === verdict);
  }

  /** Tells the lists what an act answered, so that the next act on the row names the new version, and its new name. */
  take(name: PledgeName, record: PledgeRecord): void {
    const { slug, version, state, status, ready, owner, checkedAt, publishAt } = record;
    this.tell(name, { slug, version, state, status, ready, owner, checkedAt, publishAt });
  }

  /** Tells the lists that a pledge went to the trash. */
  drop(name: PledgeName): void {
    this.tell(name, null);
  }

  /** Tells the lists what they would be answered now of a pledge. */
  tell(name: PledgeName, now: ChangedRow['now']): void {
    this.dispatchEvent(new CustomEvent<ChangedRow>('row', { detail: { key: keyOf(name), now } }));
  }
}

/** The one of the page. `change` is fired when the trackers are there, `row` with a `ChangedRow` when a pledge has changed. */
export const pledges = new Pledges();

/** A localised text in its tracker's own language. */
export function inLanguage(text: Record<string, string>, tracker: Tracker | undefined): string {
  return text[tracker?.language ?? ''] ?? Object.values(text)[0] ?? '';
}

/** What a list is keyed by. */
export function keyOf({ tracker, slug }: PledgeName): string {
  return `${tracker}/${slug}`;
}

/** Where a pledge is worked on. */
export function hrefOf({ tracker, slug }: PledgeName): string {
  return `/desk/pledges/${tracker}/${slug}`;
}
