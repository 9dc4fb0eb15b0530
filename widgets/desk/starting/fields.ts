// Controls that only founding has: yes or no, and rows that can be put in another order.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { describedBy, errorOf, type FormState, idOf } from '../common/controls.ts';
import { valueAt } from '../common/draft.ts';
import { startWords } from '../words/start-words.ts';
import { writingWords } from '../words/writing-words.ts';
import type { TrackerDraft } from './founding.ts';

/** What a step draws with: its form, and what is done with whole rows. */
export type Steps = {
  form: FormState<TrackerDraft>;
  draft: TrackerDraft;
  /** In which light badges are shown: that of the desk itself. */
  look: 'light' | 'dark';
  move(list: string, from: number, to: number, name: string): void;
  remove(list: string, at: number, name: string): void;
  /** Adds a row at the end of a list, or replaces what is there, and leads the focus to `focus`. */
  put(pointer: string, value: unknown, focus?: string): void;
};

/** Yes or no. */
export function tick(
  form: FormState<object>,
  pointer: string,
  label: string,
  { isDisabled = false, hint = '' } = {},
): TemplateResult {
  const id = idOf(form, pointer);
  return html`<div class="control">
    <label class="tick"
      ><input type="checkbox" id=${id} data-pointer=${pointer} .checked=${live(valueAt(form.draft, pointer) === true)}
        ?disabled=${isDisabled} aria-describedby=${describedBy(form, pointer, hint || undefined)}
        @change=${({ target }: Event) => form.set(pointer, (target as HTMLInputElement).checked)} /><span
        >${label}</span
      ></label
    >
    ${hint ? html`<p id="${id}-hint" class="hint">${hint}</p>` : nothing}
    ${form.errors.has(pointer) ? errorOf(form, pointer) : nothing}
  </div>`;
}

/** The buttons of a row in a list whose order counts; `Alt` with an arrow key does the same anywhere in the row. */
export function rowButtons(
  { move, remove }: Steps,
  list: string,
  at: number,
  all: number,
  name: string,
): TemplateResult {
  const { up, down, of } = startWords.list;
  const button = (to: number, text: string, direction: string) =>
    html`<button type="button" class="quiet" data-move="${list}/${at}/${direction}" aria-disabled=${to < 0 || to >= all ? 'true' : nothing}
      @click=${() => to >= 0 && to < all && move(list, at, to, name)}
      >${text}<span class="said">${of(name)}</span></button
    >`;
  return html`<p class="row-buttons">
    ${button(at - 1, up, 'up')}${button(at + 1, down, 'down')}
    <button type="button" class="quiet" @click=${() => remove(list, at, name)}>
      ${writingWords.write.remove}<span class="said">${of(name)}</span>
    </button>
  </p>`;
}

/** Moves a row by `Alt` and an arrow key. */
export function movesByKey({ move }: Steps, list: string, at: number, all: number, name: string) {
  return (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const to = at + step;
    if (!event.altKey || step === 0 || to < 0 || to >= all) return;
    event.preventDefault();
    move(list, at, to, name);
  };
}
