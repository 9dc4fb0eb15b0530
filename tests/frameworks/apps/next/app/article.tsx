'use client';
import { PledgeBadge } from 'pledgemark/react';
import { useState } from 'react';

export function Article() {
  const [news, setNews] = useState<string[]>([]);
  const tell = (line: string) => setNews((before) => [...before, line]);
  return (
    <>
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
      <output>{[...news].sort().join(' ')}</output>
    </>
  );
}
