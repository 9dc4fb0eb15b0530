/** A path with the parts of a query that have a value. */
export function withQuery(path: string, query: Record<string, string | null | undefined>): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  return parts[0] ? `${path}?${parts.join('&')}` : path;
}
