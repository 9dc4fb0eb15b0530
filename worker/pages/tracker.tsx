import type { Front } from '../../data/published.ts';
import { isIndexed } from '../../data/visibility.ts';
import { pictureUrl } from '../embeds/badge-image.ts';
import { ended } from '../ended.ts';
import type { Wanted } from '../listing.ts';
import { FollowByMail } from './follow-form.tsx';
import { Label, Theirs, theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import { ListingSection, listingPath } from './listing.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { Dated, KINDS, Notices, VerdictMark } from './parts.tsx';
import { trackerData } from './structured-data.ts';
import { TallySection } from './tally.tsx';
import { AboutSection } from './tracker-about.tsx';

/** `isPreview`: for a frame of the desk, in which no script may run. */
type Props = Front & {
  wanted: Wanted;
  l10n: PageLocalizer;
  /** Where mail is sent: what the form to follow by mail needs. */
  mail?: { turnstileKey: string } | null;
  isPreview?: boolean;
};

/** A tracker: its tally with the denominator, its pledges, what changed lately, and how its desk works. */
export function TrackerPage({
  tracker,
  changes,
  listing,
  wanted,
  l10n,
  mail = null,
  isPreview = false,
}: Props) {
  const { id, name, language, publisher, subject, tally } = tracker;
  const { say, fill, href } = l10n;
  const title = say('tracker.title', { name, by: publisher.name });
  const assessed = say('blocks.assessed', { assessed: tally.assessed, total: tally.total });
  return (
    <Layout
      title={title}
      description={[assessed, subject.name, say('blocks.verdictsBy', { by: publisher.name })]
        .map(ended)
        .join(' ')}
      url={tracker.url}
      feeds={title}
      by={publisher.name}
      card={{ picture: pictureUrl(new URL(tracker.url).origin, null), alt: title }}
      data={trackerData(tracker, l10n)}
      isPreview={isPreview}
      l10n={l10n}
      here={listingPath(id, { ...wanted, cursor: undefined })}
      noindex={!isIndexed(tracker)}
      notices={<Notices tracker={tracker} l10n={l10n} />}
    >
      <header class="title">
        <h1 {...theirs(language, l10n)}>{name}</h1>
        <p class="standfirst">
          <Theirs lang={language} l10n={l10n}>
            {subject.name}
          </Theirs>
          .{' '}
          {fill('blocks.verdictsBy', {
            by: (
              <Theirs lang={language} l10n={l10n}>
                <a href={publisher.url}>{publisher.name}</a>
              </Theirs>
            ),
          })}
          .
        </p>
      </header>
      <TallySection tracker={tracker} l10n={l10n} />
      <section class="columns">
        <ListingSection tracker={tracker} listing={listing} wanted={wanted} l10n={l10n} />
        <aside aria-labelledby="lately">
          <h2 id="lately">{say('tracker.lately')}</h2>
          <LatestChanges tracker={tracker} changes={changes} l10n={l10n} />
          <h2>{say('follow.heading')}</h2>
          <ul class="links">
            <li>
              {fill('follow.changes', {
                atom: <a href={`/${id}/feed.atom`}>Atom</a>,
                json: <a href={`/${id}/feed.json`}>JSON Feed</a>,
              })}
            </li>
            <li>
              <a href={href(`/${id}/corrections`)}>{say('tracker.corrections')}</a>
            </li>
            <li>
              <a href={href(`/embed?tracker=${id}`)}>{say('follow.embed')}</a>
            </li>
          </ul>
          {mail && <FollowByMail about="mail.ofTracker" name={id} l10n={l10n} {...mail} />}
        </aside>
      </section>
      <AboutSection tracker={tracker} l10n={l10n} />
    </Layout>
  );
}

function LatestChanges({ tracker, changes, l10n }: Pick<Props, 'tracker' | 'changes' | 'l10n'>) {
  const { id, language, timezone } = tracker;
  const { say, fill, href } = l10n;
  if (changes.length === 0) return <p class="meta">{say('tracker.unchanged')}</p>;
  const mark = (verdict: (typeof changes)[number]['verdict']) => (
    <VerdictMark verdict={verdict} own={language} l10n={l10n} />
  );
  return (
    <ol class="changes">
      {changes.map(({ slug, title, publishedAt, kind, verdict, was }) => (
        <li>
          <p class="meta">
            <Dated when={publishedAt} zone={timezone} l10n={l10n} />
            {(kind === 'correction' || kind === 'retraction') && ` · ${say(KINDS[kind])}`}
          </p>
          <a href={href(`/${id}/${slug}`)} {...theirs(language, l10n)}>
            {title}
          </a>
          {kind !== 'retraction' && (
            <p class="change">
              {was
                ? fill('tracker.change', {
                    was: <Was label={was.label} own={language} l10n={l10n} />,
                    now: mark(verdict),
                  })
                : mark(verdict)}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Was({ label, own, l10n }: { label: Record<string, string>; own: string; l10n: PageLocalizer }) {
  return (
    <span class="was">
      <Label of={label} own={own} l10n={l10n} />
    </span>
  );
}
