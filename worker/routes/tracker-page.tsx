// A tracker's page, with the list of its pledges as it was asked for.
import type { Front, SearchIndex, TrackerIndex } from '../../data/published.ts';
import { inCurrentTerms, listPledges, USUALLY_WANTED, type Wanted } from '../listing.ts';
import { localizerForPage } from '../pages/page-localizer.ts';
import { TrackerPage } from '../pages/tracker.tsx';
import { frontKey, indexKey, searchIndexKey } from '../published.ts';
import { documentPage, type Page } from './document-page.ts';
import { chosenLanguage, mailForm } from './page-request.ts';

// Most readers ask for nothing, and for them no schema is loaded.
export async function wantedOf(sent: Record<string, string[]>): Promise<Wanted> {
  if (Object.keys(sent).length === 0) return USUALLY_WANTED;
  const { wantedByPage } = await import('./listing-query.ts');
  return wantedByPage(sent);
}

/** What is wanted of a list, in short; empty where nothing is. */
function variantOf(wanted: Wanted): string {
  const asked = JSON.stringify(wanted);
  return asked === NOTHING_ASKED ? '' : asked;
}

const NOTHING_ASKED = JSON.stringify(USUALLY_WANTED);

/** As most readers meet it, it is one document; what is asked for beyond that is looked up in the index. */
export function trackerPage(context: Page, tracker: string, wanted: Wanted): Promise<Response | null> {
  const asked = variantOf(wanted);
  const chosen = chosenLanguage(context);
  const about = { tags: tracker, variant: [asked, chosen ?? ''].join(' ').trim() };
  if (!asked)
    return documentPage<[Front]>(context, {
      ...about,
      keys: [frontKey(tracker)],
      make: async (front) => {
        const l10n = await localizerForPage(chosen, front.tracker.language);
        return {
          l10n,
          page: <TrackerPage {...front} wanted={wanted} l10n={l10n} mail={mailForm(context)} />,
        };
      },
    });
  const make = async (front: Front, index: TrackerIndex, words: SearchIndex | null) => {
    const l10n = await localizerForPage(chosen, front.tracker.language);
    const listing = listPledges(index, words, wanted);
    const current = inCurrentTerms(wanted, index.former);
    const shown = { listing, wanted: current, l10n, mail: mailForm(context) };
    return { l10n, page: <TrackerPage {...front} {...shown} /> };
  };
  const keys = [frontKey(tracker), indexKey(tracker)] as const;
  return wanted.q
    ? documentPage<[Front, TrackerIndex, SearchIndex]>(context, {
        ...about,
        keys: [...keys, searchIndexKey(tracker)],
        versionsOf: ({ index, words }) => [index, words],
        make,
      })
    : documentPage<[Front, TrackerIndex]>(context, {
        ...about,
        keys: [...keys],
        versionsOf: ({ index }) => [index],
        make: (front, index) => make(front, index, null),
      });
}
