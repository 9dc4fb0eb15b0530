// Saving a view under a name, giving it another, and letting go of it.

import type { SavedView } from '../../../data/desk.ts';
import { desk, type Problem } from '../common/api.ts';
import { textControl } from '../common/controls.ts';
import { asked } from '../common/dialogs.ts';
import { say } from '../common/status.ts';
import { viewWords } from '../words/lists-words.ts';
import { views } from './views.ts';

/** As long as the endpoint takes a name. */
const NAME_LIMIT = 60;

/** Asks for a name and saves; one of the same name is replaced. */
export async function saveView(screen: SavedView['screen'], query: string): Promise<void> {
  const { label, missing, saved, ...how } = viewWords.save;
  let name = '';
  const isSaved = await asked({
    ...how,
    missing: { '/name': missing },
    controls: (form) => textControl(form, '/name', { label, limit: NAME_LIMIT }),
    send: (answers) => {
      name = String(answers.name);
      const view = { name, screen, query };
      return change((all) => [...all.filter((each) => each.name !== name), view]);
    },
  });
  if (isSaved) say(saved(name));
}

/** Asks for another name. */
export async function renameView(view: SavedView): Promise<void> {
  const { label, missing } = viewWords.save;
  await asked({
    ...viewWords.rename,
    given: { name: view.name },
    missing: { '/name': missing },
    controls: (form) => textControl(form, '/name', { label, limit: NAME_LIMIT }),
    send: ({ name }) =>
      change((all) => all.map((each) => (each.name === view.name ? { ...each, name: String(name) } : each))),
  });
}

/** Asks, and lets go of it. */
export async function removeView(view: SavedView): Promise<void> {
  const { heading, removed, ...how } = viewWords.remove;
  const isGone = await asked({
    ...how,
    heading: heading(view.name),
    send: () => change((all) => all.filter((each) => each.name !== view.name)),
  });
  if (isGone) say(removed(view.name));
}

// First they are asked for anew, as another tab may have changed them too.
async function change(changed: (views: readonly SavedView[]) => SavedView[]): Promise<Problem | null> {
  const now = await desk.views();
  if (!now.ok) return now.problem;
  const kept = await desk.keepViews(changed(now.value.views));
  if (!kept.ok) return kept.problem;
  views.take(kept.value.views);
  return null;
}
