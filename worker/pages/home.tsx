import type { Trackers } from '../../data/published.ts';
import { Theirs, theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import type { PageLocalizer } from './page-localizer.ts';

/** `desk` is the host of the desk, empty where it has none of its own. */
type Props = Trackers & { demonstration: boolean; desk: string; origin: string; l10n: PageLocalizer };

/** The trackers of this installation. Before there is one, whoever runs it finds the way to the beginning. */
export function HomePage({ trackers, demonstration, desk, origin, l10n }: Props) {
  const { say, href } = l10n;
  return (
    <Layout
      title={`Pledgemark${say('language.colon')}${say('home.title')}`}
      url={`${origin}/`}
      l10n={l10n}
      here="/"
      noindex={trackers.every(({ indexed }) => !indexed)}
    >
      <h1>{say('home.heading')}</h1>
      <p class="standfirst">{say('home.about')}</p>
      {demonstration && (
        <p>
          <a href="/demo" hreflang="en">
            {say('home.demonstration')}
          </a>
        </p>
      )}
      <h2>{say('site.trackers')}</h2>
      {trackers.length === 0 && (
        <>
          <p>{say('home.nothing')}</p>
          <p class="meta">
            <a href={`${desk}/desk`} hreflang="en">
              {say('home.desk')}
            </a>
          </p>
        </>
      )}
      <ul class="rows">
        {trackers.map(({ id, name, language, pledges, subject, publisher, notice }) => (
          <li>
            <h3 {...theirs(language, l10n)}>
              <a href={href(`/${id}`)}>{name}</a>
            </h3>
            <p class="meta">
              {say('home.pledges', { count: pledges })}.{' '}
              <Theirs lang={language} l10n={l10n}>
                {subject.name}
              </Theirs>
              .{' '}
              {l10n.fill('blocks.verdictsBy', {
                by: (
                  <Theirs lang={language} l10n={l10n}>
                    {publisher.name}
                  </Theirs>
                ),
              })}
              .
            </p>
            {notice && (
              <p class="meta" {...theirs(language, l10n)}>
                {notice}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href="/api/v1/trackers">{say('home.openData')}</a>
      </p>
    </Layout>
  );
}
