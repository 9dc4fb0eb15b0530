import type { Facets } from '../../data/facet.ts';
import type { Pledge } from '../../data/pledge.ts';
import type { Revision, RevisionKind } from '../../data/revision.ts';
import type { Scheme, Tracker } from '../../data/tracker.ts';

/** One published pledge as lists and tallies see it. */
export type RowInput = {
  slug: string;
  title: string;
  categories: string[];
  facets?: Facets;
  kind: Pledge['kind'];
  status: Pledge['status'];
  verdict: string;
  scheme: number;
  /** Null where an import brought none. */
  headline: string | null;
  publishedAt: string | null;
  underReview: string | null;
  updatedAt: string | null;
};

/** What a search finds one pledge by: folded words (search.ts); of a withdrawn verdict none. */
export type WordsInput = { slug: string; words: string };

/** What one revision says: its verdict, and whether that was withdrawn with it. */
export type VerdictInput = { id: string; scheme: number; status: Pledge['status'] };

/** One revision as the lists of a tracker tell it. */
type ListedRevision = {
  slug: string;
  title: string;
  revision: number;
  at: string;
  kind: RevisionKind;
  note: string | null;
  hash: string;
};

/** One of the latest revisions; `before` is what the one before it says, where there is one and it was not redacted. */
export type ChangeInput = ListedRevision & { ruled: VerdictInput; before: VerdictInput | null };

/** A correction, retraction or redaction; `ruled` is null where its document has been redacted since. */
export type CorrectionInput = ListedRevision & { ruled: VerdictInput | null };

/** A tracker and every version of its scheme: what each of its documents needs. `openedAt`: when it was opened, if it was private before. */
export type TrackerInput = {
  tracker: Tracker;
  openedAt?: string | null;
  schemes: Map<number, Scheme>;
};

export type RevisionInput = { revision: Revision; document: Pledge | null };

/**
 * `movedTo` is set where the name that was asked for belongs to a pledge that was merged into this one; `merged` are all
 * that were.
 */
export type PledgeInput = {
  movedTo: string | null;
  pledge: Pledge;
  checkedAt: string | null;
  history: RevisionInput[];
  merged: { slug: string; history: RevisionInput[] }[];
  related: { relation: Pledge['related'][number]['relation']; pledge: Pledge }[];
};

/** The questions a projection may ask. The Ledger answers them; a test may, too. */
export type ProjectionInput = {
  /** The public half of the key with which the installation signs its backups. */
  backupKey(): string;
  trackerIds(): string[];
  tracker(id: string): TrackerInput | null;
  /** A tracker's published pledges, newest first. */
  rows(tracker: string): RowInput[];
  /** How many there are of them. */
  count(tracker: string): number;
  /** Of each of a tracker's published pledges, what a search finds it by. */
  words(tracker: string): Iterable<WordsInput>;
  /** What changed lately, newest first, without imports, edits, and what a tracker was opened with. */
  latest(tracker: string): ChangeInput[];
  /** What was put right, taken back or taken out, newest first. */
  corrections(tracker: string): CorrectionInput[];
  /** The newest hash of a tracker's chain of revisions. */
  head(tracker: string): string | null;
  pledge(tracker: string, slug: string): PledgeInput | null;
  /** The tracker and slug that an old site's path leads to. */
  redirect(path: string): { tracker: string; slug: string } | null;
};
