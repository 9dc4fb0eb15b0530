// A cell that holds what a verdict rests on: addresses, with or without words beside them, one below the other or in a row.
// Every address is a source of its own, and no word of the cell is lost.
import type { Evidence } from '../../../data/pledge.ts';

/** A source as far as a cell tells it. */
export type Source = { [Part in 'title' | 'publisher' | 'url' | 'archivedUrl']?: Evidence[Part] | undefined };

const ADDRESS = /https?:\/\/[^\s<>"]+/giu;
const HTML_LINK = /<a\s[^>]*?href=["']([^"']+)["'][^>]*>([^<]*)<\/a>/giu;
const ARCHIVED = /^https?:\/\/web\.archive\.org\/web\/\d+[a-z_]*\/(https?:\/\/.+)$/iu;
// What stands between an address and its words, and is part of neither.
const AROUND = /^[\s\-–—:;,.|()[\]"'“”„«»*•·]+|[\s\-–—:;,|()[\]"'“”„«»*]+$/gu;

/** The sources of a cell, in their order. `separator`: what stands between them, where it is nothing usual. */
export function readSources(cell: string, separator?: string): Source[] {
  const plain = cell.replaceAll(HTML_LINK, (_, address: string, words: string) => `\n${words} ${address}\n`);
  const parts =
    separator === undefined ? plain.split(/\n|\||[,;](?=\s*https?:\/\/)/iu) : plain.split(separator);
  return parts.flatMap(sourcesIn);
}

function sourcesIn(part: string): Source[] {
  const sources: Source[] = [];
  let from = 0;
  for (const found of part.matchAll(ADDRESS)) {
    const url = ended(found[0]);
    const words = part.slice(from, found.index).replaceAll(AROUND, '');
    from = found.index + url.length;
    sources.push({ ...(words === '' ? {} : { title: words }), ...addressed(url) });
  }
  const rest = part.slice(from).replaceAll(AROUND, '');
  const last = sources.at(-1);
  if (rest === '') return sources;
  if (last && last.title === undefined) last.title = rest;
  else sources.push({ title: rest });
  return sources;
}

// The end of a sentence or of a bracket is no part of an address; a bracket that opened inside it is.
function ended(address: string): string {
  const url = address.replace(/[.,;:!?'”»*]+$/u, '');
  return url.endsWith(')') && !url.includes('(') ? ended(url.slice(0, -1)) : url;
}

function addressed(url: string): Source {
  const original = ARCHIVED.exec(url)?.[1];
  return original === undefined ? { url } : { url: original, archivedUrl: url };
}

/** A source with what can be read off its address where it has no title or publisher: the address itself, and whose site it is. */
export function completed<Item extends Source>(source: Item): Item {
  const host = hostOf(source.url);
  if (host === null || !source.url) return source;
  return {
    ...source,
    title: source.title ?? atMost(300, readable(source.url)),
    publisher: source.publisher ?? atMost(120, host),
  };
}

// Not through a character of two units.
function atMost(length: number, text: string): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/u, '');
}

function hostOf(url: string | null | undefined): string | null {
  return (url && URL.parse(url)?.hostname.replace(/^www\./u, '')) || null;
}

function readable(url: string): string {
  const bare = url.replace(/^https?:\/\/(?:www\.)?/iu, '').replace(/\/$/u, '');
  try {
    const decoded = decodeURI(bare);
    return /[\p{C}\p{Z}]/u.test(decoded) ? bare : decoded;
  } catch {
    return bare; // URIError: a percent sign that begins no escape
  }
}
