import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { Markdown } from './markdown.tsx';
import { Dated, Theirs, theirs } from './parts.tsx';

type Props = { tracker: Tracker; pledge: PublishedPledge };

/** Why the verdict is what it is: the desk's reasons, its evidence, and what those say of whom it speaks. */
export function Reasons({ tracker, pledge }: Props) {
  const { language } = tracker;
  const { verdict, evidence, responses } = pledge;
  const date = (when: string) => <Dated when={when} of={tracker} />;
  return (
    <>
      <h2 id="why">Why this verdict</h2>
      {verdict.body ? (
        <Markdown text={verdict.body} language={language} />
      ) : (
        <p {...theirs(language)}>{verdict.summary}</p>
      )}
      <Standing tracker={tracker} pledge={pledge} />
      <Timeline tracker={tracker} pledge={pledge} />
      {evidence.length > 0 && <h2>Evidence</h2>}
      <ol class="evidence">
        {evidence.map((item) => (
          <li>
            <Theirs language={language}>{item.url ? <a href={item.url}>{item.title}</a> : item.title}</Theirs>
            <p class="meta">
              <Theirs language={language}>{item.publisher}</Theirs>
              {item.date && <>, {date(item.date)}</>}
              {item.type && ` · ${EVIDENCE_TYPES[item.type]}`}
              {item.archivedUrl && (
                <>
                  {' · '}
                  <a href={item.archivedUrl}>archived copy</a>
                </>
              )}
            </p>
            {item.quote && <blockquote {...theirs(language)}>{item.quote}</blockquote>}
          </li>
        ))}
      </ol>
      {responses.length > 0 && <h2>Responses</h2>}
      {responses.map((response) => (
        <figure>
          <blockquote {...theirs(language)}>{response.text}</blockquote>
          <figcaption>
            <Theirs language={language}>
              {response.url ? <a href={response.url}>{response.from}</a> : response.from}
            </Theirs>
            , {date(response.date)}
          </figcaption>
        </figure>
      ))}
    </>
  );
}

const SCHEDULES = {
  'not-due': 'Not due yet',
  'on-time': 'Done on time',
  overdue: 'Overdue',
  late: 'Done, but late',
  missed: 'The day was missed',
} as const;

const REASONS = {
  abandoned: 'abandoned',
  reversed: 'reversed',
  blocked: 'blocked',
  'no-majority': 'no majority',
  'deadline-missed': 'deadline missed',
  superseded: 'superseded',
  funding: 'funding',
  external: 'events outside its control',
  'not-prioritised': 'not a priority',
  predecessor: 'begun or done by the previous government',
} as const;

const EVIDENCE_TYPES = {
  primary: 'primary source',
  report: 'report',
  news: 'news',
  data: 'data',
  statement: 'statement',
} as const;

// What happened on the way, the oldest first, however the desk has written it down.
function Timeline({ tracker, pledge }: Props) {
  const { timeline = [] } = pledge;
  if (timeline.length === 0) return null;
  const inOrder = timeline.toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return (
    <>
      <h2>What happened</h2>
      <ol class="timeline">
        {inOrder.map(({ date, text, url }) => (
          <li>
            <p class="meta">
              <Span of={tracker} date={date} />
            </p>
            <p {...theirs(tracker.language)}>{url ? <a href={url}>{text}</a> : text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Span({ of: tracker, date }: { of: Tracker; date: string }) {
  const [from = '', to] = date.split('/');
  return (
    <>
      <Dated when={from} of={tracker} />
      {to && (
        <>
          {' – '}
          <Dated when={to} of={tracker} />
        </>
      )}
    </>
  );
}

/** A month or a year is shorter. */
const DAY_LENGTH = '2018-04-01'.length;

// How the promise stands to its day, and why it went as it did, as far as the desk says so.
function Standing({ tracker, pledge: { due, verdict } }: Props) {
  const date = (when: string) => <Dated when={when} of={tracker} />;
  const { schedule, reasons = [], effectiveOn } = verdict;
  if (!due && !schedule && !effectiveOn && reasons.length === 0) return null;
  return (
    <p class="meta">
      {due && (
        <>
          Promised by {due.length < DAY_LENGTH && 'the end of '}
          {date(due)}.{' '}
        </>
      )}
      {schedule && <>{SCHEDULES[schedule]}. </>}
      {reasons.length > 0 && <>Why it went so: {reasons.map((reason) => REASONS[reason]).join(', ')}. </>}
      {effectiveOn && <>The verdict is about {date(effectiveOn)}.</>}
    </p>
  );
}
