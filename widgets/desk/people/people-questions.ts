// What is asked before somebody is invited, gets other rights, a new key, or leaves.
import type { ListedToken } from '../../../data/people.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { Problem } from '../common/api.ts';
import { selectControl } from '../common/controls.ts';
import type { Question } from '../common/dialogs.ts';
import { say } from '../common/status.ts';
import { peopleWords } from '../words/people-words.ts';
import { admissionControls, admissionOf, answersOf, missingAdmission } from './admission-form.ts';
import { type NewInvite, peopleApi } from './people-api.ts';

type Made = (invite: NewInvite) => void;

// What is typed of an invitation is kept in the browser until it is made.
const KEEP = { tracker: '', slug: '' };

/** Before somebody is invited; `made` gets the link, which is seen this once. */
export function inviteQuestion(trackers: readonly Tracker[], made: Made): Question {
  const { heading, text, yes } = peopleWords.form;
  const [only] = trackers;
  return {
    heading,
    text,
    yes,
    keep: { name: KEEP, act: 'invite' },
    missing: missingAdmission,
    given: only && trackers.length === 1 ? { trackers: [only.id] } : {},
    controls: (form) => admissionControls(form, trackers, { hasName: true }),
    send: (answers) => take(peopleApi.invite(admissionOf(answers)), made),
  };
}

/** Before somebody gets a link that is a new key. */
export function newKeyQuestion({ id, name }: ListedToken, made: Made): Question {
  const { heading, text, yes } = peopleWords.keyed;
  return { heading: heading(name), text, yes, send: () => take(peopleApi.inviteAgain(id), made) };
}

/** Before somebody gets other rights. */
export function changeQuestion(token: ListedToken, trackers: readonly Tracker[]): Question {
  const { heading, text, yes, changed } = peopleWords.changing;
  const { '/name': _, ...needed } = missingAdmission;
  return {
    heading: heading(token.name),
    text,
    yes,
    keep: { name: KEEP, act: `change-${token.id}` },
    missing: needed,
    given: answersOf(token),
    controls: (form) => admissionControls(form, trackers, { hasName: false }),
    send: async (answers) => {
      const { name: _, ...body } = admissionOf(answers);
      const answer = await peopleApi.change(token.id, body);
      if (!answer.ok) return answer.problem;
      say(changed(token.name, answer.value.drafts, answer.value.schedules));
      return null;
    },
  };
}

/** Before somebody leaves: what is on their desk, and to whom of the others it passes. */
export function leavingQuestion(token: ListedToken, others: readonly string[]): Question {
  const { heading, text, passTo, stay, choose, yes, done } = peopleWords.leaving;
  const { id, name, drafts, scheduled } = token;
  const hasWork = drafts > 0 || scheduled > 0;
  const options = [...others.map((other) => [other, other] as const), [NOBODY, stay] as const];
  return {
    heading: heading(name),
    text: text(drafts, scheduled),
    yes,
    ...(hasWork
      ? {
          missing: { '/passTo': choose },
          controls: (form) => selectControl(form, '/passTo', { label: passTo, options }),
        }
      : {}),
    send: async (answers) => {
      const to =
        answers.passTo === undefined || answers.passTo === NOBODY ? undefined : String(answers.passTo);
      const answer = await peopleApi.end(id, to);
      if (!answer.ok) return answers.passTo ? atPassTo(answer.problem) : answer.problem;
      say(done(name, answer.value.drafts, to));
      return null;
    },
  };
}

// No name can be this: it is empty but for a space.
const NOBODY = ' ';

// The endpoint has it in the query; the dialog has a control for it.
function atPassTo(problem: Problem): Problem {
  const errors = problem.errors?.map((error) => ({ ...error, pointer: error.pointer.replace('/query', '') }));
  return errors ? { ...problem, errors } : problem;
}

async function take(asked: ReturnType<typeof peopleApi.invite>, made: Made): Promise<Problem | null> {
  const answer = await asked;
  if (!answer.ok) return answer.problem;
  made(answer.value);
  return null;
}
