import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isIndexed } from '../../data/visibility.ts';
import { pictureUrl } from '../embeds/badge-image.ts';
import { verdictSentence } from '../embeds/sentence.ts';
import { labelIn } from '../label.ts';
import { theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { Badge, Notices } from './parts.tsx';
import { PledgeHead } from './pledge-head.tsx';
import { FollowSection, RecordSection, UseSection } from './pledge-use.tsx';
import { Reasons } from './reasons.tsx';
import { pledgeData, pledgeDates } from './structured-data.ts';
import { SuggestionForm } from './suggestion.tsx';

type Props = {
  tracker: Tracker;
  pledge: PublishedPledge;
  l10n: PageLocalizer;
  /** What is pasted, which is in the desk's language whatever its reader has chosen. */
  snippet: string;
  turnstileKey?: string | undefined;
  /** Where mail is sent: what the form to follow by mail needs. */
  mail?: { turnstileKey: string } | null;
  isPreview?: boolean;
};

/** A pledge: the verdict and whose it is, what was promised, what the verdict rests on, and how it came about. */
export function PledgePage({
  tracker,
  pledge,
  l10n,
  snippet,
  turnstileKey,
  mail = null,
  isPreview = false,
}: Props) {
  const { verdict, status, title, url, slug } = pledge;
  const { say } = l10n;
  const label = labelIn(verdict.label, l10n, tracker.language).text;
  const colon = say('language.colon');
  // With its day: whoever shows the link goes on to show this verdict when it is another.
  const on = verdict.publishedAt ? ` (${l10n.day(verdict.publishedAt, tracker.timezone)})` : '';
  const headline = `${label}${on}${colon}${title}`;
  const parts = { tracker, pledge, l10n };
  return (
    <Layout
      title={`${label}${colon}${title}`}
      headline={headline}
      by={pledge.by.name}
      card={{ picture: pictureUrl(new URL(url).origin, pledge), alt: verdictSentence(pledge, tracker, l10n) }}
      dates={pledgeDates(pledge)}
      description={verdict.summary}
      url={url}
      feeds={title}
      script="/assets/suggest.js"
      data={pledgeData(tracker, pledge, headline, l10n)}
      l10n={l10n}
      here={`/${tracker.id}/${slug}`}
      noindex={!isIndexed(tracker)}
      isPreview={isPreview}
      notices={<Notices tracker={tracker} l10n={l10n} />}
    >
      <div class="columns">
        <article>
          {/* Reader modes weigh what they find. By these names and elements they find the verdict here, and no form. */}
          <div class="story">
            <PledgeHead {...parts} />
            {status !== 'retracted' && <Reasons {...parts} />}
            <RecordSection {...parts} />
          </div>
        </article>
        <aside aria-label={say('pledge.around')}>
          <RelatedSection {...parts} />
          <FollowSection {...parts} mail={mail} />
        </aside>
      </div>
      <aside aria-labelledby="suggest" class="debate sidebar">
        <h2 id="suggest">{say('pledge.debate')}</h2>
        <p>{say('pledge.debateAbout')}</p>
        <SuggestionForm tracker={tracker.id} slug={slug} l10n={l10n} turnstileKey={turnstileKey} />
      </aside>
      <UseSection {...parts} snippet={snippet} />
    </Layout>
  );
}

const RELATIONS = { 'part-of': 'pledge.partOf', 'depends-on': 'pledge.dependsOn' } as const;

function RelatedSection({ tracker, pledge, l10n }: Pick<Props, 'tracker' | 'pledge' | 'l10n'>) {
  if (pledge.related.length === 0) return null;
  return (
    <>
      <h2>{l10n.say('pledge.related')}</h2>
      <ul class="related">
        {pledge.related.map(({ pledge: slug, title, relation, verdict }) => {
          const link = (
            <a href={l10n.href(`/${tracker.id}/${slug}`)} {...theirs(tracker.language, l10n)}>
              {title}
            </a>
          );
          return (
            <li>
              <Badge tracker={tracker} pledge={{ slug, title, verdict }} l10n={l10n} />{' '}
              {relation === 'related' ? link : l10n.fill(RELATIONS[relation], { title: link })}
            </li>
          );
        })}
      </ul>
    </>
  );
}
