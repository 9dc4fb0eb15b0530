// What the screens of one pledge have in common: where it stands, and the way from one to the other.
import { html, nothing, type TemplateResult } from 'lit';
import type { PledgeRecord } from '../../../data/desk.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { words } from '../words/words.ts';
import { type Answer, desk, type PledgeName, type Problem } from './api.ts';
import { dayOf } from './dates.ts';
import { written } from './in-language.ts';
import { listPlace } from './list-place.ts';
import { addressOf, type Tab } from './pledge-address.ts';
import { sentence } from './problem.ts';
import { visibilityOf } from './visibility.ts';

/** A pledge, the tracker it belongs to and who works there: what each of its screens begins from. */
export type Opened = { record: PledgeRecord; tracker: Tracker; people: readonly string[] };

/** Reads both; the problem of the first that cannot be had. */
export async function openPledge(name: PledgeName, signal?: AbortSignal): Promise<Answer<Opened>> {
  const [record, tracker] = await Promise.all([
    desk.pledge(name, signal),
    desk.tracker(name.tracker, signal),
  ]);
  if (!record.ok) return record;
  if (!tracker.ok) return tracker;
  return { ok: true, value: { ...tracker.value, record: record.value }, etag: record.etag };
}

/** The title as it stands in the draft, else as it is ready, or as readers see it. */
export function titleOf({ draft, ready, published }: PledgeRecord): string {
  return draft?.title ?? ready?.content.title ?? published?.title ?? words.pledge.untitled;
}

/** The same where it is shown: in the language of its tracker, unless it has none yet. */
export function titleView({ record, tracker }: Opened, title = titleOf(record)): TemplateResult | string {
  return title === words.pledge.untitled ? title : written(title, tracker);
}

/**
 * Below the heading: the tracker, where the work stands and on whose desk, the screens of this pledge, and beside them what
 * else can be done with it.
 */
export function pledgeFrame(
  name: PledgeName,
  { record, tracker }: Opened,
  tab: Tab,
  acts?: { view(): TemplateResult; given(): TemplateResult },
): TemplateResult {
  const tabs = ['write', 'publish', 'history'] as const;
  return html`<p class="where soft">
      <strong>${written(tracker.name, tracker)}</strong> ${visibilityOf(tracker)} · ${record.ready && record.state !== 'ready' ? `${words.states.ready} · ` : nothing}${words.states[record.state]}${record.draft ? `, ${words.pledge.owner(record.owner)}` : nothing}
      ${record.status === 'published' ? lastCheck(record, tracker) : nothing} ${acts?.given()}
    </p>
    <div class="tabs">
      <nav aria-label=${words.pledge.tabs}>
      ${tabs.map(
        (each) =>
          html`<a href=${addressOf(name, each)} aria-current=${each === tab ? 'page' : nothing}
            >${words.pledge[each]}</a
          >`,
      )}
      ${record.status === null ? nothing : publicLink(name, words.pledge.page)}
      </nav>
      ${acts?.view()}${listPlace(name, tab)}
    </div>
    ${record.comment ? html`<p class="notice">${words.pledge.returned(record.comment)}</p>` : nothing}`;
}

function lastCheck({ checkedAt }: PledgeRecord, tracker: Tracker): TemplateResult {
  const { checked, neverChecked } = words.pledge;
  return html`· ${checkedAt ? html`${checked} ${dayOf(checkedAt, tracker)}` : neverChecked}`;
}

export function publicLink({ tracker, slug }: PledgeName, text: string): TemplateResult {
  return html`<a href="/${tracker}/${slug}" target="_blank" rel="noopener"
    >${text}<span class="said">${words.pledge.newWindow}</span></a
  >`;
}

export function problemView(problem: Problem, again = () => location.reload()): TemplateResult {
  return html`<p class="problem" role="alert">${sentence(problem)}</p>
    <p><button @click=${again}>${words.shell.again}</button></p>`;
}
