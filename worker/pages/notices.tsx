import type { PublishedTracker, Trackers } from '../../data/published.ts';
import { PROBLEMS } from '../problem.ts';
import { Theirs, theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import type { PageLocalizer } from './page-localizer.ts';

type MissingProps = {
  /** The tracker that the address begins with. */
  tracker: PublishedTracker | null;
  /** What the rest of the address says. */
  words: string;
  trackers: Trackers['trackers'];
  l10n: PageLocalizer;
};

/** What a dead address shows: a search of the tracker that it names, otherwise the trackers there are. */
export function MissingPage({ tracker, words, trackers, l10n }: MissingProps) {
  const { say, fill, href } = l10n;
  return (
    <Layout title={`${say('missing.title')}${say('language.colon')}Pledgemark`} l10n={l10n} here="" noindex>
      <h1>{say('missing.heading')}</h1>
      {tracker ? (
        <>
          <p>
            {fill('missing.pledge', {
              tracker: (
                <Theirs lang={tracker.language} l10n={l10n}>
                  <a href={href(`/${tracker.id}`)}>{tracker.name}</a>
                </Theirs>
              ),
            })}
          </p>
          <search>
            <form class="filter" method="get" action={`/${tracker.id}`}>
              <ChosenLanguage l10n={l10n} />
              <label>
                <span>{say('listing.words')}</span>
                <input type="search" name="q" value={words} maxlength={200} dir="auto" />
              </label>
              <button type="submit">{say('missing.search')}</button>
            </form>
          </search>
        </>
      ) : (
        <>
          <p>{say('missing.trackers')}</p>
          <ul>
            {trackers.map(({ id, name, language }) => (
              <li {...theirs(language, l10n)}>
                <a href={href(`/${id}`)}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={href('/')}>{say('missing.home')}</a>
      </p>
    </Layout>
  );
}

/** What a reader sees where the store does not answer, or something went wrong. */
export function UnavailablePage({ l10n }: { l10n: PageLocalizer }) {
  const title = l10n.say('missing.unavailable');
  return (
    <Layout title={title} l10n={l10n} noindex>
      <h1>{title}</h1>
      <p>{l10n.say('missing.tryAgain')}</p>
    </Layout>
  );
}

/** In a form that leads to another page: the language that its reader has chosen. */
export function ChosenLanguage({ l10n: { language, own } }: { l10n: PageLocalizer }) {
  return language === own ? null : <input type="hidden" name="lang" value={language} />;
}

/** Every problem the API answers with: where the `type` of a problem document leads. In English, as the API is. */
export function ProblemsPage({ l10n }: { l10n: PageLocalizer }) {
  return (
    <Layout title="Problems the API answers with: Pledgemark" l10n={l10n} noindex>
      <h1>Problems the API answers with</h1>
      <p>
        Errors are <code>application/problem+json</code> (RFC 9457). These slugs stay as they are. Where
        fields are at fault, <code>errors</code> lists each with a JSON pointer and what is wrong there.
      </p>
      <dl>
        {Object.entries(PROBLEMS).map(([slug, { status, title }]) => (
          <>
            <dt id={slug}>
              <code>{slug}</code> {status}
            </dt>
            <dd>{title}.</dd>
          </>
        ))}
      </dl>
    </Layout>
  );
}
