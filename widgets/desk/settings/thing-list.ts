// The lists of a tracker: each thing with its label, how many pledges use it, and what can be done with it.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Use } from '../../../data/desk.ts';
import { OUTCOMES } from '../../../data/outcome.ts';
import type { SchemeVerdict, Tracker } from '../../../data/tracker.ts';
import { icon } from '../../icons.ts';
import { errorOf, type FormState, idOf, selectControl, textControl } from '../common/controls.ts';
import { settingsWords } from '../words/settings-words.ts';
import { type Kind, nameOf, type Thing } from './tracker-changes.ts';

/** A list as it is drawn, and what its rows do. */
export type ThingList = {
  kind: Kind;
  pointer: string;
  things: readonly Thing[];
  facet?: string | undefined;
  /** What is used of it, by id; nothing for what is not saved yet. */
  uses: Readonly<Record<string, Use>>;
  /** The ids that are saved: these can be renamed and merged. */
  saved: ReadonlySet<string>;
};

export type ThingCallbacks = {
  isDirty: boolean;
  add(list: ThingList): void;
  move(list: ThingList, index: number, by: -1 | 1): void;
  takeOut(list: ThingList, index: number): void;
  rename(list: ThingList, thing: Thing): void;
  merge(list: ThingList, thing: Thing): void;
  reword(list: ThingList, thing: Thing): void;
};

/** The list, and the way to one more. */
export function thingList(
  form: FormState<Tracker>,
  list: ThingList,
  ways: ThingCallbacks,
  within: (index: number) => TemplateResult | typeof nothing = () => nothing,
): TemplateResult {
  const { kind, pointer, things } = list;
  return html`<div data-pointer=${pointer} id=${idOf(form, pointer)} tabindex="-1" aria-describedby="${idOf(form, pointer)}-error">
    ${errorOf(form, pointer)}
    <ol class="things">
      ${repeat(
        things,
        ({ id }, index) => `${index} ${id}`,
        (thing, index) =>
          html`<li data-thing=${thing.id}>${row(form, list, thing, index, ways)} ${within(index)}</li>`,
      )}
    </ol>
    <button type="button" class="add" @click=${() => ways.add(list)}>${settingsWords.add[kind]}</button>
  </div>`;
}

function row(
  form: FormState<Tracker>,
  list: ThingList,
  thing: Thing,
  index: number,
  ways: ThingCallbacks,
): TemplateResult {
  const { kind, pointer, things } = list;
  const at = `${pointer}/${index}`;
  const tracker = form.draft;
  const name = nameOf(thing, tracker) || settingsWords.unnamed;
  const { fields, short } = settingsWords;
  const label =
    kind === 'document'
      ? textControl(form, `${at}/title`, { label: fields.title, limit: 200 })
      : textControl(form, `${at}/label/${tracker.language}`, {
          label: kind === 'facet' ? fields.facet : fields.label,
          limit: kind === 'verdict' ? 40 : 80,
        });
  const button = (text: string, said: string, act: () => void, isOff = false) =>
    html`<button type="button" aria-label=${said} aria-disabled=${isOff ? 'true' : nothing} @click=${() => isOff || act()}>
      ${text}
    </button>`;
  return html`${kind === 'verdict' ? html`<span class="mark">${icon((thing as SchemeVerdict).outcome)}</span>` : nothing}
    ${label}
    <p class="use"><code>${thing.id}</code> <span>${useOf(list, thing)}</span></p>
    <p class="acts">
      ${button(short.up, settingsWords.up(name), () => ways.move(list, index, -1), index === 0)}
      ${button(short.down, settingsWords.down(name), () => ways.move(list, index, 1), index === things.length - 1)}
      ${moreActs(list, thing, index, ways, name, button)}
    </p>
    ${kind === 'verdict' ? verdictDetails(form, at, name) : nothing}
    ${kind === 'document' ? documentDetails(form, at, name) : nothing}`;
}

