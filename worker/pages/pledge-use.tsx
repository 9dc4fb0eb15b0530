// The lower half of a pledge's page: its record, and how to follow, quote, embed and check it.
import type { PublishedPledge } from '../../data/published.ts';
import { snippet } from '../../data/snippets.ts';
import type { Tracker } from '../../data/tracker.ts';
import { pledgeQuote } from '../embeds/quote.ts';
import { Dated, dateText, inLanguage, KINDS, Label, Theirs } from './parts.tsx';

type Props = { tracker: Tracker; pledge: PublishedPledge };

/** What was published, when and why, also of the pledges that were merged into this one. */
export function RecordSection({ tracker, pledge }: Props) {
  const { language } = tracker;
  return (
    <>
      <h2 id="history">History</h2>
      <Revisions tracker={tracker} history={pledge.history} />
      {pledge.merged?.map(({ title, history }) => (
        <>
          <h3>
            Merged into this pledge: <Theirs language={language}>{title}</Theirs>
          </h3>
          <Revisions tracker={tracker} history={history} />
        </>
      ))}
      <p class="meta">
        {pledge.updatedAt && (
          <>
            Last updated <Dated when={pledge.updatedAt} of={tracker} />.{' '}
          </>
        )}
        <a href={`/api/v1/trackers/${tracker.id}/pledges/${pledge.slug}`}>This pledge as JSON</a>, under{' '}
        <a href={pledge.licence.url}>{pledge.licence.name}</a>.{' '}
        <a href="/docs/data#checking-the-record">How to check the hashes</a>
      </p>
    </>
  );
}

type RevisionsProps = { tracker: Tracker; history: PublishedPledge['history'] };

// Newest first. Each entry's hash holds the one before it, so that nothing can be rewritten.
function Revisions({ tracker, history }: RevisionsProps) {
  const { language } = tracker;
  const date = (when: string) => <Dated when={when} of={tracker} />;
  return (
    <ol class="history">
      {history.toReversed().map(({ revision, at, publishedAt, kind, verdict, note, hash }) => (
        <li>
          <p>
            {publishedAt ? date(publishedAt) : 'Date not known'} · <b>{KINDS[kind]}</b>
            {kind !== 'retraction' && (
              <>: {verdict ? <Label of={verdict.label} language={language} /> : 'no longer told'}</>
            )}
            {note && (
              <>
                . <Theirs language={language}>{note}</Theirs>
              </>
            )}
          </p>
          <p class="meta hash">
            {kind === 'import' && <>Brought in {date(at)} · </>}
            Revision {revision} · <code>{hash}</code>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** How to hear of the next change. */
export function FollowSection({ tracker: { id }, pledge: { slug } }: Props) {
  return (
    <>
      <h2>Follow</h2>
      <p>
        Every change of this verdict, by <a href={`/${id}/${slug}/feed.atom`}>Atom</a> or{' '}
        <a href={`/${id}/${slug}/feed.json`}>JSON Feed</a>.
      </p>
    </>
  );
}

/** How to cite and embed the pledge. */
export function UseSection({ tracker, pledge }: Props) {
  const { id, language } = tracker;
  const { slug, title, url, by, verdict } = pledge;
  const label = inLanguage(verdict.label, language);
  const on = verdict.publishedAt && dateText(verdict.publishedAt, tracker);
  const badge = snippet(pledgeQuote(tracker, pledge), {
    form: 'badge',
    theme: 'auto',
    lang: null,
    asOf: null,
    width: 0,
  });
  return (
    <aside aria-labelledby="use" class="sidebar">
      <h2 id="use">Cite and embed</h2>
      <dl class="uses">
        <dt>Cite</dt>
        <dd>
          <p>
            <Theirs language={language}>
              {by.name}, “{title}”: {label}
            </Theirs>
            {on && <>, {on}</>}. Revision {pledge.revision}. {url}
          </p>
        </dd>
        <dt>Embed</dt>
        <dd>
          <p>
            {/* Short and without commas: reader modes weigh them, and would take a longer text for the article. */}
            The badge shows the verdict as it stands when your article is read.{' '}
            <a href={`/embed?pledge=${id}/${slug}`}>Choose a form with the day of your article</a>
          </p>
          <section class="snippet" aria-label="The line to paste into an article">
            <pre tabindex={0}>
              <code>{badge.text}</code>
            </pre>
          </section>
        </dd>
      </dl>
    </aside>
  );
}
