// `npm run verify -- FILE --key KEY`. 0: it is as the installation with that key made it. 1: something was changed, is
// missing or swapped. 2: it cannot be told. 3: it fits itself, but no key was given that shows who made it.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { type Verdict, verifyBackup } from './verify-backup.ts';
import { KEY } from './verify-signature.ts';

const USAGE = 'npm run verify -- BACKUP.ndjson --key ed25519:... (or .ndjson.gz; --key none for none)';

const { file, key } = asked();
const trusted = key === undefined || key === 'none' ? null : key;
const verdict = await verifyBackup(linesOf(file), trusted).catch((error: Error) =>
  giveUp(`${file}: ${error.message}`),
);
if (!verdict) giveUp(`${file} is not a backup of Pledgemark, or of a newer form than this version reads.`);
tell(verdict);
if (verdict.faults.length > 0) process.exitCode = 1;
else if (key === undefined) process.exitCode = 3;

function asked(): { file: string; key: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { key: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) giveUp(`Say which backup: ${USAGE}`);
    if (values.key !== undefined && values.key !== 'none' && !KEY.test(values.key))
      giveUp(`"${values.key}" is no key: it is ed25519: and 43 characters.`);
    return { file, key: values.key };
  } catch (error) {
    // An option that is not known, or has no value.
    return giveUp(`${(error as Error).message}\n${USAGE}`);
  }
}

function tell({ faults, at, installation, key, trackers, audit }: Verdict): void {
  console.log(`A backup of ${installation}, made at ${at}.`);
  console.log(key === null ? 'It bears no signature.' : `It names ${key} as the key that signed it.`);
  for (const { id, revisions, redacted, head } of trackers)
    console.log(`  ${id}: ${revisions} revisions, ${redacted} of them redacted, newest hash ${head}`);
  if (key !== null) console.log(`  the audit: ${audit.rows} rows, newest hash ${audit.head}`);
  for (const { line, what } of faults) console.log(`Line ${line} ${what}.`);
  if (faults.length > 0) {
    console.log('This backup is not as it was made.');
    return;
  }
  console.log('\nWhat was checked, and holds:');
  for (const each of held(key)) console.log(`- ${each}`);
  console.log('\nWhat this does not show:');
  for (const each of unknown(key)) console.log(`- ${each}`);
}

function held(key: string | null): string[] {
  const whole = 'It is whole: every line is there, as its last lines say.';
  const chained =
    'Every revision follows the one before it, with the text, note and date that it was hashed with';
  if (key === null) return [whole, `${chained}.`];
  const both = `${chained}, and every row of the audit the one before it.`;
  const signed = 'Every byte is as it was signed with the key that you gave: by that installation.';
  return trusted === null ? [whole, both] : [signed, whole, both];
}

function unknown(key: string | null): string[] {
  const newness =
    'Whether it is the newest: a signature shows where a backup comes from, not that none came after it. ' +
    'Compare the newest hashes with those that others have seen.';
  if (key === null)
    return [
      'Who made it. It is from before there were signatures: whoever has the file can change trackers, drafts, names, ' +
        'suggestions, tokens and the audit, or write whole chains anew, and it fits again.',
      newness,
    ];
  if (trusted !== null) return [newness];
  const who =
    'Who made it: whoever has the file can change it and sign it with a key of their own. Give --key with the key ' +
    'that you have noted of your installation; never take it from the file.';
  return [who, newness];
}

// Not readline's: it would end a line at U+2028 too, which a text may hold. By bytes, so that one which is not UTF-8 damages
// its own line and no other.
async function* linesOf(name: string): AsyncGenerator<string> {
  const file = createReadStream(name);
  // Whoever reads it meets the errors of either stream.
  const bytes = name.endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
  let rest = Buffer.alloc(0);
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      yield textOf(Buffer.concat([rest, chunk.subarray(from, end + 1)]));
      rest = Buffer.alloc(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
  }
  if (rest.length > 0) yield textOf(rest);
}

/** A line as text; what is not UTF-8 becomes a line that is none, so that no reading of it passes for what was written. */
function textOf(line: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return '\0';
  }
}

function giveUp(why: string): never {
  console.error(why);
  process.exit(2);
}
