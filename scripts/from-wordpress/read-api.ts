// What a WordPress site shows to everybody by its REST API: https://developer.wordpress.org/rest-api/.
import { fieldTexts, instantOf, type Post, type Site, type Term, UnreadableSite } from './site.ts';

type Json = Record<string, unknown>;
type Rendered = { rendered?: string; protected?: boolean };

// What a site has besides what people write: pages, menus, templates, patterns.
const NO_POSTS = /^(?:page|attachment|nav_menu_item|wp_\w+)$/;
// Terms of the same kind, which nobody sees without a login.
const NO_TERMS = /^(?:nav_menu|link_category|wp_\w+)$/;
// A site that answers slower than this does not answer at all.
const WAIT_MS = 60_000;
const PER_PAGE = 100; // the most that WordPress gives

/** Reads what the site shows without a login: published posts of every type that its API knows. */
export async function readApi(address: string): Promise<Site> {
  const root = `${address.replace(/\/+$/, '')}/wp-json`;
  const about = (await ask(`${root}/`)).json;
  const types = Object.values((await ask(`${root}/wp/v2/types`)).json as Record<string, Json>);
  const taxonomies = Object.entries((await ask(`${root}/wp/v2/taxonomies`)).json as Record<string, Json>);
  const closed: string[] = [];
  const terms = new Map<string, Map<number, Term>>();
  for (const [taxonomy, { rest_base }] of taxonomies) {
    if (!rest_base || NO_TERMS.test(taxonomy)) continue;
    const found = await all(`${root}/wp/v2/${rest_base}`, closed);
    const byId = new Map(
      found.map(({ id, slug, name }) => [Number(id), { taxonomy, slug: String(slug), label: String(name) }]),
    );
    terms.set(String(rest_base), byId);
  }
  const pictures: Site['pictures'] = new Map();
  for (const { id, source_url, alt_text, title } of await all(`${root}/wp/v2/media`, closed))
    pictures.set(Number(id), {
      url: String(source_url),
      words: String(alt_text || (title as Rendered)?.rendered || ''),
    });
  const posts: Post[] = [];
  for (const { slug, rest_base } of types) {
    if (NO_POSTS.test(String(slug)) || !rest_base) continue;
    for (const post of await all(`${root}/wp/v2/${rest_base}`, closed)) posts.push(postOf(post, terms));
  }
  return {
    title: String(about.name ?? ''),
    url: String(about.home || address),
    language: null,
    posts,
    pictures,
    closed,
  };
}

function postOf(post: Json, taxonomies: Map<string, Map<number, Term>>): Post {
  const html = (name: string) => (post[name] as Rendered | undefined)?.rendered ?? '';
  const fields: Post['fields'] = new Map();
  // Advanced Custom Fields says false or an empty list, and no object, where there are none; so does WordPress.
  for (const source of [post.meta, post.acf])
    if (source && typeof source === 'object' && !Array.isArray(source))
      for (const [key, value] of Object.entries(source)) fields.set(key, fieldTexts(value));
  const terms = [...taxonomies].flatMap(([base, byId]) => {
    const ids = Array.isArray(post[base]) ? post[base] : [];
    return ids.flatMap((id) => byId.get(Number(id)) ?? []);
  });
  return {
    id: Number(post.id),
    type: String(post.type),
    status: String(post.status),
    slug: String(post.slug),
    link: String(post.link),
    title: html('title'),
    content: html('content'),
    excerpt: html('excerpt'),
    createdAt: instantOf(post.date_gmt as string | null),
    updatedAt: instantOf(post.modified_gmt as string | null),
    hasPassword: (post.content as Rendered | undefined)?.protected === true,
    comments: 0,
    terms,
    fields,
    oldSlugs: [],
    picture: Number(post.featured_media) || null,
  };
}

/** Everything of one kind, page by page: a header says how many pages there are. `closed` gets what wants a login. */
async function all(address: string, closed: string[]): Promise<Json[]> {
  const found: Json[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = `?per_page=${PER_PAGE}&page=${page}&orderby=id&order=asc`;
    const { json, headers, refused } = await ask(`${address}${query}`, true);
    if (refused) {
      closed.push(address);
      return [];
    }
    if (!Array.isArray(json)) throw new UnreadableSite(`${address} gives no list.`);
    pages = Number(headers.get('X-WP-TotalPages') ?? 1);
    found.push(...(json as Json[]));
  }
  return found;
}

async function ask(
  address: string,
  mayRefuse = false,
): Promise<{ json: Json; headers: Headers; refused?: true }> {
  const instead = 'Take an export file instead (Tools > Export).';
  let answer: Response;
  try {
    answer = await fetch(address, { signal: AbortSignal.timeout(WAIT_MS) });
  } catch (error) {
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    throw new UnreadableSite(`${address} cannot be reached: ${why}.`);
  }
  if (mayRefuse && (answer.status === 401 || answer.status === 403))
    return { json: {}, headers: answer.headers, refused: true };
  if (!answer.ok)
    throw new UnreadableSite(
      `${address} answers ${answer.status}: its API is not open to everybody. ${instead}`,
    );
  try {
    return { json: (await answer.json()) as Json, headers: answer.headers };
  } catch {
    // A page where JSON should be: a shop window, a firewall, or no WordPress at all.
    throw new UnreadableSite(`${address} gives no JSON, so it is no WordPress or its API is off. ${instead}`);
  }
}
