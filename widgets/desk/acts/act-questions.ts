// What each act asks before it is done: what it does for readers, and what the endpoint has to be told.
import { html, nothing, type TemplateResult } from 'lit';
import { NOTE_LIMIT, REVIEW_NOTE_LIMIT } from '../../../data/limits.ts';
import { desk, type PledgeName, type PostedAct, type Problem } from '../common/api.ts';
import { checksControl, type FormState, textControl } from '../common/controls.ts';
import { dayOf, momentText } from '../common/dates.ts';
import type { Answers, Question } from '../common/dialogs.ts';
import { assigning, snoozing } from '../common/giving.ts';
import { label, written } from '../common/in-language.ts';
import type { Opened } from '../common/pledge-frame.ts';
import { PledgeSearch } from '../common/pledge-search.ts';
import { sentence } from '../common/problem.ts';
import { actsWords } from '../words/acts-words.ts';
import { MOST_CHOICES, mergeControl } from './merge-control.ts';
import { type MoreAct, wordsOf } from './more-acts.ts';
import './retraction-sample.ts';
import { isPrivate } from '../../../data/visibility.ts';
import { say } from '../common/status.ts';
import { publishingWords } from '../words/publishing-words.ts';
import { words } from '../words/words.ts';

/** Those that are shown, and one that may be the pledge itself. */
const MOST_FOUND = String(MOST_CHOICES + 1);

type Send = (answers: Answers) => Promise<Problem | null>;
type NoteWords = { heading: string; text: string; yes: string; note: { label: string; hint?: string } };
type Asked = Question & { missing: Record<string, string> };

/** The question before an act that is told a note; what else it is told stands above the note. */
export function noteQuestion(
  { heading, text, yes, note }: NoteWords,
  name: PledgeName,
  act: PostedAct,
  send: Send,
  above: (form: FormState<Answers>) => TemplateResult | typeof nothing = () => nothing,
  limit = NOTE_LIMIT,
): Asked {
  return {
    heading,
    text,
    yes,
    keep: { name, act },
    send,
    missing: { '/note': words.ask.missing },
    controls: (form) => html`${above(form)}${textControl(form, '/note', { ...note, lines: 3, limit })}`,
  };
}

/** The question before one of the acts that are done now and then; null where it cannot be asked, which is said. */
export async function questionOf(
  act: MoreAct,
  name: PledgeName,
  opened: Opened,
  send: Send,
): Promise<Question | null> {
  const said = actsWords;
  switch (act) {
    case 'retract': {
      const sample = html`<desk-retraction-sample .name=${name}></desk-retraction-sample>`;
      return noteQuestion(said.retract, name, act, send, () => sample);
    }
    case 'dispute': {
      // It stands on one line wherever it is shown.
      const onOneLine: Send = ({ note }) => send({ note: String(note).replace(/\s+/g, ' ') });
      return noteQuestion(said.dispute, name, act, onOneLine, undefined, REVIEW_NOTE_LIMIT);
    }
    case 'settle':
      return noteQuestion(said.settle, name, act, send);
    case 'merge':
      return merging(name, send);
    case 'redact':
      return redaction(name, opened, send);
    case 'rename': {
      const { slug, missing, aliases, aliasesHint, ...how } = isPrivate(opened.tracker)
        ? said.renamePrivate
        : said.rename;
      const { slugHint: hint } = words.newPledge;
      const controls = (form: FormState<Answers>) =>
        html`${textControl(form, '/slug', { label: slug, hint })}
          ${textControl(form, '/aliases', { label: aliases, hint: aliasesHint, lines: 2, optional: true })}`;
      return {
        ...how,
        given: { slug: opened.record.slug },
        keep: { name, act },
        missing: { '/slug': missing },
        controls,
        send: ({ slug, aliases }) => send({ slug, ...pathsIn(aliases) }),
      };
    }
    case 'discard':
    case 'trash': {
      const { heading, text, yes } = wordsOf(act, opened);
      return {
        heading,
        text,
        yes,
        send,
        controls: () => html`${act === 'discard' ? whatStays(opened) : nothing}`,
      };
    }
    case 'assign': {
      const { owner, assignee, draft } = opened.record;
      const others = opened.people.filter((person) => person !== assignee || (draft && person !== owner));
      const { body, ...to } = assigning({ people: others, mayBeNobody: assignee !== null, isOne: true });
      return { ...said.assign, ...to, keep: { name, act }, send: (answers) => send(body(answers)) };
    }
    case 'snooze': {
      const { body, ...until } = snoozing(opened.record.snoozedUntil !== null);
      const sendDay: Send = async (answers) => refusedAtDay(await send(body(answers)), answers);
      return { ...said.snooze, ...until, send: sendDay };
    }
  }
}

