// Every screen of the app, once. The address, what the navigation calls it, and what draws it, which is loaded when
// somebody goes there.
import type { Route } from '../../../data/roles.ts';
import { counts } from '../common/counts.ts';
import { matched } from '../common/router.ts';
import { words } from '../words/words.ts';

/** How much waits on a screen, and what that is, for whoever hears it. */
export type Count = { number: number; of: string };

/** A screen as the shell and the navigation need it. */
export type Screen = {
  /** Its address; parts that begin with a colon become the element's `params`. */
  path: string;
  /** The element that draws it: a `DeskScreen`. */
  tag: string;
  load: () => Promise<unknown>;
  /** Its place in the navigation: `work` is the editors' day, `run` is for whoever runs the desk; `needs` where it is for fewer there. */
  nav?: { group: 'work' | 'run'; label: string; needs?: Route; count?: () => Count };
  /** A route of the endpoint without which there is nothing to see here; whoever's role lacks it does not see it. */
  needs?: Route;
  /** Whether it is for whoever comes, signed in or not. */
  isForAll?: boolean;
};

// Comments, suggestions and who is there: below the tabs of a pledge's screens, which need not know of it.
async function withDiscussion(screen: Promise<unknown>): Promise<unknown> {
  return Promise.all([screen, import('../inbox/discussion.ts')]);
}

/** All of them; the first whose path fits is shown. */
export const SCREENS: readonly Screen[] = [
  {
    path: '/desk',
    tag: 'desk-today',
    load: () => import('../lists/today.ts'),
    nav: { group: 'work', label: words.today.heading },
  },
  {
    path: '/desk/inbox',
    tag: 'desk-inbox',
    load: () => import('../inbox/inbox.ts'),
    nav: { group: 'work', label: words.inbox, count: () => ({ number: counts.inbox, of: words.unread }) },
  },
  {
    path: '/desk/suggestions',
    tag: 'desk-suggestions',
    load: () => import('../inbox/suggestions.ts'),
    nav: {
      group: 'work',
      label: words.suggestions,
      count: () => ({ number: counts.suggestions, of: words.open }),
    },
    needs: 'GET /suggestions',
  },
  {
    path: '/desk/find',
    tag: 'desk-find',
    load: () => import('../lists/find.ts'),
    nav: { group: 'work', label: words.find.heading },
  },
  { path: '/desk/review', tag: 'desk-review', load: () => withDiscussion(import('../lists/review.ts')) },
  {
    path: '/desk/new',
    tag: 'desk-new',
    load: () => import('../writing/new-pledge.ts'),
    nav: { group: 'work', label: words.newPledge.heading },
    needs: 'POST /trackers/:tracker/pledges',
  },
  {
    path: '/desk/trash',
    tag: 'desk-trash',
    load: () => import('../lists/trash-list.ts'),
    nav: { group: 'work', label: words.trash },
    needs: 'GET /trackers/:tracker/trash',
  },
  {
    path: '/desk/:tracker/import',
    tag: 'desk-import',
    load: () => import('../importing/import-screen.ts'),
    needs: 'POST /trackers/:tracker/import',
  },
  {
    path: '/desk/people',
    tag: 'desk-people',
    load: () => import('../people/people.ts'),
    nav: { group: 'run', label: words.people },
    needs: 'GET /invites',
  },
  {
    path: '/desk/invite',
    tag: 'desk-welcome',
    load: () => import('../people/welcome.ts'),
    isForAll: true,
  },
  {
    path: '/desk/settings',
    tag: 'desk-settings-list',
    load: () => import('../settings/tracker-list.ts'),
    nav: { group: 'run', label: words.settings },
    needs: 'PUT /trackers/:tracker',
  },
  {
    path: '/desk/:tracker/settings',
    tag: 'desk-settings',
    load: () => import('../settings/settings.ts'),
    needs: 'PUT /trackers/:tracker',
  },
  {
    path: '/desk/webhooks',
    tag: 'desk-webhooks',
    load: () => import('../webhooks/webhooks.ts'),
    nav: { group: 'run', label: words.webhooks },
    needs: 'GET /webhooks',
  },
  {
    path: '/desk/audit',
    tag: 'desk-audit',
    load: () => import('../running/audit.ts'),
    nav: { group: 'run', label: words.audit },
    needs: 'GET /audit',
  },
  {
    path: '/desk/status',
    tag: 'desk-status',
    load: () => import('../running/status.ts'),
    nav: { group: 'run', label: words.status, needs: 'GET /audit' },
    needs: 'GET /status',
  },
  {
    path: '/desk/backup',
    tag: 'desk-backup',
    load: () => import('../running/backup.ts'),
    nav: { group: 'run', label: words.backup },
    needs: 'GET /backup',
  },
  {
    path: '/desk/:tracker/close',
    tag: 'desk-close',
    load: () => import('../running/close.ts'),
    needs: 'POST /trackers/:tracker/close',
  },
  {
    path: '/desk/start',
    tag: 'desk-start',
    load: () => import('../starting/start.ts'),
    nav: { group: 'run', label: words.start },
    needs: 'POST /trackers',
  },
  {
    path: '/desk/:tracker/open',
    tag: 'desk-open',
    load: () => import('../starting/open.ts'),
    needs: 'POST /trackers/:tracker/open',
  },
  {
    path: '/desk/pledges/:tracker/:slug',
    tag: 'desk-write',
    load: () => withDiscussion(import('../writing/write.ts')),
  },
  {
    path: '/desk/pledges/:tracker/:slug/publish',
    tag: 'desk-publish',
    load: () => withDiscussion(import('../publishing/publish.ts')),
  },
  {
    path: '/desk/pledges/:tracker/:slug/history',
    tag: 'desk-history',
    load: () => import('../acts/history.ts'),
  },
];

/** The screen of a path, and what its address names. */
export function screenAt(path: string): { screen: Screen; params: Record<string, string> } | null {
  for (const screen of SCREENS) {
    const params = matched(screen.path, path);
    if (params) return { screen, params };
  }
  return null;
}
