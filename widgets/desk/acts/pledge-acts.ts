// The acts that are done now and then, on whichever screen of a pledge: behind "More acts", in the palette, by a key.
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { type Answer, desk, type PledgeName, type PostedAct, type Problem } from '../common/api.ts';
import { nextAfter, placeIn, renamedTo } from '../common/coming-from.ts';
import { dayOf } from '../common/dates.ts';
import { type Answers, asked } from '../common/dialogs.ts';
import { offer } from '../common/offers.ts';
import { addressOf, type Tab } from '../common/pledge-address.ts';
import { type Opened, titleOf } from '../common/pledge-frame.ts';
import { keyOf, pledges } from '../common/pledges.ts';
import { router } from '../common/router.ts';
import { hear } from '../common/shortcuts.ts';
import { undoing } from '../common/undoing.ts';
import { actsWords } from '../words/acts-words.ts';
import { questionOf } from './act-questions.ts';
import { actsOn, type MoreAct, moreActsView, wordsOf } from './more-acts.ts';

type Screen = {
  name(): PledgeName;
  /** The pledge as the screen shows it; null as long as nothing can be done with it. */
  opened(): Opened | null;
  send(act: MoreAct, answers: Answers): Promise<Problem | null>;
  /** It was done, and the pledge is still here. `told` says what. */
  done(said: string): unknown;
  /** It was put away, or somebody else was faster. */
  notDone?(): unknown;
};

/** The acts of one screen, which asks before each. */
export class PledgeActs {
  readonly #host: LitElement;
  readonly #screen: Screen;

  constructor(host: LitElement, screen: Screen) {
    this.#host = host;
    this.#screen = screen;
    offer(host, () =>
      this.#offered().map(({ act, opened }) => ({
        does: wordsOf(act, opened).open,
        run: () => this.ask(act),
      })),
    );
    const askIf = (act: MoreAct) => () => this.#isOffered(act) && this.ask(act);
    hear(host, {
      discard: () => this.#takeAway(),
      assign: askIf('assign'),
      snooze: askIf('snooze'),
    });
  }

  #isOffered(wanted: MoreAct): boolean {
    return this.#offered().some(({ act }) => act === wanted);
  }

  #offered(): { act: MoreAct; opened: Opened }[] {
    const opened = this.#screen.opened();
    return opened ? actsOn(opened.record).map((act) => ({ act, opened })) : [];
  }

  // What readers see keeps its draft from the trash, so that it is one or the other.
  #takeAway(): void {
    const found = this.#offered().find(({ act }) => act === 'discard' || act === 'trash');
    if (found) void this.ask(found.act);
  }

  /** The quiet place that they have. */
  view(): TemplateResult {
    const opened = this.#screen.opened();
    return html`${opened && moreActsView(actsOn(opened.record), opened, (act) => this.ask(act))}`;
  }

  /** Whom the pledge is given to, and until when it is put off, each a button for whoever may say otherwise. */
  given(): TemplateResult {
    const { record, tracker } = this.#screen.opened() ?? {};
    if (!record || record.status === 'merged') return html``;
    const { assignee, snoozedUntil } = record;
    const { given, givenToNobody, snoozed } = actsWords;
    const to = assignee === null ? givenToNobody : given(assignee);
    return html`· ${this.#way('assign', to)}
      ${snoozedUntil ? html`· ${this.#way('snooze', html`${snoozed} ${dayOf(snoozedUntil, tracker)}`)}` : nothing}`;
  }

  #way(act: 'assign' | 'snooze', text: TemplateResult | string): TemplateResult {
    if (!this.#isOffered(act)) return html`${text}`;
    return html`<button type="button" class="quiet" @click=${() => this.ask(act)}
      >${text}<span class="said"> ${actsWords[act].open}</span></button
    >`;
  }

  /** Asks, and does it. */
  async ask(act: MoreAct): Promise<void> {
    const opened = this.#screen.opened();
    if (!opened) return;
    const { done } = wordsOf(act, opened);
    const question = await questionOf(act, this.#screen.name(), opened, (answers) =>
      this.#screen.send(act, answers),
    );
    if (!question || !this.#host.isConnected) return;
    if (await asked(question)) await this.#screen.done(done);
    else this.#screen.notDone?.();
  }
}

/** What an act came to: the record as it is now, none where it went to the trash, and the id that undoes it. */
export type Outcome = { record: Opened['record'] | null; undo: string | null };

/** Does an act under the version that the screen shows. */
export async function doAct(
  name: PledgeName,
  version: number,
  act: PostedAct | 'trash',
  answers: object = {},
): Promise<Answer<Outcome>> {
  if (act === 'trash') {
    const answer = await desk.remove(name, version);
    if (!answer.ok) return answer;
    pledges.drop(name);
    return { ...answer, value: { record: null, undo: answer.value.undo } };
  }
  const answer = await desk.act(name, version, act, answers);
  if (!answer.ok) return answer;
  const { undo = null, ...record } = answer.value;
  pledges.take(name, record);
  return { ...answer, value: { record, undo } };
}

/**
 * Says what was done, with the way back, and goes where the work goes on: from the trash to the next of the list, after a
 * renaming to the new address. Answers whether the screen is left, or was left meanwhile.
 */
export function follow(
  screen: LitElement,
  name: PledgeName,
  opened: Opened,
  { record, undo }: Outcome,
  said: string,
  tab: Tab,
): boolean {
  undoing.tell({ ids: undo === null ? [] : [undo], said, of: titleOf(record ?? opened.record) });
  if (!screen.isConnected) return true;
  if (record?.slug === name.slug) return false;
  const key = keyOf(name);
  if (record) renamedTo(key, keyOf({ ...name, slug: record.slug }));
  const after = nextAfter(key);
  void router.go(
    record
      ? addressOf({ ...name, slug: record.slug }, tab)
      : after
        ? `/desk/pledges/${after}`
        : (placeIn(key)?.href ?? '/desk'),
  );
  return true;
}
