import type { PublishedTracker } from '../../data/published.ts';
import { Theirs, VerdictMark } from './parts.tsx';

/** How the verdicts stand: the denominator, a bar, and the same numbers as a list. */
export function TallySection({ tracker }: { tracker: PublishedTracker }) {
  const { tally, coverage, language } = tracker;
  const rows = tally.verdicts.filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="tally" class="tally">
      <h2 id="tally">
        {tally.assessed} of {tally.total} assessed
      </h2>
      <TallyBar rows={rows} total={tally.total} />
      <ul>
        {rows.map((verdict) => (
          <li>
            <VerdictMark verdict={verdict} language={language} /> <b>{verdict.count}</b>
          </li>
        ))}
      </ul>
      <p class="meta">
        {coverage?.note && <Theirs language={language}>{coverage.note}. </Theirs>}
        {tally.umbrella > 0 && <>Umbrella pledges, listed but not counted: {tally.umbrella}. </>}
        {tally.retracted > 0 && <>Verdict withdrawn, not counted: {tally.retracted}.</>}
      </p>
    </section>
  );
}

type BarProps = { rows: PublishedTracker['tally']['verdicts']; total: number };

// Attributes of SVG, because the page's own policy allows no style in an element. The list below says the same.
function TallyBar({ rows, total }: BarProps) {
  let x = 0;
  return (
    <svg class="bar" viewBox={`0 0 ${Math.max(total, 1)} 1`} preserveAspectRatio="none" aria-hidden="true">
      {rows.map(({ outcome, count }) => {
        const at = x;
        x += count;
        return <rect class={`verdict ${outcome}`} x={at} y="0" width={count} height="1" />;
      })}
    </svg>
  );
}
