// What an act of the Ledger can answer. A class of error does not survive RPC, so refusals are data; the wire
// form of each is decided once, in problem.ts.
import type * as z from 'zod/mini';
import type { FaultGroup, FieldError } from '../../data/desk.ts';
import { choiceFault, faultIn, unknownField } from '../../data/explain.ts';
import { type Fault, wordFault } from '../../data/fault.ts';
import type { DeskAct } from '../roles.ts';
import type { PledgeAct, State } from './states.ts';

export type { FieldError };

export type Refusal =
  | { reason: 'unauthenticated' }
  | { reason: 'forbidden' }
  | { reason: 'unknown-tracker' }
  | { reason: 'unknown-pledge' }
  | { reason: 'unknown-revision' }
  | { reason: 'unknown-token' }
  | { reason: 'unknown-invite' }
  | { reason: 'unknown-suggestion' }
  | { reason: 'unknown-webhook' }
  | { reason: 'unknown-delivery' }
  | { reason: 'decided'; state: 'accepted' | 'declined' }
  | { reason: 'queue-full' }
  | { reason: 'stale'; version: number }
  | { reason: 'taken'; detail: string }
  | { reason: 'in-use' }
  | { reason: 'invalid'; errors: FieldError[]; total?: number; groups?: FaultGroup[] }
  | { reason: 'second-person' }
  | { reason: 'not-own'; act: Extract<DeskAct, 'discard' | 'trash' | 'recover'> | 'undo' }
  | { reason: 'unchanged'; detail: string }
  | { reason: 'unknown-trash' }
  | { reason: 'needed'; slug: string; by: string[] }
  | { reason: 'unknown-undo' }
  | { reason: 'unknown-import' }
  | { reason: 'not-undoable'; because: 'undone' | 'late' | 'published' }
  | { reason: 'published-tracker' }
  | { reason: 'private-tracker'; act: PledgeAct | 'schedule' | 'close' }
  | { reason: 'opened-tracker'; act: 'open' | 'rename' }
  | { reason: 'unconfirmed'; working: number; trashed: number }
  | { reason: 'not-allowed'; act: PledgeAct; state: State; allowed: PledgeAct[] };

export type Refused = { ok: false } & Refusal;
export type Result<Value> = { ok: true; value: Value } | Refused;

/** What an act on many did with each: done under a new version, or refused, and why. */
export type RowsDone = {
  done: { slug: string; version: number }[];
  refused: { slug: string; version: number; why: Refusal }[];
};

export function done<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refused(refusal: Refusal): Refused {
  return { ok: false, ...refusal };
}

/** One field at fault, in words of its own or by what kind of fault it is. */
export function invalid(pointer: string, fault: string | Fault, words?: string): Refused {
  return refused({ reason: 'invalid', errors: [fieldError(pointer, fault, words)] });
}

/** The same for a list of them. `words` say more of a fault than those of its kind. */
export function fieldError(pointer: string, fault: string | Fault, words?: string): FieldError {
  if (typeof fault === 'string') return { pointer, code: 'refused', detail: fault };
  return { pointer, detail: words ?? wordFault(fault), ...fault };
}

/** A name that leads to nothing here: what was found, and of a few that are known the nearest. */
export function unknownId(
  pointer: string,
  of: string,
  sent: string,
  known: readonly string[] = [],
): FieldError {
  return fieldError(pointer, { of, ...choiceFault('unknown-id', sent, known) });
}

/** Zod's issues as pointers, below `base`. An unknown field is named itself, not the object that holds it. */
export function fieldErrors(error: z.core.$ZodError, base = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    const fault = faultIn(issue);
    // A rule that has words of its own and no kind is told in these.
    if (issue.code !== 'unrecognized_keys')
      return fieldError(base + pointer(issue.path), fault, issue.message);
    return issue.keys
      .slice(0, MOST_UNKNOWN)
      .map((key) => fieldError(base + pointer([...issue.path, key]), unknownField(key, fault)));
  });
}

/** Of what one object has that is no field of it, this many are named: it may be a million. */
const MOST_UNKNOWN = 500;

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
