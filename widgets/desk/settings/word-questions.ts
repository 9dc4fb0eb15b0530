// Renaming, merging and rewording: first what is wanted, then what it changes, then it is done.
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangedWords } from '../../../data/desk.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { Problem } from '../common/api.ts';
import { type FormState, selectControl, textControl } from '../common/controls.ts';
import { type Answers, asked, type Question } from '../common/dialogs.ts';
import { say } from '../common/status.ts';
import { settingsWords } from '../words/settings-words.ts';
import { settingsApi, type WordsBody } from './settings-api.ts';
import { type Kind, nameOf, type Thing } from './tracker-changes.ts';

/** Which thing, of which tracker under which version. */
export type Subject = {
  tracker: Tracker;
  version: number;
  kind: Kind;
  facet?: string | undefined;
  thing: Thing;
};

/** So many of the pledges that change are named. */
const MOST_NAMED = 8;

/** Asks for another id, shows what changes, and does it. Answers whether it was done. */
export function rename(subject: Subject): Promise<boolean> {
  const { heading, text, to: label, toHint: hint, missing, yes } = settingsWords.renaming;
  const { id } = subject.thing;
  return inTwoSteps(subject, {
    heading: heading(nameOf(subject.thing, subject.tracker)),
    text,
    yes,
    given: { to: id },
    missing: { '/to': missing },
    controls: (form) => textControl(form, '/to', { label, hint, limit: 80 }),
    body: ({ to }) => ({ rename: [{ ...named(subject), from: id, to: String(to) }] }),
    at: '/rename/0/to',
    control: '/to',
  });
}

/** Asks into which other one it is merged, shows what changes, and does it. */
export function merge(subject: Subject, others: readonly Thing[]): Promise<boolean> {
  const { heading, text, into: label, missing, yes } = settingsWords.merging;
  const { tracker, thing } = subject;
  const options = others.map((other) => [other.id, nameOf(other, tracker)] as const);
  return inTwoSteps(subject, {
    heading: heading(nameOf(thing, tracker)),
    text,
    yes,
    missing: { '/into': missing },
    controls: (form) => selectControl(form, '/into', { label, options, language: tracker.language }),
    body: ({ into }) => ({ merge: [{ ...named(subject), from: thing.id, into: String(into) }] }),
    at: '/merge/0/into',
    control: '/into',
  });
}

/** Gives what was published the words that a verdict has now. */
export function reword(subject: Subject): Promise<boolean> {
  const { heading, text, yes } = settingsWords.rewording;
  const { note: label, noteHint: hint, noteMissing } = settingsWords.saving;
  const { id } = subject.thing;
  return inTwoSteps(subject, {
    heading: heading(nameOf(subject.thing, subject.tracker)),
    text,
    yes,
    missing: { '/note': noteMissing },
    controls: (form) => textControl(form, '/note', { label, hint, lines: 2, limit: NOTE_LIMIT }),
    body: ({ note }) => ({ relabel: [{ of: 'verdict', id, note: String(note) }] }),
    at: '/relabel/0/note',
    control: '/note',
  });
}

type Steps = Question & {
  body(answers: Answers): WordsBody;
  /** Where the endpoint points to, and which control that is. */
  at: string;
  control: string;
};

async function inTwoSteps(
  { tracker, version }: Subject,
  { body, at, control, ...question }: Steps,
): Promise<boolean> {
  let would: ChangedWords | null = null;
  let wanted: WordsBody = {};
  const isAsked = await asked({
    ...question,
    send: async (answers) => {
      wanted = body(answers);
      const answer = await settingsApi.words(tracker.id, version, wanted, true);
      if (!answer.ok) return atControl(answer.problem, at, control);
      would = answer.value;
      return null;
    },
  });
  if (!isAsked || !would) return false;
  const { sure } = settingsWords;
  const isRelabel = wanted.relabel !== undefined;
  return asked({
    heading: sure.heading,
    text: sure.text((would as ChangedWords).published, (would as ChangedWords).drafts),
    yes: sure.yes,
    controls: (form) => preview(form, would as unknown as ChangedWords, tracker, isRelabel),
    send: async ({ note }) => {
      const sent = { ...wanted, ...(note ? { note: String(note) } : {}) };
      const answer = await settingsApi.words(tracker.id, version, sent, false);
      if (!answer.ok) return answer.problem;
      say(isRelabel ? sure.reworded : sure.done);
      return null;
    },
  });
}

function preview(
  form: FormState<Answers>,
  { pledges, published }: ChangedWords,
  tracker: Tracker,
  isRelabel: boolean,
): TemplateResult {
  const { sure } = settingsWords;
  const more = published - MOST_NAMED;
  if (published === 0) return html``;
  return html`<ul class="changes">
      ${pledges.slice(0, MOST_NAMED).map(({ title }) => html`<li lang=${tracker.language}>${title}</li>`)}
      ${more > 0 ? html`<li class="soft">${sure.more(more)}</li>` : nothing}
    </ul>
    ${isRelabel ? nothing : textControl(form, '/note', { label: sure.note, hint: sure.noteHint, lines: 2, limit: NOTE_LIMIT, optional: true })}`;
}

function named({ kind, facet }: Subject): { of: Kind; in?: string } {
  return { of: kind, ...(facet === undefined ? {} : { in: facet }) };
}

function atControl(problem: Problem, at: string, control: string): Problem {
  const errors = problem.errors?.map((error) =>
    error.pointer === at ? { ...error, pointer: control } : error,
  );
  return errors ? { ...problem, errors } : problem;
}
