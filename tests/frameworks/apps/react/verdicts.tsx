import { configure } from 'pledgemark';
import { PledgeBadge, PledgeCard, PledgeList, PledgeSummary } from 'pledgemark/react';
import { useState } from 'react';

configure({ origin: import.meta.env.VITE_PLEDGEMARK_ORIGIN });

export function Article() {
  const [news, setNews] = useState<string[]>([]);
  const tell = (line: string) => setNews((before) => [...before, line]);
  return (
    <main>
      <p>
        The promise is{' '}
        <PledgeBadge
          pledge="uk-2017/plant-11-million-trees"
          outcome="in-progress"
          asOf="2019-05-20"
          pinned={false}
          onPledgeLoad={() => tell('loaded')}
        >
          <a href="https://pledges.example/uk-2017/plant-11-million-trees">as the desk says</a>
        </PledgeBadge>
        , and another is{' '}
        <PledgeBadge pledge="uk-2017/no-such-pledge" onPledgeError={({ reason }) => tell(reason)}>
          unknown
        </PledgeBadge>
        .
      </p>
      <PledgeCard pledge="uk-2017/plant-11-million-trees" className="wide" />
      <PledgeSummary tracker="uk-2017" view="donut" />
      <PledgeList tracker="uk-2017" limit={3} />
      <output>{[...news].sort().join(' ')}</output>
    </main>
  );
}
