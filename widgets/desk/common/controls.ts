// Labelled controls that read and write a draft by JSON pointer, with their hint, count and error beside them.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PledgeDraft } from '../../../data/pledge.ts';
import { words } from '../words/words.ts';
import { valueAt } from './draft.ts';

/** What controls need: a draft, or another document, what is wrong in it by control, and where a change goes. */
export type FormState<Document extends object = PledgeDraft> = {
  draft: Document;
  errors: ReadonlyMap<string, string>;
  isReadOnly: boolean;
  /** In which language its texts are written: that of the tracker. */
  language?: string | undefined;
  /** What its ids begin with, where another form may be on the page. */
  name?: string;
  set(pointer: string, value: unknown): void;
};

type Text = {
  label: string;
  limit?: number;
  /** Tells from the first character how many are left. */
  isCounted?: boolean;
  lines?: number;
  hint?: string;
  type?: 'text' | 'url' | 'date' | 'datetime-local';
  optional?: boolean;
  list?: string;
  /** What an emptied control stands for: nothing, unless the contract wants a value there. */
  empty?: '' | null;
  read?: (text: string) => unknown;
};

/** From this part of its limit on, how much is left of a text is told. */
const NEAR = 0.75;

/** The id of the control at a pointer; its label, hint, count and error are named after it. */
export function idOf({ name = 'field' }: FormState<object>, pointer: string): string {
  return `${name}${pointer.replaceAll('/', '-')}`;
}

/** A text field; an area where it has `lines`. */
export function textControl(form: FormState<object>, pointer: string, how: Text): TemplateResult {
  const value = String(valueAt(form.draft, pointer) ?? '');
  const id = idOf(form, pointer);
  const input = ({ target }: Event) => {
    const text = (target as HTMLInputElement).value;
    form.set(
      pointer,
      text === '' ? (how.empty === undefined ? undefined : how.empty) : (how.read?.(text) ?? text),
    );
  };
  const count = countOf(value.length, how);
  const described = describedBy(form, pointer, how.hint, count);
  const isWrong = form.errors.has(pointer) ? 'true' : nothing;
  const language = (how.type ?? 'text') === 'text' ? (form.language ?? nothing) : nothing;
  const control =
    how.lines === undefined
      ? html`<input id=${id} data-pointer=${pointer} type=${how.type ?? 'text'} .value=${live(value)}
          ?readonly=${form.isReadOnly} aria-invalid=${isWrong} aria-describedby=${described} lang=${language}
          dir=${language === nothing ? nothing : 'auto'} list=${how.list ?? nothing} autocomplete="off" @input=${input} />`
      : html`<textarea id=${id} data-pointer=${pointer} rows=${how.lines} .value=${live(value)}
          ?readonly=${form.isReadOnly} aria-invalid=${isWrong} aria-describedby=${described} lang=${language}
          dir=${language === nothing ? nothing : 'auto'} @input=${input}></textarea>`;
  return html`<div class="control">
    ${labelFor(id, how.label, how.optional)}
    ${count || how.type !== 'url' ? countView(id, count) : openLink(value, how.label)}
    ${control}${notesOf(form, pointer, how.hint)}
  </div>`;
}

/** Whether a text may be a link: a draft may hold anything, scripts included. */
export function isWebAddress(text: string | null | undefined): text is string {
  return /^https?:\/\//i.test(text ?? '');
}

// To look at a source is half of the work.
function openLink(url: string, label: string): TemplateResult | typeof nothing {
  if (!isWebAddress(url)) return nothing;
  return html`<a class="count" href=${url} target="_blank" rel="noopener"
    >${words.controls.open}<span class="said"> ${label}${words.pledge.newWindow}</span></a
  >`;
}

type Choice = {
  label: string;
  options: readonly (readonly [value: string, text: string])[];
  /** In which language they are, where it is not the app's. */
  language?: string | undefined;
  optional?: boolean;
};

