// What a restore is told and answers. Types, and the one word that both sides know.

/** In place of a key: nobody vouches for this backup. The audit keeps it. */
export const NO_KEY = 'none';

/** A token that could be used until the restore, and whom it let in. */
export type EndedToken = { name: string; role: string; trackers: '*' | string[]; email: string | null };

/** A publication that was scheduled when the backup was made, and waits in review now. */
export type Unscheduled = { tracker: string; slug: string; publishAt: string | null; publishBy: string };

/**
 * `POST /restore`: of what, and when, the backup was; by which key it was signed (null: by none), and how many rows of each
 * table it held; whom to invite again; which publications need somebody.
 */
export type RestoreReport = {
  at: string;
  installation: string;
  key: string | null;
  counts: Record<string, number>;
  endedTokens: EndedToken[];
  unscheduled: Unscheduled[];
};
