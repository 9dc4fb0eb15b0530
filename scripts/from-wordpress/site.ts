// What a WordPress site gives out, in one form for its export file and its REST API.

/** A term of a taxonomy: a category, a tag, or a status. */
export type Term = { taxonomy: string; slug: string; label: string };

/** A post of any type, with its HTML as the site has it. */
export type Post = {
  id: number;
  type: string;
  /** WordPress's own word: `publish`, `draft`, `private`, ... */
  status: string;
  slug: string;
  link: string;
  title: string;
  content: string;
  excerpt: string;
  /** Instants in UTC; null where WordPress has none. */
  createdAt: string | null;
  updatedAt: string | null;
  hasPassword: boolean;
  comments: number;
  terms: Term[];
  /** Custom fields, those of Advanced Custom Fields among them, as plain texts. */
  fields: Map<string, string[]>;
  oldSlugs: string[];
  /** The id of the picture at its head. */
  picture: number | null;
};

export type Picture = { url: string; words: string };

export type Site = {
  title: string;
  url: string;
  /** As WordPress writes it, `de-DE`; null where it does not say. */
  language: string | null;
  posts: Post[];
  /** What is shown in posts by its id: a gallery names its pictures so. */
  pictures: Map<number, Picture>;
  /** Addresses of the API that want a login. */
  closed: string[];
};

/** What is wrong with the export or the site, in words for whoever runs the import. */
export class UnreadableSite extends Error {}

/** `2024-02-04 09:30:00` or `2024-02-04T09:30:00` in UTC as an instant. WordPress writes noughts where there is none. */
export function instantOf(gmt: string | null | undefined): string | null {
  if (!gmt || gmt.startsWith('0000')) return null;
  return `${gmt.trim().replace(' ', 'T')}Z`;
}

/** A custom field as texts: a select is its value or an object with value and label, several choices are a list. */
export function fieldTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldTexts);
  if (value === null || value === undefined || value === false || value === '') return [];
  if (typeof value === 'object') {
    const { label, title, url, value: inner } = value as Record<string, unknown>;
    return fieldTexts(label ?? inner ?? title ?? url);
  }
  const text = String(value);
  // In an export file a list is as PHP writes one: `a:2:{i:0;s:6:"greens";i:1;s:4:"left";}`.
  if (/^a:\d+:\{.*\}$/s.test(text))
    return [...text.matchAll(/s:\d+:"(.*?)";/gs)].map(([, each]) => each ?? '');
  return [text];
}
