// Who is told of changes, and what became of it.
import * as z from 'zod/mini';
import { whole } from '../../../data/field.ts';
import { deliverySchema, webhookSchema, webhookWithSecretSchema } from '../../../data/news.ts';
import { json } from '../operation.ts';
import type { DeskRows } from './row.ts';

const tag = 'Desk: webhooks';

export const WEBHOOKS = {
  'GET /webhooks': {
    id: 'listWebhooks',
    tag,
    summary: 'The webhooks that hear of your trackers alone',
    answers: json(z.strictObject({ webhooks: z.array(webhookSchema) }), 'The newest first'),
    problems: ['unavailable'],
  },
  'POST /webhooks': {
    id: 'createWebhook',
    tag,
    summary: 'Tell somebody’s program of changes',
    description:
      'By Standard Webhooks 1.0.0. `scope` has `trackers` (`"*"` or a list) or `pledges` (`tracker/slug`), not both. The secret is seen this once.',
    answers: json(webhookWithSecretSchema, 'The webhook and its secret', 201),
    version: 'tells',
    problems: ['name-taken', 'unavailable'],
  },
  'GET /webhooks/:id': {
    id: 'getWebhook',
    tag,
    summary: 'One webhook',
    answers: json(webhookSchema, 'The webhook'),
    version: 'tells',
    problems: ['unavailable'],
  },
  'PATCH /webhooks/:id': {
    id: 'changeWebhook',
    tag,
    summary: 'Another name, address or scope; on or off',
    description: 'Switched on again, it begins anew: what it missed is not sent.',
    answers: json(webhookSchema, 'The webhook'),
    version: 'asks and tells',
    problems: ['unavailable'],
  },
  'DELETE /webhooks/:id': {
    id: 'deleteWebhook',
    tag,
    summary: 'Delete a webhook, its secrets and its deliveries',
    answers: { status: 204, about: 'Deleted' },
    problems: ['unavailable'],
  },
  'POST /webhooks/:id/rotate': {
    id: 'rotateWebhookSecret',
    tag,
    summary: 'A new secret',
    description:
      'The one before it signs as well for `overlapHours`, so that the receiver can go over to the new one.',
    answers: json(webhookWithSecretSchema, 'The webhook and its new secret'),
    version: 'tells',
    problems: ['unavailable'],
  },
  'POST /webhooks/:id/test': {
    id: 'testWebhook',
    tag,
    summary: 'Send a message of no pledge, once',
    answers: json(deliverySchema, 'The delivery, which is on its way', 202),
    problems: ['unavailable'],
  },
  'GET /webhooks/:id/deliveries': {
    id: 'listDeliveries',
    tag,
    summary: 'What was sent to a webhook, and what came of it, newest first',
    answers: json(
      z.strictObject({ deliveries: z.array(deliverySchema), next: z.nullable(whole(1)) }),
      'A page of 30 days',
    ),
    problems: ['unavailable'],
  },
  'POST /webhooks/:id/deliveries/:delivery/resend': {
    id: 'resendDelivery',
    tag,
    summary: 'Send one again, once, under the id that it had',
    answers: json(deliverySchema, 'The delivery, which is on its way', 202),
    problems: ['nothing-new', 'unavailable'],
  },
} as const satisfies DeskRows;
