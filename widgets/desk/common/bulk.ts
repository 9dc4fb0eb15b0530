// One act on many pledges, of any number of trackers. It goes to the endpoint in pieces, so that whoever waits sees it move
// and no colleague waits behind all of it; each piece has an id, under which a lost answer is asked for again.
import type { BulkAct, BulkOptions } from '../../../data/bulk.ts';
import { CHECKED_IN_BULK } from '../../../data/limits.ts';
import { type Answer, desk, type PledgeName, type Problem } from './api.ts';
import { keyOf } from './pledges.ts';
import { sentence } from './problem.ts';

/** A pledge under the version that the editor has seen. */
export type BulkRow = PledgeName & { version: number };

/** One that was refused: `reason` is the slug of a problem. */
export type RefusedRow = BulkRow & { reason: string; detail?: string | undefined };

/** How far it is. `isWaiting`: no answer comes, and it tries again. */
export type BulkProgress = { done: number; refused: number; of: number; isWaiting: boolean };

/**
 * What came of it, row by row: `done` under new versions, `refused`, `unsure`, which were sent and not answered, and `left`, which
 * were not asked for as it was stopped, or ended by a `problem`. `undo`: the ids under which all that was done is undone, together.
 */
export type BulkOutcome = {
  done: BulkRow[];
  refused: RefusedRow[];
  unsure: BulkRow[];
  left: BulkRow[];
  problem: Problem | null;
  undo: string[];
};

/** How many go in one request. All that a request asks for is one transaction, behind which everybody else waits. */
const IN_ONE_REQUEST: Partial<Record<BulkAct, number>> = { check: CHECKED_IN_BULK, publish: 100 };
const IN_ANY_OTHER = 250;

/** Whoever has to sign in and does not, or is somebody else by now, sends nothing more. */
const ENDS_ALL = ['unauthenticated', 'other-person', 'offline'];

/** What a server that is in trouble is asked again. */
const MOST_TRIES_OF_TROUBLE = 4;
const PAUSE_FIRST_MS = 500;
const PAUSE_MOST_MS = 15_000;

/**
 * Does an act on all these. Without an answer it waits for the net and sends the same again, which is done once; `signal`
 * stops it after what is under way, or at once where that waits.
 */
export async function actOnMany<Name extends BulkAct>(
  act: Name,
  rows: readonly BulkRow[],
  options: BulkOptions<Name>,
  onProgress: (progress: BulkProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: [], refused: [], unsure: [], left: [], problem: null, undo: [] };
  const tell = (isWaiting: boolean) => {
    const { done, refused } = outcome;
    onProgress({ done: done.length, refused: refused.length, of: rows.length, isWaiting });
  };
  const pieces = inRequests(rows, IN_ONE_REQUEST[act] ?? IN_ANY_OTHER);
  addEventListener('beforeunload', ask);
  try {
    for (const piece of pieces) {
      if (signal?.aborted || ENDS_ALL.includes(outcome.problem?.slug ?? '')) {
        outcome.left.push(...piece);
        continue;
      }
      tell(false);
      const id = crypto.randomUUID();
      const body = { id, act, ...options, pledges: piece.map(({ slug, version }) => ({ slug, version })) };
      const [{ tracker } = { tracker: '' }] = piece;
      const send = () => desk.actOnMany(tracker, body);
      take(outcome, piece, await untilAnswered(send, () => tell(true), signal));
    }
    tell(false);
  } finally {
    removeEventListener('beforeunload', ask);
  }
  return outcome;
}

// Half of it would be done.
function ask(event: Event): void {
  event.preventDefault();
}

type Reported = Awaited<ReturnType<typeof desk.actOnMany>>;

function take(outcome: BulkOutcome, piece: readonly BulkRow[], answer: Reported): void {
  if (!answer.ok) {
    const { problem } = answer;
    outcome.problem = problem;
    if (problem.slug === 'offline') outcome.unsure.push(...piece);
    else if (ENDS_ALL.includes(problem.slug)) outcome.left.push(...piece);
    else
      outcome.refused.push(
        ...piece.map((row) => ({ ...row, reason: problem.slug, detail: detailOf(problem) })),
      );
    return;
  }
  const { undo, done, refused } = answer.value;
  const rows = new Map(piece.map((row) => [row.slug, row]));
  const [{ tracker } = { tracker: '' }] = piece;
  outcome.done.push(...done.map((row) => ({ ...rows.get(row.slug), tracker, ...row })));
  outcome.refused.push(...refused.map((row) => ({ ...rows.get(row.slug), tracker, ...row })));
  if (undo !== undefined) outcome.undo.push(undo);
}

function detailOf({ title, detail, errors }: Problem): string {
  return detail ?? errors?.map((error) => error.detail).join(' ') ?? `${title}.`;
}

/** Sends something that is done once, however often it is sent, until it is answered: by the net's return, or some moments later. */
export async function untilAnswered<Value>(
  send: () => Promise<Answer<Value>>,
  onWait: () => void = () => {},
  signal?: AbortSignal,
): Promise<Answer<Value>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await send();
    if (answer.ok || signal?.aborted || !mayBeSentAgain(answer.problem, tries)) return answer;
    onWait();
    await pause(Math.min(PAUSE_FIRST_MS * 2 ** tries, PAUSE_MOST_MS), signal);
    if (signal?.aborted) return answer;
  }
}

function mayBeSentAgain({ slug, status }: Problem, tries: number): boolean {
  if (slug === 'offline') return true;
  // The endpoint's own 500 and 503, and those of something before it.
  return status >= 500 && tries < MOST_TRIES_OF_TROUBLE;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  const timer = setTimeout(end, milliseconds);
  addEventListener('online', end);
  signal?.addEventListener('abort', end);
  return promise.finally(() => {
    clearTimeout(timer);
    removeEventListener('online', end);
    signal?.removeEventListener('abort', end);
  });
}

/** Of one tracker each, in the order in which they were chosen, none twice. */
function inRequests(rows: readonly BulkRow[], most: number): BulkRow[][] {
  const each = new Map(rows.map((row) => [keyOf(row), row])).values();
  return [...Map.groupBy(each, ({ tracker }) => tracker).values()].flatMap((ofTracker) =>
    Array.from({ length: Math.ceil(ofTracker.length / most) }, (_, at) =>
      ofTracker.slice(at * most, (at + 1) * most),
    ),
  );
}

/** Why a row was refused, in a sentence or two. */
export function refusalOf({ reason, detail }: RefusedRow): string {
  return sentence({ slug: reason, title: reason, status: 409, ...(detail === undefined ? {} : { detail }) });
}
