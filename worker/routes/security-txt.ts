// Where somebody who has found a hole in this installation reports it: RFC 9116, from configuration.
import { Hono } from 'hono';
import { etagOf } from '../digest.ts';
import { answer, notFound } from './reading.ts';

const PATH = '/.well-known/security.txt';

/** An address by RFC 9116, 2.5.3: of a page, a mailbox or a telephone. */
const CONTACT = /^(?:https:\/\/|mailto:|tel:)[\x21-\x7e]+$/;
const LANGUAGES = /^[A-Za-z0-9-]+(?:, ?[A-Za-z0-9-]+)*$/;

export const securityTxt = new Hono<{ Bindings: Env }>().get(PATH, (context) => {
  const text = contents(context.env);
  if (text === null) return notFound(context);
  return answer(context, text, etagOf(text), {
    'content-type': 'text/plain; charset=utf-8',
    'cache-tag': 'site',
  });
});

/** Null where nobody has said who to write to, or until when that holds, or where that has passed. */
function contents(env: Env): string | null {
  // An installation may be older than these settings.
  const contacts = (env.SECURITY_CONTACT || '').split(/\s+/).filter((contact) => CONTACT.test(contact));
  const expires = new Date(env.SECURITY_EXPIRES || '');
  if (contacts.length === 0 || !(expires.getTime() > Date.now())) return null;
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString()}`,
    ...(LANGUAGES.test(env.SECURITY_LANGUAGES || '')
      ? [`Preferred-Languages: ${env.SECURITY_LANGUAGES}`]
      : []),
    `Canonical: ${env.PUBLIC_ORIGIN}${PATH}`,
    '',
  ].join('\n');
}
