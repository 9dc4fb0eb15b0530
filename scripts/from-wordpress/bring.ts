// A site as rows of the import, and what of it is left out.
import type { ExportRow } from '../../data/import-row.ts';
import { guardFormula } from '../../worker/interchange/formula.ts';
import { LOSSES, type Loss } from './loss.ts';
import { plainText } from './markdown.ts';
import { type Brought, rowOf } from './row.ts';
import type { Settings } from './settings.ts';
import { type Post, type Site, UnreadableSite } from './site.ts';

export type LeftOut = {
  post: number;
  address: string;
  title: string;
  what: Loss;
  found: string;
  became: string;
};

export type Result = {
  rows: ExportRow[];
  drafts: { title: string; address: string; lacks: string[] }[];
  leftOut: LeftOut[];
};

/** Every post of the settings' type becomes a row, and everything else a line of what is left out. */
export function bring(site: Site, settings: Settings): Result {
  const result: Result = { rows: [], drafts: [], leftOut: [] };
  const taken = new Set<string>();
  for (const post of site.posts) {
    const title = plainText(post.title);
    const tell = (what: Loss, found: string, became = '') =>
      void result.leftOut.push({ post: post.id, address: post.link, title, what, found, became });
    if (post.type !== settings.posts) tell('other-type', `${post.type}: ${title}`);
    else if (post.status === 'trash') tell('thrown-away', title);
    else if (post.status !== 'auto-draft' && post.status !== 'inherit') {
      const { row, lacks }: Brought = rowOf(post, site, settings, taken, tell);
      result.rows.push(row);
      if (row.state === 'draft')
        result.drafts.push({ title: title || `post ${post.id}`, address: post.link, lacks });
    }
  }
  if (result.rows.length === 0)
    throw new UnreadableSite(
      `There is no post of the type "${settings.posts}". There are: ${typesOf(site.posts).join(', ')}.`,
    );
  return result;
}

function typesOf(posts: readonly Post[]): string[] {
  const counts = Map.groupBy(posts, ({ type }) => type);
  return [...counts].map(([type, { length }]) => `${type} (${length})`);
}

/** How often each kind of thing is left out, with what becomes of it; the most frequent first. */
export function countLosses(leftOut: readonly LeftOut[]): string[] {
  const groups = Map.groupBy(
    leftOut,
    ({ what, became }) => `${what}\n${became.replace(/^the \d+ /, 'the ')}`,
  );
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([key, { length }]) => {
      const [what, became] = key.split('\n') as [Loss, string];
      return `${String(length).padStart(5)} × ${LOSSES[what]}${became ? `: ${became}` : ''}`;
    });
}

/** What is left out as a spreadsheet. */
export function leftOutCsv(leftOut: readonly LeftOut[]): string {
  const cell = (value: string) => `"${guardFormula(value).replaceAll('"', '""')}"`;
  const lines = leftOut.map(({ post, address, title, what, found, became }) => [
    String(post),
    address,
    title,
    LOSSES[what],
    found,
    became || 'left out',
  ]);
  const header = ['post', 'address', 'title', 'what', 'found', 'became'];
  return `\ufeff${[header, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}
