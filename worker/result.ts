// What an act of the Ledger can answer. A class of error does not survive RPC, so refusals are data; the wire
// form of each is decided once, in problem.ts.

import type { Fault } from '../data/fault.ts';
import type { FaultGroup, FieldError } from '../data/field-error.ts';
import type { DeskAct } from '../data/roles.ts';
import type { PledgeAct, State } from '../data/states.ts';
import type { SuggestionState } from '../data/suggestion.ts';
import { fieldError } from './field-error.ts';

/** Of whoever asks, and of what they sent. */
type RequestRefusal =
  | { reason: 'unauthenticated' }
  | { reason: 'forbidden' }
  | { reason: 'invalid'; errors: FieldError[]; total?: number; groups?: FaultGroup[] }
  | { reason: 'stale'; version: number }
  | { reason: 'taken'; detail: string }
  | { reason: 'unchanged'; detail: string }
  | {
      reason: 'not-own';
      act: Extract<DeskAct, 'discard' | 'trash' | 'recover' | 'set'> | 'undo' | 'delete comment';
    };

type TrackerRefusal =
  | { reason: 'unknown-tracker' }
  | { reason: 'published-tracker' }
  | { reason: 'private-tracker'; act: PledgeAct | 'schedule' | 'close' }
  | { reason: 'opened-tracker'; act: 'open' | 'rename' }
  | { reason: 'unconfirmed'; working: number; trashed: number };

type PledgeRefusal =
  | { reason: 'unknown-pledge' }
  | { reason: 'unknown-revision' }
  | { reason: 'unknown-trash' }
  | { reason: 'not-allowed'; act: PledgeAct; state: State; allowed: PledgeAct[] }
  | { reason: 'second-person' }
  | { reason: 'needed'; slug: string; by: string[] };

type UndoRefusal =
  | { reason: 'unknown-undo' }
  | { reason: 'unknown-import' }
  | { reason: 'not-undoable'; because: 'undone' | 'late' | 'published' };

type PeopleRefusal = { reason: 'unknown-token' } | { reason: 'unknown-invite' };

/** Of what readers and colleagues write. */
type InboxRefusal =
  | { reason: 'unknown-suggestion' }
  | { reason: 'unknown-comment' }
  | { reason: 'decided'; state: Exclude<SuggestionState, 'open'> }
  | { reason: 'queue-full' };

type CourierRefusal =
  | { reason: 'unknown-webhook' }
  | { reason: 'unknown-delivery' }
  | { reason: 'mail-limit' };

/** An installation that is restored must be empty. */
type RestoreRefusal = { reason: 'in-use' };

/** Why something is not done, by the areas of the Ledger and the Courier. */
export type Refusal =
  | RequestRefusal
  | TrackerRefusal
  | PledgeRefusal
  | UndoRefusal
  | PeopleRefusal
  | InboxRefusal
  | CourierRefusal
  | RestoreRefusal;
export type Reason = Refusal['reason'];

export type Refused<Why extends Reason = Reason> = { ok: false } & Extract<Refusal, { reason: Why }>;

/** What an act answers: its value, or one of its own reasons. One that it cannot give does not compile where it is handled. */
export type Result<Value, Why extends Reason> = { ok: true; value: Value } | Refused<Why>;

/** What an act on many did with each: done under a new version, or refused, and why. */
export type RowsDone = {
  done: { slug: string; version: number }[];
  refused: { slug: string; version: number; why: Refusal }[];
};

export function done<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refused<const Why extends Refusal>(refusal: Why): Refused<Why['reason']> {
  return { ok: false, ...refusal } as unknown as Refused<Why['reason']>;
}

/** One field at fault, in words of its own or by what kind of fault it is. */
export function invalid(pointer: string, fault: string | Fault, words?: string): Refused<'invalid'> {
  return refused({ reason: 'invalid', errors: [fieldError(pointer, fault, words)] });
}
