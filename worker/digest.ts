import { createHash, type Hash, hash } from 'node:crypto';

/** 96 bits: a collision among a tracker's documents is out of the question, and the header stays short. */
const ETAG_LENGTH = 24;

/** SHA-256 in hexadecimal. Synchronous, because a SQLite transaction has to be. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** A SHA-256 that is fed piece by piece. */
export function hashing(): Hash {
  return createHash('sha256');
}

/** The ETag, without its quotes, of an answer with this text. */
export function etagOf(text: string): string {
  return sha256(text).slice(0, ETAG_LENGTH);
}

/** Whether two hashes are the same, in a time that tells nothing of where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [one, other].map((hash) => encoder.encode(hash));
  return (
    a !== undefined && b !== undefined && a.byteLength === b.byteLength && crypto.subtle.timingSafeEqual(a, b)
  );
}

const encoder = new TextEncoder();
