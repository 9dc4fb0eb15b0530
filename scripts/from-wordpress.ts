// `npm run from-wordpress -- EXPORT.xml`: the promises of a WordPress site as a file for the import, and a list of what is left
// out. It reads an export file (Tools > Export), or by its address what a site shows to everybody.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCsv } from '../worker/interchange/write-csv.ts';
import { bring, countLosses, leftOutCsv, type Result } from './from-wordpress/bring.ts';
import { readApi } from './from-wordpress/read-api.ts';
import { readExports } from './from-wordpress/read-export.ts';
import { guessSettings, readSettings, type Settings } from './from-wordpress/settings.ts';
import { type Site, UnreadableSite } from './from-wordpress/site.ts';

const USAGE = `npm run from-wordpress -- EXPORT.xml
npm run from-wordpress -- https://old-site.example
  --settings FILE  where to find the settings, or to write them (EXPORT.settings.json)
  --out FOLDER     where to write (here)`;
const MOST_DRAFTS = 20;

try {
  await main();
} catch (error) {
  // What is wrong with a file or a site, or a file that cannot be read or written.
  if (!(error instanceof UnreadableSite) && !(error as NodeJS.ErrnoException).code) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const asked = ask();
  if (!asked) return;
  const { sources, out } = asked;
  const [first = ''] = sources;
  const isSite = /^https?:\/\//.test(first);
  const site = isSite ? await readApi(first) : await readExports(sources);
  const name = isSite ? new URL(first).hostname : basename(first).replace(/\.(?:xml|wxr)$/i, '');
  const settingsFile = asked.settings ?? join(out, `${name}.settings.json`);
  const settings = await settingsFor(site, settingsFile);
  const result = bring(site, settings);
  const files = freeNames(out, name);
  await writeFile(files.pledges, writeCsv(result.rows), { flag: 'wx' });
  await writeFile(files.leftOut, leftOutCsv(result.leftOut), { flag: 'wx' });
  report(site, result, files);
}

function ask(): { sources: string[]; settings: string | undefined; out: string } | undefined {
  let problem = '';
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { settings: { type: 'string' }, out: { type: 'string', default: '.' } },
    });
    if (positionals.length > 0) return { sources: positionals, settings: values.settings, out: values.out };
    problem = 'Say which export file, or which site:';
  } catch (error) {
    // An option that is not known, or has no value.
    problem = (error as Error).message;
  }
  console.error(`${problem}\n${USAGE}`);
  process.exitCode = 2;
  return undefined;
}

// The first run guesses them, and whoever runs it puts them right.
async function settingsFor(site: Site, file: string): Promise<Settings> {
  if (existsSync(file)) {
    console.log(`The settings are those of ${file}.`);
    return readSettings(await readFile(file, 'utf8'), file);
  }
  const guessed = guessSettings(site);
  await writeFile(file, `${JSON.stringify(guessed, null, 2)}\n`, { flag: 'wx' });
  console.log(
    `The settings are guessed. Look at them in ${file}, above all at the ids of the verdicts, the categories`,
  );
  console.log('and the document, which are those of your tracker; then run this again.');
  return guessed;
}

// What somebody may have worked on is never written over.
function freeNames(out: string, name: string): { pledges: string; leftOut: string } {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `-${number}`;
    const pledges = join(out, `${name}.pledges${ending}.csv`);
    const leftOut = join(out, `${name}.left-out${ending}.csv`);
    if (!existsSync(pledges) && !existsSync(leftOut)) return { pledges, leftOut };
  }
}

function report(site: Site, { rows, drafts, leftOut }: Result, files: ReturnType<typeof freeNames>): void {
  console.log(
    `\n${site.title || site.url}: ${rows.length} promises, ${rows.length - drafts.length} of them complete.`,
  );
  for (const { title, lacks } of drafts.slice(0, MOST_DRAFTS))
    console.log(`  a draft: ${title} (${lacks.join(', ')})`);
  if (drafts.length > MOST_DRAFTS) console.log(`  and ${drafts.length - MOST_DRAFTS} more drafts`);
  console.log(`They are in ${files.pledges}, as the import takes them.`);
  for (const address of site.closed) console.log(`Not read, because it wants a login: ${address}`);
  console.log('Authors, menus and the looks of the site stay where they are.');
  if (leftOut.length === 0) return;
  console.log('\nLeft out, or brought in another form:');
  for (const line of countLosses(leftOut)) console.log(line);
  console.log(`Each of them is in ${files.leftOut}.`);
}
