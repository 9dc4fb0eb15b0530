// The trash of all trackers: what was begun by mistake, and the way back for thirty days.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TrashedPledge } from '../../data/desk.ts';
import { trashWords } from './acts-words.ts';
import { desk, type Problem } from './api.ts';
import { textControl } from './controls.ts';
import { dayOf } from './dates.ts';
import { DeskScreen } from './desk-screen.ts';
import { asked } from './dialogs.ts';
import { trackerOf } from './pledge-row.ts';
import { hrefOf, pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { router } from './router.ts';
import { session } from './session.ts';
import { say } from './status.ts';
import { undoing } from './undoing.ts';
import { words } from './words.ts';

/** What is in the trash, the newest first. */
export class DeskTrashElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    trash: { state: true },
    problem: { state: true },
  };

  declare trash: readonly TrashedPledge[] | null;
  declare problem: Problem | null;

  constructor() {
    super();
    this.trash = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    undoing.addEventListener('undone', this.#load);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    undoing.removeEventListener('undone', this.#load);
  }

  protected override heading(): string {
    return words.trash;
  }

  #load = async (): Promise<void> => {
    await pledges.loadTrackers();
    const answers = await Promise.all(pledges.trackers.map(({ id }) => desk.trash(id)));
    const failed = answers.find((answer) => !answer.ok);
    this.problem = pledges.problem ?? (failed && !failed.ok ? failed.problem : null);
    if (this.problem) return;
    const all = answers.flatMap((answer) => (answer.ok ? answer.value.trash : []));
    this.trash = all.sort((one, other) => (one.trashedAt < other.trashedAt ? 1 : -1));
  };

  /** Brings it back; where its address has become another's, asks for a new one. */
  async #recover(item: TrashedPledge): Promise<void> {
    const problem = await this.#send(item, {});
    if (problem && problem.slug !== 'name-taken') return say(sentence(problem));
    if (!problem) return;
    const { slug: label, missing, ...how } = trashWords.another;
    await asked({
      ...how,
      given: { slug: item.slug },
      missing: { '/slug': missing },
      controls: (form) => textControl(form, '/slug', { label, hint: words.newPledge.slugHint }),
      send: (told) => this.#send(item, told),
    });
  }

  async #send({ tracker, slug, id, title }: TrashedPledge, told: object): Promise<Problem | null> {
    const answer = await desk.recover({ tracker, slug }, { id, ...told });
    if (!answer.ok) return answer.problem;
    void pledges.load();
    say(trashWords.recovered(title ?? slug, answer.value.lostAliases));
    await router.go(hrefOf({ tracker, slug: answer.value.slug }));
    return null;
  }

  protected override body(): TemplateResult {
    const { trash, problem } = this;
    if (problem)
      return html`<p class="problem" role="alert">${sentence(problem)}</p>
        <button @click=${this.#load}>${words.shell.again}</button>`;
    if (!trash) return html`<p class="soft">${words.shell.loading}</p>`;
    return html`<p class="soft">${trash.length === 0 ? trashWords.none : trashWords.lead}</p>
      ${
        trash.length === 0
          ? nothing
          : html`<ul class="rows trash">
              ${repeat(
                trash,
                ({ id }) => id,
                (item) => this.#row(item),
              )}
            </ul>`
      }`;
  }

  #row(item: TrashedPledge): TemplateResult {
    const { slug, title, trashedAt, trashedBy, until } = item;
    const tracker = pledges.tracker(item.tracker);
    const name = title ?? slug;
    return html`<li>
      <span class="title">${name}</span>
      <span class="about">
        <span>${trashWords.by(trashedBy)} ${dayOf(trashedAt, tracker)}</span>
        <span>${trashWords.until} ${dayOf(until, tracker)}</span>
        ${trackerOf(item)}
      </span>
      ${
        session.mayAct('recover')
          ? html`<button class="act" aria-label=${trashWords.recoverOf(name)} @click=${() => this.#recover(item)}>
              ${trashWords.recover}
            </button>`
          : nothing
      }
    </li>`;
  }
}

customElements.define('desk-trash', DeskTrashElement);
