// Webhooks are the Courier's, who knows nobody. Whether somebody may do something with one is judged here, in the transaction
// that notes it in the audit; only then is it done. The audit never has an address or a secret.
import type { WebhookScope } from '../../data/news.ts';
import { type Editor, mayEnter } from '../../data/roles.ts';
import { fieldError } from '../field-error.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { findRow } from './pledges.ts';
import { findTracker } from './trackers.ts';

/** What is to be done: with which webhook, of which scope it is, and which it is to have from now on, if another. */
export type WebhookAct = {
  act:
    | 'create webhook'
    | 'change webhook'
    | 'delete webhook'
    | 'rotate webhook secret'
    | 'test webhook'
    | 'send again';
  id: string;
  scope: WebhookScope | null;
  newScope?: WebhookScope | undefined;
  detail: Record<string, unknown>;
};

/** Whether all that a webhook hears of is in trackers of an editor. Another's webhook is treated as one that does not exist. */
export function mayKnowWebhook(
  editor: Pick<Editor, 'trackers'>,
  { trackers = [], pledges = [] }: WebhookScope,
): boolean {
  if (trackers === '*') return editor.trackers === '*';
  return [...trackers, ...pledges.map(trackerOf)].every((tracker) => mayEnter(editor, tracker));
}

/** Lets an act on a webhook pass and notes it in the audit, or refuses it. Answers who does it, when. */
export function noteWebhookAct(
  act: Act,
  { act: name, id, scope, newScope, detail }: WebhookAct,
): Result<{ name: string; at: string }, 'invalid' | 'unknown-webhook'> {
  if (scope && !mayKnowWebhook(act.editor, scope)) return refused({ reason: 'unknown-webhook' });
  if (newScope) {
    const errors = scopeFaults(act, newScope);
    if (errors.length > 0) return refused({ reason: 'invalid', errors });
  }
  audit(act, { act: name, detail: { id, ...detail } });
  return done({ name: act.editor.name, at: act.at });
}

/** Notes that what the audit says was not done after all, for the Courier refused it or did not answer. */
export function noteWebhookActFailed(
  act: Act,
  { act: name, id }: Pick<WebhookAct, 'act' | 'id'>,
  why: string,
): void {
  audit(act, { act: 'webhook act failed', detail: { id, act: name, why } });
}

function scopeFaults({ sql, editor }: Act, { trackers = [], pledges = [] }: WebhookScope) {
  if (trackers === '*' && editor.trackers !== '*')
    return [
      fieldError(
        '/scope/trackers',
        'must be a list of trackers of yours: "*" is for those who have all; found: "*"',
      ),
    ];
  const ofTrackers = trackers === '*' ? [] : trackers;
  return [
    ...ofTrackers.flatMap((tracker, index) =>
      findTracker(sql, tracker) && mayEnter(editor, tracker)
        ? []
        : [fieldError(`/scope/trackers/${index}`, `is no tracker of this installation; found: "${tracker}"`)],
    ),
    ...pledges.flatMap((pledge, index) =>
      mayEnter(editor, trackerOf(pledge)) && findRow(sql, nameOf(pledge))
        ? []
        : [fieldError(`/scope/pledges/${index}`, `is no pledge of this installation; found: "${pledge}"`)],
    ),
  ];
}

function nameOf(pledge: string): { tracker: string; slug: string } {
  const [tracker = '', slug = ''] = pledge.split('/');
  return { tracker, slug };
}

function trackerOf(pledge: string): string {
  return nameOf(pledge).tracker;
}
