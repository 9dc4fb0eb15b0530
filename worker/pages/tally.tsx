import type { PublishedTracker } from '../../data/published.ts';
import { ended } from '../ended.ts';
import type { Localizer } from '../localizer.ts';
import { Theirs } from './language.tsx';
import { VerdictMark } from './parts.tsx';

/** How the verdicts stand: the denominator, a bar, and the same numbers as a list. */
export function TallySection({ tracker, l10n }: { tracker: PublishedTracker; l10n: Localizer }) {
  const { tally, coverage, language } = tracker;
  const { say } = l10n;
  const rows = tally.verdicts.filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="tally" class="tally">
      <h2 id="tally">{say('blocks.assessed', { assessed: tally.assessed, total: tally.total })}</h2>
      <TallyBar rows={rows} total={tally.total} />
      <ul>
        {rows.map((verdict) => (
          <li>
            <VerdictMark verdict={verdict} own={language} l10n={l10n} /> <b>{l10n.number(verdict.count)}</b>
          </li>
        ))}
      </ul>
      <p class="meta">
        {coverage?.note && (
          <Theirs lang={language} l10n={l10n}>
            {ended(coverage.note)}{' '}
          </Theirs>
        )}
        {tally.umbrella > 0 && <>{say('tracker.umbrella', { count: tally.umbrella })} </>}
        {tally.retracted > 0 && say('tracker.retracted', { count: tally.retracted })}
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
