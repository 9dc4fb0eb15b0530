// What an act on rows asks before it is done: of how many, what it does, and what the endpoint has to be told.
import { html, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import { type FormState, selectControl, textControl } from '../common/controls.ts';
import { type Answers, type Question, shortEnough } from '../common/dialogs.ts';
import { assigning, type Giving, snoozing } from '../common/giving.ts';
import { inLanguage, pledges } from '../common/pledges.ts';
import { actWords, manyWords } from '../words/lists-words.ts';
import type { RowAct } from './eligible.ts';
import { peopleOf } from './people-of.ts';

/** What is asked, and what the endpoint is told when it was answered. */
export type AskedAct = { question: Question; options(answers: Answers): Record<string, unknown> };

type Form = FormState<Answers>;

/** Whether these can be filed at once: each tracker files in ways of its own. */
export function areOfOneTracker([first, ...others]: readonly ListedPledge[]): boolean {
  return others.every(({ tracker }) => tracker === first?.tracker);
}

/** The question before an act on these; `leftOut` are how many more were selected that it is not for. */
export async function askedOf(
  act: RowAct,
  rows: readonly ListedPledge[],
  leftOut: number,
): Promise<AskedAct> {
  const { heading, text, yes } = actWords[act];
  const how = {
    heading: heading(rows.length),
    text: leftOut > 0 ? `${text} ${manyWords.someLeftOut(leftOut)}` : text,
    yes,
  };
  switch (act) {
    case 'check':
      return {
        question: {
          ...how,
          missing: { '/looked': actWords.check.missing },
          check: shortEnough('looked'),
          controls: (form) =>
            textControl(form, '/looked', { ...actWords.check.looked, lines: 2, limit: NOTE_LIMIT }),
        },
        options: ({ looked }) => ({ looked }),
      };
    case 'assign':
      return giving(
        how,
        assigning({
          people: await peopleOf([...new Set(rows.map(({ tracker }) => tracker))]),
          mayBeNobody: true,
          isOne: rows.length === 1,
        }),
      );
    case 'snooze':
      return giving(how, snoozing(true));
    case 'publish':
      return {
        question: {
          ...how,
          check: shortEnough('note'),
          controls: (form) =>
            textControl(form, '/note', {
              ...actWords.publish.note,
              lines: 2,
              limit: NOTE_LIMIT,
              optional: true,
            }),
        },
        options: ({ note }) => (note ? { note } : {}),
      };
    case 'set':
      return filing(how, rows);
    default:
      return { question: how, options: () => ({}) };
  }
}

function giving(how: Question, { body, ...asked }: Giving): AskedAct {
  return { question: { ...how, ...asked }, options: body };
}

type Labelled = { id: string; label: Record<string, string> };

function filing(how: Question, rows: readonly ListedPledge[]): AskedAct {
  const { set } = actWords;
  const tracker = pledges.tracker(rows[0]?.tracker ?? '');
  const choices = (things: readonly Labelled[]) =>
    things.map(({ id, label }) => [id, inLanguage(label, tracker)] as const);
  const pair = (form: Form, at: string, what: string, things: readonly Labelled[]): TemplateResult => {
    const options = choices(things);
    const language = tracker?.language;
    return html`<div class="pair">
      ${selectControl(form, `${at}-add`, { label: set.add(what), options, language, optional: true })}
      ${selectControl(form, `${at}-remove`, { label: set.remove(what), options, language, optional: true })}
    </div>`;
  };
  const facets = tracker?.facets ?? [];
  const controls = (form: Form) =>
    html`${pair(form, '/category', set.category, tracker?.categories ?? [])}
      ${facets.map(({ id, label, values }) => pair(form, `/facet-${id}`, inLanguage(label, tracker), values))}
      ${textControl(form, '/due', { label: set.due, hint: set.dueHint, optional: true })}
      <label class="choice"
        ><input type="checkbox" .checked=${form.draft.noDay === true}
          @change=${({ target }: Event) => form.set('/noDay', (target as HTMLInputElement).checked || undefined)} />
        ${set.noDay}</label
      >`;
  const changed = (answers: Answers, name: string) => {
    const [add, remove] = [answers[`${name}-add`], answers[`${name}-remove`]];
    return add || remove ? { ...(add ? { add: [add] } : {}), ...(remove ? { remove: [remove] } : {}) } : null;
  };
  const options = (answers: Answers) => {
    const category = changed(answers, 'category');
    const facet = Object.fromEntries(
      facets.flatMap(({ id }) => {
        const of = changed(answers, `facet-${id}`);
        return of ? [[id, of]] : [];
      }),
    );
    return {
      ...(category ? { category } : {}),
      ...(Object.keys(facet).length > 0 ? { facet } : {}),
      ...(answers.noDay ? { due: null } : answers.due ? { due: answers.due } : {}),
    };
  };
  const check = (answers: Answers): Record<string, string> =>
    Object.keys(options(answers)).length > 0 ? {} : { '/category-add': set.missing };
  return { question: { ...how, controls, check }, options };
}
