// How a desk works, who it is, and where its data are: the foot of a tracker's page.
import type { PublishedTracker } from '../../data/published.ts';
import { Label } from './language.tsx';
import { Markdown } from './markdown.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { inOrder, VerdictMark } from './parts.tsx';

type Props = { tracker: PublishedTracker; l10n: PageLocalizer };

export function AboutSection({ tracker, l10n }: Props) {
  const { id, language, corrections } = tracker;
  const { say, href } = l10n;
  return (
    <div class="about">
      <section aria-labelledby="method">
        <h2 id="method">{say('tracker.method')}</h2>
        <Markdown text={tracker.methodology} lang={language} l10n={l10n} />
        <dl>
          {inOrder(tracker).map((verdict) => (
            <>
              <dt>
                <VerdictMark verdict={verdict} own={language} l10n={l10n} />
              </dt>
              <dd>
                <Label of={verdict.definition} own={language} l10n={l10n} />
              </dd>
            </>
          ))}
        </dl>
      </section>
      <DataSection tracker={tracker} l10n={l10n} />
      <section aria-labelledby="about">
        <h2 id="about">{say('tracker.about')}</h2>
        <h3>{say('tracker.corrections')}</h3>
        <p>
          {corrections.url && <a href={corrections.url}>{corrections.url}</a>}{' '}
          {corrections.email && <a href={`mailto:${corrections.email}`}>{corrections.email}</a>}{' '}
          <a href={href(`/${id}/corrections`)}>{say('tracker.putRight')}</a>
        </p>
        <h3>{say('tracker.funding')}</h3>
        <Markdown text={tracker.funding} lang={language} l10n={l10n} />
        <h3>{say('tracker.imprint')}</h3>
        <Markdown text={tracker.imprint} lang={language} l10n={l10n} />
        <h3>{say('tracker.privacy')}</h3>
        <Markdown text={tracker.privacy} lang={language} l10n={l10n} />
      </section>
    </div>
  );
}

function DataSection({ tracker: { id, licence, head }, l10n: { say, fill } }: Props) {
  return (
    <section aria-labelledby="data">
      <h2 id="data">{say('tracker.data')}</h2>
      <ul class="links">
        <li>
          {fill('tracker.download', {
            csv: <a href={`/api/v1/trackers/${id}/export.csv`}>CSV</a>,
            json: <a href={`/api/v1/trackers/${id}/export.json`}>JSON</a>,
          })}
        </li>
        <li>
          {fill('tracker.licence', {
            licence: (
              <a href={licence.url} dir="auto">
                {licence.name}
              </a>
            ),
          })}
        </li>
        <li>
          <a href="/docs/data" hreflang="en">
            {say('tracker.fields')}
          </a>
        </li>
        <li>
          <a href="/docs/data#checking-the-record" hreflang="en">
            {say('tracker.check')}
          </a>
        </li>
      </ul>
      {head && <p class="meta">{fill('tracker.head', { hash: <code dir="ltr">{head}</code> })}</p>}
    </section>
  );
}
