// An installation that sends mail, and what the local runtime's own provider has taken of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../scripts/desk-client.ts';
import { BUILT_WORKER } from '../built-worker.ts';

const ROOT = join(import.meta.dirname, '../..');

/** For the harness: the Worker as it is deployed, with the binding that `wrangler.toml` has in a comment. */
export function builtWithMail() {
  const toml = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
    .replace('# [[send_email]]\n# name = "EMAIL"', '[[send_email]]\nname = "EMAIL"')
    .replace('main = "worker/', 'main = "../worker/')
    .replaceAll('"./worker/', '"../worker/')
    .replace('directory = "dist/assets"', 'directory = "assets"');
  if (!/^\[\[send_email\]\]$/m.test(toml)) throw new Error('wrangler.toml says nothing of send_email');
  const path = join(ROOT, 'dist/wrangler-mail.toml');
  writeFileSync(path, toml);
  return { ...BUILT_WORKER, configPath: path };
}

export type SentMail = {
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  messageId: string;
};

type Answer<Value> = { result: Value };

/** What was sent to one address, in the order in which it was sent. */
export async function mailsTo({ origin }: Desk, address: string): Promise<SentMail[]> {
  const api = `${origin}/cdn-cgi/local/explorer/api/local/email/sending`;
  const list = async <Value>(query: string): Promise<Value> =>
    ((await (await fetch(`${api}?${query}`)).json()) as Answer<Value>).result;
  const all = await list<SentMail[]>('limit=100');
  const found = all.filter(({ to }) => to.includes(address)).toReversed();
  return Promise.all(
    found.map(({ messageId }) =>
      list<SentMail>(new URLSearchParams({ email_id: messageId, worker: 'pledgemark' }).toString()),
    ),
  );
}
