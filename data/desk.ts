// What the desk endpoint answers, for those who write to it and for the desk app. Types only: the Worker makes these
// answers and nobody has to check them.
import type { Pledge, PledgeDraft } from './pledge.ts';
import type { Tracker } from './tracker.ts';

/** What readers see; null before the first publication. */
export type Status = 'published' | 'retracted' | 'merged';

/** Where a draft stands; null when there is none. */
export type Work = 'draft' | 'review' | 'scheduled';

/** One word for the desk's lists: the work, and without work the status. */
export type State = Work | Status;

/** `GET /me`. `may`: the routes that the role allows; `via`: by what this request was known. */
export type Me = {
  name: string;
  role: 'writer' | 'editor' | 'admin';
  trackers: '*' | string[];
  may: string[];
  via: 'secret' | 'token' | 'access' | 'session';
};

export type TrackerRecord = { version: number; tracker: Tracker };

/** A pledge as the desk sees it. `owner` has it on their desk, `comment` says why it was sent back; `acts` are those that its state allows. */
export type PledgeRecord<PledgeAct extends string = string> = {
  slug: string;
  state: State;
  version: number;
  draft: PledgeDraft | null;
  published: Pledge | null;
  status: Status | null;
  owner: string;
  publishAt: string | null;
  comment: string | null;
  checkedAt: string | null;
  movedTo: string | null;
  acts: PledgeAct[];
};

/** A row of a tracker's list. Title, verdict, categories and due day are the draft's where it has them. */
export type ListedPledge = {
  slug: string;
  version: number;
  state: State;
  status: Status | null;
  owner: string;
  title: string | null;
  updatedAt: string;
  checkedAt: string | null;
  publishAt: string | null;
};

/** A field at fault: an RFC 6901 pointer into what was sent, and what is wrong there. */
export type FieldError = { pointer: string; detail: string; line?: number; column?: string };
