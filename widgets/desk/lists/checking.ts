// "Checked, nothing changed", said of one row by one key.

import type { ListedPledge } from '../../../data/desk.ts';
import { desk } from '../common/api.ts';
import { pledges } from '../common/pledges.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { words } from '../words/words.ts';
import { isDone, outcomes } from './outcomes.ts';

/** Says of the version in this row that it was looked at, and tells what came of it. */
export async function checkRow(row: ListedPledge): Promise<void> {
  const before = outcomes.of(row);
  if (before === 'busy' || (isDone(before) && before.act === 'check')) return;
  outcomes.note(row, 'busy');
  const title = row.title ?? row.slug;
  const answer = await desk.act(row, row.version, 'check');
  if (!answer.ok) {
    outcomes.note(row, answer.problem);
    // What was not answered may be done.
    return say(answer.problem.slug === 'offline' ? words.ask.lost : words.today.saidRefused(title));
  }
  const { undo, version } = answer.value;
  pledges.take(row, answer.value);
  outcomes.note({ ...row, version }, { act: 'check', said: words.rows.checked });
  outcomes.tellDone(row, 'check');
  undoing.tell({ ids: undo === undefined ? [] : [undo], said: words.today.saidChecked(title) });
}
