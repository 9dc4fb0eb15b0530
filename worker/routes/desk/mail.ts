// What each person at the desk is told by mail, by their own choice; and how mail stands.
import type { MailStatus, OwnMail } from '../../../data/mail.ts';
import type { Editor } from '../../../data/roles.ts';
import { addressIn } from '../../courier/mail/address.ts';
import type { DeskMail } from '../../courier/mail/desk-mail.ts';
import { sendsMail } from '../../courier/mail/offered.ts';
import { fieldError } from '../../field-error.ts';
import { refusal } from '../../problem.ts';
import { done, type Result, refused } from '../../result.ts';
import { courier, ledger } from '../../stubs.ts';
import { withinTime } from '../../within-time.ts';
import { jsonBody, limitBody } from '../request.ts';
import { BODIES } from './bodies.ts';
import { unlessAway, unlessLate } from './courier-away.ts';
import { answered, type DeskContext, deskRoutes } from './route.ts';

const STATUS_TIMEOUT_MS = 3000;

const { routes, on } = deskRoutes();
export const deskMail = routes;

on('GET /me/mail', (context) =>
  ofOneself(context, async ({ name }) => {
    const own = await unlessLate(courier(context.env).deskMail(name));
    return answered(context, done(asOwn(context.env, own)));
  }),
);

on('PUT /me/mail', limitBody(), async (context) => {
  const { address: typed, ...choice } = await jsonBody(context, BODIES['PUT /me/mail']);
  const address = typed === undefined ? null : addressIn(typed);
  // Not what was typed: an address is in no answer.
  if (typed !== undefined && address === null)
    return refusal(
      context,
      refused({ reason: 'invalid', errors: [fieldError('/address', 'must be one e-mail address')] }),
    );
  if (!sendsMail(context.env))
    return refusal(
      context,
      refused({ reason: 'invalid', errors: [fieldError('', 'this installation sends no mail')] }),
    );
  return ofOneself(context, async ({ name }) => {
    const kept = await unlessLate<Result<DeskMail, 'mail-limit'>>(
      courier(context.env).setDeskMail(name, choice, address),
    );
    return kept.ok ? answered(context, done(asOwn(context.env, kept.value))) : refusal(context, kept);
  });
});

on('DELETE /me/mail', (context) =>
  ofOneself(context, async ({ name }) => {
    await unlessLate(courier(context.env).dropDeskMail(name));
    return context.body(null, 204);
  }),
);

/** How mail stands: null for those who do not run the installation, and where the Courier does not answer. */
export async function mailStatus(env: Env, { role, trackers }: Editor): Promise<MailStatus | null> {
  if (role !== 'admin' || trackers !== '*' || !sendsMail(env)) return null;
  try {
    return await withinTime(courier(env).mailStatus(), STATUS_TIMEOUT_MS);
  } catch (error) {
    console.error('The Courier did not say how its mails are.', error);
    return null;
  }
}

/** Answers of whoever asks, by the name that they have at this moment. */
async function ofOneself(
  context: DeskContext,
  answer: (editor: Editor) => Promise<Response>,
): Promise<Response> {
  const found = await ledger(context.env).whoAsks(context.var.by);
  return found.ok ? unlessAway(context, () => answer(found.value)) : refusal(context, found);
}

function asOwn(env: Env, own: DeskMail): OwnMail {
  return { offered: sendsMail(env), ...own };
}
