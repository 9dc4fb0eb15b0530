// Whom a pledge is given to, and until when it is put off: what is asked of one pledge and of many, and told to the endpoint.
import { html, nothing, type TemplateResult } from 'lit';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import { givingWords } from '../words/giving-words.ts';
import { type FormState, selectControl, textControl } from './controls.ts';
import { dayText } from './dates.ts';
import { type Answers, type Question, shortEnough } from './dialogs.ts';
import { session } from './session.ts';

/** Names of people get a prefix, so that no name is taken for this value. */
const NOBODY = 'nobody';
const PERSON = '@';
/** No day of those that are offered. */
const OTHER = 'other';
const NOW = 'now';

/** All of a question but what it is called and what becomes of its answer. `body` is what the endpoint is told. */
export type Giving = Pick<Question, 'given' | 'missing' | 'check' | 'controls'> & {
  body(answers: Answers): Record<string, unknown>;
};

/** Whom it may be given to, whether to nobody, and whether it is one pledge: then a word goes along. */
type Taking = { people: readonly string[]; mayBeNobody: boolean; isOne: boolean };

/** Asks to whom. */
export function assigning(taking: Taking): Giving {
  return {
    missing: { '/to': givingWords.assign.missing },
    check: shortEnough('note'),
    controls: (form) => assignControls(form, taking),
    body: ({ to, note }) =>
      to === NOBODY ? { to: null } : { to: String(to).slice(PERSON.length), ...(note ? { note } : {}) },
  };
}

function assignControls(form: FormState<Answers>, { people, mayBeNobody, isOne }: Taking): TemplateResult {
  const { assign } = givingWords;
  const me = session.me?.name;
  const named = people.map(
    (person) => [PERSON + person, person === me ? assign.me(person) : person] as const,
  );
  // One's own name first: it is what is chosen most.
  const sorted = named.sort(([one], [other]) => Number(other === PERSON + me) - Number(one === PERSON + me));
  const options = [...sorted, ...(mayBeNobody ? [[NOBODY, assign.nobody] as const] : [])];
  return html`${selectControl(form, '/to', { label: assign.to, options })}
    ${
      form.draft.to === NOBODY || !isOne
        ? nothing
        : textControl(form, '/note', { ...assign.note, lines: 2, limit: NOTE_LIMIT, optional: true })
    }`;
}

/** Asks how long, or until which day; what may be put off already can be ended. Before anybody chooses it is the shortest. */
export function snoozing(mayBeSnoozed: boolean): Giving {
  const { missing, spans } = givingWords.snooze;
  return {
    given: { until: inDays(Math.min(...spans.map(({ days }) => days))) },
    missing: { '/until': missing },
    check: (answers): Record<string, string> =>
      snoozedUntil(answers) === undefined ? { '/day': missing } : {},
    controls: (form) => snoozeControls(form, mayBeSnoozed),
    body: (answers) => ({ until: snoozedUntil(answers) }),
  };
}

function snoozeControls(form: FormState<Answers>, mayBeSnoozed: boolean): TemplateResult {
  const { snooze } = givingWords;
  const options = [
    ...snooze.spans.map(({ days, name }) => [inDays(days), `${name}, ${dayText(inDays(days))}`] as const),
    [OTHER, snooze.other] as const,
    ...(mayBeSnoozed ? [[NOW, snooze.now] as const] : []),
  ];
  return html`${selectControl(form, '/until', { label: snooze.until, options })}
    ${form.draft.until === OTHER ? textControl(form, '/day', { label: snooze.day, type: 'date' }) : nothing}`;
}

// A day, or null to end it; undefined where no day was chosen.
function snoozedUntil({ until, day }: Answers): string | null | undefined {
  if (until === NOW) return null;
  return (until === OTHER ? (day as string | undefined) : (until as string | undefined)) || undefined;
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
