// What the Ledger writes to KV, made from its tables at the moment at which it is written.
import type { PublishedPledge } from '../../data/published.ts';
import { isUnlisted } from '../../data/visibility.ts';
import { etagOf } from '../digest.ts';
import { once } from '../once.ts';
import type { ProjectionInput } from '../projection/input.ts';
import { project } from '../projection/project.ts';
import { indexKey, parseKey, type Stored, searchIndexKey } from '../published.ts';
import { canonical } from './chain.ts';

type Document = Stored<string> | null;

/** Makes the document of a key for one run of the alarm; each once, for a tracker's front tells of its index and words. */
export function documentsOf(input: ProjectionInput, origin: string): (key: string) => Document {
  const trackerTag = once((id) => etagOf(canonical(input.tracker(id)?.tracker)));
  const documentOf = once((key): Document => {
    try {
      const document = project(key, input, origin);
      if (document === null) return null;
      const body = textOf(key, document);
      return { body, etag: etagOf(body), ...marks(key, document) };
    } catch (error) {
      // It may quote what it stumbled over: that is for the log. The desk's status says that there is something to look up.
      console.error(`${key} could not be made.`, error);
      throw new Error('The document could not be made: see the log');
    }
  });
  const etag = (key: string) => documentOf(key)?.etag ?? '';
  return documentOf;

  // What is to be known of a document before it is read.
  function marks(key: string, document: unknown): Omit<Stored<string>, 'body' | 'etag'> {
    const { kind, tracker = '' } = parseKey(key) ?? {};
    const whole = input.tracker(tracker);
    const listed = whole && isUnlisted(whole.tracker) ? ({ unlisted: true } as const) : {};
    if (kind === 'front')
      return { ...listed, index: etag(indexKey(tracker)), words: etag(searchIndexKey(tracker)) };
    if (kind !== 'pledge' && kind !== 'tracker') return listed;
    const isWithdrawn = kind === 'pledge' && (document as PublishedPledge).status === 'retracted';
    return { ...listed, tracker: trackerTag(tracker), ...(isWithdrawn ? { withdrawn: true } : {}) };
  }
}

// A list's rows are thousands of small objects, which are made in one way and so have one order: to sort the names in each again
// takes as long as to make them.
function textOf(key: string, document: unknown): string {
  return parseKey(key)?.kind === 'index' ? JSON.stringify(document) : canonical(document);
}
