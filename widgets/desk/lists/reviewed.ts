// A pledge as it is checked: its sources, in the order in which keys open them, and what readers see of it.
import type { ListedPledge, PledgeRecord } from '../../../data/desk.ts';
import type { Evidence, PledgeDraft } from '../../../data/pledge.ts';
import { type Answer, desk, type PledgeName } from '../common/api.ts';
import { keyOf } from '../common/pledges.ts';

/** One that is looked at; `row` is how it stood in the list. */
export type ReviewedPledge = {
  name: PledgeName;
  row: ListedPledge | undefined;
  record: PledgeRecord;
  title: string;
};

/** What readers see, or what they would see of one that was never published. */
export function contentOf({ published, ready, draft }: PledgeRecord): PledgeDraft {
  return published ?? ready?.content ?? draft ?? {};
}

/** A source, and where it leads; null where that is no address of the web. */
export type Source = Evidence & { href: string | null };

/** Those of the verdict. */
export function sourcesOf(record: PledgeRecord): Source[] {
  return ((contentOf(record).evidence ?? []) as Evidence[]).map((source) => ({
    ...source,
    href: webAddress(source.url) ?? webAddress(source.archivedUrl),
  }));
}

/** An address of the web as it is; null of anything else, which a draft may hold. */
export function webAddress(url: unknown): string | null {
  return typeof url === 'string' && /^https?:\/\//i.test(url) ? url : null;
}

/** The pledges of a review, each asked for once until it is to be asked anew: the next is there before somebody comes to it. */
export class ReviewedPledges {
  readonly #loading = new Map<string, Promise<Answer<PledgeRecord>>>();

  load(name: PledgeName): Promise<Answer<PledgeRecord>> {
    const key = keyOf(name);
    const loading = this.#loading.get(key) ?? desk.pledge(name);
    this.#loading.set(key, loading);
    // Asked again the next time it is wanted.
    void loading.then((answer) => answer.ok || this.forget(name));
    return loading;
  }

  /** Brings one that was loaded ahead up to date; without a network it stays as it was. */
  async refresh(name: PledgeName): Promise<void> {
    const answer = await desk.pledge(name);
    if (answer.ok) this.#loading.set(keyOf(name), Promise.resolve(answer));
  }

  /** It may have changed since. */
  forget(name: PledgeName): void {
    this.#loading.delete(keyOf(name));
  }
}
