import type { Pledge, Revision, Scheme, Tracker } from '../../data/schema.ts';

/** One published pledge as lists and tallies see it. */
export type RowFacts = {
  slug: string;
  title: string;
  categories: string[];
  kind: Pledge['kind'];
  status: Pledge['status'];
  verdict: string;
  scheme: number;
  headline: string;
  updatedAt: string | null;
};

/** A tracker, every version of its scheme, the newest hash of its chain, and its published pledges. */
export type TrackerFacts = {
  tracker: Tracker;
  schemes: Map<number, Scheme>;
  head: string | null;
  rows: RowFacts[];
};

export type RevisionFacts = { revision: Revision; document: Pledge | null };

export type PledgeFacts = {
  pledge: Pledge;
  checkedAt: string | null;
  history: RevisionFacts[];
  related: { relation: Pledge['related'][number]['relation']; pledge: Pledge }[];
};

/** The questions a projection may ask. The Ledger answers them; a test may, too. */
export type Facts = {
  trackerIds(): string[];
  tracker(id: string): TrackerFacts | null;
  pledge(tracker: string, slug: string): PledgeFacts | null;
};
