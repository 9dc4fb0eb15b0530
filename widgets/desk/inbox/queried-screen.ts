// A screen of rows that are no pledges, of which the query of the address says which are wanted.
import type { Answer, Problem } from '../common/api.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { say } from '../common/status.ts';
import { currentRow } from '../lists/rows.ts';

// Where somebody was, for when they come back, by the name of the screen.
const left = new Map<string, string>();

/** Inbox and suggestions: each asks for its own and shows it. */
export abstract class QueriedScreen<Got> extends DeskScreen {
  static override properties = { ...DeskScreen.properties, problem: { state: true } };

  declare problem: Problem | null;
  #shown = '';

  /** Its address. */
  protected abstract readonly path: string;
  /** Asks for what a query wants, from where a page before it ended. */
  protected abstract ask(query: URLSearchParams, from: string | null): Promise<Answer<Got>>;
  /** Shows it in place of what was there. */
  protected abstract take(got: Got): void;

  constructor() {
    super();
    this.problem = null;
    this.addEventListener('focusin', () => {
      const row = currentRow();
      if (row) left.set(this.localName, row);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override arrive(): void {
    if (!router.isReturn || !this.#backToRow()) super.arrive();
  }

  // A link to this screen with another query arrives at the same element.
  protected override updated(): void {
    super.updated();
    if (this.#shown !== location.search && location.pathname === this.path) void this.load();
  }

  protected load = async (): Promise<void> => {
    const { search } = location;
    this.#shown = search;
    const [, answer] = await Promise.all([
      pledges.trackers.length > 0 || pledges.loadTrackers(),
      this.ask(new URLSearchParams(search), null),
    ]);
    // Another list was asked for meanwhile.
    if (this.#shown !== search) return;
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.take(answer.value);
    await this.updateComplete;
    if (router.isReturn) this.#backToRow();
  };

  /** Asks for the next page; `add` shows it below the others, and answers its first row, which gets the focus. */
  protected async loadMore(from: string, add: (got: Got) => number | string | undefined): Promise<void> {
    const shown = this.#shown;
    const answer = await this.ask(new URLSearchParams(shown), from);
    if (!answer.ok) return say(sentence(answer.problem));
    if (this.#shown !== shown) return;
    const first = add(answer.value);
    await this.updateComplete;
    this.querySelector<HTMLElement>(`[data-row="${first}"] a`)?.focus();
  }

  // Where nobody has gone on elsewhere; false where the row is not there.
  #backToRow(): boolean {
    if (document.activeElement?.closest('[data-row], input, select, button')) return false;
    const link = this.querySelector<HTMLElement>(`[data-row="${left.get(this.localName)}"] a`);
    link?.focus();
    return link !== null;
  }
}
