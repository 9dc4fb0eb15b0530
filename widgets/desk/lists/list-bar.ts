// The line above a list. It is of one height, whether something is selected or not, so that no row moves by a choice.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import { words } from '../words/words.ts';
import type { BarCallbacks } from './bar-acts.ts';
import { outcomes } from './outcomes.ts';

/** What is drawn of acts on many: nobody waits for it before the list is there. */
export type BarActs = typeof import('./bar-acts.ts');

type Bar = BarCallbacks & {
  heading: TemplateResult | string;
  /** What is there while nothing is selected. */
  beside: TemplateResult;
  selected: readonly ListedPledge[];
  isAll: boolean;
  isSelectable: boolean;
  acts: BarActs | null;
  selectAll(on: boolean): void;
};

/** The line. */
export function listBar({
  heading,
  beside,
  selected,
  isAll,
  isSelectable,
  acts,
  ...ways
}: Bar): TemplateResult {
  const count = selected.length;
  const isBusy = outcomes.running !== null || count > 0;
  return html`<div class="list-bar">
      ${
        isSelectable
          ? html`<label class="box"
              ><input type="checkbox" aria-label=${words.lists.selectAll} .checked=${isAll}
                .indeterminate=${count > 0 && !isAll}
                @change=${({ target }: Event) => ways.selectAll((target as HTMLInputElement).checked)}
            /></label>`
          : nothing
      }
      ${heading}
      <span class="selected" role="status">${count > 0 ? words.lists.selected(count) : nothing}</span>
      <span class="acts">${isBusy ? (acts?.actsView(selected, ways) ?? nothing) : beside}</span>
    </div>
    ${acts?.refusalsView() ?? nothing}`;
}
