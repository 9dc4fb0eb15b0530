// PUBLISHED, the read model in KV: its keys, and the only code that touches it. Each value is a document ready
// to serve; its metadata carries the ETag, so a reader's 304 needs no hashing.
import { etagOf } from './digest.ts';
import { Remembered } from './remembered.ts';
import { withinTime } from './within-time.ts';

/** How long a location may answer from its own copy. The platform's smallest is 30. */
const PUBLISHED_CACHE_TTL_SECONDS = 30;

/** A read that has not answered by then has failed. The widgets wait 8 s themselves: they get to hear of it. */
const READ_TIMEOUT_MS = 5000;

/** Cloudflare reads at most this many keys in one bulk operation. */
export const BULK_READ_KEYS = 100;

/**
 * What is told of a document beside its body, so that one look at it spares others. `withdrawn`: of a pledge whose verdict
 * the desk has taken back. `unlisted`: of a tracker that is in no list. `tracker`: of a pledge and of its tracker, the hash of what the desk says of the tracker, without
 * its tally. `index`, `words`: of a tracker's front, the ETags of what its lists and searches look through.
 */
type Metadata = {
  etag: string;
  withdrawn?: true;
  unlisted?: true;
  tracker?: string;
  index?: string;
  words?: string;
};

export const installationKey = 'v1:installation';
export const trackersKey = 'v1:trackers';
export const trackerKey = (tracker: string) => `v1:tracker:${tracker}`;
export const frontKey = (tracker: string) => `v1:front:${tracker}`;
export const indexKey = (tracker: string) => `v1:index:${tracker}`;
// `words` is its name in KV: under another, an installation that has just been upgraded would find nothing.
export const searchIndexKey = (tracker: string) => `v1:words:${tracker}`;
/** `part`: a category, or a value of a facet as `party:greens`. */
export const summaryKey = (tracker: string, part?: string) =>
  part === undefined ? `v1:summary:${tracker}` : `v1:summary:${tracker}/${part}`;
export const pledgeKey = (tracker: string, slug: string) => `v1:pledge:${tracker}/${slug}`;
export const badgeKey = (id: string) => `v1:badge:${id}`;
export const changesKey = (tracker: string) => `v1:changes:${tracker}`;
export const correctionsKey = (tracker: string) => `v1:corrections:${tracker}`;
export const redirectKey = (path: string) => `v1:redirect:${path}`;

/** What follows the kind in a key: a tracker, and what there is of it. */
const FORMS = {
  installation: /^()$/,
  trackers: /^()$/,
  tracker: /^([^/]+)$/,
  front: /^([^/]+)$/,
  index: /^([^/]+)$/,
  words: /^([^/]+)$/,
  changes: /^([^/]+)$/,
  corrections: /^([^/]+)$/,
  summary: /^([^/]+)(?:\/([^/]+))?$/,
  pledge: /^([^/]+)\/([^/]+)$/,
  badge: /^([^/]+)\/([^/]+)$/,
  redirect: /^()(\/.*)$/s,
} as const;

export type KeyParts = { kind: keyof typeof FORMS; tracker: string; rest: string | undefined };

/** Takes a key apart again: what the outbox needs to know to make its document. Null for a key that no document has. */
export function parseKey(key: string): KeyParts | null {
  const [, kind = '', id = ''] = /^v1:([a-z]+)(?::(.+))?$/s.exec(key) ?? [];
  if (!isKind(kind)) return null;
  const parts = FORMS[kind].exec(id);
  return parts && { kind, tracker: parts[1] ?? '', rest: parts[2] };
}

function isKind(kind: string): kind is KeyParts['kind'] {
  return Object.hasOwn(FORMS, kind);
}

export type Stored<Body> = { body: Body } & Metadata;

/** One document as a stream of its stored bytes, or null. Throws when KV does not answer, or not in time. */
export async function readStream(
  published: KVNamespace,
  key: string,
): Promise<Stored<ReadableStream> | null> {
  const { value, metadata } = await withinTime(
    published.getWithMetadata<Metadata>(key, { type: 'stream', cacheTtl: PUBLISHED_CACHE_TTL_SECONDS }),
    READ_TIMEOUT_MS,
  );
  if (!value) return null;
  return metadata?.etag ? { body: value, ...metadata } : namedByContent(value, metadata);
}

