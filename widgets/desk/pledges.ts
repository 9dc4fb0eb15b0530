// The trackers and pledges that an editor may see, once for the whole app: what was loaded is shown at once when
// somebody comes back, and brought up to date behind it.
import type { ListedPledge, PledgeRecord } from '../../data/desk.ts';
import type { SchemeVerdict, Tracker } from '../../data/tracker.ts';
import { desk, type PledgeName, type Problem } from './api.ts';
import { fold } from './search.ts';

/** A row with what the search compares. */
export type FoundPledge = ListedPledge & { folded: string };

class Pledges extends EventTarget {
  trackers: Tracker[] = [];
  rows: FoundPledge[] | null = null;
  problem: Problem | null = null;
  #loading: Promise<void> | null = null;

  /** Loads trackers and lists, or brings them up to date. Asked for twice at once, it happens once. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    await this.loadTrackers();
    if (this.problem) return;
    const lists = await Promise.all(this.trackers.map(({ id }) => desk.pledges(id)));
    const refused = lists.find((list) => !list.ok);
    this.problem = refused && !refused.ok ? refused.problem : null;
    if (!this.problem) this.rows = lists.flatMap((list) => (list.ok ? list.value.pledges.map(folded) : []));
    this.#changed();
  }

  async loadTrackers(): Promise<void> {
    const answer = await desk.trackers();
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.trackers = answer.value.trackers.map(({ tracker }) => tracker);
    this.#changed();
  }

  tracker(id: string): Tracker | undefined {
    return this.trackers.find((tracker) => tracker.id === id);
  }

  verdict({ tracker, verdict }: ListedPledge): SchemeVerdict | undefined {
    return this.tracker(tracker)?.scheme.verdicts.find(({ id }) => id === verdict);
  }

  /** Notes what an act answered, so that the next act on the row names the new version, and its new name. */
  take(
    { tracker, slug: before }: PledgeName,
    { slug, version, state, status, ready, owner, checkedAt, publishAt }: PledgeRecord,
  ): void {
    const row = this.rows?.find((each) => each.tracker === tracker && each.slug === before);
    if (row)
      Object.assign(
        row,
        folded({ ...row, slug, version, state, status, ready, owner, checkedAt, publishAt }),
      );
    this.#changed();
  }

  /** Notes that these of a tracker were looked at just now, each under its new version. */
  checked(tracker: string, done: readonly { slug: string; version: number }[]): void {
    const versions = new Map(done.map(({ slug, version }) => [slug, version]));
    const checkedAt = new Date().toISOString();
    for (const row of this.rows ?? []) {
      const version = row.tracker === tracker ? versions.get(row.slug) : undefined;
      if (version !== undefined) Object.assign(row, { checkedAt, version });
    }
    this.#changed();
  }

  /** Forgets a pledge that went to the trash. */
  drop({ tracker, slug }: PledgeName): void {
    this.rows = this.rows?.filter((row) => row.tracker !== tracker || row.slug !== slug) ?? null;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function folded(row: ListedPledge): FoundPledge {
  return { ...row, folded: fold(`${row.title ?? ''} ${row.slug}`) };
}

/** The one copy that all screens draw from. `change` is fired when there is something new in it. */
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
