// What the desk endpoint answers, for those who write to it and for the desk app. Types only: the Worker makes these
// answers and nobody has to check them.
import type { Fault, FaultCode } from './fault.ts';
import type { Pledge, PledgeDraft } from './pledge.ts';
import type { Badge, PublishedPledge } from './published.ts';
import type { Revision } from './revision.ts';
import type { Suggestion } from './suggestion.ts';
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

/** A tracker, under the version that a change of it has to name. */
export type TrackerRecord = { version: number; tracker: Tracker };

/** `GET /trackers/{tracker}`; `people` are the names of those who may work in it now. */
export type StaffedTracker = TrackerRecord & { people: string[] };

/** A pledge as the desk sees it. `owner` has it on their desk, `authors` have written in the draft, `comment` says why it was sent back; `acts` are those that its state allows. */
export type PledgeRecord<PledgeAct extends string = string> = {
  slug: string;
  state: State;
  version: number;
  draft: PledgeDraft | null;
  published: Pledge | null;
  status: Status | null;
  owner: string;
  authors: string[];
  publishAt: string | null;
  comment: string | null;
  checkedAt: string | null;
  movedTo: string | null;
  acts: PledgeAct[];
};

/** A row of a list. The title is the draft's where it has one; verdict, categories and due day are what readers see, if anything; `dueBy` is the last day of `due`. */
export type ListedPledge = {
  tracker: string;
  slug: string;
  version: number;
  state: State;
  status: Status | null;
  owner: string;
  title: string | null;
  verdict: string | null;
  categories: string[];
  due: string | null;
  dueBy: string | null;
  updatedAt: string;
  checkedAt: string | null;
  publishAt: string | null;
  comment: string | null;
};

/** Why a pledge is due for review. */
export type DueReason = 'due-passed' | 'never-checked' | 'check-old' | 'evidence-old';

/** `lookedAt`: when it was last checked or published. */
export type DuePledge = ListedPledge & { lookedAt: string | null; reasons: DueReason[] };

/** The first of a list, most pressing first, and how many there are of them in all. */
export type Listed<Row> = { count: number; pledges: Row[] };

/** What has not reached KV: how many documents, since when, and the last error. */
export type Waiting = { count: number; since: string | null; error: string | null; tries: number };

/** `GET /today`: what there is to do in the trackers of whoever asks. */
export type Today = {
  due: Listed<DuePledge>;
  /** Waits for a second pair of eyes; `own`: whoever asks has written of it, so where two are wanted it waits for another. */
  review: Listed<ListedPledge & { own: boolean }>;
  drafts: Listed<ListedPledge>;
  scheduled: Listed<ListedPledge>;
  waiting: Waiting;
};

/** What can be undone names under which id (`POST /undo/{id}`). */
export type WithUndo<Value> = Value & { undo: string };

/** A pledge in the trash: never published, and gone for good after `until`. */
export type TrashedPledge = {
  id: number;
  tracker: string;
  slug: string;
  title: string | null;
  version: number;
  owner: string;
  trashedAt: string;
  trashedBy: string;
  until: string;
};

/**
 * What an act on many came to, and what its being undone came to. `reason` is the slug of a problem; `id` is the one that
 * was sent, under which it is undone.
 */
export type BulkAnswer = {
  id: string;
  act: string;
  done: { slug: string; version: number }[];
  refused: { slug: string; version: number; reason: string; detail?: string }[];
};

/**
 * A field at fault: an RFC 6901 pointer into what was sent, and what is wrong there, as a sentence that its name begins and
 * as a fault; in a CSV also its place in the file.
 */
export type FieldError = { pointer: string; detail: string; line?: number; column?: string } & Partial<Fault>;

/** Faults of one kind in the rows of an import: how many, in how many rows, and the first of them. `*` stands for any item of a list. */
export type FaultGroup = { code: FaultCode; field: string; count: number; rows: number; first: FieldError };

/** A reader's suggestion in the desk's queue. `contact` is null once it is closed or 90 days old. */
export type SuggestionRecord = Suggestion & {
  id: number;
  tracker: string;
  slug: string;
  title: string | null;
  at: string;
  state: 'open' | 'accepted' | 'declined';
  reason: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
};

/** What a full queue has thrown away: how many suggestions so far, and when the last. */
export type DroppedSuggestions = { count: number; lastAt: string | null };

/** `GET /suggestions`; `count` tells of how many this is a page, where it was asked for. */
export type SuggestionPage = {
  suggestions: SuggestionRecord[];
  next: number | null;
  count?: number;
  dropped: DroppedSuggestions;
};

/** `PATCH /suggestions`: what became of each id, in the order in which they were sent; `reason` is a problem's name. */
export type BulkDecided = {
  decided: number;
  results: (
    | { id: number; done: true }
    | { id: number; done: false; reason: 'not-found' }
    | { id: number; done: false; reason: 'already-decided'; state: 'accepted' | 'declined' }
  )[];
};

/** The public documents of one pledge. */
export type Shown = { pledge: PublishedPledge; badge: Badge };

/**
 * `now` is what readers see, `next` what they would see if the draft were published this moment, with blanks where
 * it is not complete; `errors` are what a publication would refuse. Null where there is nothing to see or no draft. Of
 * a retraction `next` is what readers would see if the pledge were retracted, whatever the draft.
 */
export type DraftPreview = {
  version: number;
  kind: 'verdict' | 'edit' | 'correction' | 'retraction' | null;
  errors: FieldError[];
  needsSecondPerson: boolean;
  now: Shown | null;
  next: Shown | null;
};

/** For how many seconds, one after the other, each may at worst give readers what was before. */
export type ReadersWait = { store: number; edge: number; browser: number };

/** `GET .../preview`. */
export type Preview = DraftPreview & { readersWait: ReadersWait };

/** One of a pledge's revisions, and who published it. */
export type ToldRevision = Revision & { by: string };
