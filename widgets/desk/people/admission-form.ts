// The controls of an invitation and of a change: what somebody may do, where, and until when.
import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { checksControl, type FormState, selectControl, textControl } from '../common/controls.ts';
import type { Answers } from '../common/dialogs.ts';
import { session } from '../common/session.ts';
import { peopleWords } from '../words/people-words.ts';
import type { Admission } from './people-api.ts';

const { form: said, rights } = peopleWords;

/** Whether whoever is here is an admin of the whole installation: only they let in admins, and into all trackers. */
export function isWhole(): boolean {
  return session.me?.trackers === '*';
}

/** The controls; `name` where it may still be chosen. */
export function admissionControls(
  form: FormState<Answers>,
  trackers: readonly Tracker[],
  { hasName }: { hasName: boolean },
): TemplateResult {
  const roles = Object.entries(rights).filter(([role]) => role !== 'admin' || isWhole());
  const options = trackers.map(({ id, name }) => [id, name] as const);
  return html`${hasName ? textControl(form, '/name', { label: said.name, hint: said.nameHint, limit: 120 }) : nothing}
    ${selectControl(form, '/role', { label: said.role, options: roles })}
    ${checksControl(form, '/trackers', {
      label: said.trackers,
      options: isWhole() ? [['*', said.all], ...options] : options,
      empty: undefined,
    })}
    ${textControl(form, '/expiresAt', { label: said.until, hint: said.untilHint, type: 'date', optional: true })}`;
}

/** What has to be told, by its control. */
export const missingAdmission = {
  '/name': said.missing.name,
  '/role': said.missing.role,
  '/trackers': said.missing.trackers,
};

/** What was told, as the endpoint takes it. A day lasts until its end. */
export function admissionOf({ name, role, trackers, expiresAt }: Answers): Admission {
  const chosen = trackers as string[];
  return {
    name: String(name ?? ''),
    role: String(role),
    trackers: chosen.includes('*') ? '*' : chosen,
    expiresAt: expiresAt ? `${expiresAt}T23:59:59Z` : null,
  };
}

/** What is told to begin with, of somebody who is here. */
export function answersOf({ role, trackers, expiresAt }: Omit<Admission, 'name'>): Answers {
  return {
    role,
    trackers: trackers === '*' ? ['*'] : trackers,
    ...(expiresAt ? { expiresAt: expiresAt.slice(0, '2026-11-30'.length) } : {}),
  };
}
