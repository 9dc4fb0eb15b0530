// fast-check as every property here uses it: each test sends the same inputs at every run, so that no change fails for
// what it did not touch, and other inputs than the tests beside it. Another `SEED` gives all of them others.
import fc from 'fast-check';
import { beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

beforeEach(({ task }) => fc.configureGlobal({ seed: seedOf(task.name) }));

function seedOf(name: string): number {
  return [...name].reduce(
    (seed, letter) => (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) | 0,
    inject('seed'),
  );
}

export default fc;
