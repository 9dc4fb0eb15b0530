// A tracker's settings: changed here as a whole, kept in the browser until they are saved, reviewed before they are. Ids that are
// published are renamed and merged by acts of their own, at once.
import { html, nothing, type TemplateResult } from 'lit';
import type { TrackerRecord, TrackerUsage, Use } from '../../../data/desk.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import { slugOf } from '../../../data/slug.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { desk, type Problem } from '../api.ts';
import { store, stored } from '../browser-store.ts';
import { checksControl, type FormState, textControl } from '../controls.ts';
import { DeskScreen } from '../desk-screen.ts';
import { asked, type Told } from '../dialogs.ts';
import { isSame, withValue } from '../draft.ts';
import { faultsAt, focusFault } from '../faults.ts';
import { pledges } from '../pledges.ts';
import { sentence } from '../problem.ts';
import { session } from '../session.ts';
import { say } from '../status.ts';
import { words } from '../words.ts';
import { aboutSection, rulesSection, textsSection } from './sections.ts';
import { settingsApi } from './settings-api.ts';
import { settingsWords } from './settings-words.ts';
import { type ThingList, type ThingWays, thingList } from './thing-list.ts';
import { merged, nameOf, reworded, type Thing, thingsOf, told, toSave } from './tracker-changes.ts';
import { merge, rename, reword, type Subject } from './word-questions.ts';

type Kept = { version: number; base: Tracker; draft: Tracker };

/** The screen at `/desk/{tracker}/settings`. */
export class DeskSettingsElement extends DeskScreen implements ThingWays {
  static override properties = {
    ...DeskScreen.properties,
    record: { state: true },
    draft: { state: true },
    usage: { state: true },
    faults: { state: true },
    problem: { state: true },
    overtaken: { state: true },
    isBusy: { state: true },
  };

  /** As the endpoint has it, or had it when the changes here began. */
  declare record: Pick<TrackerRecord, 'version' | 'tracker'> | null;
  declare draft: Tracker | null;
  declare usage: TrackerUsage | null;
  declare faults: ReadonlyMap<string, string>;
  declare problem: Problem | null;
  /** What another admin has saved since. */
  declare overtaken: TrackerRecord | null;
  declare isBusy: boolean;
  #isKept = true;

  constructor() {
    super();
    this.record = null;
    this.draft = null;
    this.usage = null;
    this.faults = new Map();
    this.problem = null;
    this.overtaken = null;
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override heading(): string {
    const { record } = this;
    return record ? settingsWords.heading(record.tracker.name) : settingsWords.headingUnknown;
  }

  get #id(): string {
    return this.params.tracker ?? '';
  }

