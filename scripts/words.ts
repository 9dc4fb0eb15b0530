// Says what the files of words in data/words lack, and makes of them what the code imports: `node scripts/words.ts [--check]`.
// With --check it writes nothing, and fails where what is made is not what the files say.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf } from './words/faults.ts';
import { madeOf } from './words/made.ts';
import { MEASURE, readWords } from './words/read.ts';

const ROOT = join(import.meta.dirname, '..');
const BIOME = join(ROOT, 'node_modules/.bin/biome');

function formatted(path: string, text: string): string {
  return execFileSync(BIOME, ['check', '--write', `--stdin-file-path=${path}`], {
    cwd: ROOT,
    input: text,
    encoding: 'utf8',
  });
}

const all = readWords();
const measure = all.get(MEASURE) ?? {};
const faults = [...all].flatMap(([code, words]) => faultsOf(code, words, measure));
if (faults[0]) {
  console.error(faults.join('\n'));
  process.exit(1);
}
for (const { path, text } of madeOf(all)) {
  const file = join(ROOT, path);
  const made = formatted(path, text);
  let is = '';
  try {
    is = readFileSync(file, 'utf8');
  } catch {
    // It is not there: a new language.
  }
  if (is === made) continue;
  if (process.argv.includes('--check')) throw new Error(`${path} is not what data/words says: npm run words`);
  writeFileSync(file, made);
}
console.log(`${all.size} languages, ${Object.keys(measure).length} messages in each: nothing is missing`);
