// The acts that an editor does now and then: which of them a pledge and a role allow, and the quiet place they have.
import { html, nothing, type TemplateResult } from 'lit';
import type { PledgeRecord } from '../../data/desk.ts';
import { actsWords } from './acts-words.ts';
import { session } from './session.ts';

const MORE_ACTS = [
  'retract',
  'dispute',
  'settle',
  'rename',
  'merge',
  'redact',
  'assign',
  'discard',
  'trash',
] as const;
/** One of them, by its name at the endpoint. */
export type MoreAct = (typeof MORE_ACTS)[number];

/** Those that both the role and the state of the pledge allow. A writer takes away nothing that others have written. */
export function actsOn({ acts, authors }: PledgeRecord): MoreAct[] {
  const isOwn = session.me?.role !== 'writer' || authors.every((name) => name === session.me?.name);
  return MORE_ACTS.filter(
    (act) => session.mayAct(act) && acts.includes(act) && (isOwn || !TAKES_AWAY.includes(act)),
  );
}

const TAKES_AWAY: readonly MoreAct[] = ['discard', 'trash'];

/** The acts behind one word; nothing where there are none. */
export function moreActsView(
  acts: readonly MoreAct[],
  ask: (act: MoreAct) => void,
): TemplateResult | typeof nothing {
  if (acts.length === 0) return nothing;
  return html`<details class="more" @keydown=${closeOnEscape}>
    <summary>${actsWords.more}</summary>
    <ul>
      ${acts.map(
        (act) =>
          html`<li>
            <button class="quiet" aria-describedby="act-${act}" @click=${() => ask(act)}>${actsWords[act].open}</button>
            <span id="act-${act}" class="soft">${actsWords[act].does}</span>
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
