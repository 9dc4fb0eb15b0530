// The endpoint's routes about webhooks, as far as their screen uses them.
import type { Delivery, Webhook, WebhookScope } from '../../../data/news.ts';
import { ask } from '../common/api.ts';

/** A webhook with its secret, which is seen this once. */
export type WithSecret = Webhook & { secret: string };

export type WebhookSettings = { name: string; url: string; scope: WebhookScope };

const at = (id: string) => `/webhooks/${encodeURIComponent(id)}`;

export const webhooksApi = {
  list: () => ask<{ webhooks: Webhook[] }>('GET', '/webhooks'),
  make: (body: WebhookSettings) => ask<WithSecret>('POST', '/webhooks', { body }),
  change: ({ id, version }: Webhook, body: Partial<WebhookSettings> & { on?: boolean }) =>
    ask<Webhook>('PATCH', at(id), { body, version }),
  end: ({ id }: Webhook) => ask('DELETE', at(id)),
  rotate: ({ id }: Webhook, overlapHours: number) =>
    ask<WithSecret>('POST', `${at(id)}/rotate`, { body: { overlapHours } }),
  test: ({ id }: Webhook) => ask<Delivery>('POST', `${at(id)}/test`, { body: {} }),
  deliveries: (id: string, before: number | null) =>
    ask<{ deliveries: Delivery[]; next: number | null }>(
      'GET',
      `${at(id)}/deliveries?limit=20${before === null ? '' : `&before=${before}`}`,
    ),
  sendAgain: (id: string, delivery: number) =>
    ask<Delivery>('POST', `${at(id)}/deliveries/${delivery}/resend`, { body: {} }),
};