  get #place(): string {
    return `pledgemark:settings:${this.#id}/${session.me?.name ?? ''}`;
  }

  get isDirty(): boolean {
    return this.record !== null && !isSame(this.record.tracker, this.draft);
  }

  #load = async (): Promise<void> => {
    const [tracker, usage] = await Promise.all([desk.tracker(this.#id), settingsApi.usage(this.#id)]);
    this.problem = !tracker.ok ? tracker.problem : !usage.ok ? usage.problem : null;
    if (usage.ok) this.usage = usage.value;
    if (!tracker.ok) return;
    const { version } = tracker.value;
    const kept = stored<Kept>(this.#place);
    this.record = { version, tracker: inOrder(tracker.value.tracker) };
    this.draft = this.record.tracker;
    if (!kept || isSame(kept.base, kept.draft)) return;
    this.draft = kept.draft;
    if (kept.version !== version) {
      this.overtaken = tracker.value;
      this.record = { version: kept.version, tracker: kept.base };
    }
    say(settingsWords.brought);
  };

  #change(draft: Tracker): void {
    this.draft = draft;
    const { record } = this;
    const kept = record && this.isDirty ? { version: record.version, base: record.tracker, draft } : null;
    this.#isKept = store(this.#place, kept);
  }

  #set = (pointer: string, value: unknown): void => {
    if (!this.draft) return;
    this.faults = new Map([...this.faults].filter(([at]) => at !== pointer));
    this.#change(withValue(this.draft, pointer, value));
  };

  #drop = (): void => {
    if (!this.record) return;
    this.faults = new Map();
    this.overtaken = null;
    this.#change(this.record.tracker);
    say(settingsWords.dropped);
  };

  // --- what the rows of the lists do

  #put({ pointer }: ThingList, things: readonly Thing[]): void {
    if (this.draft)
      this.#change(
        withValue(this.draft, pointer, things.length > 0 || pointer !== '/facets' ? things : undefined),
      );
  }

  add(list: ThingList): void {
    const { kind, things } = list;
    const ids = new Set(things.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]));
    let number = things.length + 1;
    while (ids.has(`${kind}-${number}`)) number += 1;
    this.#put(list, [...things, newThing(list, `${kind}-${number}`, number)]);
    void this.updateComplete.then(() => {
      const rows = this.querySelectorAll(`[data-pointer="${list.pointer}"] > ol > li`);
      [...rows].at(-1)?.querySelector('input')?.focus();
    });
  }

  move(list: ThingList, index: number, by: -1 | 1): void {
    const things = [...list.things];
    const [thing] = things.splice(index, 1);
    if (!thing || !this.draft) return;
    things.splice(index + by, 0, thing);
    this.#put(list, things);
    say(settingsWords.moved(nameOf(thing, this.draft), index + by + 1, things.length));
    // The button that was pressed goes along with its row.
    void this.updateComplete.then(() => {
      const row = this.querySelectorAll(`[data-pointer="${list.pointer}"] > ol > li`)[index + by];
      const buttons = row?.querySelectorAll<HTMLElement>(':scope > .acts > button');
      buttons?.[by === -1 ? 0 : 1]?.focus();
    });
  }

  takeOut(list: ThingList, index: number): void {
    this.#put(
      list,
      list.things.filter((_, at) => at !== index),
    );
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`[data-pointer="${list.pointer}"]`)?.focus(),
    );
  }

  rename(list: ThingList, thing: Thing): void {
    void this.#do(list, thing, rename);
  }

  merge(list: ThingList, thing: Thing): void {
    const others = list.things.filter((other) => other !== thing && list.saved.has(other.id));
    void this.#do(list, thing, (subject) => merge(subject, others));
  }

  reword(list: ThingList, thing: Thing): void {
    void this.#do(list, thing, reword);
  }

  async #do(
    { kind, facet }: ThingList,
    thing: Thing,
    act: (subject: Subject) => Promise<boolean>,
  ): Promise<void> {
    const { record } = this;
    if (!record || this.isDirty) return say(settingsWords.saveFirst);
    const subject = { tracker: record.tracker, version: record.version, kind, facet, thing };
    await act(subject);
    // Also where somebody else was faster: what the rows then act on is as it stands now.
    await this.#load();
    void pledges.loadTrackers();
  }

  // --- saving

  #review = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { record, draft } = this;
    if (!record || !draft || this.isBusy) return;
    if (!this.isDirty) return say(settingsWords.clean);
    this.#nameNew();
    const body = toSave(record.tracker, this.draft ?? draft);
    this.isBusy = true;
    const answer = await settingsApi.check(body, record.version);
    this.isBusy = false;
    if (!answer.ok) return this.#refused(answer.problem);
    this.problem = null;
    await this.#save(body, record);
  };

  // A new thing's id is made of its label, once it has one.
  #nameNew(): void {
    const { record } = this;
    if (!record || !this.draft) return;
    let next = this.draft;
    for (const { kind, pointer, things } of thingsOf(this.draft)) {
      const taken = new Set(things.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]));
      const saved = new Set(
        thingsOf(record.tracker).flatMap((list) =>
          list.kind === kind ? list.things.map(({ id }) => id) : [],
        ),
      );
      for (const [index, thing] of things.entries()) {
        const id = slugOf(nameOf({ ...thing, id: '' }, next), next.language).slice(0, 80);
        if (saved.has(thing.id) || !id || taken.has(id) || !/^\w+-\d+$/.test(thing.id)) continue;
        taken.add(id);
        next = withValue(next, `${pointer}/${index}/id`, id);
      }
    }
    if (next !== this.draft) this.#change(next);
  }

  async #save(
    body: Tracker,
    { version, tracker: before }: Pick<TrackerRecord, 'version' | 'tracker'>,
  ): Promise<void> {
    const { heading, text, yes } = settingsWords.saving;
    const lag = reworded(before, body).flatMap((verdict) => {
      const published = this.usage?.verdicts[verdict.id]?.published ?? 0;
      return published > 0 ? [{ verdict, published }] : [];
    });
    let problem: Problem | null = null;
    const isDone = await asked({
      heading,
      text,
      yes,
      controls: (form) => saving(form, told(before, body), lag, body),
      send: async (answers) => {
        const relabel = ((answers.relabel ?? []) as string[]).map((id) => ({
          of: 'verdict' as const,
          id,
          note: String(answers.note ?? ''),
        }));
        if (relabel.length > 0 && !answers.note) return NOTE_MISSING;
        const saved = await settingsApi.save(body, version);
        problem = saved.ok ? null : saved.problem;
        if (!saved.ok) return problem;
        store(this.#place, null);
        if (relabel.length === 0) return null;
        const given = await settingsApi.words(body.id, saved.value.version, { relabel }, false);
        if (!given.ok) say(settingsWords.saving.rewordFailed(sentence(given.problem)));
        return null;
      },
    });
    const refused = problem as Problem | null;
    if (!isDone) return refused?.slug === 'stale-version' ? this.#overtake() : undefined;
    say(settingsWords.saved);
    await this.#load();
    void pledges.loadTrackers();
  }

  async #refused(problem: Problem): Promise<void> {
    if (problem.slug === 'stale-version') return this.#overtake();
    // What is hidden in a closed part is opened before its control is looked for.
    this.faults = faultsAt(this, problem.errors ?? []);
    const untold = (problem.errors ?? []).length > this.faults.size && this.faults.size === 0;
    this.problem = this.faults.size > 0 && !untold ? null : problem;
    await this.updateComplete;
    focusFault(this, this.faults);
  }

  async #overtake(): Promise<void> {
    const answer = await desk.tracker(this.#id);
    if (answer.ok) this.overtaken = answer.value;
    else this.problem = answer.problem;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.overtaken')?.focus();
  }

  #mine = (): void => {
    const { record, draft, overtaken } = this;
    if (!record || !draft || !overtaken) return;
    const theirs = inOrder(overtaken.tracker);
    const { tracker } = merged(record.tracker, draft, theirs);
    this.record = { version: overtaken.version, tracker: theirs };
    this.overtaken = null;
    this.#change(tracker);
    void this.#countAgain();
  };

  #theirs = (): void => {
    if (!this.overtaken) return;
    this.record = { version: this.overtaken.version, tracker: inOrder(this.overtaken.tracker) };
    this.#drop();
    void this.#countAgain();
  };

  async #countAgain(): Promise<void> {
    const usage = await settingsApi.usage(this.#id);
    if (usage.ok) this.usage = usage.value;
  }

  // --- what is shown

  protected override body(): TemplateResult {
    const { draft, record, problem, usage } = this;
    const told = problem
      ? html`<p class="problem" role="alert">${sentence(problem)} ${problem.errors?.map(({ detail }) => detail).join('; ')}</p>`
      : nothing;
    if (!draft || !record || !usage)
      return problem
        ? html`${told}<button @click=${this.#load}>${words.shell.again}</button>`
        : html`<p class="soft">${words.shell.loading}</p>`;
    const { sections, leads } = settingsWords;
    const form: FormState<Tracker> = {
      draft,
      errors: this.faults,
      isReadOnly: false,
      language: draft.language,
      set: this.#set,
    };
    const list = (kind: ThingList['kind'], facet?: string) =>
      this.#list(draft, record.tracker, usage, kind, facet);
    const section = (name: keyof typeof sections, content: TemplateResult) =>
      html`<section id=${name} aria-labelledby="${name}-heading">
        <h2 id="${name}-heading">${sections[name]}</h2>
        ${name in leads ? html`<p class="soft lead">${leads[name as keyof typeof leads]}</p>` : nothing} ${content}
      </section>`;
    const values = (index: number) => {
      const facet = draft.facets?.[index];
      return facet ? thingList(form, list('value', facet.id), this) : nothing;
    };
    return html`${this.#overtakenView()}
      <form class="settings" novalidate @submit=${this.#review}>
        <nav class="jump" aria-label=${settingsWords.jump}>
          ${Object.entries(sections).map(([name, text]) => html`<a href="#${name}">${text}</a> `)}
        </nav>
        ${section('about', aboutSection(form))} ${section('scheme', thingList(form, list('verdict'), this))}
        ${section('categories', thingList(form, list('category'), this))}
        ${section('facets', thingList(form, list('facet'), this, values))}
        ${section('documents', thingList(form, list('document'), this))} ${section('texts', textsSection(form))}
        ${section('rules', rulesSection(form))} ${told} ${this.#bar()}
      </form>`;
  }

  #bar(): TemplateResult {
    const isDirty = this.isDirty;
    const { dirty, notKept, clean, save, drop } = settingsWords;
    return html`<div class="bar">
      <p class=${isDirty ? '' : 'soft'}>${isDirty ? (this.#isKept ? dirty : notKept) : clean}</p>
      ${isDirty ? html`<button type="button" @click=${this.#drop}>${drop}</button>` : nothing}
      <button class="primary" aria-disabled=${isDirty && !this.isBusy ? nothing : 'true'}>${save}</button>
    </div>`;
  }

  #overtakenView(): TemplateResult | typeof nothing {
    const { record, draft, overtaken } = this;
    if (!record || !draft || !overtaken) return nothing;
    const { both, lost } = merged(record.tracker, draft, inOrder(overtaken.tracker));
    const { stale } = settingsWords;
    const names = (fields: string[]) => fields.map(fieldName).join(', ');
    return html`<div class="overtaken" role="alert" tabindex="-1">
      <p>${stale.lead}</p>
      <p>${both.length > 0 ? stale.both(names(both)) : stale.apart}</p>
      ${lost.length > 0 ? html`<p>${stale.gone(names(lost))}</p>` : nothing}
      <p class="buttons">
        <button type="button" class="primary" @click=${this.#mine}>${stale.mine}</button>
        <button type="button" @click=${this.#theirs}>${stale.theirs}</button>
      </p>
    </div>`;
  }

  #list(
    draft: Tracker,
    before: Tracker,
    usage: TrackerUsage,
    kind: ThingList['kind'],
    facet?: string,
  ): ThingList {
    const of = (tracker: Tracker) =>
      thingsOf(tracker).find((list) => list.kind === kind && (facet === undefined || list.facet === facet));
    const { pointer = '/facets', things = [] } = of(draft) ?? {};
    const saved = new Set((of(before)?.things ?? []).map(({ id }) => id));
    return { kind, pointer, things, facet, saved, uses: usesOf(usage, kind, facet) };
  }
}

const NOTE_MISSING: Problem = {
  slug: 'invalid-fields',
  title: '',
  status: 0,
  errors: [{ pointer: '/note', detail: settingsWords.saving.noteMissing }],
};

type Lagging = { verdict: Thing; published: number };

// What the dialog says before anything is saved.
function saving(form: FormState<Told>, changes: string[], lag: Lagging[], tracker: Tracker): TemplateResult {
  const { also, alsoOf, note, noteHint } = settingsWords.saving;
  const options = lag.map(
    ({ verdict, published }) => [verdict.id, alsoOf(nameOf(verdict, tracker), published)] as const,
  );
  return html`<ul class="changes">
      ${changes.map((text) => html`<li>${text}</li>`)}
    </ul>
    ${
      lag.length > 0
        ? html`${checksControl(form, '/relabel', { label: also, options, empty: undefined })}
            ${textControl({ ...form, language: tracker.language }, '/note', { label: note, hint: noteHint, lines: 2, limit: NOTE_LIMIT })}`
        : nothing
    }`;
}

function usesOf(usage: TrackerUsage, kind: ThingList['kind'], facet = ''): Record<string, Use> {
  switch (kind) {
    case 'verdict':
      return usage.verdicts;
    case 'category':
      return usage.categories;
    case 'document':
      return usage.documents;
    case 'value':
      return usage.facets[facet] ?? {};
    default:
      return Object.fromEntries(
        Object.entries(usage.facets).flatMap(([id, values]) =>
          Object.entries(values).map(([value, use]) => [`${id}:${value}`, use]),
        ),
      );
  }
}

// Verdicts by their places, as lists and tallies show them.
function inOrder(tracker: Tracker): Tracker {
  const verdicts = [...tracker.scheme.verdicts].sort((one, other) => one.order - other.order);
  return { ...tracker, scheme: { ...tracker.scheme, verdicts } };
}

function newThing({ kind }: ThingList, id: string, order: number): Thing {
  switch (kind) {
    case 'verdict':
      return {
        id,
        label: {},
        definition: {},
        outcome: 'unrated',
        final: false,
        counted: false,
        order,
      } as Thing;
    case 'facet':
      return { id, label: {}, values: [{ id: 'value-1', label: {} }] } as Thing;
    case 'document':
      return { id, title: '', year: new Date().getFullYear() } as Thing;
    default:
      return { id, label: {} };
  }
}

function fieldName(name: string): string {
  const { fields, sections } = settingsWords;
  const known: Record<string, unknown> = { ...fields, ...sections };
  return String(known[name] ?? name);
}

customElements.define('desk-settings', DeskSettingsElement);
