// What the desk's lists show and find of a pledge's words.

import { lastDay } from '../../data/calendar.ts';
import { facetTerms } from '../../data/facet.ts';
import type { Pledge, PledgeDraft } from '../../data/pledge.ts';
import { foldedWords } from '../search.ts';

/** The words of a pledge, as far as it has them: `published` is what readers see, `ready` what they will see at its tracker's opening. */
export type Words = { published: Pledge | null; ready: PledgeDraft | null; draft: PledgeDraft | null };

export type ListedContent = {
  title: string | null;
  /** By which titles are sorted: without case and diacritics. */
  title_key: string;
  verdict: string | null;
  categories: string;
  /** Categories and values of facets, each between two spaces: ` transport party:greens `. */
  filed: string;
  due: string | null;
  due_by: string | null;
  /** The day that readers see, which passes; `due` may be that of a draft. */
  promised_for: string | null;
  disputed_at: string | null;
};

/** The title is the draft's where it has one; verdict, categories and due day are what readers see, if anything. */
export function listedContent({ published, ready, draft }: Words): ListedContent {
  const title = draft?.title ?? published?.title ?? ready?.title ?? null;
  const shown: PledgeDraft = published ?? ready ?? draft ?? {};
  const { categories = [], facets } = shown;
  const due = published?.due ?? ready?.due ?? draft?.due ?? null;
  return {
    title,
    title_key: foldedWords(title ?? '').trim(),
    verdict: shown.verdict?.id ?? null,
    categories: JSON.stringify(categories),
    filed: ` ${[...categories, ...facetTerms(facets)].join(' ')} `,
    due,
    due_by: due && lastDay(due),
    promised_for: published?.due ?? null,
    disputed_at: published?.underReview?.since ?? null,
  };
}

/** All by which a search finds a pledge, folded: its names, and the words that readers see and those that are being written. */
export function searchedWords(names: (string | null)[], { published, ready, draft }: Words): string {
  return foldedWords([...names, ...[published, ready, draft].flatMap(wordsOf)].join(' '));
}

function wordsOf(pledge: PledgeDraft | Pledge | null): (string | null | undefined)[] {
  if (pledge === null) return [];
  const { title, promise, yardstick, verdict, evidence = [], responses = [], timeline } = pledge;
  return [
    title,
    promise?.quote,
    promise?.madeBy,
    promise?.url,
    yardstick,
    verdict?.headline,
    verdict?.summary,
    verdict?.body,
    ...evidence.flatMap((source) => [source.title, source.publisher, source.url, source.quote]),
    ...responses.flatMap(({ from, text, url }) => [from, text, url]),
    ...(timeline ?? []).flatMap(({ text, url }) => [text, url]),
  ];
}
