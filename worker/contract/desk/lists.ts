// What there is to do, what there is, and the views of it that people have named.
import { foundSchema, todaySchema } from '../../../data/desk.ts';
import { savedViewsSchema } from '../../../data/lists.ts';
import { json } from '../operation.ts';
import type { DeskRows } from './row.ts';

export const LISTS = {
  'GET /today': {
    id: 'getToday',
    tag: 'Desk: running it',
    summary: 'What there is to do in your trackers',
    answers: json(todaySchema, 'The most pressing first'),
  },
  'GET /pledges': {
    id: 'findDeskPledges',
    tag: 'Desk: pledges',
    summary: 'Pledges of all your trackers, by what they are and by their words',
    answers: json(foundSchema, 'A page of them'),
  },
  'GET /views': {
    id: 'getViews',
    tag: 'Desk: running it',
    summary: 'The lists that you have named for yourself',
    answers: json(savedViewsSchema, 'In the order in which they were kept'),
  },
  'PUT /views': {
    id: 'saveViews',
    tag: 'Desk: running it',
    summary: 'Keep the lists that you name, in place of those before',
    answers: json(savedViewsSchema, 'As they are kept'),
  },
} as const satisfies DeskRows;
