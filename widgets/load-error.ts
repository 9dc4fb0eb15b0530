/**
 * Why an element cannot show what it was asked for: no such pledge, tracker or verdict (`unknown`); no network, or a file that
 * is gone (`offline`); no answer within eight seconds (`late`); an id that can be none, or an answer that is not by the contract
 * (`malformed`); any other answer of the API (`refused`).
 */
export type Reason = 'unknown' | 'offline' | 'late' | 'malformed' | 'refused';

/** What is thrown where the reason is known, which is its message; any other error means that an answer was `malformed`. */
export class LoadError extends Error {
  declare readonly message: Reason;
}

/** `pledge-error`: an element could not show what it was asked for. */
export class PledgeErrorEvent extends Event {
  declare readonly reason: Reason;

  constructor(error: unknown) {
    super('pledge-error', { bubbles: true, composed: true });
    this.reason = error instanceof LoadError ? error.message : 'malformed';
  }
}
