// Whether this installation sends mail at all: what pages need to know of it, and no more.

/** Not in the type of the environment: an operator who adds the binding has it made anew, and it would be declared twice. */
export type MailSettings = Pick<Env, 'MAIL_FROM' | 'MAIL_A_DAY' | 'PUBLIC_ORIGIN'> & { EMAIL?: SendEmail };

/** Whether there is a binding that sends. */
export function sendsMail({ EMAIL }: MailSettings): boolean {
  return EMAIL !== undefined;
}

/** How many mails may leave within 24 hours, where the operator has said so: beside what the provider allows. */
export function mailsADay({ MAIL_A_DAY = '' }: MailSettings): number {
  return /^[1-9]\d{0,8}$/.test(MAIL_A_DAY) ? Number(MAIL_A_DAY) : Number.POSITIVE_INFINITY;
}
