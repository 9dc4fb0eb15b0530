// What can be done with a tracker for as long as only its desk has seen it: another address, or an end.
import type { Tracker } from '../../../data/tracker.ts';
import { desk, type Problem } from '../common/api.ts';
import { textControl } from '../common/controls.ts';
import { asked } from '../common/dialogs.ts';
import { startWords } from '../words/start-words.ts';

const { askRename, askDelete } = startWords.open;

type Opened = { version: number; tracker: Tracker };

/** Asks for another address, and gives the tracker that; answers it, or null where nothing came of it. */
export async function askToRename({ version, tracker }: Opened): Promise<string | null> {
  let given: string | null = null;
  const isDone = await asked({
    heading: askRename.heading,
    text: askRename.text,
    yes: askRename.yes,
    given: { id: tracker.id },
    controls: (form) => textControl(form, '/id', { label: askRename.id, limit: 120 }),
    missing: { '/id': askRename.missing },
    send: async ({ id }): Promise<Problem | null> => {
      const answer = await desk.renameTracker(tracker.id, version, id);
      if (answer.ok) given = answer.value.tracker.id;
      return answer.ok ? null : atField(answer.problem);
    },
  });
  return isDone ? given : null;
}

/** Asks whether a tracker is to go, with so many pledges that were never published; answers whether it has gone. */
export function askToDelete({ version, tracker }: Opened, pledges: number): Promise<boolean> {
  // What the dialog has told of: the trash is counted as well, and then it tells of that first.
  let confirmed = pledges;
  return asked({
    heading: askDelete.heading,
    text: askDelete.text(pledges),
    yes: askDelete.yes,
    controls: (form) => textControl(form, '/name', { label: askDelete.name(tracker.id) }),
    missing: { '/name': askDelete.missing },
    send: async ({ name }) => {
      if (name !== tracker.id) return { slug: 'not-saved', title: '', status: 0, errors: [MISTYPED] };
      const answer = await desk.deleteTracker(tracker.id, version, confirmed || null);
      if (answer.ok) return null;
      confirmed = answer.problem.pledges ?? confirmed;
      return answer.problem;
    },
  });
}

const MISTYPED = { pointer: '/name', detail: askDelete.missing };

// A name that is taken has one place here.
function atField(problem: Problem): Problem {
  if (problem.slug !== 'name-taken') return problem;
  return { ...problem, errors: [{ pointer: '/id', detail: problem.detail ?? problem.title }] };
}
