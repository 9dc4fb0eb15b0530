// Discarding a draft, or moving a pledge to the trash, from a list: there is no record at hand, so it is looked up first.
import type { PledgeName } from '../common/api.ts';
import { asked } from '../common/dialogs.ts';
import { openPledge, titleOf } from '../common/pledge-frame.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { actsWords } from '../words/acts-words.ts';
import { questionOf } from './act-questions.ts';
import { actsOn, wordsOf } from './more-acts.ts';
import { doAct } from './pledge-acts.ts';

/** Asks, and takes away what the pledge has to be taken away: the draft beside what readers see, otherwise all of it. */
export async function takeAway(name: PledgeName): Promise<void> {
  const answer = await openPledge(name);
  if (!answer.ok) return say(sentence(answer.problem));
  const opened = answer.value;
  const act = actsOn(opened.record).find((each) => each === 'discard' || each === 'trash');
  if (!act) return say(actsWords.nothingToTakeAway);
  let undo: string | null = null;
  const question = await questionOf(act, name, opened, async () => {
    const done = await doAct(name, opened.record.version, act);
    if (done.ok) ({ undo } = done.value);
    return done.ok ? null : done.problem;
  });
  if (!question || !(await asked(question))) return;
  undoing.tell({
    ids: undo === null ? [] : [undo],
    said: wordsOf(act, opened).done,
    of: titleOf(opened.record),
  });
  // As after an undo, lists show how it stands now.
  undoing.dispatchEvent(new Event('undone'));
}
