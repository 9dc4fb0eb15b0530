// The first parts of addresses that are the installation's own or Cloudflare's, or are going to be: one list for
// trackers' ids and old sites' paths. A test holds it against the routers and the static files.

/** As they stand in an address. Whatever comes after a full stop may be another: `feed.atom`, `feed.json`. */
const RESERVED = [
  '.well-known',
  'api',
  'assets',
  'badge',
  'cdn-cgi', // Cloudflare answers it before any Worker does
  'demo',
  'desk',
  'docs',
  'embed',
  'favicon.ico',
  'feed',
  'gallery',
  'healthz',
  'mail',
  'oembed',
  'openapi.json',
  'robots.txt',
  'sitemap.xml',
];

/** `/robots.txt` and a tracker `robots` are one name: readers would take one for the other. */
function nameOf(part: string): string {
  return part.replace(/(?<=.)\..*$/s, '');
}

const NAMES: ReadonlySet<string> = new Set(RESERVED.map(nameOf));

/** Whether the first part of a path, without its slashes, is the site's own. */
export function isReserved(firstPart: string): boolean {
  return NAMES.has(nameOf(firstPart));
}
