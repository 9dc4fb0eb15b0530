// The acts that an editor does now and then: which of them a pledge and a role allow, and the quiet place they have.
import { html, nothing, type TemplateResult } from 'lit';
import type { PledgeRecord } from '../../../data/desk.ts';
import { isPrivate } from '../../../data/visibility.ts';
import type { Opened } from '../common/pledge-frame.ts';
import { isReadyAlone } from '../common/ready-state.ts';
import { session } from '../common/session.ts';
import { actsWords } from '../words/acts-words.ts';

const MORE_ACTS = [
  'retract',
  'dispute',
  'settle',
  'rename',
  'merge',
  'redact',
  'assign',
  'snooze',
  'discard',
  'trash',
] as const;
/** One of them, by its name at the endpoint. */
export type MoreAct = (typeof MORE_ACTS)[number];

/**
 * Those that both the role and the state of the pledge allow. A writer takes away nothing that others have written, and nothing
 * that is ready.
 */
export function actsOn(record: PledgeRecord): MoreAct[] {
  return MORE_ACTS.filter(
    (act) =>
      session.mayAct(act) &&
      record.acts.includes(act) &&
      (!TAKES_AWAY.includes(act) || mayTakeAway(act, record)),
  );
}

function mayTakeAway(act: MoreAct, record: PledgeRecord): boolean {
  if (session.mayAct('publish')) return true;
  const isOwn = record.authors.every((name) => name === session.me?.name);
  return isOwn && (record.ready === null || (act === 'discard' && !isReadyAlone(record)));
}

/** The words of an act, as far as they depend on where the pledge stands. */
export function wordsOf(act: MoreAct, { record, tracker }: Pick<Opened, 'record' | 'tracker'>) {
  if (act === 'discard' && record.ready)
    return isReadyAlone(record) ? actsWords.writeAgain : actsWords.discardBeside;
  return act === 'rename' && isPrivate(tracker) ? actsWords.renamePrivate : actsWords[act];
}

const TAKES_AWAY: readonly MoreAct[] = ['discard', 'trash'];

/** The acts behind one word; nothing where there are none. */
export function moreActsView(
  acts: readonly MoreAct[],
  opened: Opened,
  ask: (act: MoreAct) => void,
): TemplateResult | typeof nothing {
  if (acts.length === 0) return nothing;
  return html`<details class="more" @keydown=${closeOnEscape}>
    <summary>${actsWords.more}</summary>
    <ul>
      ${acts.map(
        (act) =>
          html`<li>
            <button class="quiet" aria-describedby="act-${act}" @click=${() => ask(act)}>${wordsOf(act, opened).open}</button>
            <span id="act-${act}" class="soft">${wordsOf(act, opened).does}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}

function closeOnEscape(event: KeyboardEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !details.open) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}
