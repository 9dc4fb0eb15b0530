// Whoever may enter the desk: invited by a link, given other rights, and seen off with what they leave passed on.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StaffedTracker } from '../../../data/desk.ts';
import type { Invite, ListedToken } from '../../../data/people.ts';
import { desk, type Problem } from '../common/api.ts';
import { dayOf, momentOf } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked, type Question } from '../common/dialogs.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import '../common/shown-once.ts';
import type { ShownOnce } from '../common/shown-once.ts';
import { say } from '../common/status.ts';
import { peopleWords } from '../words/people-words.ts';
import { words } from '../words/words.ts';
import { type NewInvite, peopleApi } from './people-api.ts';
import { changeQuestion, inviteQuestion, leavingQuestion, newKeyQuestion } from './people-questions.ts';

type Column = keyof typeof peopleWords.columns;

/** The screen at `/desk/people`. */
export class DeskPeopleElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    tokens: { state: true },
    invites: { state: true },
    staffed: { state: true },
    link: { state: true },
    problem: { state: true },
  };

  /** Null before they have come, and for an admin of some trackers, who sees none. */
  declare tokens: readonly ListedToken[] | null;
  declare invites: readonly Invite[] | null;
  /** For an admin of some trackers: these, with the names of who may work in them. */
  declare staffed: readonly StaffedTracker[];
  /** The link that was just made. */
  declare link: NewInvite | null;
  declare problem: Problem | null;

  constructor() {
    super();
    this.tokens = null;
    this.invites = null;
    this.staffed = [];
    this.link = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override heading(): string {
    return peopleWords.heading;
  }

  #load = async (): Promise<void> => {
    const [, tokens, invites] = await Promise.all([
      pledges.loadTrackers(),
      session.may('GET /tokens') ? peopleApi.tokens() : null,
      peopleApi.invites(),
    ]);
    const failed = [tokens, invites].find((answer) => answer && !answer.ok);
    this.problem = pledges.problem ?? (failed && !failed.ok ? failed.problem : null);
    if (tokens?.ok) this.tokens = tokens.value.tokens;
    if (invites.ok) this.invites = invites.value.invites;
    if (!tokens) await this.#loadNames();
  };

  async #loadNames(): Promise<void> {
    const answers = await Promise.all(pledges.trackers.map(({ id }) => desk.tracker(id)));
    this.staffed = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  }

  async #ask(question: Question): Promise<void> {
    if (await asked(question)) await this.#load();
  }

  #made = (link: NewInvite): void => {
    this.link = link;
  };

  async #withdraw({ id, name }: Invite): Promise<boolean> {
    const answer = await peopleApi.withdraw(id);
    if (!answer.ok) say(sentence(answer.problem));
    return answer.ok && name !== '';
  }

  #end = async (invite: Invite): Promise<void> => {
    if (!(await this.#withdraw(invite))) return;
    say(peopleWords.withdrawn(invite.name));
    await this.#load();
    this.focusHeading();
  };

  /** The link was lost on its way: the one of before ends, and there is another. */
  #again = async (invite: Invite): Promise<void> => {
    if (!(await this.#withdraw(invite))) return;
    const { name, role, trackers, tokenExpiresAt: expiresAt } = invite;
    const answer = await (invite.token
      ? peopleApi.inviteAgain(invite.token)
      : peopleApi.invite({ name, role, trackers, expiresAt }));
    if (answer.ok) this.link = answer.value;
    else say(sentence(answer.problem));
    await this.#load();
  };

  protected override body(): TemplateResult {
    const { problem, invites, tokens, link } = this;
    return html`${
      problem
        ? html`<p class="problem" role="alert">${sentence(problem)}</p>
            <button @click=${this.#load}>${words.shell.again}</button>`
        : nothing
    }
      ${link ? html`<desk-shown-once .shown=${shownLink(link)} @done=${this.#linkSeen}></desk-shown-once>` : nothing}
      ${
        invites
          ? html`<p class="soft lead">${tokens ? peopleWords.lead : peopleWords.leadOfSome}</p>
              <p>
                <button class="primary" @click=${() => this.#ask(inviteQuestion(pledges.trackers, this.#made))}>
                  ${peopleWords.invite}
                </button>
              </p>
              ${tokens ? this.#people(tokens) : this.#names()} ${this.#waiting(invites)}
              ${tokens ? this.#ended(tokens) : nothing}`
          : problem
            ? nothing
            : html`<p class="soft">${words.shell.loading}</p>`
      }`;
  }

  #linkSeen = (): void => {
    this.link = null;
    this.focusHeading();
  };

  #people(all: readonly ListedToken[]): TemplateResult {
    const tokens = all.filter(isLive);
    if (tokens.length === 0) return html`<p>${peopleWords.none}</p>`;
    const { columns } = peopleWords;
    return html`<table class="people" role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${Object.entries(columns).map(
            ([key, text]) =>
              html`<th role="columnheader" scope="col">
                ${key === 'acts' ? html`<span class="said">${text}</span>` : text}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          tokens,
          ({ id }) => id,
          (token) => this.#person(token, tokens),
        )}
      </tbody>
    </table>`;
  }

  #person(token: ListedToken, all: readonly ListedToken[]): TemplateResult {
    const { name, role, lastSeenAt, expiresAt, email } = token;
    const isMe = session.me?.name === name;
    const others = [...new Set(all.map((each) => each.name))].filter((each) => each !== name);
    return html`<tr role="row">
      <th role="rowheader" scope="row">
        ${name} ${isMe ? html`<span class="soft">(${peopleWords.you})</span>` : nothing}
        ${email ? html`<span class="soft mail">${email}, ${peopleWords.byMail}</span>` : nothing}
      </th>
      ${cell('role', words.roles[role])} ${cell('trackers', trackersText(token.trackers))}
      ${cell('seen', lastSeenAt ? dayOf(lastSeenAt, undefined) : html`<span class="soft">${peopleWords.never}</span>`)}
      ${cell('until', expiresAt ? dayOf(expiresAt, undefined) : html`<span class="soft">${peopleWords.noEnd}</span>`)}
      <td role="cell" class="acts">
        <button aria-label=${peopleWords.changeOf(name)} @click=${() => this.#ask(changeQuestion(token, pledges.trackers))}>
          ${peopleWords.change}
        </button>
        <button aria-label=${peopleWords.newKeyOf(name)} @click=${() => this.#ask(newKeyQuestion(token, this.#made))}>
          ${peopleWords.newKey}
        </button>
        <button aria-label=${peopleWords.endOf(name)} @click=${() => this.#ask(leavingQuestion(token, ['admin', ...others]))}>
          ${peopleWords.end}
        </button>
      </td>
    </tr>`;
  }

  #names(): TemplateResult {
    return html`<dl class="names">
      ${this.staffed.map(
        ({ tracker, people }) =>
          html`<div>
            <dt lang=${tracker.language}>${tracker.name}</dt>
            <dd><span class="said">${peopleWords.namesIn}: </span>${people.join(', ')}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #waiting(all: readonly Invite[]): TemplateResult {
    const waiting = all.filter(({ state }) => state === 'waiting');
    return html`<section aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">${peopleWords.waiting}</h2>
      ${
        waiting.length === 0
          ? html`<p class="soft">${peopleWords.waitingNone}</p>`
          : html`<ul class="rows invites">
              ${waiting.map((invite) => this.#invite(invite))}
            </ul>`
      }
    </section>`;
  }

  #invite(invite: Invite): TemplateResult {
    const { name, role, trackers, invitedBy, expiresAt, token } = invite;
    return html`<li>
      <span class="title">${name}${token ? html` <span class="soft">(${peopleWords.newKeyFor})</span>` : nothing}</span>
      <span class="about">
        <span>${words.roles[role]}</span> <span>${trackersText(trackers)}</span>
        <span>${peopleWords.invitedBy(invitedBy)}</span>
        <span>${peopleWords.until} ${dayOf(expiresAt, undefined)}</span>
      </span>
      <span class="acts">
        <button aria-label=${peopleWords.newLinkOf(name)} @click=${() => this.#again(invite)}>${peopleWords.newLink}</button>
        <button aria-label=${peopleWords.withdrawOf(name)} @click=${() => this.#end(invite)}>${peopleWords.withdraw}</button>
      </span>
    </li>`;
  }

  #ended(all: readonly ListedToken[]): TemplateResult | typeof nothing {
    const ended = all.filter((token) => !isLive(token));
    if (ended.length === 0) return nothing;
    return html`<details class="ended">
      <summary>${peopleWords.ended(ended.length)}</summary>
      <ul>
        ${ended.map(
          ({ name, role, trackers, revokedAt, expiresAt }) =>
            html`<li>
              ${name} <span class="soft">${words.roles[role]}, ${trackersText(trackers)}, ${peopleWords.endedOn}
              ${dayOf(revokedAt ?? expiresAt ?? '', undefined)}</span>
            </li>`,
        )}
      </ul>
    </details>`;
  }
}

// A column's name stands in its row where there is no room for a table.
function cell(column: Column, content: unknown): TemplateResult {
  return html`<td role="cell"><span class="label" aria-hidden="true">${peopleWords.columns[column]}</span> ${content}</td>`;
}

function trackersText(trackers: '*' | readonly string[]): string {
  if (trackers === '*') return peopleWords.allTrackers;
  return trackers.map((id) => pledges.tracker(id)?.name ?? id).join(', ');
}

function isLive({ revokedAt, expiresAt }: ListedToken): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > new Date().toISOString());
}

function shownLink({ name, url, expiresAt }: NewInvite): ShownOnce {
  const { link } = peopleWords;
  const text = html`${link.text} ${momentOf(expiresAt, undefined)}.`;
  return { ...link, value: url, heading: link.heading(name), text };
}

customElements.define('desk-people', DeskPeopleElement);
