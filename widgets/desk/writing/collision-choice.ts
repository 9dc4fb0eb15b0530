import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PledgeDraft } from '../../../data/pledge.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { isOfTracker, textsOf } from '../common/field-text.ts';
import { writingWords } from '../words/writing-words.ts';
import { type Disputed, disputed, isRows, rowsOfBoth, settled } from './collision.ts';

type Way = 'mine' | 'theirs' | 'rows' | 'edit';

/** Texts that can be mended by hand at the choice; the others are chosen and mended in the form. */
const EDITABLE = /^\/(?:title|promise\/quote|verdict\/(?:headline|summary|body))$/;

/**
 * Two versions of a draft side by side, only the fields that differ. What one of the two changed is chosen for the
 * editor and can be chosen otherwise; what both changed they choose. `choose` tells what would be kept at each step,
 * `settle` what is to be saved.
 */
export class DeskCollisionElement extends LitElement {
  static override properties = {
    base: { attribute: false },
    mine: { attribute: false },
    theirs: { attribute: false },
    tracker: { attribute: false },
    isAgain: { type: Boolean },
    isPublished: { type: Boolean },
    ways: { state: true },
    edits: { state: true },
    isAsking: { state: true },
  };

  declare base: PledgeDraft;
  declare mine: PledgeDraft;
  declare theirs: PledgeDraft;
  declare tracker: Tracker;
  /** Whether this is not the first collision of the same words. */
  declare isAgain: boolean;
  declare isPublished: boolean;
  declare ways: ReadonlyMap<string, Way>;
  declare edits: ReadonlyMap<string, string>;
  /** Whether the editor tried to save before everything was chosen. */
  declare isAsking: boolean;

  constructor() {
    super();
    this.isAgain = false;
    this.isPublished = false;
    this.ways = new Map();
    this.edits = new Map();
    this.isAsking = false;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  focusHeading(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('h2')?.focus());
  }

  get #fields(): Disputed[] {
    return disputed(this.base, this.mine, this.theirs);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('theirs') && !changed.has('mine')) return;
    const byOne = this.#fields.filter(({ by }) => by !== 'both');
    this.ways = new Map(byOne.map(({ field, by }) => [field, by === 'me' ? 'mine' : 'theirs']));
    this.edits = new Map();
    this.isAsking = false;
  }

  #undecided(): Disputed[] {
    return this.#fields.filter(({ field }) => !this.ways.has(field));
  }

  #result(): PledgeDraft {
    const chosen = this.#fields.map(({ field, mine, theirs }): [string, unknown] => {
      const way = this.ways.get(field);
      if (way === 'theirs') return [field, theirs];
      if (way === 'rows') return [field, rowsOfBoth(mine, theirs)];
      // Until it is decided, nothing that was typed here is given up.
      return [field, way === 'edit' ? this.edits.get(field) || undefined : mine];
    });
    return settled(this.theirs, new Map(chosen));
  }

  #choose(field: string, way: Way): void {
    const { mine } = this.#fields.find((each) => each.field === field) ?? {};
    if (way === 'edit' && !this.edits.has(field))
      this.edits = new Map(this.edits).set(field, String(mine ?? ''));
    this.ways = new Map(this.ways).set(field, way);
    this.#tell('choose');
  }

  #edit(field: string, text: string): void {
    this.edits = new Map(this.edits).set(field, text);
    this.#tell('choose');
  }

  #tell(name: 'choose' | 'settle'): void {
    this.dispatchEvent(new CustomEvent<PledgeDraft>(name, { detail: this.#result() }));
  }

  async #save(): Promise<void> {
    this.isAsking = true;
    await this.updateComplete;
    const [first] = this.#undecided();
    if (!first) return this.#tell('settle');
    this.querySelector<HTMLElement>(`fieldset[data-field="${first.field}"] input`)?.focus();
  }

  #all(way: 'mine' | 'theirs'): void {
    this.ways = new Map(this.#fields.map(({ field }) => [field, way]));
    this.#tell('choose');
  }

  protected override render(): TemplateResult {
    const fields = this.#fields;
    const left = this.#undecided().length;
    const { collision } = writingWords;
    return html`<section class="collision" aria-labelledby="collision-heading">
      <h2 id="collision-heading" tabindex="-1">${collision.heading}</h2>
      <p>
        ${this.isAgain ? collision.again : collision.lead} ${this.isPublished ? collision.published : nothing}
        ${fields.length === 0 ? collision.same : nothing}
      </p>
      <p class="buttons">
        <button type="button" @click=${() => this.#all('mine')}>${collision.allMine}</button>
        <button type="button" @click=${() => this.#all('theirs')}>${collision.allTheirs}</button>
      </p>
      ${fields.map((field) => this.#fieldView(field))}
      <div class="bar">
        <p class=${this.isAsking && left > 0 ? 'problem' : 'soft'} role="status">
          ${left > 0 ? collision.undecided(left) : nothing}
        </p>
        <button type="button" class="primary" @click=${() => this.#save()}>${collision.save}</button>
      </div>
    </section>`;
  }

  #fieldView({ field, mine, theirs, by }: Disputed): TemplateResult {
    const { collision } = writingWords;
    const label = writingWords.fields[field] ?? field;
    const way = this.ways.get(field);
    const isWrong = this.isAsking && way === undefined;
    return html`<fieldset class="disputed ${isWrong ? 'undecided' : ''}" data-field=${field}>
      <legend>${label} <span class=${by === 'both' ? 'both' : 'soft'}>${collision.by[by]}</span></legend>
      <div class="sides">
        ${this.#side(field, 'mine', collision.mine, mine)}${this.#side(field, 'theirs', collision.theirs, theirs)}
      </div>
      ${isRows(field) ? this.#radio(field, 'rows', collision.rows) : nothing}
      ${EDITABLE.test(field) ? this.#radio(field, 'edit', collision.edit) : nothing}
      ${
        way === 'edit'
          ? html`<textarea rows="4" lang=${this.tracker.language} aria-label=${collision.edited(label)} .value=${this.edits.get(field) ?? ''}
              @input=${({ target }: Event) => this.#edit(field, (target as HTMLTextAreaElement).value)}></textarea>`
          : nothing
      }
    </fieldset>`;
  }

  #side(field: string, way: Way, label: string, value: unknown): TemplateResult {
    const texts = textsOf(field, value, this.tracker);
    return html`<div class="side-of" data-chosen=${this.ways.get(field) === way ? '' : nothing}>
      ${this.#radio(field, way, label)}
      ${texts.length === 0 ? html`<p class="soft">${writingWords.collision.nothing}</p>` : texts.map((text) => html`<p lang=${isOfTracker(field) ? this.tracker.language : nothing}>${text}</p>`)}
    </div>`;
  }

  #radio(field: string, way: Way, label: string): TemplateResult {
    return html`<label>
      <input type="radio" name="way${field}" .checked=${this.ways.get(field) === way}
        @change=${() => this.#choose(field, way)} />
      ${label}
    </label>`;
  }
}

customElements.define('desk-collision', DeskCollisionElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-collision': DeskCollisionElement;
  }
}
