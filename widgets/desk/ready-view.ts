// Publishing in a private tracker: readers see nothing yet, so a pledge is made ready for when its tracker is opened.
import { html, nothing, type TemplateResult } from 'lit';
import type { PledgeRecord, Preview } from '../../data/desk.ts';
import { NOTE_LIMIT } from '../../data/limits.ts';
import type { Tracker } from '../../data/tracker.ts';
import { type FormState, textControl } from './controls.ts';
import { momentText } from './dates.ts';
import type { Publication } from './publish-form.ts';
import { readyWords } from './ready-words.ts';
import { words } from './words.ts';

type Form = {
  how: Publication;
  /** What is wrong, by the pointer of its control. */
  faults: ReadonlyMap<string, string>;
  preview: Preview;
  tracker: Tracker;
  isBusy: boolean;
  set(change: Partial<Publication>): void;
  submit(): void;
};

/** What a draft is compared with: what is ready already, with what readers would see beside it; null where nothing is. */
export function readyDocument({ ready }: PledgeRecord, { next }: Preview): object | null {
  if (!ready || !next) return null;
  const { status, slug, aliases, underReview } = next.pledge;
  return { ...ready.content, status, slug, aliases, underReview };
}

/** Whether there is nothing to make ready, because it is so already. */
export function isReadyAlone({ ready, draft }: Pick<PledgeRecord, 'ready' | 'draft'>): boolean {
  return ready !== null && draft === null;
}

/** That a pledge is ready: since when, by whom, and of what date its verdict will be. */
export function readyStanding({ ready }: PledgeRecord, tracker: Tracker): TemplateResult | typeof nothing {
  if (!ready) return nothing;
  const { at, by, publishedAt } = ready;
  return html`<p>${readyWords.since(momentText(at, tracker), by)}</p>
    <p class="soft">${publishedAt ? readyWords.dated(momentText(publishedAt, tracker)) : readyWords.undated}</p>`;
}

/** With what a draft is made ready: no time and no kind, for nobody is told of a change. */
export function readyForm({ how, faults, preview, tracker, isBusy, set, submit }: Form): TemplateResult {
  const told: FormState<Publication> = {
    draft: how,
    errors: faults,
    isReadOnly: false,
    language: tracker.language,
    set: (pointer, value) => set({ [pointer.slice(1)]: value }),
  };
  const { publish } = words;
  const ready = readyWords;
  const note = (pointer: string, label: string, hint: string, optional: boolean) =>
    textControl(told, pointer, { label, hint, optional, lines: 3, limit: NOTE_LIMIT, empty: '' });
  return html`<form class="publish" novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}>
      <h2>${ready.how}</h2>
      <p>${ready.does}</p>
      ${note('/note', ready.note, ready.noteHint, true)}
      ${preview.needsSecondPerson ? note('/breakGlass', publish.breakGlass, publish.breakGlassHint, false) : nothing}
      <p class="buttons"><button class="primary" aria-disabled=${isBusy ? 'true' : nothing}>${ready.submit}</button></p>
    </form>`;
}