function moreActs(
  list: ThingList,
  thing: Thing,
  index: number,
  ways: ThingCallbacks,
  name: string,
  button: (text: string, said: string, act: () => void, isOff?: boolean) => TemplateResult,
): TemplateResult {
  const { kind, things, saved, uses } = list;
  const { short } = settingsWords;
  const isSaved = saved.has(thing.id);
  const use = uses[thing.id];
  const isFree = !isSaved || kind === 'facet' ? isFacetFree(list, thing) : (use?.removable ?? false);
  const others = things.filter((other) => other !== thing && saved.has(other.id));
  const isMergeable = (kind === 'category' || kind === 'value') && isSaved && others.length > 0;
  return html`${isSaved ? button(short.rename, settingsWords.rename(name), () => ways.rename(list, thing), ways.isDirty) : nothing}
    ${isMergeable ? button(short.merge, settingsWords.merge(name), () => ways.merge(list, thing), ways.isDirty) : nothing}
    ${
      kind === 'verdict' && isSaved && (use?.published ?? 0) > 0
        ? button(short.reword, settingsWords.reword(name), () => ways.reword(list, thing), ways.isDirty)
        : nothing
    }
    ${isFree && (things.length > 1 || kind === 'facet') ? button(short.remove, settingsWords.remove(name), () => ways.takeOut(list, index)) : nothing}`;
}

// A facet is free where each of its values is.
function isFacetFree({ kind, uses, saved }: ThingList, thing: Thing): boolean {
  if (kind !== 'facet' || !saved.has(thing.id)) return true;
  const values = (thing as Thing & { values: Thing[] }).values;
  return values.every(({ id }) => uses[`${thing.id}:${id}`]?.removable ?? true);
}

function useOf({ kind, uses, saved }: ThingList, { id }: Thing): string {
  if (!saved.has(id)) return settingsWords.isNew;
  if (kind === 'facet') return '';
  const { published = 0, drafts = 0, removable = true } = uses[id] ?? {};
  const used = settingsWords.use(published, drafts);
  return removable || published + drafts > 0 ? used : settingsWords.onRecord;
}

function verdictDetails(form: FormState<Tracker>, at: string, name: string): TemplateResult {
  const { fields, outcomes } = settingsWords;
  const { language } = form.draft;
  const verdict = form.draft.scheme.verdicts[Number(at.split('/').at(-1))];
  const check = (field: 'final' | 'counted', text: string) =>
    html`<label class="choice"
      ><input
        type="checkbox"
        data-pointer="${at}/${field}"
        .checked=${verdict?.[field] ?? false}
        @change=${({ target }: Event) => form.set(`${at}/${field}`, (target as HTMLInputElement).checked)}
      />
      ${text}</label
    >`;
  return html`<details ?open=${isFaulty(form, at)}>
    <summary>${settingsWords.more}<span class="said"> ${name}</span></summary>
    ${textControl(form, `${at}/definition/${language}`, { label: fields.definition, lines: 2, limit: 1000 })}
    <div class="pair">
      ${textControl(form, `${at}/short/${language}`, { label: fields.short, limit: 16, optional: true })}
      ${selectControl(form, `${at}/outcome`, {
        label: fields.outcome,
        options: OUTCOMES.map((outcome) => [outcome, outcomes[outcome]] as const),
      })}
    </div>
    <p class="checks">${check('final', fields.final)} ${check('counted', fields.counted)}</p>
  </details>`;
}

function documentDetails(form: FormState<Tracker>, at: string, name: string): TemplateResult {
  const { fields } = settingsWords;
  return html`<details ?open=${isFaulty(form, at)}>
    <summary>${settingsWords.more}<span class="said"> ${name}</span></summary>
    <div class="pair">
      ${textControl(form, `${at}/year`, { label: fields.year, read: (text) => (/^\d+$/.test(text) ? Number(text) : text) })}
      ${textControl(form, `${at}/party`, { label: fields.party, limit: 120, optional: true })}
    </div>
    ${textControl(form, `${at}/url`, { label: fields.url, type: 'url', optional: true })}
  </details>`;
}

function isFaulty({ errors }: FormState<Tracker>, at: string): boolean {
  return [...errors.keys()].some((pointer) => pointer.startsWith(`${at}/`));
}
