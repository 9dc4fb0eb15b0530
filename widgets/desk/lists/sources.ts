// The two lists of the app. They outlive their screens: whoever comes back sees at once what was there.

import type { Found, Today } from '../../../data/desk.ts';
import { desk } from '../common/api.ts';
import { counts } from '../common/counts.ts';
import { RowList } from './row-list.ts';

/** What is due, and with it what waits, is drafted and is scheduled. */
export const todayList = new RowList<Today>({
  ask: async (query, signal) => {
    const answer = await desk.today(query, signal);
    if (answer.ok) counts.take(answer.value.counts);
    return answer;
  },
  page: ({ due }) => due,
});

/** Everything that Find finds. */
export const foundList = new RowList<Found>({
  ask: (query, signal) => desk.find(query, signal),
  page: (found) => found,
});
