import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { Theirs, theirs } from './language.tsx';
import { Markdown } from './markdown.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { Dated } from './parts.tsx';

type Props = { tracker: Tracker; pledge: PublishedPledge; l10n: PageLocalizer };

/** Why the verdict is what it is: the desk's reasons, its evidence, and what those say of whom it speaks. */
export function Reasons({ tracker, pledge, l10n }: Props) {
  const { language } = tracker;
  const { verdict, evidence, responses } = pledge;
  const { say } = l10n;
  const own = theirs(language, l10n);
  const date = (when: string) => <Dated when={when} zone={tracker.timezone} l10n={l10n} />;
  return (
    <>
      <h2 id="why">{say('reasons.heading')}</h2>
      {verdict.body ? (
        <Markdown text={verdict.body} lang={language} l10n={l10n} />
      ) : (
        <p {...own}>{verdict.summary}</p>
      )}
      <Standing tracker={tracker} pledge={pledge} l10n={l10n} />
      <Timeline tracker={tracker} pledge={pledge} l10n={l10n} />
      {evidence.length > 0 && <h2>{say('reasons.evidence')}</h2>}
      <ol class="evidence">
        {evidence.map((item) => (
          <li>
            <Theirs lang={language} l10n={l10n}>
              {item.url ? <a href={item.url}>{item.title}</a> : item.title}
            </Theirs>
            <p class="meta">
              <Theirs lang={language} l10n={l10n}>
                {item.publisher}
              </Theirs>
              {item.date && <> · {date(item.date)}</>}
              {item.type && ` · ${say(`evidence.${item.type}`)}`}
              {item.archivedUrl && (
                <>
                  {' · '}
                  <a href={item.archivedUrl}>{say('reasons.archived')}</a>
                </>
              )}
            </p>
            {item.quote && <blockquote {...own}>{item.quote}</blockquote>}
          </li>
        ))}
      </ol>
      {responses.length > 0 && <h2>{say('reasons.responses')}</h2>}
      {responses.map((response) => (
        <figure>
          <blockquote {...own}>{response.text}</blockquote>
          <figcaption>
            <Theirs lang={language} l10n={l10n}>
              {response.url ? <a href={response.url}>{response.from}</a> : response.from}
            </Theirs>
            {' · '}
            {date(response.date)}
          </figcaption>
        </figure>
      ))}
    </>
  );
}

// What happened on the way, the oldest first, however the desk has written it down.
function Timeline({ tracker, pledge: { timeline = [] }, l10n }: Props) {
  if (timeline.length === 0) return null;
  const inOrder = timeline.toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return (
    <>
      <h2>{l10n.say('reasons.happened')}</h2>
      <ol class="timeline">
        {inOrder.map(({ date, text, url }) => (
          <li>
            <p class="meta">
              <Span zone={tracker.timezone} date={date} l10n={l10n} />
            </p>
            <p {...theirs(tracker.language, l10n)}>{url ? <a href={url}>{text}</a> : text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Span({ zone, date, l10n }: { zone: string; date: string; l10n: PageLocalizer }) {
  const [from = '', to] = date.split('/');
  return (
    <>
      <Dated when={from} zone={zone} l10n={l10n} />
      {to && (
        <>
          {' – '}
          <Dated when={to} zone={zone} l10n={l10n} />
        </>
      )}
    </>
  );
}

// How the promise stands to its day, and why it went as it did, as far as the desk says so.
function Standing({ tracker: { timezone }, pledge: { due, verdict }, l10n }: Props) {
  const { say, fill } = l10n;
  const date = (when: string) => <Dated when={when} zone={timezone} l10n={l10n} />;
  const { schedule, reasons = [], effectiveOn } = verdict;
  if (!due && !schedule && !effectiveOn && reasons.length === 0) return null;
  return (
    <p class="meta">
      {due && <>{fill('reasons.deadline', { date: date(due) })} </>}
      {schedule && `${say(`schedule.${schedule}`)} `}
      {reasons.length > 0 &&
        `${say('reasons.why', { reasons: l10n.list(reasons.map((reason) => say(`reason.${reason}`))) })} `}
      {effectiveOn && fill('reasons.position', { date: date(effectiveOn) })}
    </p>
  );
}
