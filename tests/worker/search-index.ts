import { runInDurableObject } from 'cloudflare:test';
import { ledger } from './client.ts';

/** The bytes that the desk's search looks through, as text: a word that is forgotten must be nowhere in them. */
export function searchIndex(): Promise<string> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const blocks = sql.exec<{ block: ArrayBuffer }>('SELECT block FROM listing_words_data').toArray();
    return blocks.map(({ block }) => new TextDecoder('latin1').decode(block)).join('\n');
  });
}
