// Where the screens of a pledge are.
import type { PledgeName } from './api.ts';
import { hrefOf } from './pledges.ts';

/** A screen of one pledge. */
export type Tab = 'write' | 'publish' | 'history';

/** Where one of the screens of a pledge is. */
export function addressOf(name: PledgeName, tab: Tab = 'write'): string {
  return tab === 'write' ? hrefOf(name) : `${hrefOf(name)}/${tab}`;
}
