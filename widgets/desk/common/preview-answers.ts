// Stands in the place of widgets/api.ts in the desk's bundle: the elements of a preview get what readers would be
// answered if the draft were published, and nothing is asked of anybody.
import type { Shown } from '../../../data/desk.ts';
import type { Badge } from '../../../data/published.ts';
import type { PledgeName } from './api.ts';

const answers = new Map<string, unknown>();

/** What the elements are to be answered about a pledge from now on. */
export function answerWith({ tracker, slug }: PledgeName, { badge, pledge }: Shown): void {
  answers.set(`${tracker}/${slug}`, badge);
  answers.set(`pledges/${tracker}/${slug}`, pledge);
}

/** As in widgets/api.ts. */
export function loadBadges(): (id: string) => Promise<Badge> {
  return (id) => load<Badge>(id);
}

/** As in widgets/api.ts. */
export function load<T>(path: string): Promise<T> {
  const answer = answers.get(path);
  return answer === undefined ? Promise.reject() : Promise.resolve(answer as T);
}

/** As in widgets/api.ts: there is nothing to forget, because nothing was asked. */
export function forget(): void {}

/** Nothing is ever on its way here. */
export function readAtOnce(): void {}
