// The file of WordPress's own "Tools > Export": RSS 2.0 with the elements of http://wordpress.org/export/1.2/ (WXR).
import { createReadStream } from 'node:fs';
import sax from 'sax';
import { fieldTexts, instantOf, type Post, type Site, UnreadableSite } from './site.ts';

/** Reads one or more files of one site; WordPress.com cuts a large export into several. */
export async function readExports(files: readonly string[]): Promise<Site> {
  const sites: Site[] = [];
  for (const file of files) sites.push(await readExport(file));
  const [first] = sites;
  if (!first) throw new UnreadableSite('No export file was named.');
  const posts = new Map(sites.flatMap((site) => site.posts.map((post) => [post.id, post])));
  const pictures = new Map(sites.flatMap((site) => [...site.pictures]));
  return { ...first, posts: [...posts.values()], pictures };
}

type Item = {
  /** The texts of the item's own elements, by name. */
  texts: Map<string, string>;
  terms: Post['terms'];
  meta: [key: string, value: string][];
  comments: number;
};

async function readExport(file: string): Promise<Site> {
  const parser = sax.parser(true, { position: true });
  const path: string[] = [];
  const channel = new Map<string, string>();
  const items: Item[] = [];
  let item: Item | undefined;
  let term = { taxonomy: '', slug: '' };
  let metaKey = '';
  let text = '';
  let isExport = false;
  let fault: Error | undefined;

  parser.onopentag = ({ name, attributes }) => {
    path.push(name);
    text = '';
    if (name === 'item') item = { texts: new Map(), terms: [], meta: [], comments: 0 };
    if (name === 'wp:comment' && item) item.comments += 1;
    if (name === 'category')
      term = { taxonomy: String(attributes.domain ?? ''), slug: String(attributes.nicename ?? '') };
  };
  parser.ontext = parser.oncdata = (more) => {
    text += more;
  };
  parser.onclosetag = (name) => {
    path.pop();
    const parent = path.at(-1);
    if (name === 'wp:wxr_version') isExport = true;
    if (name === 'item' && item) {
      items.push(item);
      item = undefined;
    } else if (parent === 'channel') channel.set(name, text.trim());
    else if (parent === 'item' && name === 'category') item?.terms.push({ ...term, label: text });
    else if (parent === 'item') item?.texts.set(name, text);
    else if (parent === 'wp:postmeta' && name === 'wp:meta_key') metaKey = text;
    else if (parent === 'wp:postmeta' && name === 'wp:meta_value') item?.meta.push([metaKey, text]);
    text = '';
  };
  parser.onerror = (error) => {
    fault ??= error;
    parser.resume();
  };

  for await (const chunk of createReadStream(file, 'utf8')) {
    parser.write(chunk);
    if (fault) break;
  }
  const line = parser.line + 1;
  if (fault && !isExport) throw new UnreadableSite(`${file} is no XML: ${wordsOf(fault)} in line ${line}.`);
  if (fault) throw new UnreadableSite(`${file} is not well-formed in line ${line}: ${wordsOf(fault)}.`);
  if (path.length > 0)
    throw new UnreadableSite(
      `${file} breaks off in line ${line}, before </${path.at(-1)}>. The download was probably cut short: export it again, in parts if need be.`,
    );
  if (!isExport)
    throw new UnreadableSite(
      `${file} is no export of WordPress: it has no wp:wxr_version. Make one in WordPress under Tools > Export.`,
    );
  return siteOf(channel, items);
}

function wordsOf(error: Error): string {
  return (error.message.split('\n')[0] ?? '').replace(/\.$/, '');
}

function siteOf(channel: Map<string, string>, items: readonly Item[]): Site {
  const url = channel.get('wp:base_blog_url') || channel.get('link') || '';
  const pictures: Site['pictures'] = new Map();
  const posts: Post[] = [];
  for (const { texts, terms, meta, comments } of items) {
    const get = (name: string) => texts.get(name) ?? '';
    const id = Number(get('wp:post_id'));
    if (get('wp:post_type') === 'attachment') {
      const words = meta.find(([key]) => key === '_wp_attachment_image_alt')?.[1] || get('title');
      const address = get('wp:attachment_url') || get('guid');
      pictures.set(id, { url: URL.canParse(address, url) ? new URL(address, url).href : address, words });
      continue;
    }
    const fields: Post['fields'] = new Map();
    for (const [key, value] of meta) if (!key.startsWith('_')) fields.set(key, fieldTexts(value));
    posts.push({
      id,
      type: get('wp:post_type'),
      status: get('wp:status'),
      slug: get('wp:post_name'),
      link: get('link').trim(),
      title: get('title'),
      content: get('content:encoded'),
      excerpt: get('excerpt:encoded'),
      createdAt: instantOf(get('wp:post_date_gmt')),
      updatedAt: instantOf(get('wp:post_modified_gmt')),
      hasPassword: get('wp:post_password') !== '',
      comments,
      terms,
      fields,
      oldSlugs: meta.filter(([key]) => key === '_wp_old_slug').map(([, value]) => value),
      picture: Number(meta.find(([key]) => key === '_thumbnail_id')?.[1]) || null,
    });
  }
  return {
    title: channel.get('title') ?? '',
    url,
    language: channel.get('language') || null,
    posts,
    pictures,
    closed: [],
  };
}
