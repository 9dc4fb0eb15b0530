// What can be read off an address or a title without asking anybody for anything.
import type { PledgeDraft } from '../../../data/pledge.ts';

type Evidence = NonNullable<PledgeDraft['evidence']>[number];

const ARCHIVED = /^https?:\/\/web\.archive\.org\/web\/\d+[a-z_]*\/(https?:\/\/.+)$/;

/**
 * A row of evidence from a pasted text that is nothing but an address; null for any other text. The publisher is who
 * stands for the same host in a row that is there already, else the host. The title is for the editor to write.
 */
export function evidenceFrom(pasted: string, rows: readonly Evidence[]): Evidence | null {
  const text = pasted.trim();
  if (/\s/.test(text) || hostOf(text) === null) return null;
  const original = ARCHIVED.exec(text)?.[1];
  const url = original ?? text;
  const host = hostOf(url);
  const known = rows.find((row) => row.url && row.publisher && hostOf(row.url) === host);
  return {
    url,
    publisher: known?.publisher ?? host ?? '',
    ...(original === undefined ? {} : { archivedUrl: text }),
  };
}

function hostOf(text: string): string | null {
  if (!/^https?:\/\//i.test(text)) return null;
  const url = URL.parse(text);
  return url ? url.hostname.replace(/^www\./, '') : null;
}