// A day that was typed is told at its own field.
function refusedAtDay(problem: Problem | null, { day }: Answers): Problem | null {
  if (!problem?.errors || day === undefined) return problem;
  return { ...problem, errors: problem.errors.map((error) => ({ ...error, pointer: '/day' })) };
}

// Whoever drops a draft is to know what it falls back to.
function whatStays({ record, tracker }: Opened): TemplateResult | typeof nothing {
  const { published, status, ready } = record;
  const { stays, staysWithdrawn } = actsWords.discard;
  if (ready || !published) return nothing;
  if (status === 'retracted') return html`<p>${staysWithdrawn}</p>`;
  const { id, headline, publishedAt } = published.verdict;
  const verdict = tracker.scheme.verdicts.find((each) => each.id === id);
  return html`<p>
    ${stays} <strong>${verdict ? label(verdict.label, tracker) : id}</strong>${headline ? html`: ${written(headline, tracker)}` : nothing}${publishedAt ? html`, ${dayOf(publishedAt, tracker)}` : nothing}.
  </p>`;
}

// One on each line.
function pathsIn(text: unknown): Answers {
  const aliases = String(text ?? '')
    .split('\n')
    .flatMap((line) => line.trim() || []);
  return aliases.length > 0 ? { aliases } : {};
}

function merging(name: PledgeName, send: Send): Question {
  const { merge } = actsWords;
  const others = new PledgeSearch({ tracker: name.tracker, state: 'published', limit: MOST_FOUND }, () =>
    document.querySelector('desk-question')?.requestUpdate(),
  );
  const sendChoice: Send = ({ into, note }) => send({ into, note });
  const control = (form: FormState<Answers>) => mergeControl(form, name, others);
  const question = noteQuestion(merge, name, 'merge', sendChoice, control);
  return { ...question, missing: { '/into': merge.missing, ...question.missing } };
}

function notNow(problem: Problem | null): null {
  if (problem) say(sentence(problem));
  return null;
}

// What readers see now can be redacted only where it is withdrawn.
async function redaction(
  name: PledgeName,
  { record, tracker }: Opened,
  send: Send,
): Promise<Question | null> {
  const { redact } = actsWords;
  const answer = await desk.revisions(name);
  if (!answer.ok) return notNow(answer.problem);
  const { kinds } = publishingWords.history;
  const current = record.status === 'published' ? record.published?.revision : undefined;
  const options = answer.value.revisions
    .filter(({ revision }) => revision !== current)
    .map(({ revision, kind, at }) => {
      const what = redact.revision(revision, kinds[kind] ?? kind, momentText(at, tracker));
      return [String(revision), what] as const;
    });
  const above = (form: FormState<Answers>) =>
    html`<p class="warning">${redact.warning}</p>
      <p>${redact.drafts} ${current === undefined ? nothing : redact.current(current)}</p>
      ${checksControl(form, '/revisions', {
        label: redact.revisions,
        options,
        empty: undefined,
        ...(options.length === 0 ? { hint: redact.none } : {}),
      })}`;
  const sendNumbers: Send = ({ revisions, note }) =>
    send({ revisions: (revisions as string[]).map(Number), note });
  const question = noteQuestion(redact, name, 'redact', sendNumbers, above);
  return { ...question, missing: { '/revisions': redact.missing, ...question.missing } };
}
