// An act on rows, from the question to what came of it. One at a time; it goes on wherever somebody goes meanwhile.
import type { ListedPledge } from '../../../data/desk.ts';
import { type Answer, desk, type PledgeName, type PostedAct, type Problem } from '../common/api.ts';
import { actOnMany, type BulkOutcome, type BulkProgress } from '../common/bulk.ts';
import { asked } from '../common/dialogs.ts';
import { keyOf, pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { actWords, manyWords } from '../words/lists-words.ts';
import { areOfOneTracker, askedOf } from './act-questions.ts';
import { isFor, type RowAct } from './eligible.ts';
import { outcomes } from './outcomes.ts';

/** Asks, and does it to those of these that it is for; answers the keys of those to which it was done. */
export async function askAndAct(
  act: RowAct,
  selected: readonly ListedPledge[],
): Promise<ReadonlySet<string>> {
  const { name } = actWords[act];
  const rows = selected.filter((row) => isFor(act, row));
  const isRefused =
    (outcomes.running && manyWords.busy) ||
    (rows.length === 0 && manyWords.none(name)) ||
    (act === 'set' && !areOfOneTracker(rows) && actWords.set.oneTracker);
  if (isRefused) {
    say(isRefused);
    return new Set();
  }
  const { question, options } = await askedOf(act, rows, selected.length - rows.length);
  let run: Promise<ReadonlySet<string>> | null = null;
  const isAnswered = await asked({
    ...question,
    // The dialog goes at once: how far it is stands above the list.
    send: async (answers) => {
      run = actOn(act, rows, options(answers));
      return null;
    },
  });
  return isAnswered && run !== null ? run : new Set();
}

async function actOn(
  act: RowAct,
  rows: readonly ListedPledge[],
  options: Record<string, unknown>,
): Promise<ReadonlySet<string>> {
  const { name, said, done: doneWords } = actWords[act];
  const signal = outcomes.begin(name, rows.length);
  const tell = (progress: BulkProgress) => outcomes.goOn({ ...progress, name });
  const outcome = await send(act, rows, options, tell, signal);
  const titles = new Map(rows.map((row) => [keyOf(row), row.title ?? row.slug]));
  for (const row of outcome.done) {
    pledges.tell(row, { version: row.version });
    outcomes.note(row, { act, said });
    outcomes.tellDone(row, act);
  }
  const refused = outcome.refused.map(({ reason, detail, ...row }) => {
    const problem = { slug: reason, title: reason, status: 409, ...(detail === undefined ? {} : { detail }) };
    outcomes.note(row, problem);
    return { ...row, title: titles.get(keyOf(row)) ?? row.slug, why: sentence(problem) };
  });
  outcomes.end(refused.length > 0 ? { name, rows: refused } : null);
  undoing.tell({
    ids: outcome.undo,
    said: [
      doneWords(outcome.done.length),
      refused.length > 0 ? manyWords.refused(refused.length) : '',
      outcome.left.length > 0 ? manyWords.left(outcome.left.length) : '',
    ].join(''),
  });
  return new Set(outcome.done.map(keyOf));
}

// A note goes along with one alone: what many are told the endpoint knows for no act but publishing.
function send(
  act: RowAct,
  rows: readonly ListedPledge[],
  options: Record<string, unknown>,
  tell: (progress: BulkProgress) => void,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  const [row, another] = rows;
  if (row && !another && (act === 'assign' || act === 'snooze')) return sendOne(row, act, options);
  return actOnMany(act, rows, options as never, tell, signal);
}

async function sendOne(row: ListedPledge, act: PostedAct, options: object): Promise<BulkOutcome> {
  const answer: Answer<{ version: number; slug: string; undo?: string }> = await desk.act(
    row,
    row.version,
    act,
    options,
  );
  return answer.ok ? oneDone(row, answer.value) : oneRefused(row, answer.problem);
}

function oneDone(
  { tracker }: PledgeName,
  now: { version: number; slug: string; undo?: string },
): BulkOutcome {
  const done = [{ tracker, slug: now.slug, version: now.version }];
  return { ...NOTHING, done, undo: now.undo === undefined ? [] : [now.undo] };
}

function oneRefused({ tracker, slug, version }: ListedPledge, problem: Problem): BulkOutcome {
  const { slug: reason, detail } = problem;
  return { ...NOTHING, refused: [{ tracker, slug, version, reason, detail }], problem };
}

const NOTHING: BulkOutcome = { done: [], refused: [], left: [], problem: null, undo: [] };
