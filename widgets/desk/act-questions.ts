// What each act asks before it is done: what it does for readers, and what the endpoint has to be told.
import { html, nothing, type TemplateResult } from 'lit';
import { NOTE_LIMIT, REVIEW_NOTE_LIMIT } from '../../data/limits.ts';
import { actsWords } from './acts-words.ts';
import { desk, type PledgeName, type Problem } from './api.ts';
import { checksControl, type FormState, selectControl, textControl } from './controls.ts';
import { momentText } from './dates.ts';
import type { Question, Told } from './dialogs.ts';
import { mergeControl } from './merge-control.ts';
import { type MoreAct, wordsOf } from './more-acts.ts';
import type { Opened } from './pledge-frame.ts';
import { pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import './retraction-sample.ts';
import { say } from './status.ts';
import { isPrivate } from './visibility.ts';
import { words } from './words.ts';

type Send = (told: Told) => Promise<Problem | null>;
type NoteWords = { heading: string; text: string; yes: string; note: { label: string; hint?: string } };
type Asked = Question & { missing: Record<string, string> };

/** The question before an act that is told a note; what else it is told stands above the note. */
export function noteQuestion(
  { heading, text, yes, note }: NoteWords,
  name: PledgeName,
  act: string,
  send: Send,
  above: (form: FormState<Told>) => TemplateResult | typeof nothing = () => nothing,
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
      const controls = (form: FormState<Told>) =>
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
      return { heading, text, yes, send };
    }
    case 'assign': {
      const { to: label, missing, ...how } = said.assign;
      const others = opened.people.filter((person) => person !== opened.record.owner);
      const controls = (form: FormState<Told>) =>
        selectControl(form, '/to', { label, options: others.map((person) => [person, person] as const) });
      return { ...how, keep: { name, act }, missing: { '/to': missing }, controls, send };
    }
  }
}

// One on each line.
function pathsIn(text: unknown): Told {
  const aliases = String(text ?? '')
    .split('\n')
    .flatMap((line) => line.trim() || []);
  return aliases.length > 0 ? { aliases } : {};
}

async function merging(name: PledgeName, send: Send): Promise<Question | null> {
  const { merge } = actsWords;
  // What was published a moment ago may be the one that stays.
  await pledges.load();
  if (!pledges.rows) return notNow(pledges.problem);
  const others = pledges.rows.filter(
    ({ tracker, slug, status }) => tracker === name.tracker && slug !== name.slug && status === 'published',
  );
  const sendChoice: Send = ({ into, note }) => send({ into, note });
  const question = noteQuestion(merge, name, 'merge', sendChoice, (form) => mergeControl(form, others));
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
  const { kinds } = words.history;
  const current = record.status === 'published' ? record.published?.revision : undefined;
  const options = answer.value.revisions
    .filter(({ revision }) => revision !== current)
    .map(({ revision, kind, at }) => {
      const what = redact.revision(revision, kinds[kind] ?? kind, momentText(at, tracker));
      return [String(revision), what] as const;
    });
  const above = (form: FormState<Told>) =>
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
