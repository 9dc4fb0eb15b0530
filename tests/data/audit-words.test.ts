// What the audit says was done is told in the desk's words, not in the names that the Ledger has for it.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runningWords } from '../../widgets/desk/words/running-words.ts';

test('every act that is written into the audit by its name has words', () => {
  const sources = globSync('worker/ledger/*.ts').map((file) => readFileSync(file, 'utf8'));
  const acts = sources.flatMap((source) =>
    [...source.matchAll(/\baudit\(\w+, \{\s*act: '([^']+)'/g)].map(([, act = '']) => act),
  );
  expect(acts.length).toBeGreaterThan(15);
  expect(acts.filter((act) => !Object.hasOwn(runningWords.acts, act))).toEqual([]);
});
