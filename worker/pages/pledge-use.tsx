// The lower half of a pledge's page: its record, and how to follow, quote, embed and check it.
import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { labelIn } from '../label.ts';
import { FollowByMail } from './follow-form.tsx';
import { Label, Theirs } from './language.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { Dated, KINDS } from './parts.tsx';

type Props = { tracker: Tracker; pledge: PublishedPledge; l10n: PageLocalizer };
/** `mail`: whether this installation sends any, and what its form needs. */
type FollowProps = Props & { mail: { turnstileKey: string } | null };

/** What was published, when and why, also of the pledges that were merged into this one. */
export function RecordSection({ tracker, pledge, l10n }: Props) {
  const { say, fill } = l10n;
  const { licence } = pledge;
  return (
    <>
      <h2 id="history">{say('history.heading')}</h2>
      <Revisions tracker={tracker} history={pledge.history} l10n={l10n} />
      {pledge.merged?.map(({ title, history }) => (
        <>
          <h3>
            {fill('history.merged', {
              title: (
                <Theirs lang={tracker.language} l10n={l10n}>
                  {title}
                </Theirs>
              ),
            })}
          </h3>
          <Revisions tracker={tracker} history={history} l10n={l10n} />
        </>
      ))}
      <p class="meta">
        {pledge.updatedAt && (
          <>
            {fill('blocks.updated', {
              on: <Dated when={pledge.updatedAt} zone={tracker.timezone} l10n={l10n} />,
            })}
            {' · '}
          </>
        )}
        <a href={`/api/v1/trackers/${tracker.id}/pledges/${pledge.slug}`}>{say('history.json')}</a>
        {' · '}
        {fill('tracker.licence', {
          licence: (
            <a href={licence.url} dir="auto">
              {licence.name}
            </a>
          ),
        })}
        {' · '}
        <a href="/docs/data#checking-the-record" hreflang="en">
          {say('history.hashes')}
        </a>
      </p>
    </>
  );
}

type RevisionsProps = { tracker: Tracker; history: PublishedPledge['history']; l10n: PageLocalizer };

// Newest first. Each entry's hash holds the one before it, so that nothing can be rewritten.
function Revisions({ tracker: { language, timezone }, history, l10n }: RevisionsProps) {
  const { say, fill } = l10n;
  const date = (when: string) => <Dated when={when} zone={timezone} l10n={l10n} />;
  return (
    <ol class="history">
      {history.toReversed().map(({ revision, at, publishedAt, kind, verdict, note, hash }) => (
        <li>
          <p>
            {publishedAt ? date(publishedAt) : say('history.undated')} · <b>{say(KINDS[kind])}</b>
            {kind !== 'retraction' && (
              <>
                {say('language.colon')}
                {verdict ? <Label of={verdict.label} own={language} l10n={l10n} /> : say('history.hidden')}
              </>
            )}
            {note && (
              <>
                .{' '}
                <Theirs lang={language} l10n={l10n}>
                  {note}
                </Theirs>
              </>
            )}
          </p>
          <p class="meta hash">
            {kind === 'import' && <>{fill('history.imported', { date: date(at) })} · </>}
            {say('history.revision', { number: revision })} · <code dir="ltr">{hash}</code>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** How to hear of the next change. */
export function FollowSection({ tracker: { id }, pledge: { slug }, l10n, mail }: FollowProps) {
  return (
    <>
      <h2>{l10n.say('follow.heading')}</h2>
      <p>
        {l10n.fill('follow.verdict', {
          atom: <a href={`/${id}/${slug}/feed.atom`}>Atom</a>,
          json: <a href={`/${id}/${slug}/feed.json`}>JSON Feed</a>,
        })}
      </p>
      {mail && <FollowByMail about="mail.ofPledge" name={`${id}/${slug}`} l10n={l10n} {...mail} isSecond />}
    </>
  );
}

/** How to cite and embed the pledge. */
export function UseSection({ tracker, pledge, l10n, snippet }: Props & { snippet: string }) {
  const { id, language } = tracker;
  const { slug, title, url, by, verdict, revision } = pledge;
  const { say, fill } = l10n;
  const own = (text: string, lang = language) => (
    <Theirs lang={lang} l10n={l10n}>
      {text}
    </Theirs>
  );
  const label = labelIn(verdict.label, l10n, language);
  const on = verdict.publishedAt && l10n.day(verdict.publishedAt, tracker.timezone);
  return (
    <aside aria-labelledby="use" class="sidebar">
      <h2 id="use">{say('use.heading')}</h2>
      <dl class="uses">
        <dt>{say('use.cite')}</dt>
        <dd>
          <p>
            {fill('use.citation', {
              by: own(by.name),
              title: fill('language.quoted', { text: own(title) }),
              label: (
                <>
                  {own(label.text, label.lang)}
                  {on && ` (${on})`}
                </>
              ),
              revision: say('history.revision', { number: revision }),
              url: <bdi dir="ltr">{l10n.href(url)}</bdi>,
            })}
          </p>
        </dd>
        <dt>{say('use.embed')}</dt>
        <dd>
          <p>
            {/* Short and without commas: reader modes weigh them, and would take a longer text for the article. */}
            {say('use.about')} <a href={l10n.href(`/embed?pledge=${id}/${slug}`)}>{say('use.choose')}</a>
          </p>
          <section class="snippet" aria-label={say('use.line')}>
            <pre tabindex={0} dir="ltr">
              <code>{snippet}</code>
            </pre>
          </section>
        </dd>
      </dl>
    </aside>
  );
}
