// What a Ledger does, loaded as one starts. The Worker has one bundle for readers and for its Durable Objects, and an isolate that
// only answers readers never evaluates this part of it.
import type * as Code from './code.ts';

/** Set before a Ledger is asked for anything. */
export let code: typeof Code;

export async function loadCode(): Promise<void> {
  code = await import('./code.ts');
}
