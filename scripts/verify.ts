// `npm run verify BACKUP`: 0 where all of it fits, 1 where something was changed, is missing or swapped, 2 where it
// cannot be told. A name that ends in .gz is read as gzip.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { verifyBackup } from './verify-backup.ts';

const [file] = process.argv.slice(2);
if (!file) giveUp('Say which backup: npm run verify BACKUP.ndjson (or .ndjson.gz)');

const verdict = await verifyBackup(linesOf(file)).catch((error: Error) =>
  giveUp(`${file}: ${error.message}`),
);
if (!verdict) giveUp(`${file} is not a backup of Pledgemark, or of a newer form than this version reads.`);

console.log(`A backup of ${verdict.installation}, made at ${verdict.at}.`);
for (const { id, revisions, redacted, head } of verdict.trackers)
  console.log(`  ${id}: ${revisions} revisions, ${redacted} of them redacted, newest hash ${head}`);
for (const { line, what } of verdict.faults) console.log(`Line ${line} ${what}.`);
if (verdict.faults.length === 0) {
  console.log(
    'It is whole, and every revision fits. Compare the newest hashes with those that others have seen.',
  );
} else {
  console.log('This backup is not as it was made.');
  process.exitCode = 1;
}

// Not readline's: it would end a line at U+2028 too, which a text may hold.
async function* linesOf(name: string): AsyncGenerator<string> {
  const file = createReadStream(name);
  // Whoever reads it meets the errors of either stream.
  const bytes = name.endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function giveUp(why: string): never {
  console.error(why);
  process.exit(2);
}
