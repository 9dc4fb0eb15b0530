// RFC 9110 conditional requests. Both sides compare weakly: Cloudflare weakens a strong ETag when it compresses. Other
// proxies name what they have compressed by a suffix of their own (Apache and Caddy "...-gzip", Jetty "...--gzip"), and
// not all of them take it off again.
const COMPRESSED = /(?:[-;:.]{1,2}(?:x-gzip|gzip|gz|br|brotli|deflate|compress|zstd)){1,3}$/i;

/** Whether `If-None-Match` names this ETag, so that the reader already has these bytes. */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === `"${etag}"`) return true;
  return ifNoneMatch.trim() === '*' || tags(ifNoneMatch).includes(etag);
}

/**
 * The version that `If-Match` names; `undefined` where it is missing, `null` where it names none. `*` would let
 * an act pass that has seen no version at all, so it names none; of a list, the newest is meant.
 */
export function namedVersion(ifMatch: string | undefined): number | null | undefined {
  if (ifMatch === undefined) return undefined;
  const versions = tags(ifMatch)
    .filter((tag) => /^\d{1,15}$/.test(tag))
    .map(Number);
  return versions.length > 0 ? Math.max(...versions) : null;
}

function tags(header: string): string[] {
  return header.split(',').flatMap((part) => {
    // Some put the suffix behind the quotation mark.
    const [, quoted, behind = ''] = /^\s*(?:W\/)?"([^"]*)"([\w:;.-]*)\s*$/i.exec(part) ?? [];
    if (quoted === undefined || behind.replace(COMPRESSED, '') !== '') return [];
    return quoted.replace(COMPRESSED, '');
  });
}
