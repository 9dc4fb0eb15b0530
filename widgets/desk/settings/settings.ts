// A tracker's settings: changed here as a whole, kept in the browser until they are saved, reviewed before they are. Ids that are
// published are renamed and merged by acts of their own, at once.
import { html, nothing, type TemplateResult } from 'lit';
import type { TrackerRecord, TrackerUsage } from '../../../data/desk.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { desk, type Problem } from '../common/api.ts';
import { store, stored } from '../common/browser-store.ts';
import type { FormState } from '../common/controls.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { isSame, withValue } from '../common/draft.ts';
import { faultsAt, focusFault } from '../common/faults.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { settingsWords } from '../words/settings-words.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';
import { allSections } from './all-sections.ts';
import { overtakenView } from './overtaken-view.ts';
import { askToSave } from './saving.ts';
import { settingsApi } from './settings-api.ts';
import type { ThingCallbacks, ThingList } from './thing-list.ts';
import { inOrder, newThing, withIdsOfLabels } from './things.ts';
import { merged, nameOf, type Thing, toSave } from './tracker-changes.ts';
import { merge, rename, reword, type Subject } from './word-questions.ts';

type Kept = { version: number; base: Tracker; draft: Tracker };

/** The screen at `/desk/{tracker}/settings`. */
export class DeskSettingsElement extends DeskScreen implements ThingCallbacks {
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
  #unguard = () => {};

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
    this.#unguard = router.guard(() => this.#mayLeave());
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unguard();
  }

  // Another tab may have put its own words, or nothing, in the place of these.
  async #mayLeave(): Promise<boolean> {
    if (!this.isDirty || !this.draft) return true;
    this.#change(this.draft);
    const { lost, ...leave } = writingWords.leave;
    return this.#isKept || asked({ ...leave, text: lost });
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
    this.#put(list, [...things, newThing(kind, things)]);
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
    const named = withIdsOfLabels(record.tracker, draft);
    if (named !== draft) this.#change(named);
    const body = toSave(record.tracker, named);
    this.isBusy = true;
    const answer = await settingsApi.check(body, record.version);
    this.isBusy = false;
    if (!answer.ok) return this.#refused(answer.problem);
    this.problem = null;
    await this.#save(body, record);
  };

  async #save(
    body: Tracker,
    { version, tracker: before }: Pick<TrackerRecord, 'version' | 'tracker'>,
  ): Promise<void> {
    const outcome = await askToSave({ before, body, version, usage: this.usage }, () =>
      store(this.#place, null),
    );
    if (outcome === 'put-away') return;
    if (outcome === 'stale') return this.#overtake();
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
    const notice = problem
      ? html`<p class="problem" role="alert">${sentence(problem)} ${problem.errors?.map(({ detail }) => detail).join('; ')}</p>`
      : nothing;
    if (!draft || !record || !usage)
      return problem
        ? html`${notice}<button @click=${this.#load}>${words.shell.again}</button>`
        : html`<p class="soft">${words.shell.loading}</p>`;
    const form: FormState<Tracker> = {
      draft,
      errors: this.faults,
      isReadOnly: false,
      language: draft.language,
      set: this.#set,
    };
    const { overtaken } = this;
    const on = { mine: this.#mine, theirs: this.#theirs };
    return html`${overtaken ? overtakenView(record.tracker, draft, inOrder(overtaken.tracker), on) : nothing}
      <form class="settings" novalidate @submit=${this.#review}>
        ${allSections(form, record.tracker, usage, this)} ${notice} ${this.#bar()}
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
}

customElements.define('desk-settings', DeskSettingsElement);
