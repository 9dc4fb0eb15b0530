// Breaks the Ledger at a chosen step. The steps are the Ledger's own: whatever it writes, sets or sends is counted as it
// happens, so that none is forgotten here when one is added there.
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { ledger } from './client.ts';

/** `throws`: the step fails. `ends`: the object ends there, as in a crash; what was not on disk is gone. */
export type Fault = 'throws' | 'ends';

/** Breaks the `at`-th step from now, once; `step` says at which that was, or null while it has not come. */
export async function breakAt(at: number, fault: Fault) {
  let steps = 0;
  let broken: string | null = null;
  const put = env.PUBLISHED.put.bind(env.PUBLISHED);
  const puts = vi.spyOn(env.PUBLISHED, 'put');
  await runInDurableObject(ledger(), (_, state) => {
    const { storage } = state;
    const step = (name: string) => {
      steps += 1;
      if (steps !== at) return;
      broken = name;
      if (fault === 'ends') state.abort('The object ends.');
      throw new Error(`Broken at ${name}`);
    };
    const exec = storage.sql.exec.bind(storage.sql);
    vi.spyOn(storage.sql, 'exec').mockImplementation((statement: string, ...values: unknown[]) => {
      const [name = ''] = /\w+(?:\s+(?:INTO|FROM))?\s+\w+/.exec(statement) ?? [];
      if (!/^(SELECT|WITH)/.test(name)) step(name);
      return exec(statement, ...values);
    });
    const setAlarm = storage.setAlarm.bind(storage);
    vi.spyOn(storage, 'setAlarm').mockImplementation(async (time) => {
      step('setAlarm');
      return setAlarm(time);
    });
    puts.mockImplementation(async (...args: Parameters<typeof put>) => {
      step(`put ${args[0]}`);
      return put(...args);
    });
  });
  return {
    step: () => broken,
    // The rest goes with the object that it was put into.
    mend: () => {
      steps = Number.POSITIVE_INFINITY;
      puts.mockRestore();
    },
  };
}