/**
 * A value that was copied into KV without its metadata. Whatever is remembered or compared is named by its ETag, so it
 * gets the one that it would have had: as much work as reading it.
 */
async function namedByContent(
  value: ReadableStream,
  metadata: Partial<Metadata> | null,
): Promise<Stored<ReadableStream>> {
  const text = await withinTime(new Response(value).text(), READ_TIMEOUT_MS);
  const body = new Response(text).body ?? new ReadableStream();
  return { ...metadata, body, etag: etagOf(text) };
}

/** A document that a request has to read into. */
export async function readParsed<Document>(
  published: KVNamespace,
  key: string,
): Promise<{ document: Document; etag: string; unlisted: boolean } | null> {
  const stored = await readStream(published, key);
  if (!stored) return null;
  const { etag, unlisted = false } = stored;
  return { document: await parsed<Document>(stored), etag, unlisted };
}

/**
 * A document whose version another document has named: from this isolate's memory, otherwise from KV. `version` names
 * what was found, in the same form as `told`.
 */
export async function readAtVersion<Document>(
  published: KVNamespace,
  key: string,
  told: string | undefined,
): Promise<{ document: Document; version: string } | null> {
  const known = told === undefined ? undefined : documents.get(told);
  if (told !== undefined && known !== undefined) return { document: known as Document, version: told };
  const stored = await readStream(published, key);
  if (!stored) return null;
  return { document: await parsed<Document>(stored), version: stored.tracker ?? stored.etag };
}

// What is parsed takes about three times its text.
const documents = new Remembered<unknown>(16_000_000);

/** What a stored document says; parsed once for each of its versions. Throws when its body breaks off, or stalls. */
export async function parsed<Document>({ body, etag }: Stored<ReadableStream>): Promise<Document> {
  const known = documents.get(etag);
  if (known !== undefined) {
    await body.cancel();
    return known as Document;
  }
  const text = await withinTime(new Response(body).text(), READ_TIMEOUT_MS);
  return documents.keep(etag, JSON.parse(text), text.length) as Document;
}

/** Up to 100 documents as text in one operation, in the order of `keys`; null where there is none. */
export async function readTexts(published: KVNamespace, keys: string[]): Promise<(Stored<string> | null)[]> {
  if (keys.length === 0) return [];
  const found = await withinTime(
    published.getWithMetadata<Metadata>(keys, { type: 'text', cacheTtl: PUBLISHED_CACHE_TTL_SECONDS }),
    READ_TIMEOUT_MS,
  );
  return keys.map((key) => {
    const entry = found.get(key);
    if (entry?.value == null) return null;
    return { body: entry.value, etag: entry.metadata?.etag || etagOf(entry.value) };
  });
}

/** A page of the keys that are there, as far as KV lists them yet; `next` is the cursor of the page after it, or null. */
export async function storedKeys(
  published: KVNamespace,
  cursor: string | null,
): Promise<{ keys: string[]; next: string | null }> {
  const page = await published.list({ prefix: 'v1:', cursor });
  return { keys: page.keys.map(({ name }) => name), next: page.list_complete ? null : page.cursor };
}

/** KV takes no larger value. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Writes a document, or deletes its key where there is none any more. Only the Ledger's alarm may call it. Rejects with
 * words for the desk where it is larger than KV takes: no further try will mend that.
 */
export async function write(
  published: KVNamespace,
  key: string,
  document: Stored<string> | null,
): Promise<void> {
  if (!document) return published.delete(key);
  const { body, ...metadata } = document;
  const bytes = body.length * 3 > MOST_BYTES ? new TextEncoder().encode(body).length : 0;
  if (bytes > MOST_BYTES)
    throw new Error(`${key} would have ${bytes} bytes, and KV takes ${MOST_BYTES}: part the tracker in two`);
  return published.put(key, body, { metadata });
}

/** A name that can be in a key at all: KV would throw on one that is too long. */
export function isName(value: string | undefined): value is string {
  return value !== undefined && /^[a-z0-9-]{1,120}$/.test(value);
}
