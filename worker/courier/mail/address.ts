// An address that mail is sent to, in one form however it was typed.
import { emailAddress } from '../../../data/field.ts';

/** Of the part before the sign (RFC 5321, 4.5.3.1.1). */
const MOST_LOCAL_CHARACTERS = 64;

/**
 * The address that somebody has typed, or null where it is none. The name of a host in other letters is written as the mail system
 * writes it; before the sign there are letters of ASCII only, as our provider sends to no others.
 */
export function addressIn(typed: unknown): string | null {
  if (typeof typed !== 'string' || typed.length > 320) return null;
  const trimmed = typed.trim();
  const sign = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, sign);
  const host = hostOf(trimmed.slice(sign + 1));
  if (sign < 1 || host === null || local.length > MOST_LOCAL_CHARACTERS) return null;
  const read = emailAddress.safeParse(`${local}@${host}`);
  return read.success ? read.data : null;
}

// What is ASCII is left as it is: a parser of addresses would take parts out in silence.
function hostOf(typed: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: -- ASCII is from nought to 7f
  if (/^[\u0000-\u007f]*$/.test(typed)) return typed;
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(typed) || !URL.canParse(`https://${typed}`)) return null;
  return new URL(`https://${typed}`).hostname;
}
