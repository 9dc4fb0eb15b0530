// As whom this installation sends mail.
import { addressIn } from './address.ts';
import type { MailSettings } from './offered.ts';

/** The binding that sends, and the address of the sender; null where there is no binding: then nothing offers mail. */
export function mailer({
  EMAIL,
  MAIL_FROM,
  PUBLIC_ORIGIN,
}: MailSettings): { binding: SendEmail; from: string } | null {
  if (!EMAIL) return null;
  return { binding: EMAIL, from: addressIn(MAIL_FROM) ?? `pledgemark@${new URL(PUBLIC_ORIGIN).hostname}` };
}
