// An act on rows, from the question to what came of it. One at a time; it goes on wherever somebody goes meanwhile.
import type { ListedPledge } from '../../../data/desk.ts';
import { desk } from '../common/api.ts';
import { actOnMany, type BulkProgress } from '../common/bulk.ts';
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
  const one = noted(act, rows);
  let run: Promise<ReadonlySet<string>> | null = null;
  const isAnswered = await asked({
    ...question,
    ...(one ? { keep: { name: one.row, act } } : {}),
    send: async (answers) => {
      if (!one) {
        // The dialog goes at once: how far it is stands above the list.
        run = actOn(act, rows, options(answers));
        return null;
      }
      // A note is not to be written twice: the dialog stays until there is an answer.
      const answer = await desk.act(one.row, one.row.version, one.act, options(answers));
      if (answer.ok) run = Promise.resolve(tellOne(one.act, one.row, answer.value));
      else if (answer.problem.slug === 'stale-version') undoing.dispatchEvent(new Event('undone'));
      return answer.ok ? null : answer.problem;
    },
  });
  return isAnswered && run !== null ? run : new Set();
}

// A note goes along with one alone: what many are told the endpoint knows for no act but publishing.
function noted(act: RowAct, [row, another]: readonly ListedPledge[]) {
  return row && !another && (act === 'assign' || act === 'snooze') ? { row, act } : null;
}

type Done = { version: number; undo?: string };

function tellOne(act: RowAct, row: ListedPledge, { version, undo }: Done): ReadonlySet<string> {
  const { said, done } = actWords[act];
  pledges.tell(row, { version });
  outcomes.note({ ...row, version }, { act, said });
  outcomes.tellDone(row, act);
  undoing.tell({ ids: undo === undefined ? [] : [undo], said: done(1) });
  return new Set([keyOf(row)]);
}

async function actOn(
  act: RowAct,
  rows: readonly ListedPledge[],
  options: Record<string, unknown>,
): Promise<ReadonlySet<string>> {
  const { name, said, done: doneWords } = actWords[act];
  const signal = outcomes.begin(name, rows.length);
  const tell = (progress: BulkProgress) => outcomes.goOn({ ...progress, name });
  const outcome = await actOnMany(act, rows, options as never, tell, signal);
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
      outcome.unsure.length > 0 ? manyWords.unsure(outcome.unsure.length) : '',
      outcome.left.length > 0 ? manyWords.left(outcome.left.length) : '',
    ].join(''),
  });
  if (outcome.unsure.length > 0) undoing.dispatchEvent(new Event('undone'));
  return new Set(outcome.done.map(keyOf));
}
