// What the screen shows before a tracker is opened: what is missing, what becomes public, and for whom.
import { html, nothing, type TemplateResult } from 'lit';
import type { Opening } from '../../../data/desk.ts';
import type { Missing } from '../../../data/field-error.ts';
import type { OpenVisibility, Tracker } from '../../../data/tracker.ts';
import { icon } from '../../icons.ts';
import { dayOf } from '../common/dates.ts';
import { label } from '../common/in-language.ts';
import { startWords } from '../words/start-words.ts';
import { words } from '../words/words.ts';

const { open } = startWords;

/** So many of the pledges are named; the rest is a number. */
const SHOWN = 20;

/** What becomes public, or has, with its verdicts and their dates; `openedAt`: the instant that those have which bring none. */
export function publicRows(
  tracker: Tracker,
  { pledges: shown, ready: all }: Opening,
  openedAt: string | null = null,
): TemplateResult | typeof nothing {
  if (shown.length === 0) return nothing;
  return html`<ul class="rows">
      ${shown.slice(0, SHOWN).map(
        ({ slug, title, verdict, publishedAt }) =>
          html`<li>
            <span class="verdict outcome ${verdict.outcome}">${icon(verdict.outcome)} ${label(verdict.label, tracker)}</span>
            <a class="title" href="/desk/pledges/${tracker.id}/${slug}" lang=${tracker.language}>${title}</a>
            <span class="about">${publishedAt === openedAt ? open.datedNow : html`${open.dated} ${dayOf(publishedAt, tracker)}`}</span>
          </li>`,
      )}
    </ul>
    ${all > SHOWN ? html`<p class="soft">${open.more(all - SHOWN)} <a href="/desk/find">${words.today.inFind}</a></p>` : nothing}`;
}

export type HowToOpen = {
  visibility: OpenVisibility;
  isSure: boolean;
  isBlocked: boolean;
  isBusy: boolean;
  /** What is wrong with the box that has to be ticked. */
  unsure: string | undefined;
  notice: string;
  choose(visibility: OpenVisibility): void;
  tick(isSure: boolean): void;
  openIt(event: SubmitEvent): void;
  lookAgain(): void;
};

/** For whom it is opened, and the last word before it is. */
export function howToOpen(how: HowToOpen): TemplateResult {
  const { isBlocked } = how;
  const radio = (value: OpenVisibility, text: string, hint: string) =>
    html`<label class="choice">
      <input type="radio" name="visibility" .checked=${how.visibility === value} @change=${() => how.choose(value)} />
      <span>${text}<span class="hint">${hint}</span></span>
    </label>`;
  return html`<section aria-labelledby="how-heading">
    <h2 id="how-heading">${open.how}</h2>
    <form class="publish" novalidate @submit=${how.openIt}>
      <fieldset class="control">
        <legend class="said">${open.how}</legend>
        ${radio('public', open.public, open.publicHint)}${radio('unlisted', open.unlisted, open.unlistedHint)}
      </fieldset>
      <div class="control">
        <label class="tick"
          ><input type="checkbox" data-pointer="/sure" .checked=${how.isSure} aria-describedby="sure-problem"
            aria-invalid=${how.unsure ? 'true' : nothing}
            @change=${({ target }: Event) => how.tick((target as HTMLInputElement).checked)} /><span>${open.confirm}</span></label
        >
        <p id="sure-problem" class="problem" role="alert">${how.unsure ?? nothing}</p>
      </div>
      ${
        how.notice
          ? html`<p class="notice said-here" tabindex="-1" role="alert">${how.notice}
              <button type="button" @click=${how.lookAgain}>${open.look}</button></p>`
          : nothing
      }
      <p class="buttons">
        <button class="primary" ?disabled=${isBlocked} aria-disabled=${how.isBusy ? 'true' : nothing}
          aria-describedby=${isBlocked ? 'blocked' : nothing}>${how.isBusy ? open.opening : open.open}</button>
      </p>
      ${isBlocked ? html`<p id="blocked" class="hint">${open.blocked}</p>` : nothing}
    </form>
  </section>`;
}

/** What is missing, and the way to it: what is wrong in a pledge is mended there, all else in the settings. */
export function missingRow(tracker: Tracker, { pointer, detail, blocks }: Missing): TemplateResult {
  const slug = /^\/pledges\/([^/]+)/.exec(pointer)?.[1];
  const href = slug
    ? `/desk/pledges/${tracker.id}/${slug}?check`
    : pointer === '/pledges'
      ? `/desk/new?tracker=${tracker.id}`
      : `/desk/${tracker.id}/settings`;
  const field = pointer.slice(1).replace(/^pledges\/?/, '');
  return html`<li>
    <span><strong>${blocks ? open.blocks : open.advice}:</strong> ${field ? html`<code>${field}</code> ` : open.pledgesName} ${detail}</span>
    <a href=${href}>${pointer === '/pledges' ? open.where.pledges : open.edit}<span class="said"> ${field}</span></a>
    ${pointer === '/pledges' ? html`<a href="/desk/${tracker.id}/import">${open.where.import}</a>` : nothing}
  </li>`;
}

/** Makes of the page in a frame a picture of it: its links lead nowhere from here. */
export function framed({ target }: Event): void {
  (target as HTMLIFrameElement).contentDocument?.addEventListener('click', (event) => {
    if (event.composedPath().some((node) => (node as Element).localName === 'a')) event.preventDefault();
  });
}
