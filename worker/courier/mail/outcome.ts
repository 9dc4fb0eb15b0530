// What the provider says of a mail. It takes a mail or throws an error with a code; there is no id by which it would know a mail
// again. So what it has refused is sent again, and where no answer came nobody knows whether the mail left: it is not sent twice.

import type { MailPause } from '../../../data/mail.ts';

/** What became of a mail. `pause`: no mail leaves now, for this reason. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'again'; pause: MailPause | null }
  | { kind: 'refused' }
  | { kind: 'dead' }
  | { kind: 'uncertain' };

// https://developers.cloudflare.com/email-service/api/send-emails/workers-api/
const BY_CODE: Record<string, Outcome> = {
  E_RATE_LIMIT_EXCEEDED: { kind: 'again', pause: 'rate' },
  E_DAILY_LIMIT_EXCEEDED: { kind: 'again', pause: 'quota' },
  E_SENDER_NOT_VERIFIED: { kind: 'again', pause: 'sender' },
  E_SENDER_DOMAIN_NOT_AVAILABLE: { kind: 'again', pause: 'sender' },
  E_INTERNAL_SERVER_ERROR: { kind: 'again', pause: 'failing' },
  E_DELIVERY_FAILED: { kind: 'again', pause: null },
  E_RECIPIENT_SUPPRESSED: { kind: 'dead' },
};

/** Reads what `send` threw. The message is not looked at, nor kept: it may have the address in it. */
export function outcomeOf(error: unknown): Outcome & { code: string } {
  const code = codeOf(error);
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  return { ...(known ?? { kind: code === '' ? 'uncertain' : 'refused' }), code };
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' && /^E_[A-Z_]{1,60}$/.test(code) ? code : '';
}
