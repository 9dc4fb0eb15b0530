import { PledgeBadge } from 'pledgemark/react';

// Each of these lines is a mistake, and the checker has to say so.
export const wrong = [
  <PledgeBadge key="1" pledge={7} />,
  <PledgeBadge key="2" outcome="imploded" />,
  <PledgeBadge key="3" onPledgeLoad="later" />,
  <PledgeBadge key="4" onPledgeError={({ reason }) => reason === 'bored'} />,
  <pledge-badge key="5" pinned="perhaps" />,
  <pledge-card key="6" asOf="2019-05-20" />,
  <pledge-card key="7" onpledge-load={() => {}} />,
];

// And none of these.
export const right = [
  <PledgeBadge
    key="1"
    pledge="a/b"
    asOf={null}
    pinned
    live="off"
    theme="dark"
    lang="cy"
    className="x"
    id="y"
  />,
  <PledgeBadge
    key="2"
    onPledgeError={({ reason }) => reason === 'offline'}
    ref={(own) => void own?.pledge}
  />,
  <pledge-badge key="3" as-of="2019-05-20" pinned class="x" ref={(own) => void own?.asOf} />,
  <pledge-summary key="4" tracker="a" view="donut" />,
  <pledge-list key="5" limit="3" outcome="kept" />,
];
