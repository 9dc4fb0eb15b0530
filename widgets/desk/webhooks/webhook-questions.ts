// What is asked before a webhook is made, changed, gets a new secret, or goes.
import { html, type TemplateResult } from 'lit';
import { WEBHOOK_LIMITS } from '../../../data/limits.ts';
import type { Webhook, WebhookScope } from '../../../data/news.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { Answer, Problem } from '../common/api.ts';
import { checksControl, type FormState, selectControl, textControl } from '../common/controls.ts';
import type { Answers, Question } from '../common/dialogs.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { webhookWords } from '../words/webhook-words.ts';
import { type WebhookSettings, type WithSecret, webhooksApi } from './webhooks-api.ts';

type Made = (webhook: WithSecret) => void;

const { form: said } = webhookWords;

/** Before one is made; `made` gets the secret, which is seen this once. */
export function makeQuestion(trackers: readonly Tracker[], made: Made): Question {
  const { heading, text, yes, missing } = said;
  const [only] = trackers;
  return {
    heading,
    text,
    yes,
    missing: { '/name': missing.name, '/url': missing.url },
    given: only && trackers.length === 1 ? { trackers: [only.id] } : {},
    controls: (form) => controls(form, trackers),
    send: (answers) => sendScope(answers, async (settings) => take(await webhooksApi.make(settings), made)),
  };
}

/** Before one is changed. */
export function changeQuestion(webhook: Webhook, trackers: readonly Tracker[]): Question {
  const { heading, text, yes, done } = webhookWords.changing;
  const { name, url, scope } = webhook;
  return {
    heading: heading(name),
    text,
    yes,
    missing: { '/name': said.missing.name, '/url': said.missing.url },
    given: {
      name,
      url,
      ...(scope.trackers ? { trackers: scope.trackers === '*' ? ['*'] : scope.trackers } : {}),
      ...(scope.pledges ? { pledges: scope.pledges.join('\n') } : {}),
    },
    controls: (form) => controls(form, trackers),
    send: (answers) =>
      sendScope(answers, async (settings) => {
        const answer = await webhooksApi.change(webhook, settings);
        if (!answer.ok) return answer.problem;
        say(done(settings.name));
        return null;
      }),
  };
}

/** Before one gets a new secret. */
export function rotateQuestion(webhook: Webhook, made: Made): Question {
  const { heading, text, yes, overlap, options, missing } = webhookWords.rotating;
  return {
    heading: heading(webhook.name),
    text,
    yes,
    missing: { '/overlapHours': missing },
    given: { overlapHours: '24' },
    controls: (form) => selectControl(form, '/overlapHours', { label: overlap, options }),
    send: async ({ overlapHours }) => take(await webhooksApi.rotate(webhook, Number(overlapHours)), made),
  };
}

/** Before one goes. */
export function endQuestion(webhook: Webhook): Question {
  const { heading, text, yes, done } = webhookWords.ending;
  return {
    heading: heading(webhook.name),
    text,
    yes,
    send: async () => {
      const answer = await webhooksApi.end(webhook);
      if (!answer.ok) return answer.problem;
      say(done(webhook.name));
      return null;
    },
  };
}

function controls(form: FormState<Answers>, trackers: readonly Tracker[]): TemplateResult {
  const options = trackers.map(({ id, name }) => [id, name] as const);
  const isWhole = session.me?.trackers === '*';
  return html`${textControl(form, '/name', { label: said.name, hint: said.nameHint, limit: WEBHOOK_LIMITS.name })}
    ${textControl(form, '/url', { label: said.url, hint: said.urlHint, type: 'url', limit: WEBHOOK_LIMITS.url })}
    ${checksControl(form, '/trackers', {
      label: said.trackers,
      options: isWhole ? [['*', said.all], ...options] : options,
      empty: undefined,
    })}
    ${textControl(form, '/pledges', { label: said.pledges, hint: said.pledgesHint, lines: 3, optional: true })}`;
}

// Pledges that are named are meant, whatever is ticked beside them.
async function sendScope(
  { name, url, trackers, pledges }: Answers,
  send: (settings: WebhookSettings) => Promise<Problem | null>,
): Promise<Problem | null> {
  const scope = scopeOf((trackers ?? []) as string[], String(pledges ?? ''));
  if (!scope) return faulty('/trackers', said.missingScope);
  const problem = await send({ name: String(name), url: String(url), scope });
  return problem && atControls(problem);
}

function scopeOf(trackers: string[], text: string): WebhookScope | null {
  const pledges = text.split(/\s+/).filter(Boolean);
  if (pledges.length > 0) return { pledges };
  if (trackers.length === 0) return null;
  return { trackers: trackers.includes('*') ? '*' : trackers };
}

function faulty(pointer: string, detail: string): Problem {
  return { slug: 'invalid-fields', title: '', status: 422, errors: [{ pointer, detail, code: 'missing' }] };
}

// The endpoint names each item; the dialog has a control for all of them.
function atControls(problem: Problem): Problem {
  const errors = problem.errors?.map((error) => ({
    ...error,
    pointer: error.pointer.replace(/^\/scope(\/\w+).*$/, '$1'),
  }));
  return errors ? { ...problem, errors } : problem;
}

function take(answer: Answer<WithSecret>, made: Made): Problem | null {
  if (!answer.ok) return answer.problem;
  made(answer.value);
  return null;
}
