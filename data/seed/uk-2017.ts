// An archive of real verdicts. The facts and their sources are the Policy Tracker's; longer texts are written afresh.
import * as z from 'zod/mini';
import { type ImportRow, importRowSchema } from '../import-row.ts';
import { policyTracker } from '../schemes/policy-tracker.ts';
import type { Tracker } from '../tracker.ts';
import rows from './uk-2017.json' with { type: 'json' };

const SOURCE = 'https://policytracker.org.uk';

/** The Conservative manifesto of 2017 as Vote for Policies tracked it: closed to search engines, and said to be an archive. */
export const tracker: Tracker = {
  id: 'uk-2017',
  visibility: 'public',
  name: 'Conservative manifesto 2017',
  language: 'en',
  timezone: 'Europe/London',
  publisher: { name: 'Vote for Policies', url: SOURCE },
  subject: {
    name: 'The Conservative government elected in 2017',
    party: 'Conservative Party',
    term: { start: '2017-06-08', end: '2019-11-06' },
  },
  scheme: policyTracker,
  categories: [
    { id: 'brexit-and-europe', label: { en: 'Brexit and Europe' } },
    { id: 'crime', label: { en: 'Crime' } },
    { id: 'defence', label: { en: 'Defence' } },
    { id: 'economy', label: { en: 'Economy' } },
    { id: 'education', label: { en: 'Education' } },
    { id: 'environment', label: { en: 'Environment' } },
    { id: 'equalities-and-rights', label: { en: 'Equalities and Rights' } },
    { id: 'foreign-policy', label: { en: 'Foreign Policy' } },
    { id: 'health', label: { en: 'Health' } },
    { id: 'housing', label: { en: 'Housing' } },
    { id: 'immigration', label: { en: 'Immigration' } },
    { id: 'jobs', label: { en: 'Jobs' } },
    { id: 'society-and-culture', label: { en: 'Society and Culture' } },
    { id: 'tax', label: { en: 'Tax' } },
  ],
  documents: [
    {
      id: 'conservative-manifesto-2017',
      title: 'Conservative Party Manifesto 2017',
      year: 2017,
      url: null,
      party: 'Conservative Party',
    },
  ],
  licence: { name: 'ProjectionInput cited with their source', url: SOURCE },
  methodology: `The Policy Tracker asked one question of each promise: has it been met as it is worded? Its four answers are quoted here with its own labels.

- **Not started**: there has been no official action, or the work is not yet due. A leaked paper is not official action.
- **In progress**: official action is under way and its result is not settled. Broad promises that stand over several narrower ones stay here too.
- **Done**: the promise has been met as it is worded. For a promise to support, to act or to pilot, good evidence of the act is enough.
- **Broken**: the promise was dropped, was made impossible, missed its own deadline, or is contradicted by the statistic that it names.

These definitions were put together afterwards from the published verdicts. A fifth label, **Not assessed**, is kept apart for promises that nobody has looked at. None of the verdicts here carries it.

Each verdict keeps the label, the date and the page of the Policy Tracker that it comes from. The manifesto is quoted word for word. Headlines, summaries and longer texts were written afresh from the facts, and whether a promise is an action, a target or something to continue was judged from its wording. A date that is not known is left blank.

**This is an archive.** It holds 35 of about 694 promises, which were not chosen to be representative, so no percentages are drawn from them. The verdicts stand as they were last updated. Where the date is known it lies between July 2018 and December 2019, and nothing is said of what happened afterwards.`,
  corrections: { url: SOURCE },
  imprint: `An archived demonstration that comes with Pledgemark, software for publishing verdicts on political promises. The verdicts were made and published by [Vote for Policies](${SOURCE}), which is not affiliated with Pledgemark and has not reviewed these pages.`,
  funding:
    'This demonstration carries no advertising and earns nothing. It makes no statement about how the Policy Tracker was funded.',
  privacy:
    'These pages and the badges that quote them set no cookies and store nothing in the reader’s browser. As with any website, a reader’s network address reaches whoever runs the installation. Contact details left with a suggestion are never published, and are deleted when the suggestion is closed or after 90 days.',
  review: 'one',
  reviewEvery: 365,
  coverage: { total: 694, note: '35 of about 694, not a representative sample', source: SOURCE },
  notice:
    'Archived demonstration: verdicts by Vote for Policies, 2017 to 2019; not affiliated with Pledgemark',
  indexed: false,
  claimReview: false,
  closedAt: null,
};

/** Its 35 pledges in the order of the source, with the dates they had there (UTC); `null` where no date was shown. */
export const pledges: ImportRow[] = z.array(importRowSchema).parse(rows);
