// What a Courier does, loaded as one starts; for the same reason as in ../ledger/loaded.ts.
import type * as Code from './code.ts';

/** Set before a Courier is asked for anything. */
export let code: typeof Code;

export async function loadCode(): Promise<void> {
  code = await import('./code.ts');
}