/** One of a few. */
export function selectControl(form: FormState<object>, pointer: string, how: Choice): TemplateResult {
  const value = valueAt(form.draft, pointer) ?? '';
  const id = idOf(form, pointer);
  const change = ({ target }: Event) => form.set(pointer, (target as HTMLSelectElement).value || undefined);
  return html`<div class="control">
    ${labelFor(id, how.label, how.optional)}
    <select id=${id} data-pointer=${pointer} ?disabled=${form.isReadOnly} @change=${change}
      aria-invalid=${form.errors.has(pointer) ? 'true' : nothing} aria-describedby=${describedBy(form, pointer)}>
      <option value="" ?selected=${value === ''}>${how.optional ? words.controls.none : words.controls.choose}</option>
      ${how.options.map(([id, text]) => html`<option value=${id} ?selected=${id === value} lang=${how.language ?? nothing}>${text}</option>`)}
    </select>
    ${notesOf(form, pointer)}
  </div>`;
}

/** Several of a few, none of which is an empty list in the draft only where the contract allows one. */
export function checksControl(
  form: FormState<object>,
  pointer: string,
  how: Omit<Choice, 'label'> & { label: string | TemplateResult; hint?: string; empty: [] | undefined },
): TemplateResult {
  const chosen = (valueAt(form.draft, pointer) ?? []) as string[];
  // What the tracker no longer has can be taken away as well.
  const gone = chosen.filter((id) => !how.options.some(([known]) => known === id));
  const options = [...how.options, ...gone.map((id) => [id, id] as const)];
  const change = ({ target }: Event) => {
    const { value, checked } = target as HTMLInputElement;
    const next = options.map(([id]) => id).filter((id) => (id === value ? checked : chosen.includes(id)));
    form.set(pointer, next.length > 0 ? next : how.empty);
  };
  return html`<fieldset class="control" id=${idOf(form, pointer)} data-pointer=${pointer} tabindex="-1"
    aria-describedby=${describedBy(form, pointer, how.hint)}>
    <legend>${how.label}${how.optional ? optionalMark() : nothing}</legend>
    <div class="checks">
      ${options.map(
        ([id, text]) =>
          html`<label>
            <input type="checkbox" value=${id} .checked=${live(chosen.includes(id))} ?disabled=${form.isReadOnly}
              @change=${change} />
            <span lang=${how.language ?? nothing} dir="auto">${text}</span>
          </label>`,
      )}
    </div>
    ${notesOf(form, pointer, how.hint)}
  </fieldset>`;
}

/** What is wrong at a pointer that is no control of its own, such as a list. */
export function errorOf(form: FormState<object>, pointer: string): TemplateResult {
  return html`<p id="${idOf(form, pointer)}-error" class="problem">${form.errors.get(pointer) ?? nothing}</p>`;
}

/** What `aria-describedby` of a control names: those of hint, count and error that are there. */
export function describedBy(
  form: FormState<object>,
  pointer: string,
  hint?: string,
  count: Count | null = null,
) {
  const id = idOf(form, pointer);
  const ids = [hint && `${id}-hint`, count && `${id}-count`, form.errors.has(pointer) && `${id}-error`];
  return ids.filter(Boolean).join(' ') || nothing;
}

function labelFor(id: string, label: string, optional = false): TemplateResult {
  return html`<label for=${id}>${label}${optional ? optionalMark() : nothing}</label>`;
}

function optionalMark(): TemplateResult {
  return html` <span class="soft">(${words.controls.optional})</span>`;
}

type Count = { text: string; isOver: boolean };

function countOf(length: number, { limit, isCounted }: Text): Count | null {
  if (limit === undefined) return null;
  const left = limit - length;
  if (left < 0) return { text: words.controls.over(-left), isOver: true };
  return isCounted || length > limit * NEAR ? { text: words.controls.left(left), isOver: false } : null;
}

function countView(id: string, count: Count | null): TemplateResult | typeof nothing {
  return count
    ? html`<p id="${id}-count" class="count ${count.isOver ? 'over' : ''}">${count.text}</p>`
    : nothing;
}

function notesOf(form: FormState<object>, pointer: string, hint?: string): TemplateResult {
  const id = idOf(form, pointer);
  return html`${hint ? html`<p id="${id}-hint" class="hint">${hint}</p>` : nothing}
    ${form.errors.has(pointer) ? errorOf(form, pointer) : nothing}`;
}
