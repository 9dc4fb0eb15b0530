// The way back out of the trash, wherever a pledge that is in it is shown.
import type { TrashedPledge } from '../../../data/desk.ts';
import { desk, type Problem } from '../common/api.ts';
import { textControl } from '../common/controls.ts';
import { asked } from '../common/dialogs.ts';
import { hrefOf, pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { say } from '../common/status.ts';
import { trashWords } from '../words/acts-words.ts';
import { words } from '../words/words.ts';

/** Brings a pledge back and goes to it, unless this is where one is; where its address has become another's, asks for a new one. */
export async function recover(item: TrashedPledge): Promise<void> {
  const problem = await send(item, {});
  if (problem && problem.slug !== 'name-taken') return say(sentence(problem));
  if (!problem) return;
  const { slug: label, missing, ...how } = trashWords.another;
  await asked({
    ...how,
    given: { slug: item.slug },
    missing: { '/slug': missing },
    controls: (form) => textControl(form, '/slug', { label, hint: words.newPledge.slugHint }),
    send: (answers) => send(item, answers),
  });
}

async function send({ tracker, slug, id, title }: TrashedPledge, answers: object): Promise<Problem | null> {
  const answer = await desk.recover({ tracker, slug }, { id, ...answers });
  if (!answer.ok) return answer.problem;
  void pledges.loadTrackers();
  say(trashWords.recovered(title ?? slug, answer.value.lostAliases));
  const href = hrefOf({ tracker, slug: answer.value.slug });
  // Who stands at its address already is shown it there.
  if (location.pathname !== href) await router.go(href);
  return null;
}
