// What is asked before settings are saved: what changes, and which published verdicts get their new words.
import { html, nothing, type TemplateResult } from 'lit';
import type { TrackerUsage } from '../../../data/desk.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { Problem } from '../common/api.ts';
import { checksControl, type FormState, textControl } from '../common/controls.ts';
import { type Answers, asked } from '../common/dialogs.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { settingsWords } from '../words/settings-words.ts';
import { settingsApi } from './settings-api.ts';
import { changesBetween, nameOf, reworded, type Thing } from './tracker-changes.ts';

type Saving = { before: Tracker; body: Tracker; version: number; usage: TrackerUsage | null };

/**
 * Says what saving changes, and saves it if that is wanted; `saved` is called as soon as it is. `stale`: somebody else was
 * faster. New words for published verdicts are a second act, because they name the version that the first has made: where only
 * that fails, the settings are saved, and it is said that “Reword published…” gives them later.
 */
export async function askToSave(
  { before, body, version, usage }: Saving,
  saved: () => void,
): Promise<'saved' | 'stale' | 'put-away'> {
  const { heading, text, yes } = settingsWords.saving;
  const lag = reworded(before, body).flatMap((verdict) => {
    const published = usage?.verdicts[verdict.id]?.published ?? 0;
    return published > 0 ? [{ verdict, published }] : [];
  });
  let problem: Problem | null = null;
  const isDone = await asked({
    heading,
    text,
    yes,
    controls: (form) => savingControls(form, changesBetween(before, body), lag, body),
    send: async ({ relabel: chosen = [], note = '' }) => {
      const relabel = (chosen as string[]).map((id) => ({ of: 'verdict' as const, id, note: String(note) }));
      if (relabel.length > 0 && !note) return NOTE_MISSING;
      const answer = await settingsApi.save(body, version);
      problem = answer.ok ? null : answer.problem;
      if (!answer.ok) return problem;
      saved();
      if (relabel.length === 0) return null;
      const given = await settingsApi.words(body.id, answer.value.version, { relabel }, false);
      if (!given.ok) say(settingsWords.saving.rewordFailed(sentence(given.problem)));
      return null;
    },
  });
  const refused = problem as Problem | null;
  return isDone ? 'saved' : refused?.slug === 'stale-version' ? 'stale' : 'put-away';
}

const NOTE_MISSING: Problem = {
  slug: 'invalid-fields',
  title: '',
  status: 0,
  errors: [{ pointer: '/note', detail: settingsWords.saving.noteMissing }],
};

type Lagging = { verdict: Thing; published: number };

function savingControls(
  form: FormState<Answers>,
  changes: string[],
  lag: Lagging[],
  tracker: Tracker,
): TemplateResult {
  const { also, alsoOf, note, noteHint } = settingsWords.saving;
  const options = lag.map(
    ({ verdict, published }) => [verdict.id, alsoOf(nameOf(verdict, tracker), published)] as const,
  );
  return html`<ul class="changes">
      ${changes.map((text) => html`<li>${text}</li>`)}
    </ul>
    ${
      lag.length > 0
        ? html`${checksControl(form, '/relabel', { label: also, options, empty: undefined })}
            ${textControl({ ...form, language: tracker.language }, '/note', { label: note, hint: noteHint, lines: 2, limit: NOTE_LIMIT })}`
        : nothing
    }`;
}
