// Moves those who follow by mail to another installation. What goes through here cannot be read here: it is encrypted for the new
// one. A file is written when all of it has come, and none is overwritten.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { type ImportedFollowers, transferKeySchema } from '../data/mail.ts';

const USAGE = `At the new installation: npm run followers -- key KEY_FILE
At the old one:          npm run followers -- export KEY_FILE FOLLOWERS_FILE
At the new one:          npm run followers -- import FOLLOWERS_FILE
Each with DESK, the address of the desk's endpoint (https://.../api/v1/desk), and ADMIN_TOKEN.`;

/** What the operator is told, without a stack. */
class Refused extends Error {}

const problemSchema = z.object({
  title: z.string(),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
});

const desk = (process.env.DESK ?? '').replace(/\/+$/, '');
const token = process.env.ADMIN_TOKEN ?? '';
const [act, ...files] = process.argv.slice(2);

try {
  process.exitCode = (await move()) ?? 0;
} catch (error) {
  // Files that are not there, or not ours to write, among it.
  if (!(error instanceof Refused) && !(error as NodeJS.ErrnoException).code) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function move(): Promise<number | undefined> {
  const [first = '', second = ''] = files;
  const isUsed = { key: 1, export: 2, import: 1 }[act ?? ''] === files.length;
  if (!isUsed || !URL.canParse(desk) || !token) {
    console.error(USAGE);
    return 2;
  }
  if (act === 'key') return makeKey(first);
  return act === 'export' ? exportTo(first, second) : importFrom(first);
}

async function makeKey(file: string): Promise<undefined> {
  // Before anything is asked: a new key would end the one in that file.
  mustBeFree(file);
  await writeFile(file, await post('key', 'application/json', '{}'), { flag: 'wx' });
  console.log(
    `${file} is the key. Take it to the old installation. It is good for seven days, and ends any before it.`,
  );
}

async function exportTo(keyFile: string, file: string): Promise<undefined> {
  mustBeFree(file);
  const key = transferKeySchema.safeParse(parsed(await readFile(keyFile, 'utf8')));
  if (!key.success) throw new Refused(`${keyFile} is not a key that "npm run followers -- key" has made.`);
  const lines = await post('export', 'application/json', JSON.stringify({ key: key.data }));
  if (lines === '') throw new Refused('Nobody follows by mail there: nothing was written.');
  await writeFile(file, lines, { flag: 'wx' });
  console.log(`${file} has the followers. Only the installation that made ${keyFile} can read it.`);
}

async function importFrom(file: string): Promise<undefined> {
  const lines = await readFile(file, 'utf8');
  const { imported, known }: ImportedFollowers = JSON.parse(await post('import', 'text/plain', lines));
  console.log(`Imported: ${imported}. Here already, and left as they were: ${known}.`);
}

function mustBeFree(file: string): void {
  if (existsSync(file)) throw new Refused(`${file} is there already. Name another file, or take it away.`);
}

async function post(route: string, type: string, body: string): Promise<string> {
  const url = `${desk}/followers/${route}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  try {
    // A redirect would take the token elsewhere.
    const answer = await fetch(url, { method: 'POST', redirect: 'error', headers, body });
    const text = await answer.text();
    if (answer.ok) return text;
    throw new Refused(`${url} answered ${answer.status}. ${reasonIn(text)}`);
  } catch (error) {
    if (error instanceof Refused) throw error;
    const { cause = error } = error as Error;
    throw new Refused(`${url} did not answer, or not to the end: ${(cause as Error).message}. Try again.`);
  }
}

function reasonIn(text: string): string {
  const problem = problemSchema.safeParse(parsed(text));
  if (!problem.success) return 'Is DESK the address of a desk’s endpoint (https://.../api/v1/desk)?';
  const { title, detail, errors = [] } = problem.data;
  return [title, detail, ...errors.map((each) => `${each.pointer} ${each.detail}`)]
    .filter(Boolean)
    .join('. ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: whoever asked for it says so
  }
}
