// RFC 9110 conditional requests. Both sides compare weakly: Cloudflare weakens a strong ETag when it compresses.

/** Whether `If-None-Match` names this ETag, so that the reader already has these bytes. */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
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
  return header.split(',').flatMap((part) => /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(part)?.[1] ?? []);
}
