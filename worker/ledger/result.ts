// What an act of the Ledger can answer. A class of error does not survive RPC, so refusals are data; the wire
// form of each is decided once, in problem.ts.
import type * as z from 'zod/mini';
import type { DeskAct } from '../roles.ts';
import type { PledgeAct, State } from './states.ts';

/** A field at fault: an RFC 6901 pointer into what was sent, and what is wrong there; in a CSV, its place in the file. */
export type FieldError = { pointer: string; detail: string; line?: number; column?: string };

export type Refusal =
  | { reason: 'unauthenticated' }
  | { reason: 'forbidden' }
  | { reason: 'unknown-tracker' }
  | { reason: 'unknown-pledge' }
  | { reason: 'unknown-revision' }
  | { reason: 'unknown-token' }
  | { reason: 'unknown-suggestion' }
  | { reason: 'decided'; state: 'accepted' | 'declined' }
  | { reason: 'queue-full' }
  | { reason: 'stale'; version: number }
  | { reason: 'taken'; detail: string }
  | { reason: 'in-use' }
  | { reason: 'invalid'; errors: FieldError[] }
  | { reason: 'second-person' }
  | { reason: 'not-own'; act: Extract<DeskAct, 'discard' | 'trash' | 'recover'> | 'undo' }
  | { reason: 'unchanged'; detail: string }
  | { reason: 'unknown-trash' }
  | { reason: 'needed'; slug: string; by: string[] }
  | { reason: 'unknown-undo' }
  | { reason: 'not-undoable'; because: 'undone' | 'late' }
  | { reason: 'published-tracker' }
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

/** One field at fault. */
export function invalid(pointer: string, detail: string): Refused {
  return refused({ reason: 'invalid', errors: [{ pointer, detail }] });
}

/** Zod's issues as pointers, below `base`. An unknown field is named itself, not the object that holds it. */
export function fieldErrors(error: z.core.$ZodError, base = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    const names =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const detail = issue.code === 'unrecognized_keys' ? 'is not a field here' : issue.message;
    return names.map((path) => ({ pointer: base + pointer(path), detail }));
  });
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
